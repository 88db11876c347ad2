"""A snapshot, open for questions: the engine of FAISS and SQLite over an immutable folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from qa.arrays import Mask, Rows, Vectors
from qa.encoding.token_codec import Codes
from qa.errors import IndexDamaged, IndexMismatch, IndexUnusable, NoIndex
from qa.index.articles import STORE_FILES, ArticleStore
from qa.index.bm25 import BM25Index
from qa.index.candidates import Candidates, CandidateTokens, FoundSentence, IndexedArticle, Query
from qa.index.layout import current_build, index_folder
from qa.index.manifest import check_files, read_manifest
from qa.index.stories import Story, StoryIndex
from qa.index.tokens import TokenIndex
from qa.index.vectors import VectorIndex
from qa.types import ArticleInfo, Calibration, Filters, IndexInfo


class Snapshot:
    """One snapshot, open for reading; safe to read from several threads."""

    def __init__(self, folder: Path, name: str, verify: bool = True) -> None:
        """Open by memory map, after comparing every file with its SHA-256: .6 s a gigabyte. Raises IndexDamaged.

        Without `verify` only the files of the articles are compared and opened, and the rest when it is first needed.
        """
        self.manifest = read_manifest(folder)
        self.name = name
        self._folder = folder
        check_files(folder, self.manifest, hashed=None if verify else STORE_FILES)
        self.store = ArticleStore(folder, name)
        if verify:  # every file once, so that a snapshot in use outlives the removal of its folder
            self._check_counts()
            self.stories  # noqa: B018

    @cached_property
    def sentence_vectors(self) -> VectorIndex:
        """One vector a sentence."""
        return VectorIndex(self._folder / "sentences.faiss")

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

    @property
    def calibration(self) -> Calibration:
        """How the confidence is bent to this archive."""
        return self.manifest.calibration

    def info(self) -> IndexInfo:
        """Which snapshot this is, and what it holds."""
        return self.manifest.info(self.name)

    def require(self, encoding_id: str) -> None:
        """Raise IndexMismatch unless the snapshot's vectors are of this encoding."""
        if self.manifest.encoding_id != encoding_id:
            raise IndexMismatch(
                f"the index {self.name!r} was built by {self.manifest.encoding_id}, not by {encoding_id}",
                f"qa build --model {self.manifest.encoder} (or ask with that model)",
            )

    def candidates(self, query: Query, filters: Filters, limit: int) -> Candidates:
        """The best `limit` sentences by vector and the best `limit` by words, together."""
        allowed = self._allowed_rows(filters)
        by_vector = self.sentence_vectors.search(query.vector, limit, allowed)
        scores = self.words.scores(query.terms)
        rows = np.union1d(by_vector, self.words.best(scores, limit, allowed)).astype(np.int64)
        passages = self.store.sentences[rows, 3].astype(np.int64)
        return Candidates(
            sentences=tuple(self.store.found(rows)),
            rows=rows,
            dense=self.sentence_vectors.cosines(query.vector, rows),
            passage=self.passage_vectors.cosines(query.vector, passages),
            lexical=scores[rows],
            idf=self.tokens.idf(query.token_ids),
            tokens=self._tokens_around(rows, passages),
            searched=len(self.words) if allowed is None else int(np.count_nonzero(allowed)),
        )

    def sentences(self, rows: Sequence[int] | Rows) -> list[FoundSentence]:
        """These sentences, in their order."""
        return self.store.found(rows)

    def token_codes(self, rows: Sequence[int] | Rows) -> list[Codes]:
        """(t, size) for each of these sentences: the codes of its tokens."""
        return [self.tokens.codes(int(row)) for row in rows]

    def vectors(self, rows: Rows) -> Vectors:
        """(len(rows), d) the vectors of these sentences."""
        return self.sentence_vectors.of(rows)

    def articles(self, ids: Iterable[str]) -> list[IndexedArticle]:
        """These articles, each once and in their order. Raises NotFound."""
        return self.store.articles(ids)

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called; those that are not here are left out."""
        return self.store.infos(ids)

    def same_story(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By id, the articles that tell its story, itself among them, the first that was printed first; those whose
        story no other tells are left out."""
        if not (self.stories.of >= 0).any():
            return {}
        beside = {name: self.stories.beside(number) for name, number in self.store.numbers(ids).items()}
        beside = {name: story for name, story in beside.items() if len(story) > 1}
        names = self.store.names({number for story in beside.values() for number in story})
        return {name: tuple(names[number] for number in story) for name, story in beside.items()}

    def told_twice(self) -> list[Story]:
        """The stories that several articles tell, those with the most articles first. Raises IndexUnusable."""
        if not self.stories.known:
            raise IndexUnusable(f"the index {self.name!r} was built before stories were looked for", "qa build")
        stories = self.stories.stories()
        names = self.store.names({number for story in stories for number in story})
        infos = self.store.infos(names.values())
        return [Story(tuple(infos[names[number]] for number in story)) for story in stories]

    def listing(self, first: int = 0, limit: int | None = None) -> list[ArticleInfo]:
        """What articles are called, from place `first` on: newest first, the undated last."""
        return self.store.listing(first, limit)

    def sources(self, limit: int) -> list[str]:
        """The first sources by name."""
        return self.store.sources(limit)

    def languages(self) -> tuple[str, ...]:
        """By whose rules the words were stemmed, by ISO 639-1."""
        return self.words.languages

    def nearest_terms(self, terms: Sequence[str]) -> dict[str, str]:
        """For those of these stems that no text has, the one that differs by a slip of the pen, where there is one."""
        return {term: near for term in terms if (near := self.words.nearest(term))}

    def close(self) -> None:
        """Close the database; memory maps go with the object."""
        self.store.close()

    def _allowed_rows(self, filters: Filters) -> Mask | None:
        """(n,) which sentences a filter lets through; None when it lets all."""
        allowed = self.store.allowed(filters)
        return None if allowed is None else np.repeat(allowed, np.diff(self._article_starts))

    def _tokens_around(self, rows: Rows, passages: Rows) -> CandidateTokens:
        """The codes that late interaction reads for these sentences: their own, and those around them."""
        distinct, passage_of = np.unique(passages, return_inverse=True)
        first, stop = self._passage_starts[distinct], self._passage_starts[distinct + 1]
        before = np.maximum(rows - 1, self._article_starts[self.store.sentences[rows, 0]])
        around = np.concatenate([np.arange(0), *(np.arange(*bounds) for bounds in zip(first, stop, strict=True))])
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
