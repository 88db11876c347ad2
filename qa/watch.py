"""Standing questions: asked again of each new build, kept beside the index with their answers and what changed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from qa.answer.changes import Change, Told, change, told_of
from qa.archive import Archive
from qa.errors import BadQuestion, NotFound, unusable_database
from qa.index.layout import existing_index
from qa.retrieval.query import checked, checked_filters
from qa.types import EVERYTHING, Filters, as_json

MOST = 1000  # questions kept of an index
_SCHEMA = """
CREATE TABLE IF NOT EXISTS questions (
    id TEXT PRIMARY KEY, question TEXT NOT NULL, filters TEXT NOT NULL, seen TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS answers (
    question TEXT NOT NULL, noted TEXT NOT NULL, change TEXT NOT NULL, told TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question; `seen` is the build that was asked last, empty where none was. Where it is `literal` nothing
    is read out of it, and nothing of the kinds `unread`."""

    id: str
    question: str
    filters: Filters
    seen: str = ""
    literal: bool = False
    unread: tuple[str, ...] = ()

    @property
    def narrowed(self) -> str:
        """How it is narrowed down, in a line; empty where it is not."""
        given = self.filters
        days = [f"{word} {day}" for word, day in (("from", given.since), ("to", given.until)) if day]
        left = (
            "as it stands" if self.literal else f"{' and '.join(self.unread)} not read out of it" if self.unread else ""
        )
        return ", ".join(filter(None, (" ".join(days), given.source, given.language, left)))


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer that differs from the one before, when that was noted (UTC), and how; the first has no change."""

    at: str
    change: Change | None
    told: Told


@dataclass(frozen=True, slots=True)
class Changed:
    """A standing question whose answer has changed."""

    watch: Watch
    before: Told
    noted: Noted


class Watches:
    """The standing questions of one index."""

    def __init__(self, indexes: Path, name: str) -> None:
        """Raises NoIndex."""
        self._path = existing_index(indexes, name) / "watch.db"

    def add(
        self, question: str, filters: Filters = EVERYTHING, literal: bool = False, unread: Collection[str] = ()
    ) -> Watch:
        """Keep a question, once. Raises BadQuestion, also where there are too many."""
        question = checked(question)
        as_it_stands = {name: held for name, held in (("literal", literal), ("unread", sorted(unread))) if held}
        kept = json.dumps(_filters(checked_filters(filters)) | as_it_stands)
        name = hashlib.sha256(f"{question.casefold()}\n{kept}".encode()).hexdigest()[:12]
        with self._open() as database, database:
            ((held,),) = database.execute("SELECT count(*) FROM questions WHERE id != ?", (name,)).fetchall()
            if held >= MOST:
                raise BadQuestion(f"{MOST:,} questions are kept already", "qa watch list, and qa watch remove ID")
            database.execute("INSERT OR IGNORE INTO questions VALUES (?, ?, ?, '')", (name, question, kept))
        return self.get(name)

    def all(self) -> list[Watch]:
        """Every standing question, in the order in which they were added."""
        with self._open() as database:
            return [_watch(row) for row in database.execute("SELECT * FROM questions ORDER BY rowid")]

    def get(self, name: str) -> Watch:
        """One of them by its id. Raises NotFound."""
        with self._open() as database:
            row = database.execute("SELECT * FROM questions WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise NotFound(f"no standing question {name!r}", "qa watch list")
        return _watch(row)

    def remove(self, name: str) -> None:
        """Ask it no more, and forget its answers. Raises NotFound."""
        self.get(name)
        with self._open() as database, database:
            database.execute("DELETE FROM questions WHERE id = ?", (name,))
            database.execute("DELETE FROM answers WHERE question = ?", (name,))

    def history(self, name: str) -> list[Noted]:
        """What was answered, the newest first."""
        with self._open() as database:
            rows = database.execute(
                "SELECT noted, change, told FROM answers WHERE question = ? ORDER BY rowid DESC", (name,)
            ).fetchall()
        return [Noted(at, change or None, _told(json.loads(told))) for at, change, told in rows]

    def check(self, archive: Archive, watch: Watch) -> Changed | None:
        """Ask it again where there is a build that was not asked yet; what has changed since."""
        if watch.seen == archive.info().build:
            return None
        told = told_of(archive.ask(watch.question, filters=watch.filters, literal=watch.literal, unread=watch.unread))
        last = next(iter(self.history(watch.id)), None)
        differs = change(last.told, told) if last else None
        noted = Noted(datetime.now(UTC).isoformat(timespec="seconds"), differs, told)
        self._note(watch, noted, keeps=last is None or differs is not None)
        return Changed(watch, last.told, noted) if last and differs else None

    def check_all(self, archive: Archive) -> list[Changed]:
        """Check every one of them."""
        found = (self.check(archive, watch) for watch in self.all())
        return [changed for changed in found if changed]

    def _note(self, watch: Watch, noted: Noted, keeps: bool) -> None:
        """In one step, and once where several processes check at the same time."""
        with self._open() as database, database:
            taken = database.execute(
                "UPDATE questions SET seen = ? WHERE id = ? AND seen = ?", (noted.told.build, watch.id, watch.seen)
            ).rowcount
            if taken and keeps:
                told = json.dumps(as_json(noted.told))
                row = (watch.id, noted.at, noted.change or "", told)
                database.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", row)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=5)) as database:
                database.executescript(_SCHEMA)
                yield database
        except sqlite3.Error as error:
            raise unusable_database(self._path, error) from error


def _watch(row: Sequence[str]) -> Watch:
    name, question, kept, seen = row
    held = json.loads(kept)
    return Watch(name, question, _read_filters(held), seen, bool(held.get("literal")), tuple(held.get("unread", ())))


def _filters(filters: Filters) -> dict[str, Any]:
    given = {"since": filters.since, "until": filters.until, "source": filters.source, "language": filters.language}
    return {name: str(value) for name, value in given.items() if value}


def _read_filters(held: dict[str, Any]) -> Filters:
    since, until = (date.fromisoformat(held[name]) if name in held else None for name in ("since", "until"))
    return Filters(since, until, held.get("source"), held.get("language"))


def _told(held: dict[str, str]) -> Told:
    published = held.pop("published", None)
    return Told(**held, published=date.fromisoformat(published) if published else None)  # type: ignore[arg-type]
