"""An article whose text is made of blocks: paragraphs, headings and cells of a format that has markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.ingest.encodings.decode import storable
from qa.ingest.head.metadata import Head, article_of
from qa.ingest.prose.body import paragraphs
from qa.types import Article

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text; `prose` is false of what no sentence is taken from: a heading, a cell of a table."""

    text: str
    prose: bool = True


def article_of_blocks(head: Head, name: str, blocks: Iterable[Block], given: bool = False, origin: str = "") -> Article:
    """The article whose text is the blocks, an empty line between them, and whose body is their prose."""
    parts, other, place = [], set(), 0
    for block in blocks:
        text = " ".join(storable(block.text).split())
        if not text:
            continue
        if not block.prose:
            other.add(place)
        parts.append(text)
        place += len(text) + len(BETWEEN)
    text = BETWEEN.join(parts)
    body = tuple(span for span in paragraphs(text) if span[0] not in other)
    return article_of(head, name, text, body, given, origin)
