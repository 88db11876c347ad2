"""Several indexes behind one server: which one a request is about, and links that stay with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, has_request_context, request
from werkzeug.exceptions import HTTPException

from qa import Archive
from web.kinds import BadParameter
from web.reading import arguments, peeked

_OF_ALL = ("static", "health.")  # addresses that are about no index


def register(app: Flask, archives: Mapping[str, Archive]) -> None:
    """Have `app` answer from these, by name, the first where none is named."""
    app.extensions["archives"] = dict(archives)
    app.jinja_env.globals["chosen_index"] = lambda: _known() if len(archives) > 1 else ""
    app.jinja_env.globals["index_names"] = tuple(archives)
    app.jinja_env.globals["words_asked"] = _words
    app.jinja_env.filters["here"] = here
    if len(archives) > 1:
        app.url_defaults(_stay)


def chosen() -> str:
    """The name of the index that the request is about. Raises BadParameter where there is none of that name."""
    archives: dict[str, Archive] = current_app.extensions["archives"]
    name = _named() if len(archives) > 1 and has_request_context() else ""
    if name and name not in archives:
        raise BadParameter(f"index must be one of {', '.join(archives)}, not {name[:40]!r}")
    return name or next(iter(archives))


def here(link: str) -> str:
    """A link of the library, which begins with a slash, under the path of this application and with its index."""
    return request.root_path.rstrip("/") + with_index(link)


def with_index(link: str) -> str:
    """A link of the library with the index that it is of, where there are several."""
    if len(current_app.extensions["archives"]) == 1:
        return link
    return link.replace("?", f"?index={quote(chosen())}&", 1)


def linked(told: Any) -> Any:
    """What is told as JSON, with every link of the library in it as `here` has it."""
    if isinstance(told, list):
        return [linked(item) for item in told]
    if isinstance(told, dict):
        return {name: here(item) if name == "link" else linked(item) for name, item in told.items()}
    return told


def _named() -> str:
    named = arguments(request).get("index")
    if named is None and isinstance(body := peeked(), dict):
        named = body.get("index")
    if named is not None and not isinstance(named, str):
        raise BadParameter("index must be a string")
    return named or ""


def _stay(endpoint: str, values: dict[str, Any]) -> None:
    if not endpoint.startswith(_OF_ALL) and has_request_context() and (name := _known()):
        values.setdefault("index", name)


def _known() -> str:
    """That of the request; empty where there is none of its name, as on the page that says so."""
    try:
        return chosen()
    except (BadParameter, HTTPException):
        return ""


def _words() -> str | None:
    """What is asked at this address, for the same page of another index; None where that cannot be read, as above."""
    try:
        return arguments(request).get("q") or None
    except BadParameter:
        return None
