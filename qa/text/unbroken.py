"""A text as a reader sees it, where line ends, drop caps, tags or characters that show nothing break a word in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from qa.text import drop_caps, markup
from qa.text.line_end_hyphens import HYPHEN, LETTER, LINE_END, OWN_HYPHEN
from qa.text.unseen import DIRECTION, NOTHING, SHAPING, ZERO_WIDTH_SPACE

_PARTS_NOTHING = NOTHING + DIRECTION
_IN_WORDS = ZERO_WIDTH_SPACE + SHAPING  # where a small letter follows
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
# Between two letters, the second of them small behind a hyphen: "Thurs-⏎day" and, with a soft hyphen, "Thurs¬day".
_BREAK = (
    rf"(?<={LETTER})(?:[{_PARTS_NOTHING}{_IN_WORDS}]{{1,4}}(?={_SMALL})|[{_PARTS_NOTHING}]{{1,4}}(?={LETTER})"
    rf"|\u200b(?<=[A-Z]\u200b)(?=[A-Z])|\u00ad{LINE_END}(?={LETTER})"
    rf"|(?={HYPHEN})(?<![A-Z]{{2}})(?!(?i:{OWN_HYPHEN})){HYPHEN}(?={_SMALL}))"
)
_ANY = re.compile(rf"[{_PARTS_NOTHING}{_IN_WORDS}]|{HYPHEN}")


@dataclass(frozen=True, slots=True)
class View:
    """A text without its breaks; where in it each run of characters begins, and by how much it lies further on.

    A run of a character that stands for several has their number in `widths`; `of` is the view that this one is of.
    """

    text: str
    begins: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)
    widths: tuple[int, ...] = (1,)
    of: View | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters [start, end) of the view, at least one, stand in the text as given."""
        one, last = bisect_right(self.begins, start) - 1, bisect_right(self.begins, end - 1) - 1
        given = start + self.shifts[one], end - 1 + self.shifts[last] + self.widths[last]
        return self.of.place(*given) if self.of else given


def unbroken(text: str) -> View:
    """In time that grows with the length of the text."""
    read = _view(text, markup.edits(text)) if "&" in text or "<" in text else View(text)
    spans = [match.span() for match in _pattern().finditer(read.text)] if _may_break(read.text) else []
    spans += drop_caps.gaps(read.text)
    return _view(read.text, ((start, end, "") for start, end in sorted(spans)), read) if spans else read


def _may_break(text: str) -> bool:
    """Most texts hold no break, and this is told at once."""
    return not (text.isascii() and "\n" not in text) and _ANY.search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled where a text may hold a break: it takes time, and most commands read none."""
    return re.compile(rf"{_BREAK}|[{_PARTS_NOTHING}]+|\u200b+(?!\w)|(?<!\w)\u200b+|(?<=[.!?…\"”’)])[\u200c\u200d]+")


def _view(text: str, edits: Iterable[markup.Edit], of: View | None = None) -> View:
    """The view of a text after these edits, which are ascending and disjoint."""
    parts, begins, shifts, widths = list[str](), [0], [0], [1]
    free = at = 0  # in the text, in the view
    for start, end, char in edits:
        parts += [text[free:start], char]
        at += start - free
        if char:
            begins.append(at)
            shifts.append(start - at)
            widths.append(end - start)
            at += 1
        begins.append(at)
        shifts.append(end - at)
        widths.append(1)
        free = end
    return View("".join([*parts, text[free:]]), tuple(begins), tuple(shifts), tuple(widths), of)
