"""What encoders gave for articles: encodings by (content hash, encoding id), and key sentences by their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.encoding.late_chunking import joined
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
    OF_OUTLET,
    PART_ROW,
    article_of,
    encoded_of,
    encoding_columns,
)
from qa.index.schema import row_digest
from qa.ingest.identity import content_hash
from qa.types import Article

_HELD = "articles JOIN encodings ON encodings.content_hash = articles.content_hash AND encoder_id = ?"
_KEY = "key_sentences ON key_sentences.content_hash = articles.content_hash AND made_by = ?"
# By indexes alone, no row of theirs being read.
_OF_ARTICLE = "content_hash = articles.content_hash"
_ENCODED = f"SELECT 1 FROM encodings WHERE encodings.{_OF_ARTICLE} AND encoder_id = ?"
_SUMMED_UP = f"SELECT 1 FROM key_sentences WHERE key_sentences.{_OF_ARTICLE} AND made_by = ?"
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
        query = f"SELECT min(id) FROM articles WHERE NOT EXISTS ({_ENCODED}) GROUP BY articles.content_hash ORDER BY 1"
        with self._told():
            return [row[0] for row in self._db.execute(query, (encoding_id,))]

    def sentences_by(self, encoding_id: str) -> dict[str, int]:
        """By content hash, the number of sentences in what this encoder encoded."""
        query = "SELECT content_hash, length(offsets) / 8 FROM encodings WHERE encoder_id = ?"
        before = "SELECT total(length(offsets) / 8) FROM encoding_parts WHERE content_hash = ? AND encoder_id = ?"
        with self._told():
            last = dict(self._db.execute(query, (encoding_id,)))
            for (name,) in self._db.execute("SELECT DISTINCT content_hash FROM encoding_parts").fetchall():
                if name in last:
                    last[name] += int(self._db.execute(before, (name, encoding_id)).fetchone()[0])
        return last

    def put_encoded(self, encoding_id: str, batch: Iterable[tuple[Article, EncodedArticle]]) -> None:
        """Keep what the encoder gave for these articles, or the last part of it."""
        with self._commit():
            for article, encoded in batch:
                self._put("encodings", content_hash(article), encoding_id, *encoding_columns(encoded))

    def put_beginning(
        self, encoding_id: str, article: Article, parts: Iterable[EncodedArticle]
    ) -> tuple[EncodedArticle, int]:
        """Keep all parts but the last, a commit each; returns that, by whose being kept they count, and the number of
        sentences in all."""
        parts, content, sentences = iter(parts), content_hash(article), 0
        held = next(parts)
        for number, part in enumerate(parts):
            with self._commit():
                self._put("encoding_parts", content, encoding_id, number, *encoding_columns(held))
            sentences += len(held.offsets)
            held = part
        return held, sentences + len(held.offsets)

    def totals(self, encoding_id: str) -> Totals:
        """What the encodings of all articles hold together; those of every article must exist."""
        sums = (
            "total(length(offsets) / 8), total(length(passage_vectors) / 2 / dimensions), total(length(token_ids) / 4)"
        )
        query = f"SELECT count(*), max(dimensions), max(code_size), {sums} FROM {_HELD}"
        before = f"SELECT {sums} FROM articles JOIN encoding_parts USING (content_hash) WHERE encoder_id = ?"
        with self._told():
            articles, dimensions, code_size, *last = self._db.execute(query, (encoding_id,)).fetchone()
            others = self._db.execute(before, (encoding_id,)).fetchone()
        sentences, passages, tokens = (int(one + more) for one, more in zip(last, others, strict=True))
        return Totals(articles, sentences, passages, tokens, dimensions or 0, code_size or 0)

    def encoded_articles(self, encoding_id: str) -> Iterator[tuple[Article, EncodedArticle, tuple[int, ...]]]:
        """Every article with its encoding, which must exist, and its key sentences, in the order of ids."""
        for article, parts, key in self.encoded_parts(encoding_id):
            yield article, joined(list(parts)), key

    def encoded_parts(
        self, encoding_id: str, first: str = "", last: str | None = None
    ) -> Iterator[tuple[Article, Iterator[EncodedArticle], tuple[int, ...]]]:
        """The same with an encoding's consecutive parts, each read when it is asked for; of the articles from the id
        `first` to `last`, where these are given."""
        query = (
            f"SELECT {_INTACT} AND {_KEY_INTACT}, numbers, {ARTICLE}, {ENCODING} FROM {_HELD} LEFT JOIN {_KEY}"
            " WHERE articles.id >= ? AND (? IS NULL OR articles.id <= ?) ORDER BY articles.id"
        )
        values = (encoding_id, key_sentences_by(encoding_id), first, last, last)
        with self._told():
            for intact, numbers, *row in self._db.execute(query, values):
                article, encoded = self._article(row[:ARTICLE_WIDTH], intact), encoded_of(*row[ARTICLE_WIDTH:])
                parts = self._parts(content_hash(article), encoding_id, encoded, article.id)
                yield article, parts, tuple(json.loads(numbers or "[]"))

    def parts_of(self, content: str, encoding_id: str) -> list[EncodedArticle] | None:
        """What this encoder gave for a content, in whichever article; None where it is not kept as it was."""
        held = f"SELECT checksum = digest({ENCODING_ROW}), {ENCODING} FROM encodings"
        query = f"{held} WHERE content_hash = ? AND encoder_id = ?"
        with self._told():
            intact, *row = self._db.execute(query, (content, encoding_id)).fetchone() or (0,)
            try:
                return list(self._parts(content, encoding_id, encoded_of(*row), content)) if intact else None
            except IndexDamaged:
                return None

    def _parts(self, content: str, encoding_id: str, last: EncodedArticle, name: str) -> Iterator[EncodedArticle]:
        """All parts of an encoding whose last is given: as its passages are numbered through, none can be missing."""
        missing, passages = int(last.passage_of[:1].sum()), 0
        if missing:
            query = (
                f"SELECT checksum = digest({PART_ROW}), {ENCODING} FROM encoding_parts"
                " WHERE content_hash = ? AND encoder_id = ? ORDER BY number"
            )
            for intact, *columns in self._db.execute(query, (content, encoding_id)):
                part = encoded_of(*columns)
                if not intact or passages != part.passage_of[0] or passages >= missing:
                    break
                passages += len(part.passage_vectors)
                yield part
        if passages != missing:
            raise self._damage(name)
        yield last

    # key sentences

    def without_key_sentences(self, encoding_id: str) -> list[str]:
        """The ids of the encoded articles whose key sentences are not known yet, one for each distinct content."""
        query = (
            f"SELECT min(id) FROM articles WHERE NOT EXISTS ({_SUMMED_UP}) AND EXISTS ({_ENCODED})"
            " GROUP BY articles.content_hash ORDER BY 1"
        )
        with self._told():
            return [row[0] for row in self._db.execute(query, (key_sentences_by(encoding_id), encoding_id))]

    def with_offsets(self, encoding_id: str, article_id: str) -> tuple[Article, NDArray[np.int32]]:
        """An article, which must be encoded, and the places of its n sentences (n, 2)."""
        query = f"SELECT {_INTACT}, {ARTICLE}, {ENCODING} FROM {_HELD} WHERE articles.id = ?"
        with self._told():
            intact, *row = self._db.execute(query, (encoding_id, article_id)).fetchone()
            article, last = self._article(row[:ARTICLE_WIDTH], intact), encoded_of(*row[ARTICLE_WIDTH:])
            return article, np.concatenate(
                [part.offsets for part in self._parts(content_hash(article), encoding_id, last, article.id)]
            )

    def put_key_sentences(self, encoding_id: str, batch: Iterable[tuple[Article, Sequence[int]]]) -> None:
        """Keep the numbers of these articles' key sentences, of the sentences that this encoder encoded."""
        made_by = key_sentences_by(encoding_id)
        rows = [(content_hash(article), made_by, json.dumps(list(numbers))) for article, numbers in batch]
        with self._commit() as db:
            db.executemany(
                "INSERT OR REPLACE INTO key_sentences (content_hash, made_by, numbers, checksum) VALUES (?, ?, ?, ?)",
                [(*row, row_digest(*row)) for row in rows],
            )

    # lines that may recur in an outlet's articles, by their hashes

    def without_lines(self, outlet: str) -> list[str]:
        """The ids of the articles of this outlet whose lines are not kept yet, one for each distinct content."""
        query = (
            "SELECT min(id) FROM articles"
            " WHERE content_hash IN (SELECT content_hash FROM articles EXCEPT SELECT content_hash FROM lines)"
            f" AND {OF_OUTLET} GROUP BY content_hash ORDER BY 1"
        )
        with self._told():
            return [row[0] for row in self._db.execute(query, (outlet,))]

    def put_lines(self, batch: Iterable[tuple[Article, NDArray[np.int64]]]) -> None:
        """Keep the hashes of these articles' distinct lines."""
        rows = [(content_hash(article), hashes.astype("<i8").tobytes()) for article, hashes in batch]
        with self._commit() as db:
            db.executemany("INSERT OR REPLACE INTO lines (content_hash, hashes) VALUES (?, ?)", rows)

    def lines(self, outlet: str) -> tuple[NDArray[np.int64], int]:
        """The hashes of the lines of the articles of this outlet, and how many articles these are."""
        query = f"SELECT hashes FROM articles JOIN lines USING (content_hash) WHERE {OF_OUTLET}"
        with self._told():
            held = [row[0] for row in self._db.execute(query, (outlet,))]
        return np.frombuffer(b"".join(held), "<i8"), len(held)

    def _article(self, row: Sequence[str | int | None], intact: int) -> Article:
        if not intact:
            raise self._damage(row[0])
        return article_of(row)

    def _put(self, table: str, *row: str | int | bytes) -> None:
        row = (*row, row_digest(*row))
        self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def _damage(self, article_id: object) -> IndexDamaged:
        return IndexDamaged(f"the article {article_id!r} in {self._path}, or its encoding, is damaged", MEND)


def key_sentences_by(encoding_id: str) -> str:
    """What key sentences depend on besides the article: how they are chosen, and from which sentences."""
    return f"{KEY_SENTENCES_BY}/{encoding_id}"
