"""What encoders gave for articles: encodings by (content hash, encoding id), and key sentences by their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.encoding.types import EncodedArticle
from qa.errors import IndexDamaged
from qa.extraction.key_sentences import KEY_SENTENCES_BY
from qa.index.database import MEND, Database
from qa.index.rows import (
    ARTICLE,
    ARTICLE_ROW,
    ARTICLE_WIDTH,
    ENCODING,
    ENCODING_ROW,
    KEY_SENTENCES_ROW,
    article_of,
    encoded_of,
    encoding_columns,
)
from qa.index.schema import row_digest
from qa.ingest.identity import content_hash
from qa.types import Article

_HELD = "articles JOIN encodings ON encodings.content_hash = articles.content_hash AND encoder_id = ?"
_KEY = "key_sentences ON key_sentences.content_hash = articles.content_hash AND made_by = ?"
_INTACT = f"articles.checksum = digest({ARTICLE_ROW}) AND encodings.checksum = digest({ENCODING_ROW})"
_KEY_INTACT = f"(numbers IS NULL OR key_sentences.checksum = digest({KEY_SENTENCES_ROW}))"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many sentences, passages and tokens the encodings of one encoder hold, each article counted."""

    articles: int
    sentences: int
    passages: int
    tokens: int
    dimensions: int
    code_size: int


class EncodingStore(Database):
    """The part of a library that encoders fill; every call that writes is one commit."""

    def pending(self, encoding_id: str) -> list[str]:
        """The ids of the articles that this encoder has still to encode, one for each distinct content."""
        query = (
            "SELECT min(id) FROM articles WHERE content_hash NOT IN"
            " (SELECT content_hash FROM encodings WHERE encoder_id = ?) GROUP BY content_hash ORDER BY 1"
        )
        with self._told():
            return [row[0] for row in self._db.execute(query, (encoding_id,))]

    def sentences_by(self, encoding_id: str) -> dict[str, int]:
        """By content hash, the number of sentences in what this encoder encoded."""
        query = "SELECT content_hash, length(offsets) / 8 FROM encodings WHERE encoder_id = ?"
        with self._told():
            return dict(self._db.execute(query, (encoding_id,)))

    def put_encoded(self, encoding_id: str, batch: Iterable[tuple[Article, EncodedArticle]]) -> None:
        """Keep what the encoder gave for these articles."""
        rows = [(content_hash(article), encoding_id, *encoding_columns(encoded)) for article, encoded in batch]
        with self._commit() as db:
            db.executemany(
                "INSERT OR REPLACE INTO encodings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*row, row_digest(*row)) for row in rows],
            )

    def totals(self, encoding_id: str) -> Totals:
        """What the encodings of all articles hold together; those of every article must exist."""
        query = (
            "SELECT count(*), total(length(offsets) / 8), total(length(passage_vectors) / 2 / dimensions),"
            f" total(length(token_ids) / 4), max(dimensions), max(code_size) FROM {_HELD}"
        )
        with self._told():
            return Totals(*(int(number or 0) for number in self._db.execute(query, (encoding_id,)).fetchone()))

    def encoded_articles(self, encoding_id: str) -> Iterator[tuple[Article, EncodedArticle, tuple[int, ...]]]:
        """Every article with its encoding, which must exist, and its key sentences, in the order of ids."""
        query = (
            f"SELECT {_INTACT} AND {_KEY_INTACT}, numbers, {ARTICLE}, {ENCODING}"
            f" FROM {_HELD} LEFT JOIN {_KEY} ORDER BY articles.id"
        )
        with self._told():
            for intact, numbers, *row in self._db.execute(query, (encoding_id, key_sentences_by(encoding_id))):
                article, encoded = self._article(row[:ARTICLE_WIDTH], intact), encoded_of(*row[ARTICLE_WIDTH:])
                yield article, encoded, tuple(json.loads(numbers or "[]"))

    # key sentences

    def without_key_sentences(self, encoding_id: str) -> list[str]:
        """The ids of the encoded articles whose key sentences are not known yet, one for each distinct content."""
        query = (
            f"SELECT min(articles.id) FROM {_HELD} LEFT JOIN {_KEY} WHERE numbers IS NULL"
            " GROUP BY articles.content_hash ORDER BY 1"
        )
        with self._told():
            return [row[0] for row in self._db.execute(query, (encoding_id, key_sentences_by(encoding_id)))]

    def with_offsets(self, encoding_id: str, article_id: str) -> tuple[Article, NDArray[np.int32]]:
        """An article, which must be encoded, and the places of its n sentences (n, 2)."""
        query = f"SELECT {_INTACT}, offsets, {ARTICLE} FROM {_HELD} WHERE articles.id = ?"
        with self._told():
            intact, offsets, *row = self._db.execute(query, (encoding_id, article_id)).fetchone()
        return self._article(row, intact), np.frombuffer(offsets, "<i4").reshape(-1, 2)

    def put_key_sentences(self, encoding_id: str, batch: Iterable[tuple[Article, Sequence[int]]]) -> None:
        """Keep the numbers of these articles' key sentences, of the sentences that this encoder encoded."""
        made_by = key_sentences_by(encoding_id)
        rows = [(content_hash(article), made_by, json.dumps(list(numbers))) for article, numbers in batch]
        with self._commit() as db:
            db.executemany(
                "INSERT OR REPLACE INTO key_sentences (content_hash, made_by, numbers, checksum) VALUES (?, ?, ?, ?)",
                [(*row, row_digest(*row)) for row in rows],
            )

    def _article(self, row: Sequence[str | int | None], intact: int) -> Article:
        if not intact:
            raise IndexDamaged(f"the article {row[0]!r} in {self._path}, or its encoding, is damaged", MEND)
        return article_of(row)


def key_sentences_by(encoding_id: str) -> str:
    """What key sentences depend on besides the article: how they are chosen, and from which sentences."""
    return f"{KEY_SENTENCES_BY}/{encoding_id}"
