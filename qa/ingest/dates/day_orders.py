"""Which number is the day in 5/3/2019: told by those other dates of the same source that have only one reading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from qa.ingest.dates.date_notations import DayOrder, one_order
from qa.ingest.dates.publication_dates import DayTold, days_told, parse_date, same_length

PRINTED_DAY = "printed day"  # under which `details.told_by` has a day as it stands in numbers: "5/3/2019"
_MOST_CHARS = 120
_NUMBERS = re.compile(r"\d ?[-/.] ?\d{1,2} ?[-/.] ?\d\d")
_DAY_FIRST = DayOrder(slashed=True)


class DayOrders:
    """The orders of the sources of one file; a source whose own dates do not tell follows the file."""

    def __init__(self, dated: Iterable[tuple[str, str]] = ()) -> None:
        """`dated` are dates as they stand, each behind the name of its source."""
        self._told: defaultdict[tuple[str | None, bool], set[bool]] = defaultdict(set)
        for source, text in dated:
            if found := one_order(same_length(text[:_MOST_CHARS])):
                dotted, day_first = found
                self._told[source, dotted].add(day_first)
                self._told[None, dotted].add(day_first)

    def of(self, source: str) -> DayOrder:
        """Slashes and dashes are open without a sign of either order; dots are day first until one contradicts."""
        slashed, dotted = (self._of(source, dots) for dots in (False, True))
        return DayOrder(_only(slashed), _only(dotted or {True}))

    def _of(self, source: str, dotted: bool) -> set[bool]:
        return self._told.get((source, dotted)) or self._told.get((None, dotted)) or set()


def days_in_line(line: str) -> tuple[tuple[DayTold, ...], tuple[DayTold, ...]]:
    """The days that a line names, those of two readings with the day first; and without what the line's other dates do
    not settle."""
    days = days_told(line, _DAY_FIRST)
    if not _NUMBERS.search(line):
        return days, days
    order = DayOrders(("", line[told.start : told.end]) for told in days).of("")
    sure = {told.start: told.day for told in days_told(line, order)}
    return days, tuple(replace(told, day=sure[told.start]) for told in days if told.start in sure)


def printed_day(text: str, beside: Iterable[str] = ()) -> str:
    """A day as it stands, where that is in numbers of either order; else "", as where those `beside` it tell which."""
    readings = {parse_date(text, day_first=first, dots_day_first=first) for first in (True, False)}
    if len(readings) == 1:
        return text if one_order(same_length(text)) else ""
    return "" if any(one_order(same_length(other)) for other in beside) else text


def in_order(printed: str, order: DayOrder) -> date | None:
    """The day that is printed so."""
    return parse_date(printed, day_first=order.slashed, dots_day_first=order.dotted)


def _only(orders: set[bool]) -> bool | None:
    return next(iter(orders)) if len(orders) == 1 else None
