"""A snapshot, open for questions: the engine of FAISS and SQLite over an immutable folder."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from qa.arrays import Rows, Vectors
from qa.encoding.token_codec import Codes
from qa.errors import IndexDamaged, NoIndex
from qa.index.allowed import Allowed, allowed_of
from qa.index.articles import STORE_FILES, ArticleStore
from qa.index.bits import BitIndex
from qa.index.bm25 import BM25Index
from qa.index.candidates import Candidates, CandidateTokens, FoundSentence, IndexedArticle, Query
from qa.index.index_type import Nearest
from qa.index.layout import current_build, index_folder
from qa.index.manifest import check_files, read_manifest
from qa.index.open_build import OpenBuild
from qa.index.stories import StoryIndex
from qa.index.tokens import TokenIndex
from qa.index.vectors import VectorIndex
from qa.text.words import Term
from qa.types import EVERYTHING, ArticleInfo, Filters

_FILTERS_HELD = 16  # 1 MB for each million sentences, and an eighth of that


class Snapshot(OpenBuild):
    """One snapshot, open for reading; safe to read from several threads."""

    store: ArticleStore

    def __init__(self, folder: Path, name: str, verify: bool = True, compared: Collection[str] = STORE_FILES) -> None:
        """Open by memory map, after comparing every file with its SHA-256: .6 s a gigabyte. Raises IndexDamaged.

        Without `verify` only the files of the articles are `compared` and opened, and the rest when it is first needed.
        """
        self.manifest = read_manifest(folder)
        self.name = name
        self._folder = folder
        self._lock = threading.Lock()
        self._allowed: OrderedDict[Filters, Allowed | None] = OrderedDict()
        check_files(folder, self.manifest, hashed=None if verify else compared)
        self.store = ArticleStore(folder, name)
        if verify:
            self.open_all()

    def open_all(self) -> None:
        """Open every file, so that a snapshot in use outlives the removal of its folder. Raises IndexDamaged."""
        self._check_counts()
        self.stories  # noqa: B018

    @cached_property
    def sentence_vectors(self) -> VectorIndex:
        """One vector a sentence."""
        return VectorIndex(self._folder / "sentences.faiss")

    @cached_property
    def bits(self) -> BitIndex | None:
        """The same as bits, where there are enough for it to pay."""
        return BitIndex(self._folder / "sentences.bits.faiss") if self.manifest.nearest_by.times else None

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self.sentence_vectors, self.bits, self.manifest.nearest_by)

    @cached_property
    def passage_vectors(self) -> VectorIndex:
        """One vector a passage."""
        return VectorIndex(self._folder / "passages.faiss")

    @cached_property
    def words(self) -> BM25Index:
        """The words of each sentence and its title."""
        return BM25Index(self._folder / "bm25")

    @cached_property
    def stories(self) -> StoryIndex:
        """Which articles tell one story."""
        return StoryIndex(self._folder)

    @cached_property
    def tokens(self) -> TokenIndex:
        """The token codes of each sentence."""
        return TokenIndex(self._folder / "tokens", self.manifest.weights_id, self.manifest.dimensions)

    @cached_property
    def _article_starts(self) -> Rows:
        """(m + 1,) the first row of each article."""
        return np.searchsorted(self.store.sentences[:, 0], np.arange(self.manifest.articles + 1))

    @cached_property
    def _passage_starts(self) -> Rows:
        """(p + 1,) the first row of each passage."""
        return np.searchsorted(self.store.sentences[:, 3], np.arange(self.manifest.passages + 1))

    def candidates(self, query: Query, filters: Filters, limit: int) -> Candidates:
        """The best `limit` sentences by vector and the best `limit` by words, together."""
        allowed = self._allowed_rows(filters)
        by_vector = self._nearest.search(query.vector, limit, allowed)
        rows = np.union1d(by_vector, self.words.best(query.terms, limit, allowed)).astype(np.int64)
        passages = self.store.sentences[rows, 3].astype(np.int64)
        articles = self.store.holding(rows, query.read)
        return Candidates(
            sentences=tuple(self.store.found(rows, articles)),
            rows=rows,
            dense=self.sentence_vectors.cosines(query.vector, rows),
            passage=self.passage_vectors.cosines(query.vector, passages),
            lexical=self.words.scores(query.terms, rows),
            idf=self.tokens.idf(query.token_ids),
            tokens=self._tokens_around(rows, passages),
            searched=len(self.words) if allowed is None else allowed.count,
            articles=articles,
        )

    def sentences(self, rows: Sequence[int] | Rows) -> list[FoundSentence]:
        """These sentences, in their order."""
        return self.store.found(rows, self.store.holding(rows))

    def token_codes(self, rows: Sequence[int] | Rows) -> list[Codes]:
        """(t, size) for each of these sentences: the codes of its tokens."""
        return [self.tokens.codes(int(row)) for row in rows]

    def vectors(self, rows: Rows) -> Vectors:
        """(len(rows), d) the vectors of these sentences."""
        return self.sentence_vectors.of(rows)

    def articles(self, ids: Iterable[str]) -> list[IndexedArticle]:
        """These articles, each once and in their order. Raises NotFound."""
        return self.store.articles(ids)

    def _holding(self, term: Term) -> Rows:
        articles: Rows = self.store.sentences[self.words.matching(term), 0]
        return articles

    def _near(self, article: IndexedArticle, limit: int, least: float) -> list[int]:
        mean = self.passage_vectors.of(np.unique(self.store.sentences[article.rows, 3]).astype(np.int64)).mean(axis=0)
        mean /= max(float(np.linalg.norm(mean)), 1e-9)
        near = self.passage_vectors.search(mean, limit)
        near = near[self.passage_vectors.cosines(mean, near) >= least]
        firsts = np.searchsorted(self.store.sentences[:, 3], near)
        return list(dict.fromkeys(self.store.sentences[firsts, 0].tolist()))

    def listing(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last."""
        return self.store.listing(first, limit)

    def languages(self) -> tuple[str, ...]:
        """By whose rules the words were stemmed, by ISO 639-1."""
        return self.words.languages

    def _unknown(self, stems: Sequence[str]) -> list[str]:
        return self.words.unknown(stems)

    def _stems_near(self, word: str, language: str) -> list[str]:
        return self.words.stems_near(word, language)

    def _some_with(self, stem: str, limit: int) -> list[int]:
        return self.words.some(stem, limit)

    def close(self) -> None:
        """Close the database; memory maps go with the object."""
        self.store.close()

    def _allowed_rows(self, filters: Filters) -> Allowed | None:
        """Which sentences a filter lets through; None when it lets all. Those of the last filters are at hand."""
        if filters == EVERYTHING:
            return None
        with self._lock:
            if filters not in self._allowed:
                self._allowed[filters] = self._allowed_by(filters)
            self._allowed.move_to_end(filters)
            if len(self._allowed) > _FILTERS_HELD:
                self._allowed.popitem(last=False)
            return self._allowed[filters]

    def _allowed_by(self, filters: Filters) -> Allowed | None:
        articles = self.store.allowed(filters)
        return None if articles is None else allowed_of(np.repeat(articles, np.diff(self._article_starts)))

    def _tokens_around(self, rows: Rows, passages: Rows) -> CandidateTokens:
        """The codes that late interaction reads for these sentences: their own, and those around them."""
        distinct, passage_of = np.unique(passages, return_inverse=True)
        first, stop = self._passage_starts[distinct], self._passage_starts[distinct + 1]
        before = np.maximum(rows - 1, self._article_starts[self.store.sentences[rows, 0]])
        lengths = stop - first
        around = np.arange(lengths.sum()) + np.repeat(stop - np.cumsum(lengths), lengths)
        read = np.union1d(around, before)
        codes, starts = self.tokens.gather(read)
        return CandidateTokens(
            codes=codes,
            starts=starts,
            own=np.searchsorted(read, rows),
            before=np.searchsorted(read, before),
            passages=np.stack([np.searchsorted(read, first), np.searchsorted(read, stop)], axis=1),
            passage_of=passage_of,
        )

    def _check_counts(self) -> None:
        facts, n = self.manifest, len(self.store.sentences)
        found = (len(self.store), n, len(self.passage_vectors))
        same = n == len(self.sentence_vectors) == len(self.words) == len(self.tokens)
        same = same and (self.bits is None or n == len(self.bits))
        if found != (facts.articles, facts.sentences, facts.passages) or not same:
            raise IndexDamaged(f"the files of {self._folder} do not belong together", "qa build")


def open_current(indexes: Path, name: str, verify: bool = True) -> Snapshot:
    """Open the snapshot in use. Raises NoIndex, IndexDamaged."""
    folder = index_folder(indexes, name)
    build = current_build(folder)
    while build is not None:
        try:
            if not (folder / "snapshots" / build).is_dir():
                message = f"{folder / 'CURRENT'} names build {build}, which is not there"
                raise IndexDamaged(message, "qa rollback, or qa build")
            return Snapshot(folder / "snapshots" / build, name, verify)
        except IndexDamaged:
            failed, build = build, current_build(folder)
            if build == failed:
                raise
            # a newer build took its place, and the old one was pruned while it was being opened
    raise NoIndex(f"no index {name!r} in {indexes}", "qa build FOLDER")
