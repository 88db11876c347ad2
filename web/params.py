"""What a request asks for, checked in one place for the pages and the API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Request

from qa import MAX_CITATIONS, Filter, QaError, parse_date

NAMES = ("question", "q", "k", "since", "until", "source", "explain")
DEFAULT_CITATIONS = 3

_FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class BadParameter(QaError):
    """A parameter that is not of its kind; the message names it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question and how it is to be answered."""

    question: str
    k: int
    chosen: Filter
    explain: bool


def query(request: Request) -> Mapping[str, Any]:
    """The parameters in the address; of several of one name the first. Raises BadParameter."""
    try:
        return request.args.to_dict()
    except UnicodeDecodeError as error:
        raise BadParameter("the address is not UTF-8") from error


def body(request: Request) -> Mapping[str, Any]:
    """The parameters in a JSON body. Raises BadParameter, and what Flask raises where the body is not JSON."""
    try:
        fields = request.get_json()
    except RecursionError as error:
        raise BadParameter("the body is nested too deeply") from error
    if not isinstance(fields, dict):
        raise BadParameter(f"the body must be a JSON object, not {_kind(fields)}")
    return fields


def only(fields: Mapping[str, Any], names: tuple[str, ...]) -> Mapping[str, Any]:
    """The fields, none of which is left unread. Raises BadParameter: a misspelt filter must not answer unfiltered."""
    for name in fields:
        if name not in names:
            raise BadParameter(f"unknown parameter {_shown(name)}; known are {', '.join(names)}")
    return fields


def wanted(fields: Mapping[str, Any]) -> Wanted:
    """The question in `fields`. Raises BadParameter."""
    since, until = _day(fields, "since"), _day(fields, "until")
    if since and until and since > until:
        raise BadParameter(f"since must not be later than until: {since} is later than {until}")
    return Wanted(
        question=_text(fields, "question") or _text(fields, "q") or "",
        k=number(fields, "k", DEFAULT_CITATIONS, MAX_CITATIONS),
        chosen=Filter(since, until, _text(fields, "source")),
        explain=_flag(fields, "explain"),
    )


def number(fields: Mapping[str, Any], name: str, default: int, most: int) -> int:
    """A whole number from 1 to `most`. Raises BadParameter."""
    value = fields.get(name)
    if value is None or value == "":
        return default
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadParameter(f"{name} must be a whole number from 1 to {most}, not {_shown(value)}")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    """The text without blanks around it; None where there is none."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadParameter(f"{name} must be a string, not {_kind(value)}")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise BadParameter(f"{name} holds half a character (a lone surrogate)")
    return value.strip() or None


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    value = _text(fields, name)
    day = parse_date(value)
    if value is not None and day is None:
        raise BadParameter(f"{name} must be a date such as 2019-10-01, not {_shown(value)}")
    return day


def _flag(fields: Mapping[str, Any], name: str) -> bool:
    value = fields.get(name)
    if isinstance(value, bool):
        return value
    text = _text(fields, name) or "false"
    if text.lower() not in _FLAGS:
        raise BadParameter(f"{name} must be true or false, not {_shown(text)}")
    return _FLAGS[text.lower()]


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "a boolean", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _shown(value: object) -> str:
    return repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:40]}…"
