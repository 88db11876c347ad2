"""Which number is the day in 5/3/2019: told by those other dates of the same source that have only one reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from qa.ingest.dates.date_notations import DayOrder, one_order
from qa.ingest.dates.publication_dates import same_length

_MOST_CHARS = 120


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


def _only(orders: set[bool]) -> bool | None:
    return next(iter(orders)) if len(orders) == 1 else None
