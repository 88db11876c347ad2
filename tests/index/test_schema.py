"""Libraries of earlier versions: brought up to date once, by one process, and only by a command that writes."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from qa.encoding.late_chunking import encode_article
from qa.errors import IndexDamaged, IndexUnusable
from qa.index.library import Library
from qa.index.salvage import salvage
from qa.index.schema import MIGRATIONS, SCHEMA_VERSION, row_digest, statements
from qa.ingest.identity import content_hash
from qa.types import Article
from tests.encoders import HashEncoder

ARTICLES = tuple(
    Article(f"n{n}", f"Kiln {n} was lit. It burned.", ((0, 28),), f"Kiln {n}", "The Kiln Post", None, None, f"{n}.txt")
    for n in range(9)
)


def write_old(path: Path, version: int, articles: tuple[Article, ...] = ARTICLES) -> None:
    """A library as that version wrote it, with the encoding of the first article."""
    encoded = encode_article(articles[0], HashEncoder())
    fields = [getattr(encoded, name).tobytes() for name in type(encoded).__slots__]
    encoding = (content_hash(articles[0]), "any", 64, *fields, 64)
    with closing(sqlite3.connect(path)) as old:
        old.create_function("digest", -1, row_digest)
        for script in MIGRATIONS[:version]:
            old.executescript(script)
        old.execute(f"PRAGMA user_version={version}")
        for article in articles:
            row = (article.id, content_hash(article), article.title, article.source, None, article.url, article.origin)
            put(old, "articles", (*row, json.dumps(article.body), article.text), version)
        put(old, "encodings", encoding, version)
        old.commit()


def put(old: sqlite3.Connection, table: str, row: tuple[object, ...], version: int) -> None:
    row = (*row, row_digest(*row)) if version > 1 else row  # type: ignore[arg-type]
    old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_library_keeps_everything(tmp_path: Path, version: int) -> None:
    path = tmp_path / "library.db"
    write_old(path, version)
    with Library(path) as library:
        assert tuple(library.articles()) == ARTICLES
        assert library.check() == 1
        assert library.without_key_sentences("any") == ["n0"]
        assert library.put(ARTICLES) == (0, 0)


def test_a_row_that_was_altered_before_stays_an_error(tmp_path: Path) -> None:
    """Bringing it up to date must not give it a checksum that fits."""
    path = tmp_path / "library.db"
    write_old(path, 2)
    with closing(sqlite3.connect(path)) as old:
        old.execute("UPDATE articles SET text = replace(text, 'lit', 'out') WHERE id = 'n4'")
        old.commit()
    with Library(path) as library:
        assert library.article("n3") == ARTICLES[3]
        with pytest.raises(IndexDamaged, match="'n4'"):
            library.article("n4")
    with Library(tmp_path / "restored.db") as restored:
        assert salvage(path, restored) == 8


def test_a_damaged_library_of_the_version_before_is_saved(tmp_path: Path) -> None:
    """One that cannot be brought up to date any more: its rows are read as that version wrote them."""
    path = tmp_path / "library.db"
    write_old(path, 2)
    with closing(sqlite3.connect(path)) as old:
        old.execute("UPDATE articles SET title = 'Another' WHERE id = 'n2'")
        old.commit()
    with Library(tmp_path / "restored.db") as restored:
        assert salvage(path, restored) == 8
        assert tuple(restored.articles()) == ARTICLES[:2] + ARTICLES[3:]
        assert restored.check() == 1


@pytest.mark.parametrize("version", [1, 2])
def test_a_library_is_not_brought_up_to_date_by_reading_it(tmp_path: Path, version: int) -> None:
    path = tmp_path / "library.db"
    write_old(path, version)
    before = path.read_bytes()
    with pytest.raises(IndexUnusable, match=f"is of version {version}; qa build brings it up to date") as caught:
        Library(path, readonly=True)
    assert caught.value.fix == "qa build"
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])


def test_a_script_is_split_where_its_statements_end() -> None:
    script = "CREATE TABLE a (b TEXT DEFAULT ';'); -- this; and that\nCREATE TABLE c (d);\n"
    first, second = statements(script)
    assert first == "CREATE TABLE a (b TEXT DEFAULT ';');"
    assert second.endswith("\nCREATE TABLE c (d);")


def open_at_once(path: Path, barrier: Barrier, said: multiprocessing.SimpleQueue[str]) -> None:
    barrier.wait()
    try:
        with Library(path) as library:
            said.put(f"{library.count()} {library.check()}")
    except Exception as error:
        said.put(repr(error))


@pytest.mark.parametrize("version", [0, 1, 2, SCHEMA_VERSION])
def test_processes_that_open_an_older_library_at_once(tmp_path: Path, version: int) -> None:
    """The first brings it up to date, the others wait for that."""
    context = multiprocessing.get_context("fork")
    barrier, said = context.Barrier(3), context.SimpleQueue()
    for attempt in range(6):
        path = tmp_path / f"{attempt}.db"
        if version in (1, 2):
            write_old(path, version, ARTICLES[:2])
        elif version:
            Library(path).__exit__(None, None, None)
        processes = [context.Process(target=open_at_once, args=(path, barrier, said)) for _ in range(3)]
        for process in processes:
            process.start()
        found = {said.get() for _ in processes}
        for process in processes:
            process.join()
        assert found == ({"2 1"} if version in (1, 2) else {"0 0"}), attempt
