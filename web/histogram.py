"""A histogram of articles over time, each bar the link to its time: months, quarters, years or more, as many as fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from web.text import count, month

STEPS = (1, 3, 12, 24, 60, 120, 240, 600, 1200)  # months from one bar to the next
MOST = 12  # bars: on the narrowest screen a finger still hits each
HEIGHT = 48  # of the highest bar; a bar that counts anything has LOWEST
LOWEST = 2


@dataclass(frozen=True, slots=True)
class Bin:
    """The articles published within [first, last]; `short` is its name below the bar."""

    first: date
    last: date
    label: str
    short: str
    articles: int
    height: float


def histogram(months: Mapping[date, int], since: date | None = None, until: date | None = None) -> tuple[Bin, ...]:
    """Bars over the time of `months`, by their first days, within [since, until]; none where there is but one month to
    choose from."""
    if len(months) < 2:
        return ()
    ordinals = {12 * first.year + first.month - 1: articles for first, articles in months.items()}
    start, end = min(ordinals), max(ordinals)
    step = next(step for step in STEPS if end // step - start // step < MOST)
    counts = Counter[int]()
    for ordinal, articles in ordinals.items():
        counts[ordinal // step] += articles
    bins = _bins(counts, step, range(start // step, end // step + 1))
    return tuple(
        replace(bin, first=max(bin.first, since or bin.first), last=min(bin.last, until or bin.last)) for bin in bins
    )


def _bins(counts: Mapping[int, int], step: int, places: range) -> Iterator[Bin]:
    most = max(counts.values())
    for place in places:
        first, last = _month(place * step), _month((place + 1) * step) - timedelta(days=1)
        articles = counts[place]
        height = max(HEIGHT * articles / most, LOWEST) if articles else 0
        label = f"{_label(first, last, step)}: {count(articles, 'article')}"
        names_year = step >= 12 or first.month == 1 or place == places[0]
        yield Bin(first, last, label, f"{first:%Y}" if names_year else f"{first:%b}", articles, round(height, 1))


def _month(ordinal: int) -> date:
    return date(max(ordinal // 12, 1), ordinal % 12 + 1, 1)


def _label(first: date, last: date, step: int) -> str:
    if step == 1:
        return month(first)
    if step < 12:
        return f"{first:%B} to {month(last)}"
    return str(first.year) if step == 12 else f"{first.year} to {last.year}"
