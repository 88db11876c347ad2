"""The library: one SQLite file that holds what was read and what was encoded, and is the truth of an index."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import numpy as np

from qa.errors import IndexBusy, IndexDamaged, IndexUnusable, NotFound, SourceError
from qa.ingest.identity import Known, content_hash, is_under
from qa.types import Article, EncodedArticle, Refusal

# MIGRATIONS[n] leads from version n to version n + 1. One that has been published is never edited.
MIGRATIONS = (
    """
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
    """,
    """
    ALTER TABLE articles ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
    UPDATE articles SET checksum = digest(id, content_hash, title, source, published, url, origin, body, text);
    ALTER TABLE encodings ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
    UPDATE encodings SET checksum = digest(content_hash, encoder_id, dimensions, offsets, passage_of,
        sentence_vectors, passage_vectors, token_counts, token_ids, token_codes, code_size);
    CREATE TABLE history (  -- what content an article had since when; NULL: it was removed
        number INTEGER PRIMARY KEY, article_id TEXT NOT NULL, content_hash TEXT, at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX history_by_article ON history (article_id);
    INSERT INTO history (article_id, content_hash, at)
        SELECT id, content_hash, strftime('%Y-%m-%dT%H:%M:%S+00:00') FROM articles ORDER BY id;
    ALTER TABLE refusals ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE refusals ADD COLUMN since TEXT;
    CREATE TABLE removed (article_id TEXT PRIMARY KEY) STRICT;  -- by hand, though its file may still be there
    CREATE TABLE sources (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    """,
)
SCHEMA_VERSION = len(MIGRATIONS)

_ARTICLE = "articles.id, text, body, title, source, published, url, origin"
_ARTICLE_ROW = "articles.id, articles.content_hash, title, source, published, url, origin, body, text"
_ENCODING = (
    "dimensions, offsets, passage_of, sentence_vectors, passage_vectors,"
    " token_counts, token_ids, token_codes, code_size"
)
_HELD = "articles JOIN encodings ON encodings.content_hash = articles.content_hash AND encoder_id = ?"
T = TypeVar("T")
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)  # the second where SQLite's message quotes what was altered
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_MEND = "qa restore, then the same command again"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many sentences, passages and tokens the encodings of one encoder hold, each article counted."""

    articles: int
    sentences: int
    passages: int
    tokens: int
    dimensions: int
    code_size: int


class Library:
    """Articles, their encodings by (content hash, encoder id), and what was refused; every call is one commit.

    Every row of articles and encodings carries the digest of its columns and is checked when it is read: what a
    failing disk altered is an error, never a wrong answer.
    """

    def __init__(self, path: Path, create: bool = True) -> None:
        """Open, or create where there is none and `create` allows it, and bring to this version.

        Raises IndexDamaged, and IndexUnusable where it cannot be written.
        """
        self._path = path
        if not create and not (path.is_file() and path.stat().st_size):
            raise IndexDamaged(f"{path} is missing or empty", _MEND)
        with self._told():
            self._db = sqlite3.connect(path)
            try:
                self._db.create_function("digest", -1, _digest, deterministic=True)
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=FULL")
                self._migrate()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _migrate(self) -> None:
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise IndexDamaged(
                f"{self._path} is of version {version}; this program reads up to {SCHEMA_VERSION}",
                "pip install --upgrade cuttings",
            )
        for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
            self._db.executescript(f"BEGIN; {script} PRAGMA user_version={number}; COMMIT;")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except _UNREADABLE as error:
            raise _explained(error, self._path) from error

    @contextmanager
    def _commit(self) -> Iterator[sqlite3.Connection]:
        with self._told(), self._db:
            yield self._db

    # what was read

    def put(self, articles: Iterable[Article]) -> tuple[int, int]:
        """Add articles, or put them in the place of those with the same ids; how many were new, and how many changed.

        What is held already just so costs no writing.
        """
        new = changed = 0
        with self._commit() as db:
            for article in articles:
                row = _row(article)
                found = "SELECT checksum, content_hash FROM articles WHERE id = ?"
                checksum, content = db.execute(found, (article.id,)).fetchone() or (None, None)
                db.execute("DELETE FROM removed WHERE article_id = ?", (article.id,))
                if checksum == row[-1]:
                    continue
                db.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                if content != row[1]:
                    _remember(db, [(article.id, row[1])])
                new += checksum is None
                changed += checksum is not None
        return new, changed

    def forget(self, ids: Iterable[str]) -> None:
        """Drop these articles; what the encoder gave for them is kept."""
        with self._commit() as db:
            _forget(db, ids)

    def remove(self, ids: Sequence[str]) -> None:
        """Drop these articles by hand. Raises NotFound, or SourceError where none would be left; then drops none."""
        with self._commit() as db:
            held = {row[0] for row in db.execute("SELECT id FROM articles")}
            if missing := [name for name in ids if name not in held]:
                raise NotFound(
                    f"no article {', '.join(map(repr, missing))} in {self._path.parent.name!r}", "qa articles"
                )
            if len(held) == len(set(ids)):
                raise SourceError("an index without an article answers nothing", f"rm -r {self._path.parent}")
            _forget(db, ids)
            db.executemany("INSERT OR IGNORE INTO removed VALUES (?)", ((name,) for name in ids))

    def removed(self) -> frozenset[str]:
        """The ids that were removed by hand."""
        with self._told():
            return frozenset(row[0] for row in self._db.execute("SELECT article_id FROM removed"))

    def note_refusals(self, refused: Iterable[Refusal], sources: Iterable[Path] | None = None) -> None:
        """Put what was refused this time in the place of what was refused of these sources, or of all, before."""
        with self._commit() as db:
            before = {item.origin: item for item in _read_refusals(db)}
            again = [item for item in before if sources is None or is_under(item, sources)]
            db.executemany("DELETE FROM refusals WHERE origin = ?", ((origin,) for origin in again))
            now = _now()
            for item in refused:
                first = before.get(item.origin)
                attempts, since = (first.attempts + 1, first.since or now) if first else (1, now)
                row = (item.origin, item.reason, attempts, since)
                db.execute("INSERT OR REPLACE INTO refusals (origin, reason, attempts, since) VALUES (?, ?, ?, ?)", row)

    def refusals(self) -> list[Refusal]:
        """What could not be read, in the order of origins."""
        with self._told():
            return _read_refusals(self._db)

    def known(self) -> list[Known]:
        """What identifies each article, in the order of ids."""
        with self._told():
            return [
                Known(*row) for row in self._db.execute("SELECT id, origin, content_hash FROM articles ORDER BY id")
            ]

    def history(self, article_id: str) -> list[tuple[str, str | None]]:
        """When an article took on which content (its hash), oldest first; None: when it was removed."""
        query = "SELECT at, content_hash FROM history WHERE article_id = ? ORDER BY number"
        with self._told():
            return list(self._db.execute(query, (article_id,)))

    def sources(self) -> list[Path]:
        """What the index is made of: the sources of its last build, and those added since."""
        with self._told():
            return _read_sources(self._db)

    def note_sources(self, sources: Iterable[Path], instead: bool) -> None:
        """Add to what the index is made of; with `instead`, these alone are, and nothing counts as removed."""
        with self._commit() as db:
            if instead:
                db.execute("DELETE FROM sources")
                db.execute("DELETE FROM removed")
            db.executemany("INSERT OR IGNORE INTO sources (path) VALUES (?)", [(str(path),) for path in sources])

    def count(self) -> int:
        """The number of articles."""
        with self._told():
            return int(self._db.execute("SELECT count(*) FROM articles").fetchone()[0])

    def facts(self) -> Iterator[tuple[str | None, ...]]:
        """For each article, in the order of ids: id, source, published, url, content hash."""
        with self._told():
            yield from self._db.execute("SELECT id, source, published, url, content_hash FROM articles ORDER BY id")

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids, which is the order of rows in a snapshot."""
        query = f"SELECT {_ARTICLE}, checksum = digest({_ARTICLE_ROW}) FROM articles ORDER BY id"
        with self._told():
            for *row, intact in self._db.execute(query):
                yield self._article(row, intact)

    def article(self, article_id: str) -> Article:
        """The article of this id, which must exist."""
        query = f"SELECT {_ARTICLE}, checksum = digest({_ARTICLE_ROW}) FROM articles WHERE id = ?"
        with self._told():
            *row, intact = self._db.execute(query, (article_id,)).fetchone()
        return self._article(row, intact)

    # what was encoded

    def note_model(self, name: str) -> None:
        """Remember the encoder that the index is made by."""
        with self._commit() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES ('model', ?)", (name,))

    def pending(self, encoder_id: str) -> list[str]:
        """The ids of the articles that this encoder has still to encode, one for each distinct content."""
        query = (
            "SELECT min(id) FROM articles WHERE content_hash NOT IN"
            " (SELECT content_hash FROM encodings WHERE encoder_id = ?) GROUP BY content_hash ORDER BY 1"
        )
        with self._told():
            return [row[0] for row in self._db.execute(query, (encoder_id,))]

    def characters(self, ids: Sequence[str]) -> int:
        """How long these articles are together."""
        chosen = frozenset(ids)
        with self._told():
            return sum(
                size for name, size in self._db.execute("SELECT id, length(text) FROM articles") if name in chosen
            )

    def sentences_by(self, encoder_id: str) -> dict[str, int]:
        """By content hash, the number of sentences in what this encoder encoded."""
        query = "SELECT content_hash, length(offsets) / 8 FROM encodings WHERE encoder_id = ?"
        with self._told():
            return dict(self._db.execute(query, (encoder_id,)))

    def put_encoded(self, encoder_id: str, batch: Iterable[tuple[Article, EncodedArticle]]) -> None:
        """Keep what the encoder gave for these articles."""
        rows = [(content_hash(article), encoder_id, *_blobs(encoded)) for article, encoded in batch]
        with self._commit() as db:
            db.executemany(
                "INSERT OR REPLACE INTO encodings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(*row, _digest(*row)) for row in rows],
            )

    def totals(self, encoder_id: str) -> Totals:
        """What the encodings of all articles hold together; those of every article must exist."""
        query = (
            "SELECT count(*), total(length(offsets) / 8), total(length(passage_vectors) / 2 / dimensions),"
            f" total(length(token_ids) / 4), max(dimensions), max(code_size) FROM {_HELD}"
        )
        with self._told():
            return Totals(*(int(number or 0) for number in self._db.execute(query, (encoder_id,)).fetchone()))

    def encoded_articles(self, encoder_id: str) -> Iterator[tuple[Article, EncodedArticle]]:
        """Every article with its encoding, which must exist, in the order of ids."""
        query = (
            f"SELECT articles.checksum = digest({_ARTICLE_ROW}) AND"
            f" encodings.checksum = digest(encodings.content_hash, encoder_id, {_ENCODING}),"
            f" {_ARTICLE}, {_ENCODING} FROM {_HELD} ORDER BY articles.id"
        )
        with self._told():
            for intact, *row in self._db.execute(query, (encoder_id,)):
                yield self._article(row[:8], intact), _encoded(*row[8:])

    def prune(self, encoder_ids: Iterable[str]) -> int:
        """Drop the encodings that no article needs, or that are of other encoders; returns how many, and frees them."""
        with self._commit() as db:
            db.execute("CREATE TEMP TABLE needed (id TEXT PRIMARY KEY)")
            db.executemany("INSERT OR IGNORE INTO needed VALUES (?)", ((name,) for name in encoder_ids))
            dropped = db.execute(
                "DELETE FROM encodings WHERE encoder_id NOT IN (SELECT id FROM needed)"
                " OR content_hash NOT IN (SELECT content_hash FROM articles)"
            ).rowcount
            db.execute("DROP TABLE needed")
        with self._told():
            if dropped:
                self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return dropped

    def check(self) -> int:
        """Read everything; returns the number of encodings. Raises IndexDamaged where it is not as it was written."""
        with self._told():
            for (found,) in self._db.execute("PRAGMA integrity_check(1)"):
                if found != "ok":
                    raise IndexDamaged(f"{self._path} is damaged: {found}", _MEND)
            if _schema(self._db) != _schema_of_this_version():
                raise IndexDamaged(f"the tables of {self._path} are not those that were made", _MEND)
            for *_, intact in self._db.execute(
                f"SELECT content_hash, checksum = digest(content_hash, encoder_id, {_ENCODING}) FROM encodings"
            ):
                if not intact:
                    raise IndexDamaged(f"an encoding in {self._path} is damaged", _MEND)
            for _ in self.articles():
                pass
            return int(self._db.execute("SELECT count(*) FROM encodings").fetchone()[0])

    def _article(self, row: Sequence[str], intact: int) -> Article:
        if not intact:
            raise IndexDamaged(f"the article {row[0]!r} in {self._path}, or its encoding, is damaged", _MEND)
        return _article(row)


def read_refusals(path: Path) -> list[Refusal]:
    """What the last reading refused; nothing where the library cannot be read, which no answer depends on."""
    return _read_only(path, _read_refusals)


def read_origins(path: Path) -> list[Path]:
    """What the index is made of; nothing where the library cannot be read."""
    return _read_only(path, _read_sources)


def read_model(path: Path) -> str | None:
    """The encoder that the index is made by; None where there is no library, or none that can be read."""
    return next(iter(_read_only(path, _read_model)), None)


def _read_only(path: Path, read: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
    for mode in ("mode=ro", "mode=ro&immutable=1"):  # the second where not even a lock can be written
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as library:
                return read(library)
        except _UNREADABLE:
            continue
    return []


def salvage(path: Path, into: Library) -> int:
    """Copy every row of a damaged library that is as it was written; returns the number of articles."""
    tables = {
        "articles": f"{_ARTICLE_ROW}, checksum",
        "encodings": f"content_hash, encoder_id, {_ENCODING}, checksum",
        "history": "number, article_id, content_hash, at",
        "removed": "article_id",
        "sources": "number, path",
        "settings": "name, value",
    }
    with closing(sqlite3.connect(path)) as damaged, into._commit() as db:
        for table, columns in tables.items():
            for row in _readable(damaged, table, columns.count(",") + 1):
                if "checksum" in columns and row[-1] != _digest(*row[:-1]):
                    continue
                marks = ", ".join("?" * len(row))
                db.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})".replace("articles.", ""), row)
    return into.count()


def _readable(damaged: sqlite3.Connection, table: str, width: int) -> Iterator[tuple[Any, ...]]:
    """Row by row, so that one page that cannot be read costs the rows on it and no more.

    By place and not by name: a bit in the name of a column costs nothing.
    """
    try:
        last = damaged.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
    except _UNREADABLE:
        return
    for number in range(1, last + 1):
        try:
            row = damaged.execute(f"SELECT * FROM {table} WHERE rowid = ?", (number,)).fetchone()
        except _UNREADABLE:
            continue
        if row and len(row) == width:
            yield row


def _schema(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


@cache
def _schema_of_this_version() -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.create_function("digest", -1, _digest, deterministic=True)
        for script in MIGRATIONS:
            db.executescript(script)
        return _schema(db)


def _explained(error: Exception, path: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return IndexUnusable(f"the disk is full: {path} cannot grow", "qa prune, or free some space; then go on")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return IndexBusy(f"another program is using {path}", "wait for it, then run this again")
    if code in _DAMAGE:
        return IndexDamaged(f"{path} cannot be read: {error}", _MEND)
    return IndexUnusable(f"{path} cannot be written: {error}", "qa build --indexes ANOTHER_FOLDER")


def _remember(db: sqlite3.Connection, contents: Iterable[tuple[str, str | None]]) -> None:
    now = _now()
    rows = [(name, content, now) for name, content in contents]
    db.executemany("INSERT INTO history (article_id, content_hash, at) VALUES (?, ?, ?)", rows)


def _forget(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    ids = list(ids)
    _remember(db, [(name, None) for name in ids])
    db.executemany("DELETE FROM articles WHERE id = ?", ((name,) for name in ids))


def _read_refusals(db: sqlite3.Connection) -> list[Refusal]:
    return [Refusal(*row) for row in db.execute("SELECT origin, reason, attempts, since FROM refusals ORDER BY origin")]


def _read_sources(db: sqlite3.Connection) -> list[Path]:
    return [Path(row[0]) for row in db.execute("SELECT path FROM sources ORDER BY number")]


def _read_model(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT value FROM settings WHERE name = 'model'")]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _digest(*values: str | int | bytes | None) -> str:
    """SHA-256 of the values of a row, each with its kind and length."""
    digest = hashlib.sha256()
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        digest.update(f"{type(value).__name__} {len(data)} ".encode())
        digest.update(data)
    return digest.hexdigest()


def _row(article: Article) -> tuple[str | None, ...]:
    published = article.published.isoformat() if article.published else None
    row = (
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
    return (*row, _digest(*row))


def _article(row: Sequence[str]) -> Article:
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
