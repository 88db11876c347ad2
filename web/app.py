"""The application factory: one archive, two blueprints of answers, one of health checks."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import PathConverter

from qa import (
    MAX_CITATIONS,
    MAX_ENTRIES,
    MAX_QUESTION_CHARS,
    MAX_SENTENCES,
    MAX_WORDS,
    USUAL_ENTRIES,
    USUAL_SENTENCES,
    USUAL_TOPIC_SENTENCES,
    Archive,
    __version__,
)
from web import api, errors, health, pages
from web.params import DEFAULT_CITATIONS
from web.text import count, cut, day, duration, month, month_end, size, sureness

MAX_BODY_BYTES = 64 * 1024
STATIC_SECONDS = 24 * 3600  # the address of a static file names the version, so a new version is a new address

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


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
    threads: int = 1,
    reads: bool = True,
    reranker: str | None = None,
) -> Flask:
    """The application over the index `index` of the folder `indexes`, or over an archive that is open already.

    `threads` bounds what torch uses for one question. Where `reads`, the encoder's reader tells which sentences answer;
    `reranker` is a cross-encoder by folder or name.
    """
    app = Flask("web")
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY_BYTES, SEND_FILE_MAX_AGE_DEFAULT=STATIC_SECONDS)
    app.json = Json(app)
    app.url_map.merge_slashes = False
    app.url_map.converters["id"] = AnyId
    app.extensions["archive"] = archive or Archive(indexes, index, threads=threads, reads=reads, reranker=reranker)
    app.jinja_env.filters |= {each.__name__: each for each in (day, duration, month, month_end, size)}
    app.jinja_env.globals.update(
        count=count,
        cut=cut,
        sureness=sureness,
        version=__version__,
        max_question_chars=MAX_QUESTION_CHARS,
        max_citations=MAX_CITATIONS,
        default_citations=DEFAULT_CITATIONS,
        max_sentences=MAX_SENTENCES,
        max_words=MAX_WORDS,
        max_entries=MAX_ENTRIES,
        usual_sentences=USUAL_SENTENCES,
        usual_topic_sentences=USUAL_TOPIC_SENTENCES,
        usual_entries=USUAL_ENTRIES,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for blueprint in (pages.blueprint, api.blueprint, health.blueprint):
        app.register_blueprint(blueprint)
    errors.register(app)
    app.after_request(_with_headers)
    return app


def _with_headers(response: Response) -> Response:
    response.headers.update(SECURITY_HEADERS)
    if request.endpoint != "static" or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response
