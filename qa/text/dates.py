"""The days that a sentence of news names, resolved against the day it was published.

Newswire has a small language of dates (Associated Press Stylebook, "months" and "time element"): a weekday for the
seven days on either side, a month and a day without a year for the current one. Which side is meant is told by the
nearest word that looks back or forward, and by the calendar.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qa.text import date_patterns as patterns
from qa.text.english import MONTHS, NUMBERS, SEASONS, WEEKDAYS

Days = tuple[date, date]  # [first, last]

_STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
# How many days ahead a day or a month without a year may lie, by its cue. Of those read in 45,000 sentences of news
# practically all days that came round within two months were meant so, even after "said": the ones before were ten
# months old, and of those newswire tells the year. What "will be held" may be further off, and a day without a cue is
# as a rule the nearer. Months are told of later: "he spent three days there in February" is written in December.
_DAY_AHEAD = {"since": 0, "back": 62, "": 182, "end": 182, "forward": 270}
_MONTH_AHEAD = {"since": 0, "back": 0, "": 62, "end": 62, "forward": 270}


@dataclass(frozen=True, slots=True)
class DateMention:
    """Characters [start, end) of a text that name the days [first, last]; a single day where they are the same."""

    start: int
    end: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a mention is resolved against: a day, and the cues of the text in order."""

    day: date | None
    places: list[int]
    cues: list[str]

    @property
    def published(self) -> date:
        if self.day is None:
            raise ValueError("only a publication date could resolve it")
        return self.day

    def cue(self, match: re.Match[str]) -> str:
        """The nearest cue before a mention, else the next after it: "They will meet, he said on Monday" looks back."""
        before = bisect_left(self.places, match.start()) - 1
        if before >= 0 and self.cues[before] != "end":
            return self.cues[before]
        after = bisect_left(self.places, match.end())
        return self.cues[after] if after < len(self.cues) else ""


def date_mentions(text: str, published: date | None) -> tuple[DateMention, ...]:
    """In order of appearance, disjoint. Relative expressions and dates without a year need `published`; without it
    they are left out.
    """
    found = [(match, resolve) for pattern, resolve in _RULES for match in pattern.finditer(text)]
    if not found:
        return ()
    cues = [(cue.start(), str(cue.lastgroup)) for cue in patterns.CUE.finditer(text)]
    reading = _Reading(published, [place for place, _ in cues], [cue for _, cue in cues])
    return tuple(_resolved(found, reading))


Resolve = Callable[[re.Match[str], _Reading], Days | None]


def _resolved(found: list[tuple[re.Match[str], Resolve]], reading: _Reading) -> Iterator[DateMention]:
    """The first, of those that begin there the longest, and so on. What resolves to nothing hides others all the same:
    no month in "Feb. 30", no weekday in "Black Friday".
    """
    free = 0
    for match, resolve in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < free:
            continue
        free = match.end()
        try:
            days = resolve(match, reading)
        except (ValueError, OverflowError):  # no such day, none in the calendar's years, or nothing to resolve it by
            continue
        if days and days[0] <= days[1]:
            yield DateMention(match.start(), match.end(), *days)


def _iso(match: re.Match[str], reading: _Reading) -> Days:
    return (date(int(match["year"]), int(match["month"]), int(match["day"])),) * 2


def _day(match: re.Match[str], reading: _Reading) -> Days | None:
    if match["untold"]:
        return None
    month, day = _month_number(match), int(match["day"])
    year = _year_told(match, reading) or _likely_year(month, day, match, reading)
    return date(year, month, day), date(year, month, int(match["until"] or day))


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def _year_told(match: re.Match[str], reading: _Reading) -> int | None:
    if match["whose"]:
        return reading.published.year + _STEPS[match["whose"]]
    return int(match["year"]) if match["year"] else None


def _likely_year(month: int, day: int, match: re.Match[str], reading: _Reading) -> int:
    """The year that the weekday fits, where one is named; else the latest that is not too far ahead."""
    published = reading.published
    years = [year for year in range(published.year - 1, published.year + 2) if day <= monthrange(year, month)[1]]
    days = [date(year, month, day) for year in years]
    weekday = match["weekday"] or match["weekday_behind"]
    fitting = [found for found in days if weekday and found.weekday() == WEEKDAYS[weekday[:3].lower()]]
    if fitting:
        return min(fitting, key=lambda found: abs(found - published)).year
    return max(found for found in days if found <= _horizon(match, reading, _DAY_AHEAD)).year


def _horizon(match: re.Match[str], reading: _Reading, ahead: dict[str, int]) -> date:
    return reading.published + timedelta(days=ahead[reading.cue(match)])


def _month_year(match: re.Match[str], reading: _Reading) -> Days | None:
    year = _year_told(match, reading)
    return _months(year, _month_number(match)) if year else None


def _month(match: re.Match[str], reading: _Reading) -> Days:
    month = _month_number(match)
    return _months(int(match["year"]), month) if match["year"] else _of_every_year(month, 1, match, reading)


def _season(match: re.Match[str], reading: _Reading) -> Days | None:
    month = SEASONS[match["season"].lower()]
    if match["year"]:
        return _months(int(match["year"]), month, 3)
    return _of_every_year(month, 3, match, reading) if match["which"] else None


def _of_every_year(month: int, count: int, match: re.Match[str], reading: _Reading) -> Days:
    """Of a span that comes every year the last before, the nearest ("this"), the next, or the one the cue allows."""
    published = reading.published
    spans = [_months(year, month, count) for year in range(published.year - 2, published.year + 2)]
    which = (match["which"] or "").lower()
    if which == "this":
        return min(spans, key=lambda days: abs((days[0] - published) + (days[1] - published)))
    if which == "next":
        return next(days for days in spans if days[0] > published)
    if which:
        return max(days for days in spans if days[1] < published)
    return max(days for days in spans if days[0] <= _horizon(match, reading, _MONTH_AHEAD))


def _months(year: int, month: int, count: int = 1) -> Days:
    """From the first day of a month to the last of the `count`th; months run on below 1 and above 12."""
    return _first_of(year, month), _first_of(year, month + count) - timedelta(days=1)


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _weekday(match: re.Match[str], reading: _Reading) -> Days:
    """The nearest such day, before or after. It may be the publication day either way, which newswire names so too."""
    published = reading.published
    wanted, which, cue = WEEKDAYS[match["weekday"][:3].lower()], (match["which"] or "").lower(), reading.cue(match)
    until = (wanted - published.weekday()) % 7
    if match["week"]:
        until = wanted - published.weekday() + 7 * _STEPS[match["week"]]
    elif which in ("last", "past"):
        until -= 7
    elif which == "next":
        until = until or 7
    elif until and cue != "forward" and (which != "this" or cue == "back"):
        until -= 7
    return (published + timedelta(days=until),) * 2


def _named_day(match: re.Match[str], reading: _Reading) -> Days:
    word = (match["named"] or match["part"].split()[0]).lower()
    beside = {"before": -1, "after": 1}.get(match["beside"], 0)
    return (reading.published + timedelta(days=_STEPS[word] + beside),) * 2


def _ago(match: re.Match[str], reading: _Reading) -> Days:
    """Days and weeks are counted to the day; "three months ago" is a month, "two years ago" a year."""
    published, unit, count = reading.published, match["unit"], match["count"].lower()
    number = int(count) if count.isdigit() else NUMBERS.get(count, 1)
    if unit == "year":
        return _months(published.year - number, 1, 12)
    if unit == "month":
        return _months(published.year, published.month - number)
    return (published - timedelta(days=number * (7 if unit == "week" else 1)),) * 2


def _period(match: re.Match[str], reading: _Reading) -> Days:
    """Weeks begin on Monday."""
    published, step = reading.published, _STEPS[match["which"].lower()]
    if match["unit"] == "year":
        return _months(published.year + step, 1, 12)
    if match["unit"] == "month":
        return _months(published.year, published.month + step)
    monday = published + timedelta(days=7 * step - published.weekday())
    return monday + timedelta(days=5 if match["unit"] == "weekend" else 0), monday + timedelta(days=6)


def _year(match: re.Match[str], reading: _Reading) -> Days:
    return _months(int(match["year"]), 1, 12)


_RULES: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    (patterns.NO_DATE, lambda match, reading: None),
    (patterns.ISO, _iso),
    (patterns.MONTH_DAY, _day),
    (patterns.DAY_MONTH, _day),
    (patterns.MONTH_YEAR, _month_year),
    (patterns.MONTH_ALONE, _month),
    (patterns.WEEKDAY_ALONE, _weekday),
    (patterns.NAMED_DAY, _named_day),
    (patterns.AGO, _ago),
    (patterns.PERIOD, _period),
    (patterns.SEASON, _season),
    (patterns.YEAR_ALONE, _year),
)
