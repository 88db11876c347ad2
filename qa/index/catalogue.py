"""What an index holds, for whoever looks through it: by time, outlet and word, and what stands near an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from qa.errors import IndexUnusable
from qa.index.candidates import IndexedArticle
from qa.index.engine import Engine
from qa.index.types import FoundArticles, Outlet
from qa.text.example_questions import example_questions
from qa.text.languages import ENGLISH
from qa.text.words import Term, question_terms
from qa.types import EVERYTHING, ArticleInfo, Filters

WORDS = 8  # of a search; more are not read
# The cosine, of an article's mean passage with another's nearest, from which they are related: of seeds/, articles on
# one thing have .58 and more, all others .36 at most.
RELATED = 0.45
_LOOKED_AT = 60  # passages
_TOLD_MOST, _NEWEST = 50, 150  # articles that examples are made of
_OPENING = 12  # sentences of each


class Catalogue:
    """The catalogue of one snapshot; safe to use from several threads."""

    def __init__(self, snapshot: Engine) -> None:
        self._snapshot = snapshot

    def months(self, filters: Filters = EVERYTHING, words: str = "") -> dict[date | None, int]:
        """By the first day of each month that has any, in order, how many articles were published in it; last, under
        None, how many have no date."""
        return self._snapshot.months(filters, self._terms(words))

    def outlets(self) -> list[Outlet]:
        """The sources, that with the most articles first; "" stands for none."""
        return self._snapshot.outlets()

    def languages(self) -> dict[str, int]:
        """By tag, how many articles are of each language, the most frequent first; "" where it is not told."""
        return self._snapshot.language_counts()

    def find(
        self, filters: Filters = EVERYTHING, words: str = "", first: int = 0, limit: int | None = None
    ) -> FoundArticles:
        """The articles that `filters` let through and that hold all of these words, from place `first` on."""
        return self._snapshot.find(filters, self._terms(words), first, limit)

    def copies(self, article_id: str) -> list[ArticleInfo]:
        """The other articles that tell the story of this one, the first that was printed first."""
        return self._called(name for name in self._told(article_id) if name != article_id)

    def related(self, article_id: str, limit: int = 5) -> list[ArticleInfo]:
        """The articles whose passages are nearest to the mean of this one's, its copies left out. Raises NotFound."""
        (held,) = self._snapshot.articles([article_id])
        if not len(held.rows):
            return []
        near = self._snapshot.articles_near(held, _LOOKED_AT, RELATED)
        told = {article_id, *self._told(article_id)}
        return self._called([name for name in near if name not in told][:limit])

    def examples(self, limit: int = 4) -> list[str]:
        """Questions to begin with, each made of a key sentence, first of the stories that most articles tell."""
        told: list[str] = []
        with suppress(IndexUnusable):  # of a build that was made before stories were looked for
            told = [story.articles[0].id for story in self._snapshot.told_twice(_TOLD_MOST)]
        newest = [info.id for info in self._snapshot.listing(0, _NEWEST)]
        return example_questions(_openings(self._snapshot.articles([*told, *newest])), limit)

    def _terms(self, words: str) -> Sequence[Term]:
        return question_terms(words, self._snapshot.languages())[:WORDS] if words.strip() else ()

    def _told(self, article_id: str) -> tuple[str, ...]:
        """The articles that tell the story of this one; none where no other does."""
        return self._snapshot.same_story([article_id]).get(article_id, ())

    def _called(self, ids: Iterable[str]) -> list[ArticleInfo]:
        """What these articles are called, in their order."""
        ids = tuple(ids)
        infos = self._snapshot.infos(ids)
        return [infos[name] for name in ids]


def _openings(articles: Sequence[IndexedArticle]) -> Iterator[str]:
    """The key sentences of those in English, which examples are made in, and then how they begin."""
    texts = [(each.key, each.texts()) for each in articles if each.article.language.partition("-")[0] in ("", ENGLISH)]
    for key, sentences in texts:
        yield from (sentences[number] for number in key)
    for _, sentences in texts:
        yield from sentences[:_OPENING]
