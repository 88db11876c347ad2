"""A text as a reader sees it, where a line end or a character that shows nothing breaks a word in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qa.text.line_end_hyphens import HYPHEN, LETTER, LINE_END, OWN_HYPHEN
from qa.text.unseen import DIRECTION, NOTHING, SHAPING, ZERO_WIDTH_SPACE

_PARTS_NOTHING = NOTHING + DIRECTION
_IN_WORDS = ZERO_WIDTH_SPACE + SHAPING  # where a small letter follows
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
# Between two letters, the second of them small behind a hyphen: "Thurs-⏎day" and, with a soft hyphen, "Thurs¬day".
BREAK = (
    rf"(?<={LETTER})(?:[{_PARTS_NOTHING}{_IN_WORDS}]{{1,4}}(?={_SMALL})|[{_PARTS_NOTHING}]{{1,4}}(?={LETTER})"
    rf"|\u200b(?<=[A-Z]\u200b)(?=[A-Z])|\u00ad{LINE_END}(?={LETTER})"
    rf"|(?={HYPHEN})(?<![A-Z]{{2}})(?!(?i:{OWN_HYPHEN})){HYPHEN}(?={_SMALL}))"
)
# Most texts hold none, and this is told at once.
_MAY_BREAK = re.compile(rf"[{_PARTS_NOTHING}{_IN_WORDS}]|{HYPHEN}")


@dataclass(frozen=True, slots=True)
class View:
    """A text without its breaks; where in it each run of characters begins, and by how much it lies further on."""

    text: str
    begins: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters [start, end) of the view, at least one, stand in the text as given."""
        return self._shifted(start), self._shifted(end - 1) + 1

    def _shifted(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.begins, at) - 1]


def unbroken(text: str) -> View:
    """In time that grows with the length of the text."""
    breaks = [match.span() for match in _pattern().finditer(text)] if _MAY_BREAK.search(text) else []
    if not breaks:
        return View(text)
    runs = list(_runs(breaks, len(text)))
    begins, shifts = [0], [0]
    for start, end in breaks:
        shifts.append(shifts[-1] + end - start)
        begins.append(end - shifts[-1])
    return View("".join(text[start:end] for start, end in runs), tuple(begins), tuple(shifts))


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled where a text may hold a break: it takes time, and most commands read none."""
    return re.compile(rf"{BREAK}|[{_PARTS_NOTHING}]+|\u200b+(?!\w)|(?<!\w)\u200b+|(?<=[.!?…\"”’)])[\u200c\u200d]+")


def _runs(breaks: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    free = 0
    for start, end in breaks:
        yield free, start
        free = end
    yield free, length
