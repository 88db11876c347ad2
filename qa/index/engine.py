"""The seam to whatever holds an archive: FAISS and SQLite in this process (qa.index.snapshot), or Milvus
(qa.index.milvus).

Only ids, rows, counts and what was fetched of named rows and articles cross it: no array over all sentences or all
articles, and no mask, so that an engine may count and filter where its data lies. `tests/index/test_engine_seam.py`
reads that from the annotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from qa.arrays import Rows, Vectors
from qa.encoding.token_codec import Codes
from qa.index.candidates import Candidates, FoundSentence, IndexedArticle, Query
from qa.index.manifest import Manifest
from qa.index.stories import Story
from qa.index.types import FoundArticles, Outlet
from qa.text.words import Term
from qa.types import EVERYTHING, ArticleInfo, Calibration, Filters, IndexInfo

if TYPE_CHECKING:
    from qa.encoding.types import EncoderFacts
    from qa.index.library import Library


class Articles(Protocol):
    """All the articles of one build, for who goes through them one by one."""

    def each(self, ids: Sequence[str] | None = None) -> Iterator[IndexedArticle]:
        """These articles, each once and in their order, read some at a time; all, in the order of rows, where none are
        named. Raises NotFound."""
        ...

    def facts(self) -> Iterable[tuple[str | None, ...]]:
        """For each article, in the order of rows: id, source, published, url, content hash, language; an engine may add
        to them."""
        ...

    def undated(self, limit: int) -> tuple[int, list[str]]:
        """How many articles have no date, and the ids of the first."""
        ...


class Engine(Protocol):
    """One build of one index, open for questions; safe to use from several threads.

    `tests/index/test_engine.py` and `test_engine_articles.py` are the suite that every engine has to pass.
    """

    @property
    def manifest(self) -> Manifest:
        """What it was made of."""
        ...

    @property
    def store(self) -> Articles:
        """Its articles."""
        ...

    @property
    def calibration(self) -> Calibration:
        """How the confidence is bent to this archive."""
        ...

    def info(self) -> IndexInfo:
        """Which build this is, and what it holds."""
        ...

    def require(self, encoding_id: str) -> None:
        """Raise IndexMismatch unless its vectors are of this encoding."""
        ...

    def candidates(self, query: Query, filters: Filters, limit: int) -> Candidates:
        """The best `limit` sentences by vector and the best `limit` by words, together, of the articles let through.

        Each article is read once, and none of `query.read` again. Where passages are read instead, it gives no
        `articles`.
        """
        ...

    def sentences(self, rows: Sequence[int] | Rows) -> list[FoundSentence]:
        """These sentences, in their order."""
        ...

    def token_codes(self, rows: Sequence[int] | Rows) -> list[Codes]:
        """(t, size) for each of these sentences: the codes of its tokens."""
        ...

    def vectors(self, rows: Rows) -> Vectors:
        """(len(rows), d) the vectors of these sentences."""
        ...

    def articles(self, ids: Iterable[str]) -> list[IndexedArticle]:
        """These articles, each once and in their order. Raises NotFound."""
        ...

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called; those that are not here are left out. No text is read."""
        ...

    def same_story(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By id, the articles that tell its story, itself among them, the first that was printed first; those whose
        story no other tells are left out."""
        ...

    def told_twice(self, limit: int | None = None) -> list[Story]:
        """The first stories that several articles tell, those with the most articles first. Raises IndexUnusable."""
        ...

    def articles_near(self, article: IndexedArticle, limit: int, least: float) -> list[str]:
        """The ids of the articles of the `limit` passages nearest to the mean of an article's own, of those of a cosine
        of `least` and more, the nearest first."""
        ...

    def find(
        self, filters: Filters = EVERYTHING, terms: Sequence[Term] = (), first: int = 0, limit: int | None = None
    ) -> FoundArticles:
        """The articles let through that hold each of these words, in whatever form, in their text or title; named are
        those from place `first` on, in the order of `listing`."""
        ...

    def months(self, filters: Filters = EVERYTHING, terms: Sequence[Term] = ()) -> dict[date | None, int]:
        """Of the articles that `find` finds, how many were published in each month that has any, by its first day, in
        order; last, under None, how many have no date."""
        ...

    def outlets(self) -> list[Outlet]:
        """The sources, that with the most articles first; "" stands for none."""
        ...

    def language_counts(self) -> dict[str, int]:
        """By tag, how many articles are of each language, the most frequent first; "" where it is not told."""
        ...

    def listing(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last."""
        ...

    def sources(self, limit: int) -> list[str]:
        """The first sources by name."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The main ones of its articles, by ISO 639-1: the terms of a query have stems in each."""
        ...

    def nearest_words(self, words: Sequence[str]) -> dict[str, str]:
        """For those of these words that no text has in whatever form, the one that differs by a slip of the pen, as the
        texts write it, where there is one. Of one language."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...


class Builds(Protocol):
    """Where the builds of one index are kept: each immutable, one of them in use.

    `tests/index/test_engine_builds.py` is the suite that all of them have to pass.
    """

    @property
    def name(self) -> str:
        """Of the index."""
        ...

    @property
    def place(self) -> str:
        """Where that is, for people."""
        ...

    @property
    def connects(self) -> bool:
        """Whether by a connection, which does not live through a fork."""
        ...

    @property
    def part(self) -> str:
        """What a build consists of, for people: a file."""
        ...

    def current(self) -> str | None:
        """The build in use; None where nothing was built. Raises IndexDamaged, EngineUnavailable."""
        ...

    def kept(self) -> list[str]:
        """The builds that are whole, newest first."""
        ...

    def manifest(self, build: str) -> Manifest:
        """What a build was made of. Raises IndexDamaged."""
        ...

    def open(self, build: str, verify: bool = True) -> Engine:
        """Open a build for questions; with `verify`, after all of it was checked. Raises IndexDamaged."""
        ...

    def open_current(self, verify: bool = True) -> Engine:
        """Open the build in use. Raises NoIndex, IndexDamaged."""
        ...

    def make_current(self, build: str) -> None:
        """Have this build be the one in use, in one step: a reader sees the old one or the new one."""
        ...

    def remove(self, builds: Sequence[str]) -> None:
        """Remove these builds, none of which is in use; needs the lock."""
        ...

    def sweep(self) -> None:
        """Remove what a build that was killed left; needs the lock."""
        ...

    def publish(self, library: Library, encoder: EncoderFacts) -> Manifest:
        """Write a build of the whole library, check it and make it current; returns the one in use.

        Where that was made of the same articles by the same encoder, it stays. Every article must have been encoded.
        """
        ...

    def publish_calibration(self, calibration: Calibration) -> Manifest:
        """Publish the build in use once more with another calibration. Raises IndexDamaged."""
        ...
