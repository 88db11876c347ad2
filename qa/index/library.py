"""The library: one SQLite file that holds what was read and what was encoded, and is the truth of an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from qa.encoding.types import EncodedArticle
from qa.errors import IndexBusy, IndexDamaged, IndexUnusable, NotFound, SourceError
from qa.index.library_reading import UNREADABLE, refusals_in, sources_in
from qa.index.rows import ARTICLE, ARTICLE_ROW, ENCODING, article_of, article_row, encoded_of, encoding_columns
from qa.index.schema import MIGRATIONS, SCHEMA_VERSION, row_digest, schema_of, schema_of_this_version
from qa.ingest.identity import Known, content_hash, is_under
from qa.types import Article, Refusal

_HELD = "articles JOIN encodings ON encodings.content_hash = articles.content_hash AND encoder_id = ?"
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
    """Articles, their encodings by (content hash, encoding id), and what was refused; every call is one commit.

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
                self._db.create_function("digest", -1, row_digest, deterministic=True)
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
        except UNREADABLE as error:
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
                row = article_row(article)
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
            before = {item.origin: item for item in refusals_in(db)}
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
            return refusals_in(self._db)

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
            return sources_in(self._db)

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
        query = f"SELECT {ARTICLE}, checksum = digest({ARTICLE_ROW}) FROM articles ORDER BY id"
        with self._told():
            for *row, intact in self._db.execute(query):
                yield self._article(row, intact)

    def article(self, article_id: str) -> Article:
        """The article of this id, which must exist."""
        query = f"SELECT {ARTICLE}, checksum = digest({ARTICLE_ROW}) FROM articles WHERE id = ?"
        with self._told():
            *row, intact = self._db.execute(query, (article_id,)).fetchone()
        return self._article(row, intact)

    # what was encoded

    def note_model(self, name: str) -> None:
        """Remember the encoder that the index is made by."""
        with self._commit() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES ('model', ?)", (name,))

    def pending(self, encoding_id: str) -> list[str]:
        """The ids of the articles that this encoder has still to encode, one for each distinct content."""
        query = (
            "SELECT min(id) FROM articles WHERE content_hash NOT IN"
            " (SELECT content_hash FROM encodings WHERE encoder_id = ?) GROUP BY content_hash ORDER BY 1"
        )
        with self._told():
            return [row[0] for row in self._db.execute(query, (encoding_id,))]

    def characters(self, ids: Sequence[str]) -> int:
        """How long these articles are together."""
        chosen = frozenset(ids)
        with self._told():
            return sum(
                size for name, size in self._db.execute("SELECT id, length(text) FROM articles") if name in chosen
            )

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

    def encoded_articles(self, encoding_id: str) -> Iterator[tuple[Article, EncodedArticle]]:
        """Every article with its encoding, which must exist, in the order of ids."""
        query = (
            f"SELECT articles.checksum = digest({ARTICLE_ROW}) AND"
            f" encodings.checksum = digest(encodings.content_hash, encoder_id, {ENCODING}),"
            f" {ARTICLE}, {ENCODING} FROM {_HELD} ORDER BY articles.id"
        )
        with self._told():
            for intact, *row in self._db.execute(query, (encoding_id,)):
                yield self._article(row[:8], intact), encoded_of(*row[8:])

    def prune(self, encoding_ids: Iterable[str]) -> int:
        """Drop the encodings that no article needs, or that are of other encoders; returns how many, and frees them."""
        with self._commit() as db:
            db.execute("CREATE TEMP TABLE needed (id TEXT PRIMARY KEY)")
            db.executemany("INSERT OR IGNORE INTO needed VALUES (?)", ((name,) for name in encoding_ids))
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
            if schema_of(self._db) != schema_of_this_version():
                raise IndexDamaged(f"the tables of {self._path} are not those that were made", _MEND)
            for *_, intact in self._db.execute(
                f"SELECT content_hash, checksum = digest(content_hash, encoder_id, {ENCODING}) FROM encodings"
            ):
                if not intact:
                    raise IndexDamaged(f"an encoding in {self._path} is damaged", _MEND)
            for _ in self.articles():
                pass
            return int(self._db.execute("SELECT count(*) FROM encodings").fetchone()[0])

    def _article(self, row: Sequence[str], intact: int) -> Article:
        if not intact:
            raise IndexDamaged(f"the article {row[0]!r} in {self._path}, or its encoding, is damaged", _MEND)
        return article_of(row)


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


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
