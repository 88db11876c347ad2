"""Lines that may stand in many articles of an outlet and are each article's own: headings of its prose, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from qa.text.words import stems

_LINE_CHARS = 60  # of a heading, or of a line of figures
_HEADING_WORDS = 6
_LEAST_PROSE = 60  # characters of what stands below a heading
_READ_CHARS = 2000  # of that, for what it is about
_SURELY_PROSE = 200  # of which a mark at the end may have been cut
_LEAST_FIGURES = 3  # lines of figures, one below the other: a count of shares stands alone
_ENDED = re.compile(r"[.!?…:;,。！？؟][\"'”’)]*$")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)] ?(?=[^\W\d_])")
_FIGURES = re.compile(r"(?=.*[^\W\d_]).*\d")
_OF_PAGES = re.compile(
    r"\b(?:shares?|tweets?|retweets?|pins?|comments?|likes?|views?|read|ago|updated|sign up|subscri\w+|newsletters?"
    r"|follow|support|donate|advertisements?)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(rf"[•·▪◦‣●■►▶➤✓]|[-–—*] |{_NUMBERED.pattern}")


def own_lines(paragraphs: Sequence[str], language: str) -> set[int]:
    """The places of lines that no count makes furniture: a heading that is numbered, or names what the prose below it
    is about, and figures in a list, such as prices or a day's weather, which are the same line but for their numbers.

    "Read more" above prose is neither, nor is what speaks of the page ("12 comments", "Newsletter"): of the lines that
    498 newsletters and reports of 2022 have eight times and more, numbered subjects are, and "AND FINALLY" is not.
    """
    below = list(pairwise(paragraphs))
    headings = {n for n, pair in enumerate(below) if _is_heading(*pair, first=n == 0, language=language)}
    return headings | {n for run in _runs(paragraphs, _is_figures) if len(run) >= _LEAST_FIGURES for n in run}


def lists_of_own(paragraphs: Sequence[str], taken: Collection[int]) -> set[int]:
    """The places of items of lists of which more than half are not `taken`; of a menu, all are."""
    runs = [run for run in _runs(paragraphs, _is_item) if len(run) > 1]
    return {n for run in runs if 2 * len([each for each in run if each in taken]) < len(run) for n in run}


def _runs(paragraphs: Sequence[str], belongs: Callable[[str], bool]) -> Iterator[range]:
    """The places of neighbours that all belong."""
    start = 0
    for place in range(len(paragraphs) + 1):
        if place == len(paragraphs) or not belongs(paragraphs[place]):
            yield range(start, place)
            start = place + 1


def _is_heading(line: str, below: str, first: bool, language: str) -> bool:
    if not _is_short(line) or len(line.split()) > _HEADING_WORDS or len(below) < _LEAST_PROSE:
        return False
    if len(below) < _SURELY_PROSE and not _ENDED.search(below):
        return False
    return bool(_NUMBERED.match(line)) or (not first and _names(line, below, language))


def _names(line: str, below: str, language: str) -> bool:
    subject = {each for each in stems(line, language) if not each.isdigit()}
    return bool(subject) and subject.issubset(stems(below[:_READ_CHARS], language))


def _is_figures(line: str) -> bool:
    return _is_short(line) and _FIGURES.match(line) is not None


def _is_item(line: str) -> bool:
    return "\n" not in line and _MARKED.match(line) is not None


def _is_short(line: str) -> bool:
    return len(line) <= _LINE_CHARS and "\n" not in line and not _ENDED.search(line) and not _OF_PAGES.search(line)
