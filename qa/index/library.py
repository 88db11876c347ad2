"""The library: one SQLite file that holds what was read and what was encoded, and is the truth of an index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa.errors import IndexDamaged, NotFound, SourceError
from qa.index.database import MEND
from qa.index.encodings import EncodingStore, key_sentences_by
from qa.index.library_reading import refusals_in, sources_in
from qa.index.rows import (
    ARTICLE,
    ARTICLE_ROW,
    ENCODING_ROW,
    FACTS,
    KEY_SENTENCES_ROW,
    OF_OUTLET,
    PART_ROW,
    article_row,
)
from qa.index.schema import schema_of, schema_of_this_version
from qa.ingest.identity import Known, is_under
from qa.types import Article, Refusal

MOST_TRIES = 5  # of an address that is tried again unasked
_KNOWN = "SELECT id, origin, content_hash, title, url, published, language, source FROM articles ORDER BY id"
_DERIVED = {"encodings": ENCODING_ROW, "encoding_parts": PART_ROW, "key_sentences": KEY_SENTENCES_ROW}
_PUT = f"INSERT OR REPLACE INTO articles ({ARTICLE_ROW}, checksum)".replace("articles.", "")


class Library(EncodingStore):
    """Articles, their encodings by (content hash, encoding id), and what was refused; every call is one commit.

    Every row of articles, encodings and key sentences carries the digest of its columns and is checked when it is
    read: what a failing disk altered is an error, never a wrong answer.
    """

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
                db.execute(f"{_PUT} VALUES ({', '.join('?' * len(row))})", row)
                if content != row[1]:
                    _remember(db, [(article.id, str(row[1]))])
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
            _refuse(db, refused, [origin for origin in before if sources is None or is_under(origin, sources)])

    def note_fetched(self, refused: Iterable[Refusal], had: Iterable[str], again: Collection[str]) -> None:
        """Remember which addresses of the web were not had, and which of them, `again`, may be another time."""
        with self._commit() as db:
            _refuse(db, refused, had)
            tries = {item.origin: item.attempts for item in refusals_in(db)}
            due = sorted(address for address in tries if address in again and tries[address] < MOST_TRIES)
            db.execute("INSERT OR REPLACE INTO settings VALUES ('again', ?)", (json.dumps(due),))

    def refusals(self) -> list[Refusal]:
        """What could not be read, in the order of origins."""
        with self._told():
            return refusals_in(self._db)

    def known(self) -> list[Known]:
        """What identifies each article, in the order of ids."""
        with self._told():
            return list(map(Known._make, self._db.execute(_KNOWN)))

    def files(self) -> dict[str, tuple[str, list[str]]]:
        """By name, the files whose articles are all there was to tell of them: their state when they were read, and the
        ids of these articles."""
        with self._told():
            return {path: (state, ids.split("\n")) for path, state, ids in self._db.execute("SELECT * FROM files")}

    def file(self, name: str) -> tuple[str, list[str]]:
        """The same of one; nothing of one that is not among them."""
        query = "SELECT state, ids FROM files WHERE path = ?"
        with self._told():
            state, ids = self._db.execute(query, (name,)).fetchone() or ("", "")
        return state, ids.split("\n")

    def note_files(self, files: Mapping[str, tuple[str, Sequence[str]]]) -> None:
        """Remember this of the files that were read, and nothing of those whose state is empty."""
        with self._commit() as db:
            db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in files])
            rows = [(path, state, "\n".join(ids)) for path, (state, ids) in files.items() if state]
            db.executemany("INSERT INTO files VALUES (?, ?, ?)", rows)

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
        """For each article, in the order of ids: id, source, published, url, content hash, language, details."""
        query = f"SELECT {FACTS} FROM articles ORDER BY id"
        with self._told():
            yield from self._db.execute(query)

    def articles_of(self, outlet: str) -> Iterator[Article]:
        """Every article of this outlet, in the order of ids."""
        query = f"SELECT {ARTICLE}, checksum = digest({ARTICLE_ROW}) FROM articles WHERE {OF_OUTLET} ORDER BY id"
        with self._told():
            for *row, intact in self._db.execute(query, (outlet,)):
                yield self._article(row, intact)

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids, which is the order of rows in a snapshot."""
        query = f"SELECT {ARTICLE}, checksum = digest({ARTICLE_ROW}) FROM articles ORDER BY id"
        with self._told():
            for *row, intact in self._db.execute(query):
                yield self._article(row, intact)

    def articles_that_tell(self, name: str) -> Iterator[Article]:
        """Every article whose `details.told_by` has this name, in the order of ids."""
        query = f"SELECT {ARTICLE}, checksum = digest({ARTICLE_ROW}) FROM articles WHERE instr(details, ?) ORDER BY id"
        with self._told():
            for *row, intact in self._db.execute(query, (f'["{name}", ',)):
                yield self._article(row, intact)

    def article(self, article_id: str) -> Article:
        """The article of this id, which must exist."""
        query = f"SELECT {ARTICLE}, checksum = digest({ARTICLE_ROW}) FROM articles WHERE id = ?"
        with self._told():
            *row, intact = self._db.execute(query, (article_id,)).fetchone()
        return self._article(row, intact)

    def note_model(self, name: str) -> None:
        """Remember the encoder that the index is made by."""
        with self._commit() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES ('model', ?)", (name,))

    def note_furniture(self, lines: Mapping[str, Collection[str]]) -> None:
        """Remember, by outlet, the lines that recur in its articles."""
        kept = {outlet: sorted(found) for outlet, found in lines.items()}
        with self._commit() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES ('furniture', ?)", (json.dumps(kept),))

    def furniture(self) -> dict[str, frozenset[str]]:
        """By outlet, the lines that recur in its articles, folded."""
        return {outlet: frozenset(lines) for outlet, lines in self._setting("furniture").items()}

    def note_fields(self, renamed: Mapping[str, str]) -> None:
        """Remember by which names the fields of records go here, besides those that were said before."""
        known = self.fields() | dict(renamed)
        with self._commit() as db:
            db.execute("INSERT OR REPLACE INTO settings VALUES ('fields', ?)", (json.dumps(known),))

    def fields(self) -> dict[str, str]:
        """By which names the fields of records go here: {"title": "kop"}."""
        return self._setting("fields")

    def characters(self, ids: Sequence[str]) -> int:
        """How long these articles are together."""
        chosen = frozenset(ids)
        with self._told():
            return sum(
                size for name, size in self._db.execute("SELECT id, length(text) FROM articles") if name in chosen
            )

    def _setting(self, name: str) -> dict[str, Any]:
        with self._told():
            row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def prune(self, encoding_ids: Collection[str]) -> int:
        """Drop the encodings that no article needs, or that are of other encoders; returns how many, and frees them.

        The key sentences that were chosen of them go too.
        """
        with self._commit() as db:
            encodings = _drop_others(db, "encodings", "encoder_id", encoding_ids)
            _drop_others(db, "encoding_parts", "encoder_id", encoding_ids)
            db.execute("DELETE FROM lines WHERE content_hash NOT IN (SELECT content_hash FROM articles)")
            key_sentences = _drop_others(db, "key_sentences", "made_by", [key_sentences_by(i) for i in encoding_ids])
        with self._told():
            if encodings or key_sentences:
                self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return encodings

    def check(self) -> int:
        """Read everything; returns the number of encodings. Raises IndexDamaged where it is not as it was written."""
        with self._told():
            for (found,) in self._db.execute("PRAGMA integrity_check(1)"):
                if found != "ok":
                    raise IndexDamaged(f"{self._path} is damaged: {found}", MEND)
            if schema_of(self._db) != schema_of_this_version():
                raise IndexDamaged(f"the tables of {self._path} are not those that were made", MEND)
            for table, columns in _DERIVED.items():
                if self._db.execute(f"SELECT 1 FROM {table} WHERE checksum IS NOT digest({columns})").fetchone():
                    raise IndexDamaged(f"a row of the table {table} in {self._path} is damaged", MEND)
            for _ in self.articles():
                pass
            return int(self._db.execute("SELECT count(*) FROM encodings").fetchone()[0])


def _drop_others(db: sqlite3.Connection, table: str, column: str, needed: Collection[str]) -> int:
    """Drop the rows that are of something else than what is needed, or of no article; returns how many."""
    marks = ", ".join("?" * len(needed))
    unneeded = f"{column} NOT IN ({marks}) OR content_hash NOT IN (SELECT content_hash FROM articles)"
    return db.execute(f"DELETE FROM {table} WHERE {unneeded}", tuple(needed)).rowcount


def _remember(db: sqlite3.Connection, contents: Iterable[tuple[str, str | None]]) -> None:
    now = _now()
    rows = [(name, content, now) for name, content in contents]
    db.executemany("INSERT INTO history (article_id, content_hash, at) VALUES (?, ?, ?)", rows)


def _forget(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    ids = list(ids)
    _remember(db, [(name, None) for name in ids])
    db.executemany("DELETE FROM articles WHERE id = ?", ((name,) for name in ids))


def _refuse(db: sqlite3.Connection, refused: Iterable[Refusal], before: Iterable[str]) -> None:
    """Put what was refused in the place of what was at these origins, counting how often it was."""
    now, known = _now(), {item.origin: item for item in refusals_in(db)}
    db.executemany("DELETE FROM refusals WHERE origin = ?", ((origin,) for origin in before))
    for item in refused:
        first = known.get(item.origin)
        attempts, since = (first.attempts + 1, first.since or now) if first else (1, now)
        row = (item.origin, item.reason, attempts, since)
        db.execute("INSERT OR REPLACE INTO refusals (origin, reason, attempts, since) VALUES (?, ?, ?, ?)", row)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
