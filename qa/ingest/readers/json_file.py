"""Records in one JSON value: a list of them, an export that wraps a list, or a single one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.encodings.decode import decode
from qa.ingest.head.fields import has_text, text_in
from qa.ingest.readers.records import Record, articles_of, day_order_of, ids_of
from qa.ingest.readers.text import read_bytes
from qa.types import Article, Refusal

MAX_JSON_BYTES = 200_000_000  # it is held as a whole; more is better written as one record a line
_DEEPEST = 4
_WRAPPED = "_source"  # of a hit of Elasticsearch
_TRIED = 20  # records of a list, for whether there are texts in it
_OF_A_FEED = frozenset("articles data docs documents entries hits items news posts records results stories".split())
_FEED = "https://jsonfeed.org/version/"


def read_json(path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
    """Each record as an article. Raises SourceError where the file is not JSON, or holds no record with a text."""
    records = _records(path)
    if not any(text_in(record, renamed) for _, record in records):
        raise SourceError('no record with a "text" in this JSON')
    yield from articles_of(records, path.stem, renamed, day_order_of(records))


def given_ids(path: Path) -> Iterator[str]:
    """The ids that the records give themselves."""
    return ids_of(_records(path))


def _records(path: Path) -> list[tuple[int, Record]]:
    try:
        value = json.loads(decode(read_bytes(path, MAX_JSON_BYTES)))
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise SourceError("JSON nested too deeply, or a number too long") from error
    return list(enumerate(_found(value, _DEEPEST), start=1))


def _found(value: Any, depth: int) -> list[Record]:
    """The records of a list; those of the longest list of texts that a value holds; the value itself, which may be one.

    What a JSON Feed says of itself holds of each of its items that does not say otherwise.
    """
    if isinstance(value, list):
        found = [item for item in value if isinstance(item, dict)]
        return [item[_WRAPPED] if isinstance(item.get(_WRAPPED), dict) else item for item in found]
    if not isinstance(value, dict) or has_text(value):
        return [value] if isinstance(value, dict) else []
    if str(value.get("version")).startswith(_FEED):
        of_all: dict[str, Any] = {
            "site_name": value.get("title"),
            "authors": value.get("authors"),
            "language": value.get("language"),
        }
        return [{**of_all, **item} for item in _found(value.get("items"), depth)]
    abstract = bool(text_in(value))  # of an article, or of a feed
    nested = [item for name, item in value.items() if not abstract or name in _OF_A_FEED]
    within = [_found(item, depth - 1) for item in nested if isinstance(item, (dict, list)) and depth]
    best = max(within, key=lambda some: (_with_texts(some), len(some)), default=[])
    return best if best and (_with_texts(best) or not abstract) else [value]


def _with_texts(records: list[Record]) -> bool:
    return any(map(text_in, records[:_TRIED]))
