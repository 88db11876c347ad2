"""The library: one SQLite file that holds what was read and what was encoded, and is the truth of an index."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from qa.errors import IndexDamaged, IndexUnusable
from qa.types import Article, EncodedArticle, Refusal

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, content_hash TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
    published TEXT, url TEXT, origin TEXT NOT NULL, body TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_content ON articles (content_hash);
CREATE TABLE encodings (
    content_hash TEXT NOT NULL, encoder_id TEXT NOT NULL, dimensions INTEGER NOT NULL,
    offsets BLOB NOT NULL, passage_of BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL, passage_vectors BLOB NOT NULL,
    token_counts BLOB NOT NULL, token_ids BLOB NOT NULL, token_codes BLOB NOT NULL, code_size INTEGER NOT NULL,
    PRIMARY KEY (content_hash, encoder_id)
) STRICT;
CREATE TABLE refusals (origin TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;
"""

_ARTICLE = "id, text, body, title, source, published, url, origin"


class Library:
    """Articles, their encodings by (content hash, encoder id), and what was refused; every call is one commit."""

    def __init__(self, path: Path) -> None:
        """Open, or create where there is none. Raises IndexDamaged, and IndexUnusable where it cannot be written."""
        self._path = path
        try:
            self._db = sqlite3.connect(path)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._prepare()
        except sqlite3.OperationalError as error:
            raise IndexUnusable(f"{path} cannot be written: {error}", "qa build --indexes ANOTHER_FOLDER") from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"{path} cannot be read: {error}", f"mv {path} {path}.damaged && qa build SOURCE"
            ) from error

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _prepare(self) -> None:
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version == 0:
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={SCHEMA_VERSION}; COMMIT;")
        elif version != SCHEMA_VERSION:
            raise IndexDamaged(
                f"{self._path} is of version {version}; this program reads {SCHEMA_VERSION}",
                "pip install --upgrade cuttings",
            )

    def put(self, articles: Iterable[Article]) -> None:
        """Add articles, or put them in the place of those with the same ids."""
        rows = [_row(article) for article in articles]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def keep_only(self, ids: Iterable[str], refused: Iterable[Refusal]) -> None:
        """Forget the articles not in `ids`, but not those whose whole file was refused this time; note the refusals.

        A record refused is forgotten: its line number is no identity. The origin of a record is "file:line".
        """
        refusals = [(refusal.origin, refusal.reason) for refusal in refused]
        with self._db:
            self._db.execute("CREATE TEMP TABLE kept (id TEXT PRIMARY KEY)")
            self._db.executemany("INSERT INTO kept VALUES (?)", ((name,) for name in ids))
            self._db.execute("DELETE FROM refusals")
            self._db.executemany("INSERT OR REPLACE INTO refusals VALUES (?, ?)", refusals)
            self._db.execute(
                "DELETE FROM articles WHERE id NOT IN (SELECT id FROM kept)"
                " AND NOT EXISTS (SELECT 1 FROM refusals WHERE"
                " (articles.origin = refusals.origin AND articles.origin NOT GLOB '*:[0-9]*')"
                " OR substr(articles.origin, 1, length(refusals.origin) + 1) = refusals.origin || ':')"
            )
            self._db.execute("DROP TABLE kept")

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids, which is the order of rows in a snapshot."""
        for row in self._db.execute(f"SELECT {_ARTICLE} FROM articles ORDER BY id"):
            yield _article(row)

    def count(self) -> int:
        """The number of articles."""
        return int(self._db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def pending(self, encoder_id: str) -> list[str]:
        """The ids of the articles that this encoder has still to encode, one for each distinct content."""
        rows = self._db.execute(
            "SELECT min(id) FROM articles WHERE content_hash NOT IN"
            " (SELECT content_hash FROM encodings WHERE encoder_id = ?) GROUP BY content_hash ORDER BY 1",
            (encoder_id,),
        )
        return [row[0] for row in rows]

    def article(self, article_id: str) -> Article:
        """The article of this id, which must exist."""
        row = self._db.execute(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchone()
        return _article(row)

    def put_encoded(self, encoder_id: str, batch: Iterable[tuple[Article, EncodedArticle]]) -> None:
        """Keep what the encoder gave for these articles."""
        rows = [(content_hash(article), encoder_id, *_blobs(encoded)) for article, encoded in batch]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO encodings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def encoded(self, article: Article, encoder_id: str) -> EncodedArticle:
        """The article's encoding, which must exist."""
        row = self._db.execute(
            "SELECT dimensions, offsets, passage_of, sentence_vectors, passage_vectors,"
            " token_counts, token_ids, token_codes, code_size FROM encodings"
            " WHERE content_hash = ? AND encoder_id = ?",
            (content_hash(article), encoder_id),
        ).fetchone()
        return _encoded(*row)


def read_refusals(path: Path) -> list[Refusal]:
    """What the last build could not read; nothing where the library cannot be read, which no answer depends on."""
    for mode in ("mode=ro", "mode=ro&immutable=1"):  # the second where not even a lock can be written
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as library:
                return [Refusal(*row) for row in library.execute("SELECT origin, reason FROM refusals ORDER BY origin")]
        except sqlite3.Error:
            continue
    return []


def content_hash(article: Article) -> str:
    """SHA-256 of what an encoding depends on: title, text, and which parts of it are prose."""
    parts = json.dumps([article.title, article.body, article.text])
    return hashlib.sha256(parts.encode()).hexdigest()


def _row(article: Article) -> tuple[str | None, ...]:
    published = article.published.isoformat() if article.published else None
    return (
        article.id,
        content_hash(article),
        article.title,
        article.source,
        published,
        article.url,
        article.origin,
        json.dumps(article.body),
        article.text,
    )


def _article(row: tuple[str, ...]) -> Article:
    name, text, body, title, source, published, url, origin = row
    return Article(
        id=name,
        text=text,
        body=tuple((start, end) for start, end in json.loads(body)),
        title=title,
        source=source,
        published=date.fromisoformat(published) if published else None,
        url=url,
        origin=origin,
    )


def _blobs(encoded: EncodedArticle) -> tuple[int | bytes, ...]:
    return (
        encoded.sentence_vectors.shape[1],
        encoded.offsets.astype("<i4").tobytes(),
        encoded.passage_of.astype("<i4").tobytes(),
        encoded.sentence_vectors.astype("<f2").tobytes(),
        encoded.passage_vectors.astype("<f2").tobytes(),
        encoded.token_counts.astype("<i4").tobytes(),
        encoded.token_ids.astype("<i4").tobytes(),
        encoded.token_codes.tobytes(),
        encoded.token_codes.shape[1],
    )


def _encoded(dimensions: int, *columns: Any) -> EncodedArticle:
    offsets, passage_of, sentences, passages, counts, ids, codes, code_size = columns
    return EncodedArticle(
        offsets=np.frombuffer(offsets, "<i4").reshape(-1, 2),
        passage_of=np.frombuffer(passage_of, "<i4"),
        sentence_vectors=np.frombuffer(sentences, "<f2").reshape(-1, dimensions),
        passage_vectors=np.frombuffer(passages, "<f2").reshape(-1, dimensions),
        token_counts=np.frombuffer(counts, "<i4"),
        token_ids=np.frombuffer(ids, "<i4"),
        token_codes=np.frombuffer(codes, "u1").reshape(-1, code_size),
    )
