"""What filters look at and what is counted: the day, the source and the language of each article, some bytes each, in
memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask
from qa.index.types import Outlet
from qa.types import EVERYTHING, Filters

_FIRST_DAY = np.datetime64("0001-01-01")  # of the ordinal 1


@dataclass(frozen=True, slots=True)
class Facets:
    """`table` (m, 3) are day, source and language of each article: the day as an ordinal, 0 where it has no date, the
    others as numbers, which `source_names` and `language_names` name; "" is none."""

    table: NDArray[np.int32]
    source_names: Mapping[int, str]
    language_names: Mapping[int, str]

    def __len__(self) -> int:
        return len(self.table)

    @property
    def days(self) -> NDArray[np.int32]:
        """(m,) the days."""
        return self.table[:, 0]

    def allowed(self, filters: Filters, numbers: Callable[[Iterable[str]], Iterable[int]]) -> Mask | None:
        """(m,) which articles a filter lets through, None when it lets all; `numbers` gives those of some ids."""
        if filters == EVERYTHING:
            return None
        allowed = np.ones(len(self), dtype=np.bool_)
        if filters.since:
            allowed &= self.days >= filters.since.toordinal()
        if filters.until:
            allowed &= (self.days <= filters.until.toordinal()) & (self.days > 0)
        if filters.source:
            allowed &= np.isin(self.table[:, 1], self.sources_called(filters.source))
        if filters.language:
            allowed &= np.isin(self.table[:, 2], self.languages_called(filters.language))
        if filters.articles is not None:
            allowed &= self._are(numbers(filters.articles))
        if filters.without:
            allowed &= ~self._are(numbers(filters.without))
        return allowed

    def sources_called(self, name: str) -> list[int]:
        """The numbers of a source, whatever its case."""
        return _called(self.source_names, name)

    def languages_called(self, name: str) -> list[int]:
        """The numbers of a language, whatever its case."""
        return _called(self.language_names, name)

    def months(self, allowed: Mask | None) -> dict[date | None, int]:
        """Of these articles (None: all), how many were published in each month, by its first day; last, under None,
        how many have no date."""
        counts = np.bincount(self.days if allowed is None else self.days[allowed], minlength=1)
        days = np.flatnonzero(counts[1:])
        months, month_of = np.unique((_FIRST_DAY + days).astype("datetime64[M]"), return_inverse=True)
        dated = zip(months.tolist(), np.bincount(month_of, counts[days + 1]).astype(int).tolist(), strict=True)
        return {**dict(dated), None: int(counts[0])} if counts[0] else dict(dated)

    def outlets(self) -> list[Outlet]:
        """The sources, that with the most articles first; "" stands for none."""
        numbers, dated = self.table[:, 1], self.days > 0
        articles = np.bincount(numbers, minlength=len(self.source_names))
        first, last = np.full((2, len(articles)), [[date.max.toordinal()], [0]], dtype=np.int32)
        np.minimum.at(first, numbers[dated], self.days[dated])
        np.maximum.at(last, numbers[dated], self.days[dated])
        outlets = [
            Outlet(name, int(articles[n]), *((_date(first[n]), _date(last[n])) if last[n] else (None, None)))
            for n, name in self.source_names.items()
        ]
        return sorted(outlets, key=lambda outlet: (-outlet.articles, outlet.name.casefold()))

    def language_counts(self) -> dict[str, int]:
        """By tag, how many articles are of each language, the most frequent first; "" where it is not told."""
        counts = enumerate(np.bincount(self.table[:, 2]))
        return dict(Counter({self.language_names[n]: int(count) for n, count in counts if count}).most_common())

    def sources(self, limit: int) -> list[str]:
        """The first sources by name."""
        return sorted(filter(None, self.source_names.values()), key=str.casefold)[:limit]

    def _are(self, numbers: Iterable[int]) -> Mask:
        chosen: Mask = np.zeros(len(self), dtype=np.bool_)
        chosen[list(numbers)] = True
        return chosen


def _called(names: Mapping[int, str], name: str) -> list[int]:
    return [number for number, held in names.items() if held.casefold() == name.casefold()]


def _date(day: int) -> date:
    return date.fromordinal(int(day))
