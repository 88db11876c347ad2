"""Metadata between two lines of `---` at the very top of a text (YAML)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qa.ingest.head.fields import from_fields
from qa.ingest.head.metadata import Head

MAX_FRONT_MATTER_CHARS = 20_000
MAX_BRACKETS = 200  # a thousand, one in another, take YAML a second, and 20,000 ten
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read_front_matter(text: str) -> Head:
    """The block between two lines of `---` at the very top, if there is one."""
    match = _FRONT_MATTER.match(text, 0, MAX_FRONT_MATTER_CHARS)
    fields = _fields(match[1]) if match else None
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
