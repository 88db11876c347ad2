"""Asking a server that runs already and answers from the same index: it has the models at hand.

Whatever stands in the way, this process answers, and tells what is wrong in its own words.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from http.client import HTTPConnection, HTTPException
from json import dumps, loads
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from urllib.parse import quote

from qa.errors import QaError
from qa.index.layout import current_build, index_folder
from qa.index.serving import RunningServer, running_server
from qa.types import Answer
from qa.version import __version__

SECONDS = 20.0  # as long as a server takes for an answer at most, unless it is told otherwise


def ask_server(indexes: Path, name: str, reader: str, wanted: dict[str, Any]) -> Answer | None:
    """The answer of a server that would answer as this process does; None where there is none or it does not.

    `wanted` are the parameters of /api/v1/ask, those not given None.
    """
    if "" in wanted.values():  # to the server not given at all
        return None
    try:
        folder = index_folder(indexes, name)
        server = running_server(folder)
        if server is None or (server.version, server.reader) != (__version__, reader):
            return None
        answer = from_json(Answer, _without_place(_asked(server, name, wanted), _place(server, name)))
        return answer if answer.index.build == current_build(folder) else None
    except (QaError, OSError, HTTPException, ValueError, TypeError, KeyError):
        return None


def _asked(server: RunningServer, name: str, wanted: dict[str, Any]) -> Any:
    """Its answer as JSON. Raises ValueError where it gives none, OSError, HTTPException."""
    given = {key: str(value) if isinstance(value, date) else value for key, value in wanted.items()}
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
    try:
        body = dumps({**given, "index": name})
        connection.request("POST", f"{server.prefix}/api/v1/ask", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        if response.status != 200:
            raise ValueError(f"status {response.status}")
        return loads(response.read())
    finally:
        connection.close()


def _place(server: RunningServer, name: str) -> tuple[str, str]:
    """What the server puts before its links, and after the question mark in them."""
    return server.prefix, f"index={quote(name)}&" if server.several else ""


def _without_place(told: Any, place: tuple[str, str]) -> Any:
    """JSON whose links are those of the library."""
    if isinstance(told, list):
        return [_without_place(item, place) for item in told]
    if isinstance(told, dict):
        told = {key: _without_place(item, place) for key, item in told.items()}
        if isinstance(link := told.get("link"), str):
            told["link"] = link.removeprefix(place[0]).replace(f"?{place[1]}", "?", 1)
    return told


def from_json(kind: Any, told: Any) -> Any:
    """What `as_json` made JSON of. Raises TypeError, ValueError, KeyError where it does not fit `kind`."""
    if get_origin(kind) is UnionType:
        (some,) = (each for each in get_args(kind) if each is not NoneType)
        return None if told is None else from_json(some, told)
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        return tuple(from_json(kinds[0 if kinds[-1] is Ellipsis else n], item) for n, item in enumerate(told))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{key: from_json(hints[key], item) for key, item in told.items()})  # type: ignore[operator]
    return date.fromisoformat(told) if kind is date else told
