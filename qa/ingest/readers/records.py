"""Articles as records of named fields, whatever kind of file holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import day_order
from qa.ingest.encodings.decode import storable
from qa.ingest.head.fields import dates_in, from_fields, text_in
from qa.ingest.head.metadata import article_of
from qa.ingest.prose.body import paragraphs
from qa.ingest.readers.blocks import article_of_blocks
from qa.ingest.readers.html import blocks_of_html
from qa.types import Article, Refusal

MAX_ID_CHARS = 200
_IS_HTML = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|span|a)\b[^<>]{0,2000}>", re.IGNORECASE)
_PARTED = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]{0,200}\n")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")

Record = Mapping[str, Any]
Numbered = Iterable[tuple[int, Record | SourceError]]  # records, or what is wrong with them, by number


def articles_of(
    records: Numbered, stem: str, renamed: Mapping[str, str] | None, day_first: bool | None = None
) -> Iterator[Article | Refusal]:
    """Each record as an article; one that is none is refused by its number. Raises SourceError where there are none."""
    found = False
    for number, record in records:
        found = True
        try:
            if isinstance(record, SourceError):
                raise record
            yield _article(record, stem, number, renamed, day_first)
        except SourceError as error:
            yield Refusal(str(number), error.message)
    if not found:
        raise SourceError("no records in it")


def day_order_of(records: Numbered) -> bool | None:
    """Whether dates such as 5/3/2019 name the day first in these records: told by those that have one reading only."""
    return day_order(
        value
        for _, record in records
        if isinstance(record, Mapping)
        for value in dates_in(record)
        if _SLASHED.match(value)
    )


def ids_of(records: Numbered) -> Iterator[str]:
    """The ids that records give themselves, also those that will be refused for something else."""
    for _, record in records:
        if isinstance(record, Mapping):
            try:
                name = _given_id(record)
            except SourceError:
                continue
            if name:
                yield name


def _article(
    record: Record, stem: str, number: int, renamed: Mapping[str, str] | None, day_first: bool | None
) -> Article:
    text = text_in(record, renamed)
    if not text.strip():
        raise SourceError('no "text"')
    head = from_fields(record, renamed, day_first)
    given = _given_id(record)
    name = given or f"{stem}-{number}"
    if _IS_HTML.search(text):
        return article_of_blocks(head, name, blocks_of_html(_with_paragraphs(text)), bool(given), str(number))
    text = storable(text)
    return article_of(head, name, text, paragraphs(text), bool(given), str(number))


def _with_paragraphs(html: str) -> str:
    """HTML whose paragraphs empty lines part, and no tags, with tags about them."""
    if _PARTED.search(html):
        return html
    return "".join(f"<p>{paragraph}</p>" for paragraph in _EMPTY_LINE.split(html))


def _given_id(record: Record) -> str:
    given = next((record[key] for key in ("id", "ID", "Id") if key in record), None)
    if given is None or isinstance(given, (bool, float, dict, list)):
        return ""
    name = storable(str(given)).strip()
    if len(name) > MAX_ID_CHARS or not name.isprintable() or name in (".", ".."):
        raise SourceError(f'an "id" that cannot be part of an address: {name[:40]!r}')
    return name
