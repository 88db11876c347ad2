"""The SQLite file of a library: opening it, bringing it to this version, and what its errors mean."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from qa.errors import IndexBusy, IndexDamaged, IndexUnusable, QaError
from qa.index.library_reading import UNREADABLE, WITHOUT_LOCKS, address, reading_modes
from qa.index.schema import MIGRATIONS, SCHEMA_VERSION, row_digest, statements

MEND = "qa restore, then the same command again"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_PATIENCE = 60.0  # seconds, for another process to bring a library up to date
_SECONDS_BETWEEN_TRIES = 0.01


class Database:
    """The open file. With `readonly` nothing is written, neither to it nor beside it."""

    def __init__(self, path: Path, create: bool = True, readonly: bool = False) -> None:
        """Open, or create where there is none and `create` allows it, and bring to this version.

        Raises IndexDamaged, IndexUnusable where it cannot be written or, `readonly`, is of an older version, IndexBusy.
        """
        self._path = path
        self._state: tuple[int, int, int] | None = None
        if (readonly or not create) and not (path.is_file() and path.stat().st_size):
            raise IndexDamaged(f"{path} is missing or empty", MEND)
        with self._told():
            self._db = self._opened_for_reading() if readonly else sqlite3.connect(path, timeout=_PATIENCE)
            try:
                self._db.create_function("digest", -1, row_digest, deterministic=True)
                if readonly:
                    self._require_this_version()
                else:
                    self._migrate()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        if self._state not in (None, _state(self._path)) and (error is None or isinstance(error, QaError)):
            raise IndexBusy(f"{self._path} was written while it was read", "the same command again") from error

    def _opened_for_reading(self) -> sqlite3.Connection:
        for mode in (modes := reading_modes(self._path)):
            self._state = _state(self._path) if mode == WITHOUT_LOCKS else None
            database = sqlite3.connect(address(self._path, mode), uri=True)
            try:
                database.execute("SELECT count(*) FROM sqlite_master")
            except UNREADABLE:
                database.close()
                if mode == modes[-1]:
                    raise
            else:
                break
        return database

    def _version(self) -> int:
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise IndexDamaged(
                f"{self._path} is of version {version}; this program reads up to {SCHEMA_VERSION}",
                "install the release of this program that wrote it, or a later one",
            )
        return version

    def _require_this_version(self) -> None:
        if (version := self._version()) < SCHEMA_VERSION:
            raise IndexUnusable(f"{self._path} is of version {version}; qa build brings it up to date", "qa build")

    def _migrate(self) -> None:
        """To this version in one transaction; who comes meanwhile waits for it, and finds it done."""
        self._keep_a_log()
        self._db.execute("PRAGMA synchronous=FULL")
        if self._version() == SCHEMA_VERSION:
            return
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            for script in MIGRATIONS[self._version() :]:
                for statement in statements(script):
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def _keep_a_log(self) -> None:
        """By which one can read while another writes. Where others open it too SQLite does not wait by itself."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(_SECONDS_BETWEEN_TRIES)

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


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when the file itself is written; None where it is gone."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _explained(error: Exception, path: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return IndexUnusable(f"the disk is full: {path} cannot grow", "qa prune, or free some space; then go on")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return IndexBusy(f"another program is using {path}", "wait for it, then run this again")
    if code in _DAMAGE:
        return IndexDamaged(f"{path} cannot be read: {error}", MEND)
    return IndexUnusable(f"{path} cannot be written: {error}", "qa build --indexes ANOTHER_FOLDER")
