"""From a library to the collections of a build. It is read twice: the words of a sentence are weighed once all are
counted. Held are the vocabulary and some numbers an article, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.encoding.types import EncodedArticle, EncoderFacts
from qa.errors import IndexDamaged
from qa.index.library import Library
from qa.index.milvus.articles import article_columns
from qa.index.milvus.client import Milvus
from qa.index.milvus.passages import passage_rows
from qa.index.milvus.schema import ARTICLES, DATA, FIELDS, PASSAGES, SENTENCES, TERMS
from qa.index.milvus.words import WordCounter
from qa.index.publish import languages_of
from qa.index.tokens import TokenCounter
from qa.index.writing import words_of
from qa.types import Article

_BATCH = {SENTENCES: 2_000, PASSAGES: 200, ARTICLES: 200}  # rows at once
_BYTES = 16_000_000  # of texts at once: Milvus takes 64 MB in one message
_SAMPLE = 10  # articles, and terms, that are read back and compared


@dataclass(slots=True)
class Written:
    """What of a build is kept in memory while it is written, and what its facts are made of."""

    facets: list[tuple[int, int, int]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    sources: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    passages: int = 0
    tokens: TokenCounter = field(default_factory=TokenCounter)
    sample: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {kind: [] for kind in DATA})

    def add(self, article: Article, sentences: int) -> None:
        """Count an article."""
        source = self.sources.setdefault(article.source, len(self.sources))
        language = self.languages.setdefault(article.language, len(self.languages))
        self.facets.append((article.published.toordinal() if article.published else 0, source, language))
        self.counts.append(sentences)

    def table(self) -> NDArray[np.int32]:
        """(m, 3) the facets."""
        return np.array(self.facets, dtype=np.int32).reshape(-1, 3)

    def sentences(self) -> NDArray[np.int32]:
        """(m,) how many sentences each article has."""
        return np.array(self.counts, dtype=np.int32)


def write_collections(
    milvus: Milvus, names: dict[str, str], library: Library, encoder: EncoderFacts
) -> tuple[Written, dict[str, int]]:
    """Write sentences, passages, articles and terms to the collections of these `names`; how many rows each has.

    Raises IndexDamaged where what is read back is not what was written.
    """
    for kind in DATA:
        milvus.create(names[kind], FIELDS[kind], encoder.dimensions if kind in (SENTENCES, PASSAGES) else 2)
    written = Written()
    with closing(WordCounter()) as words:
        _insert(milvus, names, _first_pass(library, encoder, written, words))
        _insert(milvus, names, ((SENTENCES, row) for row in _sentences(library, encoder, written, words)))
        terms = words.write(milvus, names[TERMS])
        written.sample[TERMS] = words.sampled(_SAMPLE)
    for kind in _BATCH:
        milvus.finish(names[kind], FIELDS[kind])
    rows = {SENTENCES: sum(written.counts), PASSAGES: written.passages, ARTICLES: len(written.counts), TERMS: terms}
    check_counts(milvus, {kind: (rows[kind], names[kind]) for kind in DATA})
    _compare(milvus, names, written.sample)
    return written, rows


def check_counts(milvus: Milvus, held: dict[str, tuple[int, str]]) -> None:
    """Raise IndexDamaged unless each collection has as many rows as it must."""
    for rows, name in held.values():
        if (found := milvus.count(name)) != rows:
            raise IndexDamaged(f"the collection {name} has {found:,} rows, not {rows:,}", "qa rollback, or qa build")


def _insert(milvus: Milvus, names: dict[str, str], rows: Iterator[tuple[str, dict[str, Any]]]) -> None:
    """Insert rows, each of a kind, some of each kind at once."""
    waiting: dict[str, list[dict[str, Any]]] = {kind: [] for kind in _BATCH}
    size = dict.fromkeys(_BATCH, 0)
    for kind, row in rows:
        waiting[kind].append(row)
        size[kind] += _characters(row)
        if len(waiting[kind]) == _BATCH[kind] or size[kind] > _BYTES:
            milvus.insert(names[kind], waiting[kind])
            waiting[kind], size[kind] = [], 0
    for kind, rest in waiting.items():
        if rest:
            milvus.insert(names[kind], rest)


def _characters(row: dict[str, Any]) -> int:
    return sum(
        len(text) for texts in row.values() if isinstance(texts, list) for text in texts if isinstance(text, str)
    )


def _first_pass(
    library: Library, encoder: EncoderFacts, written: Written, words: WordCounter
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Passages and articles; stems, tokens and facets are counted on the way."""
    languages, row = languages_of(library.facts()), 0
    for number, (article, parts, key) in enumerate(library.encoded_parts(encoder.encoding_id)):
        spans: list[list[int]] = []
        for part in parts:
            for stems in words_of(article, part, languages):
                words.add(stems)
            written.tokens.add(part.token_ids, part.token_counts)
            for passage in passage_rows(article, number, part, row + len(spans), written.passages):
                yield PASSAGES, passage
            written.passages += len(part.passage_vectors)
            spans += part.offsets.tolist()
        written.add(article, len(spans))
        row += len(spans)
        yield ARTICLES, article_columns(article, number, spans, key)


def _sentences(
    library: Library, encoder: EncoderFacts, written: Written, words: WordCounter
) -> Iterator[dict[str, Any]]:
    """What is searched of each sentence. Of some articles all that must have been written is noted, by this reading."""
    row, first_passage, weights = 0, 0, words.weighed()
    chosen = set(np.linspace(0, len(written.counts) - 1, _SAMPLE).astype(int).tolist())
    for number, (article, parts, key) in enumerate(library.encoded_parts(encoder.encoding_id)):
        about = dict(zip(("article", "day", "source", "language"), (number, *written.facets[number]), strict=True))
        spans: list[list[int]] = []
        passages = 0
        for part in parts:
            rows = [
                {"row": row + place, "words": next(weights), **each, **about}
                for place, each in enumerate(_searched(part, first_passage))
            ]
            if number in chosen:
                written.sample[SENTENCES] += rows
                written.sample[PASSAGES] += passage_rows(article, number, part, row, first_passage + passages)
            yield from rows
            row += len(rows)
            passages += len(part.passage_vectors)
            spans += part.offsets.tolist()
        first_passage += passages
        if number in chosen:
            written.sample[ARTICLES].append(article_columns(article, number, spans, key))


def _searched(part: EncodedArticle, first_passage: int) -> Iterator[dict[str, Any]]:
    for vector, place in zip(part.sentence_vectors.astype(np.float32), part.passage_of.tolist(), strict=True):
        yield {"vector": vector, "passage": first_passage + place}


def _compare(milvus: Milvus, names: dict[str, str], sample: dict[str, list[dict[str, Any]]]) -> None:
    """Read these rows of each kind back: they must be what was written."""
    for kind, rows in sample.items():
        key, *columns = (field.name for field in FIELDS[kind])
        found = milvus.rows(names[kind], key, [row[key] for row in rows], [key, *columns], strong=True)
        held = {int(row[key]): row for row in found}
        for row in rows:
            if not all(_same(row[column], held.get(row[key], {}).get(column)) for column in columns):
                raise IndexDamaged(f"{key} {row[key]} is not in {names[kind]} as it was written", "qa build")


def _same(written: Any, held: Any) -> bool:
    """Milvus keeps numbers as float32."""
    if isinstance(written, dict):
        return held is not None and {key: np.float32(value) for key, value in written.items()} == held
    return np.array_equal(written, held)
