"""A snapshot, open for reading: an immutable folder that holds all that answering needs."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged, IndexMismatch, NoIndex, NotFound
from qa.index.bm25 import BM25Index
from qa.index.layout import current_build, index_folder
from qa.index.manifest import check_files, read_manifest
from qa.index.tokens import TokenIndex
from qa.index.vectors import VectorIndex
from qa.types import Article, ArticleInfo, Filters, IndexInfo, Mask, Rows, Span


class Snapshot:
    """One snapshot, open for reading; safe to read from several threads."""

    def __init__(self, folder: Path, name: str, verify: bool = True) -> None:
        """Open by memory map, after comparing every file with its SHA-256: .6 s a gigabyte. Raises IndexDamaged."""
        self.manifest = read_manifest(folder)
        self.name = name
        self._folder = folder
        check_files(folder, self.manifest, verify)
        try:
            self._open()
        except (OSError, ValueError, KeyError, sqlite3.Error) as error:
            raise IndexDamaged(f"{folder} cannot be opened: {error}", "qa build") from error

    def _open(self) -> None:
        """Open every file once, so that a snapshot in use outlives the removal of its folder."""
        folder = self._folder
        self._lock = threading.Lock()
        address = f"{(folder / 'articles.db').resolve().as_uri()}?mode=ro&immutable=1"
        self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        self.sentences: NDArray[np.int32] = np.load(folder / "sentences.npy", mmap_mode="r")
        self.sentence_vectors = VectorIndex(folder / "sentences.faiss")
        self.passage_vectors = VectorIndex(folder / "passages.faiss")
        self.lexical = BM25Index(folder / "bm25")
        self.tokens = TokenIndex(folder / "tokens", self.manifest.weights_id, self.manifest.dimensions)
        self.article_ids, self._published, self._sources = self._article_columns()
        numbers, passages = self.sentences[:, 0], self.sentences[:, 3]
        self._article_starts = np.searchsorted(numbers, np.arange(self.manifest.articles))
        self._passage_starts = np.searchsorted(passages, np.arange(self.manifest.passages + 1))
        self._check_counts()

    def info(self) -> IndexInfo:
        """Which snapshot this is, and what it holds."""
        return self.manifest.info(self.name)

    def require(self, encoding_id: str) -> None:
        """Raise IndexMismatch unless the snapshot's vectors are of this encoder."""
        if self.manifest.encoding_id != encoding_id:
            raise IndexMismatch(
                f"the index {self.name!r} was built by {self.manifest.encoding_id}, not by {encoding_id}",
                f"qa build --model {self.manifest.encoder} (or ask with that model)",
            )

    def rows(self, chosen: Filters) -> Mask | None:
        """(n,) which sentences a filter lets through; None when it lets all."""
        if chosen == Filters():
            return None
        allowed = np.ones(self.manifest.articles, dtype=np.bool_)
        if chosen.since:
            allowed &= self._published >= chosen.since.toordinal()
        if chosen.until:
            allowed &= (self._published <= chosen.until.toordinal()) & (self._published > 0)
        if chosen.source:
            wanted = chosen.source.casefold()
            allowed &= np.array([source.casefold() == wanted for source in self._sources], dtype=np.bool_)
        mask: Mask = allowed[self.sentences[:, 0]]
        return mask

    def article(self, article_id: str) -> Article:
        """The article of this id. Raises NotFound."""
        row = self._one("SELECT number FROM articles WHERE id = ?", article_id)
        if row is None:
            raise NotFound(f"no article {article_id!r} in the index {self.name!r}", "qa articles")
        return self.article_at(row[0])

    def article_at(self, number: int) -> Article:
        """The article of this number, as in the first column of `sentences`."""
        columns = "id, title, source, published, url, body, text"
        row = self._one(f"SELECT {columns} FROM articles WHERE number = ?", int(number))
        name, title, source, published, url, body, text = row
        return Article(
            id=name,
            text=text,
            body=tuple((start, end) for start, end in json.loads(body)),
            title=title,
            source=source,
            published=date.fromisoformat(published) if published else None,
            url=url,
        )

    def sentence_spans(self, article_id: str) -> tuple[int, list[Span]]:
        """The row of the article's first sentence, and the spans of all of them. Raises NotFound."""
        row = self._one("SELECT first_row, stop_row FROM articles WHERE id = ?", article_id)
        if row is None:
            raise NotFound(f"no article {article_id!r} in the index {self.name!r}", "qa articles")
        first, stop = row
        return first, [(start, end) for start, end in self.sentences[first:stop, 1:3].tolist()]

    def article_sentences(self, number: int) -> tuple[int, list[str], list[int]]:
        """Of the article of this number: the row of its first sentence, the sentences' texts and their paragraphs."""
        article = self.article_at(number)
        first, stop = (int(row) for row in np.searchsorted(self.sentences[:, 0], [number, number + 1]))
        spans = self.sentences[first:stop, 1:3]
        paragraphs = np.searchsorted([end for _, end in article.body], spans[:, 0], side="right")
        return first, [article.text[start:end] for start, end in spans.tolist()], paragraphs.tolist()

    def passage_of(self, rows: Rows) -> Rows:
        """(len(rows),) the number of each sentence's passage."""
        passages: Rows = self.sentences[rows, 3].astype(np.int64)
        return passages

    def passage_rows(self, passages: Rows) -> tuple[Rows, Rows]:
        """The rows of all sentences of `passages` (ascending), and at which place in them each passage begins."""
        first, stop = self._passage_starts[passages], self._passage_starts[passages + 1]
        starts = np.cumsum(stop - first) - (stop - first)
        return np.arange((stop - first).sum()) + np.repeat(first - starts, stop - first), starts

    def row_before(self, rows: Rows) -> Rows:
        """(len(rows),) the sentence before each in its article; the sentence itself where it is the first."""
        before: Rows = np.maximum(rows - 1, self._article_starts[self.sentences[rows, 0]])
        return before

    def position(self, rows: Rows) -> Rows:
        """(len(rows),) how many sentences come before each in its article."""
        places: Rows = rows - self._article_starts[self.sentences[rows, 0]]
        return places

    def sentence_texts(self, rows: Sequence[int] | Rows) -> list[str]:
        """The text of each of `rows`, each article read once."""
        places = self.sentences[np.asarray(rows, dtype=np.int64)].tolist()
        texts = {number: self.article_at(number).text for number in {place[0] for place in places}}
        return [texts[number][start:end] for number, start, end, _ in places]

    def facts(self) -> list[tuple[str | None, ...]]:
        """For each article, in the order of rows: id, source, published, url, content hash."""
        return self._all("SELECT id, source, published, url, content_hash FROM articles ORDER BY number")

    def articles(self) -> list[ArticleInfo]:
        """What every article is called, newest first, the undated last."""
        rows = self._all("SELECT id, heading, source, published, url FROM articles ORDER BY published DESC, id")
        return [
            ArticleInfo(name, heading, source, date.fromisoformat(day) if day else None, url)
            for name, heading, source, day, url in rows
        ]

    def close(self) -> None:
        """Close the database; memory maps go with the object."""
        self._database.close()

    def _article_columns(self) -> tuple[list[str], NDArray[np.int32], list[str]]:
        """By number: ids, publication days (0 for none) and sources."""
        rows = self._all("SELECT id, published, source FROM articles ORDER BY number")
        days = [date.fromisoformat(day).toordinal() if day else 0 for _, day, _ in rows]
        return [name for name, _, _ in rows], np.array(days, dtype=np.int32), [source for _, _, source in rows]

    def _check_counts(self) -> None:
        facts = self.manifest
        found = (len(self._sources), len(self.sentences), len(self.passage_vectors))
        same = len(self.sentences) == len(self.sentence_vectors) == len(self.lexical) == len(self.tokens)
        if found != (facts.articles, facts.sentences, facts.passages) or not same:
            raise IndexDamaged(f"the files of {self._folder} do not belong together", "qa build")

    def _one(self, query: str, value: str | int) -> Any:
        with self._lock:
            return self._database.execute(query, (value,)).fetchone()

    def _all(self, query: str) -> list[Any]:
        with self._lock:
            return self._database.execute(query).fetchall()


def open_current(indexes: Path, name: str) -> Snapshot:
    """Open the snapshot in use. Raises NoIndex, IndexDamaged."""
    folder = index_folder(indexes, name)
    build = current_build(folder)
    while build is not None:
        try:
            if not (folder / "snapshots" / build).is_dir():
                message = f"{folder / 'CURRENT'} names build {build}, which is not there"
                raise IndexDamaged(message, "qa rollback, or qa build")
            return Snapshot(folder / "snapshots" / build, name)
        except IndexDamaged:
            failed, build = build, current_build(folder)
            if build == failed:
                raise
            # a newer build took its place, and the old one was pruned while it was being opened
    raise NoIndex(f"no index {name!r} in {indexes}", "qa build FOLDER")
