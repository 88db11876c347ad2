"""Where articles differ: what a cited sentence tells, another article tells with another number, name or "not"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.answer.preferences import differences
from qa.summary.cited import Drawn, cited

MOST_SHOWN = 3


def conflicts(drawn: Drawn, build: str, places: Iterable[int]) -> tuple[str, ...]:
    """At most MOST_SHOWN lines on which articles differ from which, of the cited places of the pool."""
    lines = dict.fromkeys(_lines(drawn, build, places))
    return tuple(lines)[:MOST_SHOWN]


def _lines(drawn: Drawn, build: str, places: Iterable[int]) -> Iterator[str]:
    pool = drawn.pool
    for place in places:
        for other in pool.same.alike(place):
            if pool.target[other] and pool.article[other] != pool.article[place]:
                yield from differences(cited(drawn, build, {place: 0.0, other: 0.0}, [(), ()]))
