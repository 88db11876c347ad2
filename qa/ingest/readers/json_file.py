"""Records in one JSON value: a list of them, an export that wraps a list, or a single one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.encodings.decode import Decoded, decoded
from qa.ingest.head.fields import has_text, text_in
from qa.ingest.readers.json_list import TOO_DEEP, Names, Told, is_long, told_in
from qa.ingest.readers.long_text import encoding_at_start
from qa.ingest.readers.records import Record, articles_of, day_orders_of, ids_of
from qa.ingest.readers.text import read_bytes
from qa.types import Article, Refusal

MAX_JSON_BYTES = 100_000_000  # of what is held as a whole, in 10 times as much; lists of records may be of any size
_DEEPEST = 4
_WRAPPED = "_source"  # of a hit of Elasticsearch
_TRIED = 20  # records of a list, for whether there are texts in it
_ENOUGH = 1000  # records of a list that holds texts: no other is looked for in a long file; nor behind so many lists
_OF_A_FEED = frozenset("articles data docs documents entries hits items news posts records results stories".split())
_FEED = "https://jsonfeed.org/version/"


def read_json(path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
    """Each record as an article. Raises SourceError where the file is not JSON, or holds no record with a text."""
    if listed := _long_list(path):
        guess = encoding_at_start(path)
        guessed = "" if guess.sure else guess.encoding
        yield from articles_of(listed.records(), path.stem, renamed, day_orders_of(listed.records(), renamed), guessed)
        return
    read = _decoded(path)
    records = _records(read)
    if not any(text_in(record, renamed) for _, record in records):
        raise SourceError('no record with a "text" in this JSON')
    yield from articles_of(records, path.stem, renamed, day_orders_of(records, renamed), read.guessed)


def given_ids(path: Path) -> Iterator[str]:
    """The ids that the records give themselves."""
    listed = _long_list(path)
    return ids_of(listed.records() if listed else _records(_decoded(path)))


@dataclass(frozen=True, slots=True)
class _LongList:
    """A list in a long file: the names that lead to it, and what holds of each of its records."""

    path: Path
    names: Names
    of_all: Record

    def records(self) -> Iterator[tuple[int, Record | SourceError]]:
        """Its records by their numbers; the last one may be what is wrong with the file."""
        number = 0
        try:
            items = (told.value for told in told_in(self.path, _DEEPEST) if told.listed and told.names == self.names)
            for number, item in enumerate(items, start=1):
                yield from ((number, {**self.of_all, **record}) for record in _found([item], _DEEPEST))
        except SourceError as error:
            yield number + 1, error


def _long_list(path: Path) -> _LongList | None:
    """The list of a file that had better not be held as a whole; None of a shorter file, and where there is none."""
    if not is_long(path):
        return None
    begun = _Begun()
    with suppress(SourceError):  # it is told where it is read
        for told in told_in(path, _DEEPEST):
            begun.add(told)
            if begun.is_enough(told.names):
                break
    names = begun.longest()
    return None if names is None else _LongList(path, names, _of_feed(begun.values(())))


class _Begun:
    """The first items of each list in a file, and the values of its objects."""

    def __init__(self) -> None:
        self.counts: Counter[Names] = Counter()
        self._first: defaultdict[Names, list[Any]] = defaultdict(list)
        self._values: defaultdict[Names, dict[str, Any]] = defaultdict(dict)

    def add(self, told: Told) -> None:
        """The next one."""
        if not told.listed:
            values = self._values[told.names[:-1]]
            if told.names and len(values) < _ENOUGH:
                values[told.names[-1]] = told.value
            return
        self.counts[told.names] += 1
        if len(self._first[told.names]) < _TRIED:
            self._first[told.names].append(told.value)

    def is_enough(self, last: Names) -> bool:
        """Whether no more need be looked at, now that something was added to what these names lead to."""
        outermost, many = () in self.counts, len(self.counts) + len(self._values) > _ENOUGH
        return outermost or many or (self.counts[last] == _ENOUGH and self.has_texts(last))

    def values(self, names: Names) -> dict[str, Any]:
        """What an object holds, of its lists the first items."""
        lists = {each[-1]: items for each, items in self._first.items() if each and each[:-1] == names}
        return {**lists, **self._values[names]}

    def has_texts(self, names: Names) -> bool:
        """Whether a list holds records with texts, and what it stands in is no record itself, as `_found` has it."""
        for depth, name in enumerate(names):
            around = self._values[names[:depth]]
            if has_text(around) or (text_in(around) and name not in _OF_A_FEED):
                return False
        return _with_texts(_found(self._first[names], _DEEPEST))

    def longest(self) -> Names | None:
        """The names that lead to the longest list with texts, or to the outermost value where that is a list."""
        if () in self.counts:
            return ()
        return max(filter(self.has_texts, self.counts), key=self.counts.__getitem__, default=None)


def _decoded(path: Path) -> Decoded:
    size = path.stat().st_size
    if size > MAX_JSON_BYTES:
        raise SourceError(
            f"JSON of {size:,} bytes without a list of records with a text; it may have {MAX_JSON_BYTES:,};"
            " write it as JSON Lines, a record a line, which may be of any size"
        )
    return decoded(read_bytes(path, MAX_JSON_BYTES))


def _records(read: Decoded) -> list[tuple[int, Record]]:
    try:
        value = json.loads(read.text)
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise SourceError(TOO_DEEP) from error
    return list(enumerate(_found(value, _DEEPEST), start=1))


def _of_feed(value: Record) -> dict[str, Any]:
    """What a JSON Feed says of itself, which holds of each of its items that does not say otherwise."""
    if not str(value.get("version")).startswith(_FEED):
        return {}
    return {"site_name": value.get("title"), "authors": value.get("authors"), "language": value.get("language")}


def _found(value: Any, depth: int) -> list[Record]:
    """The records of a list; those of the longest list of texts that a value holds; else the value itself."""
    if isinstance(value, list):
        found = [item for item in value if isinstance(item, dict)]
        return [item[_WRAPPED] if isinstance(item.get(_WRAPPED), dict) else item for item in found]
    if not isinstance(value, dict) or has_text(value):
        return [value] if isinstance(value, dict) else []
    if of_all := _of_feed(value):
        return [{**of_all, **item} for item in _found(value.get("items"), depth)]
    abstract = bool(text_in(value))  # of an article, or of a feed
    nested = [item for name, item in value.items() if not abstract or name in _OF_A_FEED]
    within = [_found(item, depth - 1) for item in nested if isinstance(item, (dict, list)) and depth]
    best = max(within, key=lambda some: (_with_texts(some), len(some)), default=[])
    return best if best and (_with_texts(best) or not abstract) else [value]


def _with_texts(records: list[Record]) -> bool:
    return any(map(text_in, records[:_TRIED]))
