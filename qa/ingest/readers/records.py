"""Articles as records of named fields, whatever kind of file holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from qa.errors import SourceError
from qa.ingest.dates.day_orders import DayOrders
from qa.ingest.encodings.decode import storable
from qa.ingest.encodings.mojibake import mended
from qa.ingest.head.fields import dates_in, from_fields, text_in
from qa.ingest.head.metadata import Head, article_of, is_note, with_encoding
from qa.ingest.prose.body import paragraphs
from qa.ingest.readers.blocks import article_of_blocks
from qa.ingest.readers.html import blocks_of_html
from qa.text.markup import unescaped
from qa.types import Article, Refusal

MAX_ID_CHARS = 200
_MOST_DATED = 50_000  # records that tell the order of dates: of more than twelve days, and read in seconds
_IS_HTML = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section|span|a)\b[^<>]{0,2000}>|</(?:b|em|i|strong|su[bp]|u)>",
    re.IGNORECASE,
)
_PARTED = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|article|section)\b", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]{0,200}\n")

Record = Mapping[str, Any]
Numbered = Iterable[tuple[int, Record | SourceError]]  # records, or what is wrong with them, by number


def articles_of(
    records: Numbered,
    stem: str,
    renamed: Mapping[str, str] | None,
    orders: DayOrders | None = None,
    guessed: str = "",
) -> Iterator[Article | Refusal]:
    """Each record as an article; one that is none is refused by its number. Raises SourceError where there are none.

    `guessed` is the encoding of their file, where it is a guess.
    """
    found = False
    for number, record in records:
        found = True
        try:
            if isinstance(record, SourceError):
                raise record
            head = with_encoding(from_fields(record, renamed, orders), guessed)
            yield _article(head, text_in(record, renamed), _given_id(record), stem, str(number))
        except SourceError as error:
            yield Refusal(str(number), error.message)
    if not found:
        raise SourceError("no records in it")


def day_orders_of(records: Numbered, renamed: Mapping[str, str] | None) -> DayOrders:
    """Which number is the day in dates such as 5/3/2019: told by those of the first records that have one reading."""
    first = (record for _, record in islice(records, _MOST_DATED) if isinstance(record, Mapping))
    return DayOrders(dated for record in first for dated in dates_in(record, renamed))


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


def _article(head: Head, text: str, given: str, stem: str, number: str) -> Article:
    if not text.strip():
        raise SourceError('no "text"')
    name = given or f"{stem}-{number}"
    text = mended(storable(text))
    text = text if _IS_HTML.search(text) else unescaped(text)
    if _IS_HTML.search(text):
        return article_of_blocks(head, name, blocks_of_html(_with_paragraphs(text)), bool(given), number)
    body = paragraphs(text, is_note=is_note(head))
    if len(body) > 1 and text[slice(*body[0])] == head.title:
        body = body[1:]
    return article_of(head, name, text, body, bool(given), number)


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
