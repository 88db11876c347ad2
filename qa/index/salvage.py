"""Saving the intact rows of a damaged library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from qa.index.library import Library
from qa.index.library_reading import UNREADABLE
from qa.index.rows import ARTICLE_ROW, ENCODING
from qa.index.schema import row_digest


def salvage(path: Path, into: Library) -> int:
    """Copy every row of a damaged library that is as it was written; returns the number of articles."""
    tables = {
        "articles": f"{ARTICLE_ROW}, checksum",
        "encodings": f"content_hash, encoder_id, {ENCODING}, checksum",
        "history": "number, article_id, content_hash, at",
        "removed": "article_id",
        "sources": "number, path",
        "settings": "name, value",
    }
    with closing(sqlite3.connect(path)) as damaged, into._commit() as db:
        for table, columns in tables.items():
            for row in _readable(damaged, table, columns.count(",") + 1):
                if "checksum" in columns and row[-1] != row_digest(*row[:-1]):
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
    except UNREADABLE:
        return
    for number in range(1, last + 1):
        try:
            row = damaged.execute(f"SELECT * FROM {table} WHERE rowid = ?", (number,)).fetchone()
        except UNREADABLE:
            continue
        if row and len(row) == width:
            yield row
