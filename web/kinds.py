"""The kinds of single parameters: how each is read, and what a JSON Schema says of it.

A kind reads what a form, an address or a JSON body may carry; a message names the parameter that is not of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, ValidationInfo

from qa import QaError, parse_date

Schema = dict[str, Any]

_FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
_WHOLE = re.compile(r"0*[0-9]{1,9}(\.0{1,40})?")
_NUMBER = re.compile(r"[0-9]{0,9}\.?[0-9]{1,40}(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
# As a JSON Schema has what stands for nothing said: a form sends its empty fields too.
NOTHING: tuple[Schema, ...] = ({"const": ""}, {"type": "null"})


class BadParameter(QaError):
    """A parameter that is not of its kind; the message names it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field of a model is annotated with: `read` takes a value and the field's name. Raises BadParameter."""

    read: Callable[[Any, str], Any]
    schema: Schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """How pydantic reads it."""

        def check(value: Any, of: ValidationInfo) -> Any:
            return self.read(value, of.field_name or "")

        return PlainValidator(check).__get_pydantic_core_schema__(source, handler)

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> Schema:
        """How pydantic describes it."""
        return dict(self.schema)


def whole(most: int) -> Kind:
    """A whole number from 1 to `most`, which may come as digits, and as 2.0, which JSON takes for the same as 2."""

    def read(value: Any, name: str) -> int:
        if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
            value = int(value.partition(".")[0])
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value % 1 or not 1 <= value <= most:
            raise BadParameter(f"{name} must be a whole number from 1 to {most}, not {shown(value)}")
        return int(value)

    number = {"type": "integer", "minimum": 1, "maximum": most}
    return Kind(read, {"anyOf": [number, {"type": "string", "pattern": f"^0*{_up_to(most)}$"}, *NOTHING]})


def _read_ratio(value: Any, name: str) -> float:
    number = float(value) if isinstance(value, str) and _NUMBER.fullmatch(value.strip()) else value
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not 0 < number <= 1:
        raise BadParameter(f"{name} must be a number above 0 and at most 1, such as 0.25, not {shown(value)}")
    return float(number)


def read_text(value: Any, name: str) -> str:
    """The text without blanks around it. Raises BadParameter."""
    if not isinstance(value, str):
        raise BadParameter(f"{name} must be a string, not {kind_of(value)}")
    return _whole_letters(value, name).strip()


def read_texts(value: Any, name: str) -> tuple[str, ...]:
    """The texts of a list, or the only one, as they are, since blanks may belong to an id; no empty ones, each once.

    Raises BadParameter.
    """
    items = value if isinstance(value, (list, tuple)) else [value]
    for item in items:
        if not (item is None or isinstance(item, str)):
            raise BadParameter(f"{name} must be a string or a list of strings, not hold {kind_of(item)}")
    return tuple(dict.fromkeys(_whole_letters(item, name) for item in items if item))


def _read_day(value: Any, name: str) -> date | None:
    said = read_text(value, name)
    found = parse_date(said)
    if said and found is None:
        raise BadParameter(f"{name} must be a date such as 2019-10-01, not {shown(said)}")
    return found


def _read_flag(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return value
    said = read_text(value, name) or "false"
    if said.lower() not in _FLAGS:
        raise BadParameter(f"{name} must be true or false, not {shown(said)}")
    return _FLAGS[said.lower()]


def one_of(*names: str) -> Kind:
    """One of these names."""

    def read(value: Any, name: str) -> str:
        said = read_text(value, name) or names[0]
        if said not in names:
            raise BadParameter(f"{name} must be one of {', '.join(names)}, not {said[:40]!r}")
        return said

    return Kind(read, {"enum": [*names, "", None]})


def some_of(*names: str) -> Kind:
    """Any of these names."""

    def read(value: Any, name: str) -> tuple[str, ...]:
        said = read_texts(value, name)
        if unknown := [item for item in said if item not in names]:
            raise BadParameter(f"{name} must be of {', '.join(names)}, not {unknown[0][:40]!r}")
        return said

    item = {"enum": [*names, "", None]}
    return Kind(read, {"anyOf": [{"type": "array", "items": item}, item]})


def ids(most: int) -> Kind:
    """Names of so many articles at most."""

    def read(value: Any, name: str) -> tuple[str, ...]:
        if isinstance(value, (list, tuple)) and len(value) > most:
            raise BadParameter(f"{name} must name {most} articles at most, not {len(value):,}")
        return read_texts(value, name)

    item: Schema = {"type": ["string", "null"]}
    return Kind(read, {"anyOf": [{"type": "array", "items": item, "maxItems": most}, item]})


def text(most: int) -> Kind:
    """A text of so many characters at most."""

    def read(value: Any, name: str) -> str:
        said = read_text(value, name)
        if len(said) > most:
            raise BadParameter(f"{name} must have {most:,} characters at most, not {len(said):,}")
        return said

    return Kind(read, {"type": ["string", "null"], "maxLength": most})


TEXT = Kind(read_text, {"type": ["string", "null"]})  # how long it may be, whoever answers sees to
_YEARS = "^(1[5-9]|2[01])[0-9]{2}-"  # those that parse_date takes, but for the last
DAY = Kind(_read_day, {"anyOf": [{"type": "string", "format": "date", "pattern": _YEARS}, *NOTHING]})
RATIO = Kind(
    _read_ratio,
    {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            {"type": "string", "pattern": r"^(0?\.[0-9]{0,39}[1-9]|1(\.0{1,40})?)$"},
            *NOTHING,
        ]
    },
)
FLAG = Kind(_read_flag, {"anyOf": [{"type": "boolean"}, {"enum": list(_FLAGS)}, *NOTHING]})


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    names = {type(None): "null", bool: "a boolean", str: "a string", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def _up_to(most: int) -> str:
    """A pattern of the numbers from 1 to `most`: those of fewer digits, and by each digit of it those below."""
    said = str(most)
    shorter = [f"[1-9][0-9]{{0,{len(said) - 2}}}"] if len(said) > 1 else []
    below = [
        f"{said[:place]}[{0 if place else 1}-{int(digit) - 1}][0-9]{{{len(said) - place - 1}}}"
        for place, digit in enumerate(said)
        if int(digit) > (0 if place else 1)
    ]
    return f"({'|'.join([*shorter, *below, said])})"


def _whole_letters(value: str, name: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise BadParameter(f"{name} holds half a character (a lone surrogate)")
    return value


def shown(value: object) -> str:
    """A value as a message shows it, cut short."""
    return repr(value) if len(repr(value)) <= 40 else f"{repr(value)[:40]}…"
