"""Records in one JSON value: a list of them, an export that wraps a list, or a single one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.encodings.decode import Decoded, decoded
from qa.ingest.head.fields import has_text, text_in
from qa.ingest.readers.json_list import TOO_DEEP, is_long_list, items_of
from qa.ingest.readers.long_text import encoding_at_start
from qa.ingest.readers.records import Record, articles_of, day_orders_of, ids_of
from qa.ingest.readers.text import read_bytes
from qa.types import Article, Refusal

MAX_JSON_BYTES = 200_000_000  # of what is held as a whole; a list may be of any size
_DEEPEST = 4
_WRAPPED = "_source"  # of a hit of Elasticsearch
_TRIED = 20  # records of a list, for whether there are texts in it
_OF_A_FEED = frozenset("articles data docs documents entries hits items news posts records results stories".split())
_FEED = "https://jsonfeed.org/version/"


def read_json(path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
    """Each record as an article. Raises SourceError where the file is not JSON, or holds no record with a text."""
    if is_long_list(path):
        guess = encoding_at_start(path)
        guessed = "" if guess.sure else guess.encoding
        yield from articles_of(_listed(path), path.stem, renamed, day_orders_of(_listed(path), renamed), guessed)
        return
    read = _decoded(path)
    records = _records(read)
    if not any(text_in(record, renamed) for _, record in records):
        raise SourceError('no record with a "text" in this JSON')
    yield from articles_of(records, path.stem, renamed, day_orders_of(records, renamed), read.guessed)


def given_ids(path: Path) -> Iterator[str]:
    """The ids that the records give themselves."""
    return ids_of(_listed(path) if is_long_list(path) else _records(_decoded(path)))


def _listed(path: Path) -> Iterator[tuple[int, Record | SourceError]]:
    number = 0
    try:
        for number, item in enumerate(items_of(path), start=1):
            yield from ((number, record) for record in _found([item], _DEEPEST))
    except SourceError as error:
        yield number + 1, error


def _decoded(path: Path) -> Decoded:
    return decoded(read_bytes(path, MAX_JSON_BYTES))


def _records(read: Decoded) -> list[tuple[int, Record]]:
    try:
        value = json.loads(read.text)
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise SourceError(TOO_DEEP) from error
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
