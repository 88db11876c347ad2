"""Single parameters read and checked by their kind; a message names the parameter that is not of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from qa import QaError, parse_date

Fields = Mapping[str, Any]

_FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class BadParameter(QaError):
    """A parameter that is not of its kind; the message names it."""


def only(fields: Fields, names: tuple[str, ...]) -> Fields:
    """The fields, none of which is left unread. Raises BadParameter: a misspelt filter must not answer unfiltered."""
    for name in fields:
        if name not in names:
            raise BadParameter(f"unknown parameter {_shown(name)}; known are {', '.join(names)}")
    return fields


def number(fields: Fields, name: str, most: int) -> int | None:
    """A whole number from 1 to `most`. Raises BadParameter."""
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadParameter(f"{name} must be a whole number from 1 to {most}, not {_shown(value)}")
    return value


def ratio(fields: Fields, name: str) -> float | None:
    """A number in (0, 1]. Raises BadParameter."""
    given = value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{0,9}\.?[0-9]{1,17}", value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
        raise BadParameter(f"{name} must be a number above 0 and at most 1, such as 0.25, not {_shown(given)}")
    return float(value)


def text(fields: Fields, name: str) -> str | None:
    """The text without blanks around it; None where there is none. Raises BadParameter."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadParameter(f"{name} must be a string, not {kind(value)}")
    return _whole(value, name).strip() or None


def texts(fields: Fields, name: str) -> Iterator[str]:
    """The texts of a list, or the only one, as they are, since blanks may belong to an id; no empty ones.

    Raises BadParameter.
    """
    value = fields.get(name)
    for item in value if isinstance(value, list) else [value]:
        if not (item is None or isinstance(item, str)):
            raise BadParameter(f"{name} must be a string or a list of strings, not hold {kind(item)}")
        if item:
            yield _whole(item, name)


def day(fields: Fields, name: str) -> date | None:
    """A date. Raises BadParameter."""
    value = text(fields, name)
    found = parse_date(value)
    if value is not None and found is None:
        raise BadParameter(f"{name} must be a date such as 2019-10-01, not {_shown(value)}")
    return found


def flag(fields: Fields, name: str) -> bool:
    """True or false; false where nothing is said. Raises BadParameter."""
    value = fields.get(name)
    if isinstance(value, bool):
        return value
    said = text(fields, name) or "false"
    if said.lower() not in _FLAGS:
        raise BadParameter(f"{name} must be true or false, not {_shown(said)}")
    return _FLAGS[said.lower()]


def kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {type(None): "null", bool: "a boolean", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _whole(value: str, name: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise BadParameter(f"{name} holds half a character (a lone surrogate)")
    return value


def _shown(value: object) -> str:
    return repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:40]}…"
