"""What is read of a library without opening it for writing; no answer depends on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from qa.types import Refusal

T = TypeVar("T")
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)  # the second where SQLite's message quotes what was altered


def read_refusals(path: Path) -> list[Refusal]:
    """What the last reading refused; nothing where the library cannot be read, which no answer depends on."""
    return _read_only(path, refusals_in)


def read_origins(path: Path) -> list[Path]:
    """What the index is made of; nothing where the library cannot be read."""
    return _read_only(path, sources_in)


def read_model(path: Path) -> str | None:
    """The encoder that the index is made by; None where there is no library, or none that can be read."""
    return next(iter(_read_only(path, _read_model)), None)


def _read_only(path: Path, read: Callable[[sqlite3.Connection], list[T]]) -> list[T]:
    for mode in ("mode=ro", "mode=ro&immutable=1"):  # the second where not even a lock can be written
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as library:
                return read(library)
        except UNREADABLE:
            continue
    return []


def refusals_in(db: sqlite3.Connection) -> list[Refusal]:
    """What was refused, in the order of origins."""
    return [Refusal(*row) for row in db.execute("SELECT origin, reason, attempts, since FROM refusals ORDER BY origin")]


def sources_in(db: sqlite3.Connection) -> list[Path]:
    """What the index is made of, in the order it was given."""
    return [Path(row[0]) for row in db.execute("SELECT path FROM sources ORDER BY number")]


def _read_model(db: sqlite3.Connection) -> list[str]:
    return [row[0] for row in db.execute("SELECT value FROM settings WHERE name = 'model'")]
