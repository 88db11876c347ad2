"""The application factory: one archive, the blueprints that answer, and what every request goes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import PathConverter

from qa import (
    MAX_CITATIONS,
    MAX_ENTRIES,
    MAX_QUESTION_CHARS,
    MAX_SENTENCES,
    USUAL_ENTRIES,
    USUAL_SENTENCES,
    USUAL_TOPIC_SENTENCES,
    Archive,
    Reads,
    __version__,
    language_name,
)
from web import (
    admin,
    admission,
    api,
    api_docs,
    auth,
    embed,
    errors,
    export,
    feedback,
    headers,
    health,
    limits,
    logs,
    metrics,
    pages,
    watch_pages,
)
from web.archive import CachedStatus
from web.hosts import TrustedHosts, usual_names
from web.indexes import register as register_indexes
from web.schemas import DEFAULT_CITATIONS, MOST_WORDS
from web.settings import Settings
from web.text import count, cut, day, duration, month, month_end, root, size, sureness
from web.writing import Writer

MAX_BODY_BYTES = 64 * 1024
STATIC_SECONDS = 24 * 3600  # the address of a static file names the version, so a new version is a new address


class AnyId(PathConverter):
    """An article's id in an address: any text, also with slashes first or in a row."""

    regex = ".+"
    part_isolating = False

    def to_url(self, value: str) -> str:
        """With its slashes escaped, or a browser would resolve `..` in it."""
        return quote(value, safe="")


class Json(DefaultJSONProvider):
    """JSON as the command prints it: fields in their order, letters as they are."""

    sort_keys = False
    ensure_ascii = False


def create_app(
    indexes: Path,
    index: str = "default",
    *,
    archive: Archive | None = None,
    others: Mapping[str, Archive] | None = None,
    threads: int = 1,
    reads: Reads = "full",
    reranker: str | None = None,
    settings: Settings | None = None,
) -> Flask:
    """The application over the index `index` of the folder `indexes`, or over an archive that is open already, and over
    `others`, by name.

    `threads` bounds what torch uses for one question; what it `reads` and its `reranker` are as Archive tells.
    `settings` are the server's; their folder and index are not used.
    """
    settings = replace(settings or Settings(), indexes=indexes, index=(index,))
    app = Flask("web")
    app.config.update(
        INDEXES=indexes,
        FEEDBACK=settings.feedback,
        KEEPS_QUESTIONS=settings.is_local or settings.demands_keys,
    )
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY_BYTES, SEND_FILE_MAX_AGE_DEFAULT=STATIC_SECONDS)
    app.json = Json(app)
    app.url_map.merge_slashes = False
    app.url_map.converters["id"] = AnyId
    opened = archive or Archive(indexes, index, threads=threads, reads=reads, reranker=reranker)
    app.extensions["archive"] = opened
    archives = {index: opened, **(others or {})}
    app.extensions["statuses"] = {name: CachedStatus(each) for name, each in archives.items()}
    app.extensions["writers"] = {name: Writer(indexes, name) for name in archives}
    register_indexes(app, archives)
    _prepare_templates(app)
    for blueprint in (
        pages.blueprint,
        export.blueprint,
        feedback.blueprint,
        watch_pages.blueprint,
        embed.blueprint,
        api.blueprint,
        api_docs.blueprint,
        admin.blueprint,
        health.blueprint,
    ):
        app.register_blueprint(blueprint)
    _guard(app, settings)
    app.wsgi_app = _behind_proxies(app.wsgi_app, settings)  # type: ignore[method-assign]
    return app


def _guard(app: Flask, settings: Settings) -> None:
    """What every request goes through, in this order; what comes back, in the opposite one."""
    metrics.register(app)
    logs.register(app, settings)
    headers.register(app, settings)
    embed.register(app, settings)
    auth.identify(app, settings)
    limits.register(app, settings)
    auth.enforce(app)
    headers.answer_unchanged(app)
    admission.register(app, settings)
    errors.register(app)


def _behind_proxies(application: Callable[..., Any], settings: Settings) -> Callable[..., Any]:
    """The application with its names and prefix, as so many proxies tell who asks for what."""
    inner = TrustedHosts(application, (*usual_names(settings.host), *settings.trusted_hosts))
    found: Callable[..., Any] = inner
    if settings.prefix:
        found = Prefixed(found, settings.prefix)
    if settings.proxies:
        count_of = settings.proxies
        found = ProxyFix(found, x_for=count_of, x_proto=count_of, x_host=count_of, x_port=0, x_prefix=0)
    return found


class Prefixed:
    """The application under a path, which a proxy in front of it may have taken off already."""

    def __init__(self, application: Callable[..., Any], prefix: str) -> None:
        self._application = application
        self._prefix = prefix

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Answer a request."""
        path = environ["PATH_INFO"]
        if path == self._prefix or path.startswith(f"{self._prefix}/"):
            environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        environ["SCRIPT_NAME"] = self._prefix
        return self._application(environ, start_response)


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.filters |= {each.__name__: each for each in (day, duration, language_name, month, month_end, size)}
    app.jinja_env.globals.update(
        count=count,
        cut=cut,
        root=root,
        sureness=sureness,
        version=__version__,
        max_question_chars=MAX_QUESTION_CHARS,
        max_citations=MAX_CITATIONS,
        default_citations=DEFAULT_CITATIONS,
        max_sentences=MAX_SENTENCES,
        max_words=MOST_WORDS,
        max_entries=MAX_ENTRIES,
        usual_sentences=USUAL_SENTENCES,
        usual_topic_sentences=USUAL_TOPIC_SENTENCES,
        usual_entries=USUAL_ENTRIES,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
