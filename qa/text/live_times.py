"""The times at the heads of a live blog's entries: "14.32", "2:05 p.m. ET", "3 May, 14:32 Uhr"; and their days.

They are no part of the sentence behind them; in a chronicle, "12:43 a.m.: He called again", they are. A time tells no
day by itself: past midnight the days are counted, where the times and the days of publication leave no doubt of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from qa.text.dates import date_mentions
from qa.text.english import MONTH_NAMES
from qa.types import Span

LEAST = 3  # entries; fewer times at the heads of paragraphs may be those of a talk or a journey
_IN_ORDER = 0.8  # of the times, from one to the next, forth or back; others are none of a live blog
_NIGHT = 720  # minutes: by more the clock goes back only past midnight

_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.]|\s?[hH]\s?)(?P<minute>[0-5]\d)(?:[:.][0-5]\d)?(?!\d|[.,:]\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<full>1[0-2]|0?[1-9])\s?(?P<part>[ap])\.?m\b\.?"
)
_ZONE = r"(?:\s?\(?(?:[A-Z]{1,2}[SD]?T|[A-Z]{3}T|UTC|GMT|Uhr|local(?: time)?|h\b)\)?)"
_DAY = (
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH_NAMES})\b\.?|(?:{MONTH_NAMES})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b)"
    r"(?:,?\s\d{4})?"
)
_TIME = re.compile(
    rf"[\[(]?(?:(?:Posted|Published|Updated)(?:\sat)?:?\s)?(?:{_DAY},?\s(?:at\s)?)?(?:{_CLOCK}){_ZONE}{{0,2}}"
    rf"(?:,?\s(?:on\s)?{_DAY})?[\])]?\.?"
    r"(?:\s*(?:[-–—|•·]\s*|\n\s*)|\s+(?=[\"“„‘«'(\[]?[^\W_a-z])|\s*$)"
)
_WHOLE = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s*$")


@dataclass(frozen=True, slots=True)
class EntryTime:
    """At the head of an entry: characters [start, end) of the text, `end` behind the marks and blanks that follow;
    `minutes` since midnight; whether it names its `day` too."""

    start: int
    end: int
    minutes: int
    has_day: bool


def entry_times(text: str, spans: Sequence[Span]) -> list[EntryTime]:
    """The times at the heads of these paragraphs, if they are those of a live blog: some, in order, before prose."""
    found = [time for span in spans if (time := _time_at(text, *span))]
    return found if _is_live_blog(text, spans, found) else []


def without_times(text: str, spans: Sequence[Span]) -> list[Span]:
    """The paragraphs without the times of a live blog."""
    ends = {time.start: time.end for time in entry_times(text, spans)}
    return [(ends.get(start, start), end) for start, end in spans if ends.get(start, start) < end]


def entry_days(
    text: str, body: Sequence[Span], published: date | None, updated: date | None = None
) -> list[tuple[int, date]]:
    """From which character on the entries are of which day, ascending; empty where it is no live blog of several days,
    or where the days can't be told: then all is of its day of publication.

    `body` are paragraphs as `without_times` gives them.
    """
    gaps = zip([0, *(end for _, end in body)], [start for start, _ in body], strict=False)
    marks = [time for gap in gaps for time in _times_in(text, *gap)]
    if published is None or not _is_live_blog(text, body, marks):
        return []
    named = [_named_day(text[mark.start : mark.end], published) if mark.has_day else None for mark in marks]
    days = _carried(named) if any(named) else _counted(marks, published, updated)
    return [(mark.end, day) for mark, day in zip(marks, days, strict=False) if day]


def _times_in(text: str, start: int, end: int) -> Iterator[EntryTime]:
    """Of a gap between paragraphs the last line that is a time."""
    lines = [(start + line.start(), start + line.end()) for line in re.finditer(r"\S.*", text[start:end])]
    times = [time for line in lines if (time := _time_at(text, line[0], end))]
    yield from times[-1:]


def _time_at(text: str, start: int, end: int) -> EntryTime | None:
    match = _TIME.match(text, start, min(end, start + 120))
    if not match:
        return None
    half = match["half"] or match["part"]
    hour, minute = int(match["hour"] or match["full"]), int(match["minute"] or 0)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    has_day = re.search(rf"\b(?:{MONTH_NAMES})\b", match[0]) is not None
    return EntryTime(start, match.end(), 60 * hour + minute, has_day)


def _is_live_blog(text: str, spans: Sequence[Span], times: Sequence[EntryTime]) -> bool:
    if len(times) < LEAST:
        return False
    forth, back = _forth_and_back(times)
    starts = [time.start for time in times]
    followed = sum(_has_prose(text, spans, start, end) for start, end in pairwise([*starts, len(text)]))
    return max(forth, back) >= _IN_ORDER * (len(times) - 1) and followed >= _IN_ORDER * len(times)


def _forth_and_back(times: Sequence[EntryTime]) -> tuple[int, int]:
    """How many steps from one to the next are forward in time, if need be past midnight, and how many backward."""
    steps = [after.minutes - before.minutes for before, after in pairwise(times)]
    return sum(step >= 0 or step < -_NIGHT for step in steps), sum(step <= 0 or step > _NIGHT for step in steps)


def _has_prose(text: str, spans: Sequence[Span], start: int, end: int) -> bool:
    return any(start <= first < end and _WHOLE.search(text, first, last) for first, last in spans)


def _named_day(mark: str, published: date) -> date | None:
    named = date_mentions(mark, published)
    return named[0].first if named and named[0].first == named[0].last else None


def _carried(days: Sequence[date | None]) -> list[date | None]:
    """Entries whose time names no day are of that of the one above them."""
    carried: list[date | None] = []
    for day in days:
        carried.append(day or (carried[-1] if carried else None))
    return carried


def _counted(marks: Sequence[EntryTime], published: date, updated: date | None) -> list[date | None]:
    """Days by the clock's going back past midnight, the first that of publication, the last that of the update."""
    minutes = [mark.minutes for mark in marks]
    forth, back = _forth_and_back(marks)
    newest_first = back > forth
    ordered = minutes[::-1] if newest_first else minutes
    nights, passed = [0], 0
    for before, after in pairwise(ordered):
        passed += after < before - _NIGHT
        nights.append(passed)
    if not passed or updated is None or updated - published != timedelta(passed):
        return []
    days: list[date | None] = [published + timedelta(night) for night in nights]
    return days[::-1] if newest_first else days
