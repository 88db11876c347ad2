"""Which line ends of a text are only the width of a column, and which end a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from qa.ingest.prose.lines import NARROWEST, Line, lines_of
from qa.types import Span

# Columns of newspapers have 24 (NARROWEST) to 50 characters (half as many in scripts that write words as signs), mail
# and wires 60 to 80, exports up to 120; letters that are not of one width fill a line by a sixth more or less.
_NARROWEST_OF_SIGNS, _WIDEST = 12, 140
_FILLED = 0.85  # of the width: the next word would not have fitted
_FILLED_BY_A_SENTENCE = 0.97  # where a mistake cuts a paragraph, and no sentence
_SURE_LINES = 3  # whose ends are no paragraph's: so many tell how wide a text is set
_LIST_LINES = 6  # that begin with capitals and end without a mark, where most others go on in small letters
_MOSTLY = 0.65
_A_LINE_OF_PROSE = 30  # characters, which no item of a list has that goes on in small letters
_SPACED_LINES = 2  # at least, that go on across an empty line
_SPACED = 0.9  # of the lines, with an empty line before each: the text is set with every second line empty
_SPACED_AND_GO_ON = 0.4  # of those; in prose as it is set most often, a paragraph a line, next to none

_BULLET = re.compile(r"[•·▪◦‣●■►▶➤✓]\s")
_NUMBER_OR_DASH = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\W?[A-Z])|[-–—*]\s")
_PAGE_NUMBER = re.compile(
    r"(?P<bare>\d{1,4})|[-–—\[(|] ?\d{1,4} ?[-–—\])|]|(?:page|seite|p\.|pg\.) ?\d{1,4}(?: ?(?:of|/|von) ?\d{1,4})?",
    re.IGNORECASE,
)


def paragraph_spans(text: str, start: int, stands_alone: Callable[[str], bool]) -> Iterator[Span]:
    """The paragraphs of `text` from character `start` on, trimmed and in order, each from its first line to its last.

    A line that `stands_alone` is a paragraph, whatever is around it.
    """
    lines = _closed_up(_across_pages(list(lines_of(text, start))))
    width = _width(lines)
    for block in _blocks(lines):
        yield from _paragraphs(block, width, stands_alone)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and line.after_empty:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _across_pages(lines: list[Line]) -> list[Line]:
    """Without the numbers of pages; what goes on after a page's end stands under what it goes on from."""
    kept: list[Line] = []
    broken = False
    for place, line in enumerate(lines):
        if _is_page_number(lines, place):
            broken = True
            continue
        if kept and (broken or line.after_page):
            line = replace(line, empty_before=0 if _goes_on(kept[-1], line) else max(line.empty_before, 1))
        kept.append(line)
        broken = False
    return kept


def _closed_up(lines: list[Line]) -> list[Line]:
    """Without the empty lines of a text that has one behind each of its lines, which its sentences run across."""
    spaced, completed = [place for place in range(1, len(lines)) if lines[place].after_empty], _completed(lines)
    go_on = sum(completed[place] and _is_carried_on(lines[place - 1], lines[place]) for place in spaced)
    if go_on < max(_SPACED_LINES, _SPACED_AND_GO_ON * len(spaced)) or len(spaced) < _SPACED * (len(lines) - 1):
        return lines
    least = min(lines[place].empty_before for place in spaced)
    return [replace(line, empty_before=max(0, line.empty_before - least)) for line in lines]


def _is_carried_on(line: Line, following: Line) -> bool:
    return NARROWEST <= line.chars <= _WIDEST and _goes_on(line, following)


def _is_page_number(lines: list[Line], place: int) -> bool:
    """A number beside the end of a page, or between a line and what it goes on in; "- 12 -" between any two."""
    match = _PAGE_NUMBER.fullmatch(lines[place].words)
    if match is None:
        return False
    around = [lines[place], *lines[place + 1 : place + 2]]
    if any(line.after_page for line in around):
        return True
    apart = all(line.after_empty for line in around)
    within = 0 < place < len(lines) - 1 and _goes_on(lines[place - 1], lines[place + 1])
    return len(lines) > 1 and (apart and within if match["bare"] else apart or place == 0)


def _goes_on(line: Line, following: Line) -> bool:
    return following.case == "lower" and (line.is_cut or not line.is_ended)


def _width(lines: Sequence[Line], least: int = 1) -> float:
    """How wide the text is set, by the lines that plainly go on in the next; infinite where fewer than `least` do."""
    pairs = [pair for pair in pairwise(lines) if pair[0].chars <= _WIDEST and _plainly_goes_on(*pair)]
    widths = sorted(one.chars for one, _ in pairs)
    if len(widths) < least or widths[-1] < (_NARROWEST_OF_SIGNS if pairs[0][0].case == "none" else NARROWEST):
        return inf
    return widths[len(widths) * 9 // 10 if len(widths) >= _SURE_LINES else -1]


def _plainly_goes_on(one: Line, two: Line) -> bool:
    return not two.after_empty and not one.is_ended and two.case != "upper"


def _paragraphs(block: list[Line], width: float, stands_alone: Callable[[str], bool]) -> Iterator[Span]:
    """Cut a block, which has no empty lines within it, where a line does not go on in the next."""
    if len(block) >= _SURE_LINES and all(line.words.isupper() for line in block):
        block = [replace(line, case="none") for line in block]
    start = block[0].start
    for (one, two), joined in zip(pairwise(block), _joins(block, width, stands_alone), strict=True):
        if not joined:
            yield start, one.end
            start = two.start
    yield start, block[-1].end


def _joins(block: list[Line], width: float, stands_alone: Callable[[str], bool]) -> list[bool]:
    """Of each line but the last, whether it goes on in the next."""
    if len(block) == 1:
        return []
    own, left = _width(block, _SURE_LINES), min(line.indent for line in block)
    width = own if own < inf else width
    completed, listed, alone = _completed(block), _listed(block), _alone(block, stands_alone)
    return [
        not (listed[place] or alone[place] or alone[place + 1] or _is_item(one, two))
        and _is_joined(one, two, width, completed[place + 1], left)
        for place, (one, two) in enumerate(pairwise(block))
    ]


def _is_joined(one: Line, two: Line, width: float, completed: bool, left: int) -> bool:
    fills = one.chars + 1 + _first_word(two) > width * (_FILLED_BY_A_SENTENCE if one.is_ended else _FILLED)
    if two.case == "lower" and not one.is_ended:
        return one.is_cut or one.is_open or fills or completed or one.chars >= _A_LINE_OF_PROSE
    if one.is_before_a_name and two.case == "upper":
        return True
    if (two.indent > left and one.is_ended) or (two.indent > one.indent and not fills):
        return False  # as the first line of a paragraph is
    if one.words.isupper() and not two.words.isupper() and not one.is_ended:
        return False  # a heading
    return fills and one.chars <= _WIDEST and (two.case != "none" or completed or one.is_ended)


def _first_word(line: Line) -> int:
    """Its length; signs are set one by one."""
    return 1 if line.case == "none" else len(line.words.split(maxsplit=1)[0])


def _is_item(one: Line, two: Line) -> bool:
    """Whether the second line begins an item of a list."""
    marked = _NUMBER_OR_DASH.match(two.words) and (one.is_ended or _NUMBER_OR_DASH.match(one.words))
    return bool(marked or _BULLET.match(two.words))


def _alone(block: list[Line], stands_alone: Callable[[str], bool]) -> list[bool]:
    """Which lines are no part of a sentence: they go on in nothing, and nothing goes on in them."""
    alone: list[bool] = []
    for place, line in enumerate(block):
        before = place == 0 or alone[-1] or block[place - 1].is_ended or block[place - 1].chars < _A_LINE_OF_PROSE
        after = place + 1 == len(block) or block[place + 1].case != "lower"
        alone.append(before and after and line.case != "lower" and stands_alone(line.words))
    return alone


def _completed(block: list[Line]) -> list[bool]:
    """Of each line whether the sentence that it goes on with comes to an end, in it or in lines that go on from it."""
    done = [line.is_ended for line in block]
    for place in reversed(range(len(block) - 1)):
        done[place] = done[place] or (block[place + 1].case != "upper" and done[place + 1])
    return done


def _listed(block: list[Line]) -> list[bool]:
    """Which lines stand in a list: several that begin with a capital and end unmarked, in a text of small letters."""
    listed = [False] * len(block)
    start = 0
    for place, line in enumerate([*block, None]):
        if line is None or line.is_ended or line.case != "upper" or line.is_open:
            if place - start >= _LIST_LINES:
                end = place if line is None or line.case == "upper" else place - 1
                listed[start:end] = [True] * (end - start)
            start = place + 1
    goes_on = [two.case for place, (one, two) in enumerate(pairwise(block)) if not (one.is_ended or listed[place])]
    return listed if goes_on.count("lower") >= _MOSTLY * len(goes_on) else [False] * len(block)
