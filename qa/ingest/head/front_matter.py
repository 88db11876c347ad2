"""Metadata at the very top of a text, between two lines of `---` (YAML) or of `+++` (TOML)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from qa.ingest.head.fields import from_fields
from qa.ingest.head.metadata import Head

MAX_FRONT_MATTER_CHARS = 20_000
MAX_BRACKETS = 200  # a thousand, one in another, take YAML a second, and 20,000 ten
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_front_matter(text: str) -> Head:
    """The block between two such lines at the very top, if there is one."""
    match = _FRONT_MATTER.match(text, 0, MAX_FRONT_MATTER_CHARS)
    fields = (_fields(match[2]) if match[1] == "---" else _fields_of_toml(match[2])) if match else None
    if match is None or not fields:
        return Head()
    return replace(from_fields(fields), end=match.end())


def _fields(block: str) -> Mapping[str, Any] | None:
    """The block as YAML, or line by line where it is not (an unquoted colon in a title is common).

    BaseLoader makes strings of all values (a title such as 1984 or Yes stays one) and has no merge keys, whose
    aliases can multiply without end.
    """
    import yaml

    try:
        if block.count("[") + block.count("{") > MAX_BRACKETS:
            raise ValueError("too many brackets")
        fields = yaml.load(block, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):  # "\UFFFFFFFF" is no character
        pairs = (line.partition(":") for line in block.splitlines())
        fields = {key.strip(): value.strip(" \t\"'") for key, colon, value in pairs if colon}
    return fields if isinstance(fields, dict) else None


def _fields_of_toml(block: str) -> Mapping[str, Any] | None:
    """None where it is none."""
    import tomllib

    try:
        if block.count("[") + block.count("{") > MAX_BRACKETS:
            return None
        fields = tomllib.loads(block.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in fields.items()}
