"""Saving the intact rows of a damaged library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from qa.index.library import Library
from qa.index.library_reading import UNREADABLE
from qa.index.rows import article_of
from qa.index.schema import row_digest
from qa.ingest.identity import content_hash

_HIGHEST = 2**63 - 1  # the number of a row
_CHECKSUM_OF_ARTICLE = 9  # its place; the columns of later versions stand behind it
_NOT_KNOWN = (
    "",
    0,
    "",
)  # what these are of an article of an earlier version: language, whether the id was given, details


def salvage(path: Path, into: Library) -> int:
    """Copy every row of a damaged library that is as it was written; returns the number of articles."""
    with closing(sqlite3.connect(path)) as damaged, into._commit() as db:
        for table in (
            "articles",
            "encodings",
            "encoding_parts",
            "key_sentences",
            "history",
            "removed",
            "sources",
            "settings",
        ):
            width = len(db.execute(f"SELECT * FROM {table}").description)
            for row in _readable(damaged, table):
                intact = _intact(table, row)
                if intact is None or len(intact) != width:
                    continue
                with suppress(sqlite3.IntegrityError):  # a row without a checksum whose values are of other kinds
                    db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})", intact)
        _drop_incomplete(db)
    return into.count()


def _drop_incomplete(db: sqlite3.Connection) -> None:
    """Drop the last part of what has lost another one: it is encoded again."""
    passages = "SELECT total(length(passage_vectors) / 2 / dimensions) FROM encoding_parts AS parts"
    same = "parts.content_hash = encodings.content_hash AND parts.encoder_id = encodings.encoder_id"
    query = f"SELECT rowid, substr(passage_of, 1, 4), ({passages} WHERE {same}) FROM encodings"
    for row, before, found in db.execute(f"{query} WHERE substr(passage_of, 1, 4) != zeroblob(4)").fetchall():
        if int.from_bytes(before, "little") != found:
            db.execute("DELETE FROM encodings WHERE rowid = ?", (row,))


def _intact(table: str, row: Sequence[Any]) -> Sequence[Any] | None:
    """The row as this version has it; None where it is not as it was written."""
    if table == "articles":
        at = _CHECKSUM_OF_ARTICLE
        facts, checksum, later = row[:at], row[at : at + 1], row[at + 1 :]
        if checksum != (row_digest(*facts, *later),) and (checksum or not _has_its_content(facts)):
            return None
        later = (*later, *_NOT_KNOWN[len(later) :])
        return (*facts, row_digest(*facts, *later), *later)
    if table in ("encodings", "encoding_parts", "key_sentences"):
        return row if row[-1] == row_digest(*row[:-1]) else None
    return row


def _has_its_content(row: Sequence[Any]) -> bool:
    """Whether the text of a row of version 1, which has no checksum, is the one that its hash is of."""
    try:
        name, content, title, source, published, url, origin, body, text = row
        return bool(
            content == content_hash(article_of((name, text, body, title, source, published, url, origin, *_NOT_KNOWN)))
        )
    except (ValueError, TypeError):
        return False


def _readable(damaged: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """Row by row, so that one page that cannot be read costs the rows on it and no more.

    By place and not by name: a bit in the name of a column costs nothing. It takes as long as there are rows and
    damaged pages, however high their numbers are.
    """
    start: int | None = 0
    while start is not None and start <= _HIGHEST:
        try:
            query = f"SELECT rowid, * FROM {table} WHERE rowid >= ? ORDER BY rowid LIMIT 1"
            found = damaged.execute(query, (start,)).fetchone()
            if found is None:
                return
            if found[0] < start:
                raise sqlite3.DatabaseError("rows out of order")
        except UNREADABLE:
            start = _beyond(damaged, table, start)
        else:
            yield found[1:]
            start = found[0] + 1


def _beyond(damaged: sqlite3.Connection, table: str, start: int) -> int | None:
    """The number of the first row that can be found again after what is damaged at `start`; None: there is none.

    Steps that double lead to a place behind the damage, and single rows from there back to it.
    """
    for place in (start + 2**power for power in range(63)):
        if place > _HIGHEST:
            break
        try:
            found = _nearest(damaged, table, ">=", place, "ASC")
        except UNREADABLE:
            continue
        return _back(damaged, table, start, _HIGHEST + 1 if found is None else found)
    return None


def _back(damaged: sqlite3.Connection, table: str, start: int, end: int) -> int | None:
    """The lowest row above `start` that can be reached from `end` going down; None: not one."""
    lowest = end
    while lowest > start + 1:
        try:
            found = _nearest(damaged, table, "<=", lowest - 1, "DESC")
        except UNREADABLE:
            break
        if found is None or not start < found < lowest:
            break
        lowest = found
    return lowest if lowest <= _HIGHEST else None


def _nearest(damaged: sqlite3.Connection, table: str, side: str, place: int, order: str) -> int | None:
    query = f"SELECT rowid FROM {table} WHERE rowid {side} ? ORDER BY rowid {order} LIMIT 1"
    row = damaged.execute(query, (place,)).fetchone()
    return None if row is None else int(row[0])
