"""What is read of a library without opening it for writing; no answer depends on it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from qa.types import Refusal

T = TypeVar("T")
WITHOUT_LOCKS = "mode=ro&immutable=1"
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)  # the second where SQLite's message quotes what was altered


def read_refusals(path: Path, first: int = 0, limit: int = -1) -> list[Refusal]:
    """What the last reading refused, from place `first` on; nothing where the library cannot be read, which no answer
    depends on."""
    return _read_only(path, lambda db: refusals_in(db, first, limit))


def count_refusals(path: Path) -> int:
    """How much the last reading refused; 0 where the library cannot be read."""
    return sum(_read_only(path, lambda db: [count for (count,) in db.execute("SELECT count(*) FROM refusals")]))


def read_origins(path: Path) -> list[Path]:
    """What the index is made of; nothing where the library cannot be read."""
    return _read_only(path, sources_in)


def read_model(path: Path) -> str | None:
    """The encoder that the index is made by; None where there is no library, or none that can be read."""
    return next(iter(_read_only(path, _read_model)), None)


def read_again(path: Path) -> list[str]:
    """The addresses of the web to try again; none where the library cannot be read."""
    return next(iter(_read_only(path, _read_again)), [])


def reading_modes(path: Path) -> tuple[str, ...]:
    """The ways to open a library for reading, the best first; none writes to a folder whose library is closed.

    While a writer has it open, or where one was killed, there is a log beside it that counts; otherwise SQLite would
    make one, and leave it there.
    """
    log = path.with_name(f"{path.name}-wal")
    try:
        in_use = log.stat().st_size > 0
    except OSError:
        in_use = False
    return ("mode=ro", WITHOUT_LOCKS) if in_use else (WITHOUT_LOCKS,)  # without where not even a lock can be written


def address(path: Path, mode: str) -> str:
    """How SQLite names the file, opened in one of these modes."""
    return f"{path.resolve().as_uri()}?{mode}"


def _read_only(path: Path, read: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
    for mode in reading_modes(path):
        try:
            with closing(sqlite3.connect(address(path, mode), uri=True)) as library:
                return read(library)
        except UNREADABLE:
            continue
    return []


def refusals_in(db: sqlite3.Connection, first: int = 0, limit: int = -1) -> list[Refusal]:
    """What was refused, in the order of origins: `limit` of it (-1: all) from place `first` on."""
    query = "SELECT origin, reason, attempts, since FROM refusals ORDER BY origin LIMIT ? OFFSET ?"
    return [Refusal(*row) for row in db.execute(query, (limit, first))]


def sources_in(db: sqlite3.Connection) -> list[Path]:
    """What the index is made of, in the order it was given."""
    return [Path(row[0]) for row in db.execute("SELECT path FROM sources ORDER BY number")]


def _read_model(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT value FROM settings WHERE name = 'model'")]


def _read_again(db: sqlite3.Connection) -> list[list[str]]:
    """Those that are still refused: a build of named sources forgets them."""
    held = {row[0] for row in db.execute("SELECT origin FROM refusals")}
    due = [json.loads(row[0]) for row in db.execute("SELECT value FROM settings WHERE name = 'again'")]
    return [[address for address in addresses if address in held] for addresses in due]
