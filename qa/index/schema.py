"""The tables of a library, version by version, and the digest that every row carries."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import Any

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
    # A row that is not as it was written keeps its old checksum, and with it stays an error.
    """
    ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT '';
    ALTER TABLE articles ADD COLUMN id_given INTEGER NOT NULL DEFAULT 0;
    UPDATE articles SET checksum = CASE
        WHEN checksum = digest(id, content_hash, title, source, published, url, origin, body, text)
        THEN digest(id, content_hash, title, source, published, url, origin, body, text, language, id_given)
        ELSE checksum END;
    CREATE TABLE key_sentences (  -- numbers: a JSON array, of the sentences of an article
        content_hash TEXT NOT NULL, made_by TEXT NOT NULL, numbers TEXT NOT NULL, checksum TEXT NOT NULL,
        PRIMARY KEY (content_hash, made_by)
    ) STRICT;
    """,
    """
    ALTER TABLE articles ADD COLUMN details TEXT NOT NULL DEFAULT '';  -- a JSON object; '' where there are none
    UPDATE articles SET checksum = CASE
        WHEN checksum = digest(id, content_hash, title, source, published, url, origin, body, text, language, id_given)
        THEN digest(id, content_hash, title, source, published, url, origin, body, text, language, id_given, details)
        ELSE checksum END;
    """,
    """
    CREATE TABLE encoding_parts (  -- of a long article, all parts before the last, which stands in encodings
        content_hash TEXT NOT NULL, encoder_id TEXT NOT NULL, number INTEGER NOT NULL, dimensions INTEGER NOT NULL,
        offsets BLOB NOT NULL, passage_of BLOB NOT NULL,
        sentence_vectors BLOB NOT NULL, passage_vectors BLOB NOT NULL,
        token_counts BLOB NOT NULL, token_ids BLOB NOT NULL, token_codes BLOB NOT NULL, code_size INTEGER NOT NULL,
        checksum TEXT NOT NULL, PRIMARY KEY (content_hash, encoder_id, number)
    ) STRICT;
    """,
    """
    CREATE TABLE files (  -- what need not be read again as long as its state is the same; ids: a line each
        path TEXT PRIMARY KEY, state TEXT NOT NULL, ids TEXT NOT NULL
    ) STRICT;
    CREATE TABLE lines (content_hash TEXT PRIMARY KEY, hashes BLOB NOT NULL) STRICT;  -- 8 bytes each distinct line
    """,
)
SCHEMA_VERSION = len(MIGRATIONS)


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; `executescript` would commit before the first."""
    statement = ""
    for part in script.split(";")[:-1]:
        statement += f"{part};"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def schema_of(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Every table and index of a database, as SQL on one line: version 0.1.0 indented it otherwise."""
    found = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    return [(*names, sql and " ".join(sql.split())) for *names, sql in found]


@cache
def schema_of_this_version() -> list[tuple[Any, ...]]:
    """The same of a library that is made now."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.create_function("digest", -1, row_digest, deterministic=True)
        for script in MIGRATIONS:
            db.executescript(script)
        return schema_of(db)


def row_digest(*values: str | int | bytes | None) -> str:
    """SHA-256 of the values of a row, each with its kind and length."""
    digest = hashlib.sha256()
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        digest.update(f"{type(value).__name__} {len(data)} ".encode())
        digest.update(data)
    return digest.hexdigest()
