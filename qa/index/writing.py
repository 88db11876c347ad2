"""Writing the files of a snapshot, from the library and, of articles that did not change, from the snapshot before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np

from qa.encoding.late_chunking import joined
from qa.encoding.types import EncodedArticle, EncoderFacts
from qa.heap import give_back_freed
from qa.index.articles import ArticleWriter, Places
from qa.index.bits import BitIndex, BitWriter
from qa.index.bm25 import BM25Writer
from qa.index.index_type import EXACT_UP_TO, EXACTLY, measured
from qa.index.library import Library
from qa.index.parts import Run, beginnings, in_parts
from qa.index.snapshot import Snapshot
from qa.index.tokens import TokenCounter, TokenWriter
from qa.index.types import NearestBy
from qa.index.vectors import VectorIndex, VectorWriter
from qa.text.languages import primary
from qa.text.words import stems
from qa.types import Article

PartsWithKey = tuple[Article, Iterator[EncodedArticle], tuple[int, ...]]  # and the numbers of its key sentences
Range = tuple[Places | None, int, int]  # rows before, where they are kept, and the rows [first, stop) now
Facts = tuple[str | None, ...]  # as library and snapshot give them, the id first

# Articles: so few are always written from the library, which compares every row of it with its digest. What a failing
# disk altered in a larger library, in articles that did not change, is found by `qa verify`, or when they do.
ANEW_UP_TO = 500
_BATCH = 2_000  # sentences: what is held at once of their vectors and codes, 5 MB
_WAITING = 3  # batches that may wait for the disk


@dataclass(frozen=True, slots=True)
class Before:
    """A snapshot to go on from; `counter` has counted the tokens of those of its articles that stay."""

    snapshot: Snapshot
    facts: Sequence[Facts]
    counter: TokenCounter


@dataclass(frozen=True, slots=True)
class Written:
    """What the files hold, how the nearest vectors are found in them, and which files are `linked` to those of other
    names in the snapshot before."""

    articles: int
    sentences: int
    passages: int
    nearest_by: NearestBy
    linked: dict[str, str]


def going_on_from(snapshot: Snapshot, library: Library, facts_now: Collection[Facts]) -> Before | None:
    """What a snapshot holds for the next one; None where it holds few articles, or it is not known any more what tokens
    went with one of them."""
    facts, now = snapshot.store.facts(), set(facts_now)
    if len(facts) <= ANEW_UP_TO:
        return None
    counter = TokenCounter()
    counter.add_table(snapshot.tokens.frequencies)
    for gone in (each for each in facts if each not in now):
        parts = library.parts_of(str(gone[4]), snapshot.manifest.encoding_id)
        if parts is None:
            return None
        for part in parts:
            counter.take_away(part.token_ids, part.token_counts)
    return Before(snapshot, facts, counter)


def runs(before: Sequence[Facts], now: Sequence[Facts]) -> list[Run]:
    """The articles of `now`, both in the order of ids, in as few runs as there can be."""
    held = dict(zip(before, range(len(before)), strict=True))
    numbers = np.array([held.get(facts, -1) for facts in now], dtype=np.int64)
    kept = numbers >= 0
    numbers = np.where(kept, numbers, np.arange(len(now)))
    cuts = np.flatnonzero((np.diff(numbers) != 1) | np.diff(kept)) + 1
    bounds = pairwise([0, *cuts.tolist(), len(now)] if len(now) else ())
    return [Run(bool(kept[first]), int(numbers[first]), int(numbers[stop - 1]) + 1) for first, stop in bounds]


def write_files(
    folder: Path,
    library: Library,
    encoder: EncoderFacts,
    languages: Sequence[str],
    now: Sequence[Facts],
    before: Before | None,
) -> Written:
    """Write every file but the manifest and the stories, in one pass over what is new in the library; `now` are the
    `Library.facts` of its articles."""
    found = runs(before.facts if before else (), now)
    with _Writer(folder, encoder, languages, before) as writer:
        for number, part in enumerate(in_parts(found, beginnings([str(each[0]) for each in now]))):
            if number:
                writer.end_part()
            for run in part:
                if before and run.kept:
                    writer.keep(before.snapshot, run.first, run.stop, alone=len(part) == 1)
                else:
                    ids = str(now[run.first][0]), str(now[run.stop - 1][0])
                    writer.add(library.encoded_parts(encoder.encoding_id, *ids))
        give_back_freed()
        writer.words.write(folder / "bm25", languages)
        writer.finish()
    give_back_freed()
    by = _write_bits(folder, writer.ranges, before.snapshot.bits if before else None)
    return Written(len(now), len(writer.words), writer.passages, by, writer.linked)


def _write_bits(folder: Path, ranges: Sequence[Range], before: BitIndex | None) -> NearestBy:
    """Write the sentences' vectors as bits where that serves; returns how the nearest are found, as measured."""
    vectors, path = VectorIndex(folder / "sentences.faiss"), folder / "sentences.bits.faiss"
    if len(vectors) <= EXACT_UP_TO:
        return EXACTLY
    bits = BitWriter(vectors.dimensions)
    for kept, first, stop in ranges:
        if kept and before is not None:
            bits.keep(before, *kept)
            continue
        for start in range(first, stop, _BATCH):
            bits.add(vectors.halves[start : min(start + _BATCH, stop)])
    bits.write(path)
    by = measured(vectors, BitIndex(path))
    if by == EXACTLY:
        path.unlink()
    return by


class _Writer:
    """The writers of a snapshot's files, which all are given the same articles; no codes lie in memory as a whole.

    Vectors and codes, the most of it, are written meanwhile by a thread, a batch or a range at a time.
    """

    def __init__(self, folder: Path, encoder: EncoderFacts, languages: Sequence[str], before: Before | None) -> None:
        held = before.snapshot if before else None
        self._languages = languages
        self.ranges: list[Range] = []
        self.passages = 0
        self.words = BM25Writer(held.words.postings if held else None)
        with ExitStack() as opened:
            counter = before.counter if before else None
            self._articles = opened.enter_context(ArticleWriter(folder, held.store if held else None))
            self._tokens = opened.enter_context(TokenWriter(folder / "tokens", counter))
            self._sentences = opened.enter_context(VectorWriter(folder / "sentences.faiss", encoder.dimensions))
            self._passages = opened.enter_context(VectorWriter(folder / "passages.faiss", encoder.dimensions))
            self._pool = opened.enter_context(ThreadPoolExecutor(1))  # the last, which ends before files are closed
            self._opened = opened.pop_all()
        self._writing: deque[Future[None]] = deque()

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *raised: object) -> None:
        self._opened.__exit__(*raised)  # type: ignore[arg-type]

    def add(self, held: Iterable[PartsWithKey]) -> None:
        """Add articles as the library has them."""
        first = len(self.words)
        for batch in _batches(self._parts(held)):
            encoded = joined(batch)
            self.passages += len(encoded.passage_vectors)
            self._meanwhile(partial(self._add_arrays, encoded))
        self.ranges.append((None, first, len(self.words)))

    def keep(self, held: Snapshot, first: int, stop: int, alone: bool) -> None:
        """Add the articles of these numbers as the snapshot before has them, a whole part where they are `alone`."""
        rows, passages = self._articles.keep(held.store, first, stop)
        self._meanwhile(partial(self._keep_arrays, held, rows, passages, alone))
        self.ranges.append((rows, len(self.words), len(self.words) + rows[1] - rows[0]))
        self.passages += passages[1] - passages[0]
        self.words.keep(*rows)

    def end_part(self) -> None:
        """What comes next begins another part."""
        self._meanwhile(self._tokens.end_part)

    @property
    def linked(self) -> dict[str, str]:
        """The files that are those of the snapshot before, and their names there."""
        return {f"tokens/{name}": f"tokens/{before}" for name, before in self._tokens.linked.items()}

    def finish(self) -> None:
        """Wait for what is written meanwhile. Raises OSError."""
        while self._writing:
            self._writing.popleft().result()

    def _meanwhile(self, write: Callable[[], None]) -> None:
        if len(self._writing) == _WAITING:
            self._writing.popleft().result()
        self._writing.append(self._pool.submit(write))

    def _add_arrays(self, encoded: EncodedArticle) -> None:
        self._sentences.add(encoded.sentence_vectors)
        self._passages.add(encoded.passage_vectors)
        self._tokens.add(encoded.token_codes, encoded.token_counts, encoded.token_ids)

    def _keep_arrays(self, held: Snapshot, rows: Places, passages: Places, alone: bool) -> None:
        self._sentences.keep(held.sentence_vectors, *rows)
        self._passages.keep(held.passage_vectors, *passages)
        self._tokens.keep(held.tokens, *rows, alone)

    def _parts(self, held: Iterable[PartsWithKey]) -> Iterator[EncodedArticle]:
        """The encodings, part by part; the articles and their words are written on the way."""
        for article, parts, key in held:
            offsets, passages = [], []
            for part in parts:
                for terms in words_of(article, part, self._languages):
                    self.words.add(terms)
                offsets.append(part.offsets)
                passages.append(part.passage_of)
                yield part
            self._articles.add(article, np.concatenate(offsets), np.concatenate(passages), key)


def _batches(parts: Iterable[EncodedArticle]) -> Iterator[list[EncodedArticle]]:
    """Those of _BATCH sentences at a time, or a single longer one."""
    batch: list[EncodedArticle] = []
    sentences = 0
    for part in parts:
        batch.append(part)
        sentences += len(part.offsets)
        if sentences >= _BATCH:
            yield batch
            batch, sentences = [], 0
    if batch:
        yield batch


def words_of(article: Article, encoded: EncodedArticle, languages: Sequence[str]) -> Iterator[list[str]]:
    """The stems of each sentence and of the title, by which BM25 finds it."""
    language = primary(article.language)
    language = language if language in languages else languages[0]
    title = stems(article.title, language)
    return (stems(article.text[start:end], language) + title for start, end in encoded.offsets.tolist())
