"""The days that a sentence of news names, resolved against the day it was published.

Newswire has a small language of dates (Associated Press Stylebook, "months" and "time element"): a weekday for the
seven days on either side, a month and a day without a year for the current one. Which side is meant is told by the
tense of the sentence (date_tense, date_cues), and by the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from qa.text import date_counts as counts
from qa.text import date_days as days
from qa.text import date_feasts as feasts
from qa.text import date_patterns as patterns
from qa.text import date_spans as spans
from qa.text.date_cues import cues
from qa.text.date_reading import Days, Reading
from qa.text.unbroken import unbroken


@dataclass(frozen=True, slots=True)
class DateMention:
    """Characters [start, end) of a text that name the days [first, last]; a single day where they are the same."""

    start: int
    end: int
    first: date
    last: date


Resolve = Callable[[re.Match[str], Reading], Days | None]


def date_mentions(text: str, published: date | None, before: str = "") -> tuple[DateMention, ...]:
    """In order of appearance, disjoint. Relative expressions and dates without a year need `published`; without it
    they are left out. "The next day" needs a day named before it, in `text` or in `before`, what stands before `text`.
    """
    view = unbroken(text)
    found = [(match, resolve) for pattern, resolve in _RULES for match in pattern.finditer(view.text)]
    if not found:
        return ()
    anchor = _last_day(before, published) if before else None
    mentions = _resolved(found, Reading(published, anchor, cache(lambda: cues(view.text))))
    return tuple(DateMention(*view.place(named.start, named.end), named.first, named.last) for named in mentions)


def _last_day(text: str, published: date | None) -> date | None:
    named = [mention.first for mention in date_mentions(text, published) if mention.first == mention.last]
    return named[-1] if named else None


def _resolved(found: list[tuple[re.Match[str], Resolve]], reading: Reading) -> Iterator[DateMention]:
    """The first, of those that begin there the longest, and so on. What resolves to nothing hides others all the same:
    no month in "Feb. 30", no weekday in "Black Friday".
    """
    free = told = 0
    for match, resolve in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < free:
            continue
        free = match.end()
        try:
            named = resolve(match, reading)
            start, named = days.beside(match, named) if named else (match.start(), None)
        except (ValueError, OverflowError):  # no such day, none in the calendar's years, or nothing to resolve it by
            continue
        if named and named[0] <= named[1]:
            yield DateMention(max(start, told), match.end(), *named)
            told = match.end()
            reading = replace(reading, anchor=named[0]) if named[0] == named[1] else reading


def _none(match: re.Match[str], reading: Reading) -> None:
    return None


_RULES: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    (feasts.FEAST, feasts.feast),
    (patterns.NO_DATE, _none),
    (patterns.ISO, days.iso),
    (patterns.NUMERIC, days.numeric),
    (patterns.NUMERIC_SHORT, days.numeric_short),
    (patterns.MONTH_DAY, days.day),
    (patterns.DAY_MONTH, days.day),
    (patterns.DAY_MONTH_HYPHENS, days.hyphened),
    (patterns.INSTANT, days.instant),
    (patterns.HOLIDAY, days.holiday),
    (patterns.WEEKS_FROM, days.weeks_from),
    (counts.DAYS_ON, counts.days_on),
    (counts.SOON, counts.soon),
    (counts.BEFORE_LAST, counts.before_last),
    (counts.NTH, counts.nth),
    (patterns.WEEKDAY_ALONE, days.weekday),
    (patterns.NAMED_DAY, days.named_day),
    (patterns.MOMENTS_AGO, days.moments_ago),
    (patterns.FOLLOWING, days.following),
    (patterns.MONTH_YEAR, spans.month_year),
    (patterns.MONTH_ALONE, spans.month),
    (patterns.AGO, spans.ago),
    (patterns.PERIOD, spans.period),
    (patterns.WEEKEND, spans.weekend),
    (patterns.QUARTER, spans.quarter),
    (patterns.SEASON, spans.season),
    (patterns.SHORT_YEAR_ALONE, spans.year),
    (patterns.YEAR_ALONE, spans.year),
)
