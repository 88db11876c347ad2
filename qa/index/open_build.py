"""An open build that holds some bytes of each article in memory: what it tells follows from these, its articles and its
stories, and is counted here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask, Rows
from qa.deadline import in_time
from qa.errors import IndexMismatch, IndexUnusable
from qa.index.candidates import FoundSentence, IndexedArticle
from qa.index.engine import Articles
from qa.index.facets import Facets
from qa.index.manifest import Manifest
from qa.index.slips import SENTENCES_READ, nearest_word
from qa.index.stories import Story, StoryIndex, Told, stories_of, told_twice
from qa.index.types import FoundArticles, Outlet
from qa.text.words import Term, stem
from qa.types import EVERYTHING, ArticleInfo, Calibration, Filters, IndexInfo

DOUBTED = 8  # words of a question that may be misspelt


class NumberedArticles(Articles, Told, Protocol):
    """The m articles of a build, numbered in the order of rows, and what is in memory of each."""

    @property
    def facets(self) -> Facets:
        """The day, the source and the language of each."""
        ...

    @property
    def newest(self) -> NDArray[np.int32]:
        """(m,) all their numbers, newest first, the undated last."""
        ...

    def __len__(self) -> int: ...

    def allowed(self, filters: Filters) -> Mask | None:
        """(m,) which a filter lets through; None when it lets all."""
        ...

    def called(self, numbers: Iterable[int]) -> dict[int, ArticleInfo]:
        """By number, what these are called."""
        ...


class OpenBuild(ABC):
    """The part of an `Engine` that the engines share which hold the facets of their articles in memory."""

    name: str
    manifest: Manifest
    store: NumberedArticles

    @property
    @abstractmethod
    def stories(self) -> StoryIndex:
        """Which articles tell one story."""

    @abstractmethod
    def _holding(self, term: Term) -> Rows:
        """The numbers of the articles that hold a word, in whatever form, in their text or title."""

    @abstractmethod
    def _near(self, article: IndexedArticle, limit: int, least: float) -> list[int]:
        """The numbers of what `articles_near` gives."""

    @abstractmethod
    def languages(self) -> tuple[str, ...]:
        """By whose rules the words were stemmed, by ISO 639-1."""

    @abstractmethod
    def sentences(self, rows: Sequence[int] | Rows) -> list[FoundSentence]:
        """These sentences, in their order."""

    @abstractmethod
    def _unknown(self, stems: Sequence[str]) -> list[str]:
        """Those of these stems that no sentence has."""

    @abstractmethod
    def _stems_near(self, word: str, language: str) -> list[str]:
        """The stems of which a word may be that `word` is misspelt for, the most frequent first."""

    @abstractmethod
    def _some_with(self, stem: str, limit: int) -> list[int]:
        """The rows of some sentences that have this stem, or whose titles do."""

    @property
    def calibration(self) -> Calibration:
        """How the confidence is bent to this archive."""
        return self.manifest.calibration

    def info(self) -> IndexInfo:
        """Which build this is, and what it holds."""
        return self.manifest.info(self.name)

    def require(self, encoding_id: str) -> None:
        """Raise IndexMismatch unless its vectors are of this encoding."""
        if self.manifest.encoding_id != encoding_id:
            raise IndexMismatch(
                f"the index {self.name!r} was built by {self.manifest.encoding_id}, not by {encoding_id}",
                f"qa build --model {self.manifest.encoder} (or ask with that model)",
            )

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called; those that are not here are left out."""
        return self.store.infos(ids)

    def same_story(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By id, the articles that tell its story, itself among them, the first that was printed first; those whose
        story no other tells are left out."""
        return stories_of(ids, self.stories, self.store)

    def told_twice(self, limit: int | None = None) -> list[Story]:
        """The first stories that several articles tell, those with the most articles first. Raises IndexUnusable."""
        if not self.stories.known:
            raise IndexUnusable(f"the index {self.name!r} was built before stories were looked for", "qa build")
        return told_twice(self.stories, self.store, limit)

    def articles_near(self, article: IndexedArticle, limit: int, least: float) -> list[str]:
        """The ids of the articles of the `limit` passages nearest to the mean of an article's own, of those of a cosine
        of `least` and more, the nearest first."""
        numbers = self._near(article, limit, least)
        names = self.store.names(numbers)
        return [names[number] for number in numbers]

    def find(
        self, filters: Filters = EVERYTHING, terms: Sequence[Term] = (), first: int = 0, limit: int | None = None
    ) -> FoundArticles:
        """The articles let through that hold each of these words, from place `first` on; no other is read."""
        allowed, order = self._let_through(filters, terms), self.store.newest
        found = order if allowed is None else order[allowed[order]]
        numbers = found[first : None if limit is None else first + limit].tolist()
        infos = self.store.called(numbers)
        return FoundArticles(len(found), tuple(infos[number] for number in numbers))

    def months(self, filters: Filters = EVERYTHING, terms: Sequence[Term] = ()) -> dict[date | None, int]:
        """Of the articles that `find` finds, how many were published in each month, by its first day; last, under
        None, how many have no date."""
        return self.store.facets.months(self._let_through(filters, terms))

    def nearest_words(self, words: Sequence[str]) -> dict[str, str]:
        """For those of these words that no text has in whatever form, the one that differs by a slip of the pen, as the
        texts write it, where there is one."""
        language = self.languages()[0]
        unknown = {*self._unknown([stem(word, language) for word in words])}
        doubted = [word for word in dict.fromkeys(words) if stem(word, language) in unknown][:DOUBTED]
        stems = {word: self._stems_near(word, language) for word in in_time(doubted)}
        near = {word: nearest_word(word, stems[word], language, self._texts_of) for word in doubted}
        return {word: meant for word, meant in near.items() if meant}

    def outlets(self) -> list[Outlet]:
        """The sources, that with the most articles first; "" stands for none."""
        return self.store.facets.outlets()

    def language_counts(self) -> dict[str, int]:
        """By tag, how many articles are of each language, the most frequent first; "" where it is not told."""
        return self.store.facets.language_counts()

    def sources(self, limit: int) -> list[str]:
        """The first sources by name."""
        return self.store.facets.sources(limit)

    def _let_through(self, filters: Filters, terms: Sequence[Term]) -> Mask | None:
        """(m,) which articles a filter lets through that hold each of these words; None when all."""
        allowed = self.store.allowed(filters)
        for term in terms:
            holding: Mask = np.zeros(len(self.store), dtype=np.bool_)
            holding[self._holding(term)] = True
            allowed = holding if allowed is None else allowed & holding
        return allowed

    def _texts_of(self, stem: str) -> list[str]:
        found = self.sentences(self._some_with(stem, SENTENCES_READ))
        return [text for each in found for text in (each.text, each.article.title)]
