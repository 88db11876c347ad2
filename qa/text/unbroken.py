"""A text as a reader sees it, where a line end or a character that shows nothing breaks a word in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# Words that a hyphen of their own joins to the next, at the end of a line too: "well-⏎known", "Thursday-⏎morning".
_COMPOUNDED = (
    "well self non anti post pre half high low long short two three four five six seven eight nine ten ex vice year"
    " mid all part full co so day"
).split()
# Between two letters, the second of them small: "Thurs-⏎day" and, with a soft hyphen, "Thurs¬day".
BREAK = (
    r"(?<=[^\W\d_])(?:[\u00ad\u200b-\u200d\u2060\ufeff]{1,4}|"
    + "".join(rf"(?<!\b{word})" for word in _COMPOUNDED[:-1])
    + rf"(?<!{_COMPOUNDED[-1]})"
    + r"[-\u2010\u00ad][ \t]{0,3}\r?\n[ \t]{0,20})(?=[^\W\d_A-Z])"
)
_BREAK = re.compile(BREAK)
# Most texts hold none, and this is told at once.
_MAY_BREAK = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]|[-\u2010][ \t]{0,3}\r?\n")


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
    breaks = [match.span() for match in _BREAK.finditer(text)] if _MAY_BREAK.search(text) else []
    if not breaks:
        return View(text)
    runs = list(_runs(breaks, len(text)))
    begins, shifts = [0], [0]
    for start, end in breaks:
        shifts.append(shifts[-1] + end - start)
        begins.append(end - shifts[-1])
    return View("".join(text[start:end] for start, end in runs), tuple(begins), tuple(shifts))


def _runs(breaks: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    free = 0
    for start, end in breaks:
        yield free, start
        free = end
    yield free, length
