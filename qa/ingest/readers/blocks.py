"""An article whose text is made of blocks: paragraphs, headings and cells of a format that has markup."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.ingest.encodings.decode import storable
from qa.ingest.encodings.mojibake import mended
from qa.ingest.head.metadata import Head, article_of, is_note
from qa.ingest.prose.body import paragraphs
from qa.text.interviews import LEAST_QUESTIONS
from qa.types import Article

BETWEEN = "\n\n"
_LEAST_WORDS, _LEAST_SIGNS, _SURELY_PROSE = 6, 15, 200  # of a sentence in a cell, or characters; of what has no mark
_SENTENCE = re.compile(r"(?![a-zß-öø-ÿ]).*(?:[.!?…][\"'”’»)]*|[。！？])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text; `prose` is false of what no sentence is taken from: a heading, a cell of a table."""

    text: str
    prose: bool = True


def of_cell(text: str) -> Block:
    """What stands in a cell of a table: prose where it is a sentence or more, and no figure or name."""
    words = " ".join(text.split())
    long = len(words.split()) >= _LEAST_WORDS or (len(words) >= _LEAST_SIGNS and not words.isascii())
    return Block(text, prose=len(words) >= _SURELY_PROSE or (long and _SENTENCE.fullmatch(words) is not None))


def _with_questions(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; where headings ask what the prose below them answers, as in an interview, they are prose as well."""
    asking = [
        n
        for n, (block, below) in enumerate(pairwise(blocks))
        if not block.prose and below.prose and block.text.rstrip().endswith(("?", "？", "؟"))
    ]
    several = frozenset(asking if len(asking) >= LEAST_QUESTIONS else ())
    return [replace(block, prose=block.prose or n in several) for n, block in enumerate(blocks)]


def article_of_blocks(head: Head, name: str, blocks: Iterable[Block], given: bool = False, origin: str = "") -> Article:
    """The article whose text is the blocks, an empty line between them, and whose body is their prose."""
    parts: list[str] = []
    starts, prose, place = [], [], 0
    for block in _with_questions(list(blocks)):
        text = line_of_block(block.text)
        if not text:
            continue
        starts.append(place)
        prose.append(block.prose)
        parts.append(text)
        place += len(text) + len(BETWEEN)
    text = BETWEEN.join(parts)
    body = tuple(span for span in paragraphs(text, is_note=is_note(head)) if prose[bisect_right(starts, span[0]) - 1])
    return article_of(head, name, text, body, given, origin)


def line_of_block(text: str) -> str:
    """The text of a block as it stands in an article."""
    return " ".join(mended(storable(text)).split())
