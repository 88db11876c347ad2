"""The lines of a text, and what the end of each tells of the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.text.drop_caps import is_drop_cap
from qa.text.markup import LINE_TAG
from qa.text.sentence_words import TITLES

NARROWEST = 24  # characters of a newspaper's column
_DROP_CAP_CHARS = 3  # of a large first letter alone on its line, with its quotation marks
_END = re.compile(rf"\r\n|[\r\n\u2028\f]|\u2029|(?i:{LINE_TAG})")
_LINE_BREAK = re.compile(r"</?br\b", re.IGNORECASE)
_MARK = re.compile(r"[.!?:;…。！？؟।۔][\"'”’»)\]」』]*$")
_ABBREVIATION = re.compile(
    rf"(?<![^\W_])(?:[A-Z](?:\.[A-Z])*|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs?|Nos?|{'|'.join(sorted(TITLES))})\.$"
)
_TITLE = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(TITLES))})\.$")
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_FIRST_LETTERS = re.compile(r"[^\W_]{1,2}")
# A line that ends so goes on; of words the commonest, in English, German, French and Spanish.
_OPEN = re.compile(
    r"(?:[,–—-]|(?<![^\W_])(?:the|an?|of|to|in|on|at|and|or|for|with|by|from|as|is|was|were|are|be|been|that|this|his"
    r"|her|its|our|your|my|their|had|has|have|it|he|she|they|not|but|who|which|into|over|der|die|das|und|von|zu|den|dem|im|ist|le"
    r"|la|les|de|du|des|et|à|en|un|une|una|el|los|las|y|que|se|del|au|aux))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """Characters [start, end) of a text without the white space around them, which are `indent` from the left.

    `case` is that of its first letter: "lower", "upper", or "none" in scripts that have no case.
    """

    start: int
    end: int
    words: str
    indent: int
    empty_before: int  # the empty lines before it
    after_page: bool  # a new page begins before it
    case: str
    is_ended: bool  # as sentences are

    @property
    def after_empty(self) -> bool:
        """Whether the line before it is empty."""
        return self.empty_before > 0

    @property
    def chars(self) -> int:
        """Its length."""
        return self.end - self.start

    @property
    def is_cut(self) -> bool:
        """Whether it ends within a word."""
        return bool(_HYPHEN.search(self.words[-2:]))

    @property
    def is_before_a_name(self) -> bool:
        """Whether it ends in a title, as "Mr." is, behind other words."""
        return self.chars >= NARROWEST and bool(_TITLE.search(self.words[-8:]))

    @property
    def is_open(self) -> bool:
        """Whether it ends in a word or a mark that another word must follow."""
        return bool(_OPEN.search(self.words[-6:]))


def lines_of(text: str, start: int = 0) -> Iterator[Line]:
    """The lines that are not empty; one of a drop cap alone is one with the next.

    A line end is that of any system, of Unicode, of a page, or a tag of HTML.
    """
    alone: Line | None = None
    for line in _lines(text, start):
        if alone and is_drop_cap(alone.words, line.words):
            line = replace(alone, end=line.end, words=alone.words + line.words, is_ended=line.is_ended)
        elif alone:
            yield alone
        alone = line if len(line.words) <= _DROP_CAP_CHARS else None
        if not alone:
            yield line
    if alone:
        yield alone


def _lines(text: str, start: int) -> Iterator[Line]:
    empty, page = 0, False
    for begin, end, mark in _pieces(text, start):
        words = text[begin:end].strip()
        if words:
            left = text.index(words[0], begin)
            indent = len(text[begin:left].expandtabs())
            yield Line(left, left + len(words), words, indent, empty, page, _case(words), _is_ended(words))
            empty, page = 0, False
        empty += int(not words or mark == "\u2029" or (mark[:1] == "<" and not _LINE_BREAK.match(mark)))
        page = page or mark == "\f"


def _pieces(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    for match in _END.finditer(text, start):
        yield start, match.start(), match[0]
        start = match.end()
    yield start, len(text), ""


def _case(words: str) -> str:
    first = _FIRST_LETTERS.search(words, 0, 4)
    if first is None or first[0][0].isdigit() or first[0][0].isupper() or first[0][1:].isupper():  # iPhone
        return "upper"
    return "lower" if first[0][0].islower() else "none"


def _is_ended(words: str) -> bool:
    return bool(_MARK.search(words[-8:])) and not _ABBREVIATION.search(words[-8:])
