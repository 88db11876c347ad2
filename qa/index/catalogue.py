"""What an index holds, for whoever looks through it: by time, outlet and word, and what stands near an article.

Counts come from the facets of the articles, in memory; of the articles themselves no more is read than a page shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask
from qa.index.candidates import IndexedArticle
from qa.index.engine import Engine
from qa.text.example_questions import example_questions
from qa.text.languages import ENGLISH
from qa.text.words import question_terms
from qa.types import EVERYTHING, ArticleInfo, Filters

WORDS = 8  # of a search; more are not read
# The cosine, of an article's mean passage with another's nearest, from which they are related: of seeds/, articles on
# one thing have .58 and more, all others .36 at most.
RELATED = 0.45
_LOOKED_AT = 60  # passages
_TOLD_MOST, _NEWEST = 50, 150  # articles that examples are made of
_OPENING = 12  # sentences of each


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source, how many articles are of it, and from when to when they were published."""

    name: str
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """Some of the `total` articles that were looked for, newest first, the undated last."""

    total: int
    articles: tuple[ArticleInfo, ...]


class Catalogue:
    """The catalogue of one snapshot; safe to use from several threads."""

    def __init__(self, snapshot: Engine) -> None:
        self._snapshot = snapshot
        self._store = snapshot.store

    def months(self, filters: Filters = EVERYTHING, words: str = "") -> dict[date, int]:
        """By the first day of each month that has any, in order, how many articles were published in it."""
        counts = np.bincount(self._days(filters, words), minlength=1)
        months: Counter[date] = Counter()
        for day in (np.flatnonzero(counts[1:]) + 1).tolist():
            months[date.fromordinal(day).replace(day=1)] += int(counts[day])
        return dict(months)

    def undated(self, filters: Filters = EVERYTHING, words: str = "") -> int:
        """How many articles have no date."""
        return int(np.count_nonzero(self._days(filters, words) == 0))

    def outlets(self) -> list[Outlet]:
        """The sources, that with the most articles first; "" stands for none."""
        return sorted(self._outlets(), key=lambda outlet: (-outlet.articles, outlet.name.casefold()))

    def languages(self) -> dict[str, int]:
        """By tag, how many articles are of each language, the most frequent first; "" where it is not told."""
        return self._store.facets.languages()

    def find(
        self, filters: Filters = EVERYTHING, words: str = "", first: int = 0, limit: int | None = None
    ) -> FoundArticles:
        """The articles that `filters` let through and that hold all of these words, from place `first` on."""
        allowed = self._allowed(filters, words)
        order = self._store.newest
        found = order if allowed is None else order[allowed[order]]
        numbers = found[first : None if limit is None else first + limit].tolist()
        infos = self._store.called(numbers)
        return FoundArticles(len(found), tuple(infos[number] for number in numbers))

    def copies(self, article_id: str) -> list[ArticleInfo]:
        """The other articles that tell the story of this one, the first that was printed first."""
        ids = [name for name in self._snapshot.same_story([article_id]).get(article_id, ()) if name != article_id]
        infos = self._store.infos(ids)
        return [infos[name] for name in ids]

    def related(self, article_id: str, limit: int = 5) -> list[ArticleInfo]:
        """The articles whose passages are nearest to the mean of this one's, its copies left out. Raises NotFound."""
        (held,) = self._snapshot.articles([article_id])
        if not len(held.rows):
            return []
        near = self._snapshot.articles_near(held, _LOOKED_AT, RELATED)
        story = self._snapshot.same_story([article_id]).get(article_id, ())
        told = set(self._store.numbers([article_id, *story]).values())
        numbers = [number for number in near if number not in told][:limit]
        infos = self._store.called(numbers)
        return [infos[number] for number in numbers]

    def examples(self, limit: int = 4) -> list[str]:
        """Questions to begin with, each made of a key sentence, first of the stories that most articles tell."""
        told = [story[0] for story in self._snapshot.stories.stories()[:_TOLD_MOST]]
        numbers = dict.fromkeys([*told, *self._store.newest[:_NEWEST].tolist()])
        names = self._store.names(numbers)
        held = [*self._store.each([names[number] for number in numbers])]
        return example_questions(_openings(held), limit)

    def _allowed(self, filters: Filters, words: str) -> Mask | None:
        """(m,) which articles these let through, None when all."""
        allowed = self._store.allowed(filters)
        return self._holding(words) & (True if allowed is None else allowed) if words.strip() else allowed

    def _days(self, filters: Filters, words: str) -> NDArray[np.int32]:
        allowed = self._allowed(filters, words)
        return self._store.facets.days if allowed is None else self._store.facets.days[allowed]

    def _holding(self, words: str) -> Mask:
        """(m,) which articles hold every word, in whatever form, in their text or title."""
        held: Mask = np.ones(len(self._store), dtype=np.bool_)
        for term in question_terms(words, self._snapshot.languages())[:WORDS]:
            with_term = np.zeros(len(self._store), dtype=np.bool_)
            with_term[self._snapshot.articles_holding(term)] = True
            held &= with_term
        return held

    def _outlets(self) -> Iterator[Outlet]:
        names = self._store.facets.source_names
        order = np.lexsort((self._store.facets.days, self._store.facets.outlets))
        days, numbers = self._store.facets.days[order], self._store.facets.outlets[order]
        bounds = np.searchsorted(numbers, np.arange(len(names) + 1))
        for number, name in names.items():
            own = days[bounds[number] : bounds[number + 1]]
            dated = own[np.searchsorted(own, 1) :]  # the undated, of day 0, stand first
            dates = (_day(dated[0]), _day(dated[-1])) if len(dated) else (None, None)
            yield Outlet(name, len(own), *dates)


def _openings(articles: Sequence[IndexedArticle]) -> Iterator[str]:
    """The key sentences of those in English, which examples are made in, and then how they begin."""
    texts = [(each.key, each.texts()) for each in articles if each.article.language.partition("-")[0] in ("", ENGLISH)]
    for key, sentences in texts:
        yield from (sentences[number] for number in key)
    for _, sentences in texts:
        yield from sentences[:_OPENING]


def _day(ordinal: int) -> date:
    return date.fromordinal(int(ordinal))
