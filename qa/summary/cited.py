"""The sentences that a summary is chosen from, as they are drawn of articles, and as they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from qa.arrays import Rows
from qa.extraction.candidates import Pool, Prose, draw
from qa.index.candidates import FoundSentence, IndexedArticle
from qa.retrieval.citation import citation_of
from qa.retrieval.versions import Versions
from qa.types import ArticleInfo, Citation, Span

SAME_ARTICLE = 0.7  # what a further sentence of an article already cited is worth in a summary of several
SAME_SOURCE = 0.9
SAME_DAY = 0.85


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pool of sentences, the articles it was drawn of, by row, and the other versions of their stories."""

    articles: Sequence[IndexedArticle]
    pool: Pool
    versions: Versions

    def sentence(self, place: int) -> FoundSentence:
        """The sentence at a place of the pool."""
        return _sentence(self.articles, self.pool, place)

    def languages(self, places: Iterable[int]) -> list[str]:
        """Those of the articles that sentences stand in."""
        return [self.articles[int(self.pool.article[place])].article.language for place in places]


def drawn_of(articles: Sequence[IndexedArticle], rows: Rows, versions: Versions) -> Drawn:
    """The sentences `rows` (ascending) of `articles` (by row)."""
    return Drawn(articles, draw_of(articles, rows), versions)


def draw_of(articles: Sequence[IndexedArticle], rows: Rows) -> Pool:
    """The pool of the sentences `rows` (ascending) of `articles` (by row)."""
    return draw([_prose(article) for article in articles], rows)


def _prose(held: IndexedArticle) -> Prose:
    return Prose(held.first_row, held.texts(), held.paragraphs(), held.article.language)


def kin_of(drawn: Drawn) -> list[tuple[Rows, float]]:
    """Labels by article, source and day with what they discount; none for a single article, which has one of each."""
    articles, pool = drawn.articles, drawn.pool
    if not pool.article.any():
        return []
    infos = [article.article.info for article in articles]
    labels = ([info.source for info in infos], [str(info.published) for info in infos])
    numbers = (np.unique(of_each, return_inverse=True)[1][pool.article] for of_each in labels)
    return list(zip((pool.article, *numbers), (SAME_ARTICLE, SAME_SOURCE, SAME_DAY), strict=True))


def cited(
    drawn: Drawn, build: str, picked: Mapping[int, float], marks: Sequence[tuple[Span, ...]]
) -> tuple[Citation, ...]:
    """The picked sentences, each with what it brought and its highlights, by date of article and place in it."""
    citations = [
        citation_of(
            drawn.sentence(place),
            build,
            gain,
            places,
            (drawn.articles[drawn.pool.article[other]].article.id for other in drawn.pool.same.of(place)),
            versions=drawn.versions,
        )
        for (place, gain), places in zip(picked.items(), marks, strict=True)
    ]
    return tuple(sorted(citations, key=lambda citation: _day(citation.article)))


def newest_first(articles: Iterable[IndexedArticle]) -> tuple[ArticleInfo, ...]:
    """What articles are called, the undated last."""
    infos = (article.article.info for article in articles)
    return tuple(sorted(infos, key=lambda info: info.published or date.min, reverse=True))


def first_printed(drawn: Drawn, picked: Mapping[int, float], by_words: bool = False) -> dict[int, float]:
    """The same, each in the article that printed it first, where no other sentence has to stand with it; `by_words`, no
    longer than it was picked."""
    pool = drawn.pool

    def first(place: int) -> int:
        most = pool.words[place] if by_words else np.inf
        same = [place, *pool.same.of(place)] if pool.units[place] == (place,) else [place]
        alone = [other for other in same if (pool.units[other] == (other,) and other not in picked) or other == place]
        fit = [other for other in alone if pool.words[other] <= most]
        return min(fit, key=lambda other: _day(drawn.articles[int(pool.article[other])].article.info))

    return dict(sorted((first(place), gain) for place, gain in picked.items()))


def _sentence(articles: Sequence[IndexedArticle], pool: Pool, place: int) -> FoundSentence:
    return articles[int(pool.article[place])].sentence(int(pool.place[place]))


def _day(article: ArticleInfo) -> date:
    """For the order by date; the undated come last."""
    return article.published or date.max
