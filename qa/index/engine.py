"""The seam to whatever holds an archive: FAISS and SQLite in this process (qa.index.snapshot), or another engine.

Above it only ids, rows and what was fetched travel: no array over all sentences and no mask crosses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from qa.arrays import Rows, Vectors
from qa.encoding.token_codec import Codes
from qa.index.candidates import Candidates, FoundSentence, IndexedArticle, Query
from qa.types import ArticleInfo, Calibration, Filters, IndexInfo


class Engine(Protocol):
    """One build of one index, open for questions; safe to use from several threads.

    `tests/index/test_engine.py` is the suite that every engine has to pass.
    """

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

        Each article is read once.
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

    def listing(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last."""
        ...

    def sources(self, limit: int) -> list[str]:
        """The first sources by name."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The main ones of its articles, by ISO 639-1: the terms of a query have stems in each."""
        ...

    def nearest_terms(self, terms: Sequence[str]) -> dict[str, str]:
        """For those of these stems that no text has, the one that differs by a slip of the pen, where there is one."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...
