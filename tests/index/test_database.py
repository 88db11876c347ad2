from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from qa.errors import IndexBusy, IndexDamaged, IndexUnusable
from qa.index.library import Library
from qa.index.library_reading import read_model
from qa.types import Article

ONE = Article("a", "One text. Two sentences.", ((0, 24),), "Title", "Source", None, "https://example.org", "a.txt")


TWO = Article("b", "Other text.", ((0, 11),), origin="b.txt")


def test_reading_alone_leaves_no_file_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.put([ONE])
        library.note_model("hash")
    before = path.read_bytes()
    with Library(path, readonly=True) as library:
        assert list(library.articles()) == [ONE]
        assert read_model(path) == "hash"
        with pytest.raises(IndexUnusable):
            library.put([TWO])
        assert list(tmp_path.iterdir()) == [path]
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])
    with pytest.raises(IndexDamaged, match="is missing"):
        Library(tmp_path / "nothing.db", readonly=True)


def test_what_a_writer_has_not_closed_yet_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as writer:
        writer.put([ONE])
        with Library(path, readonly=True) as reader:
            assert list(reader.articles()) == [ONE]
            writer.put([TWO])
            assert list(reader.articles()) == [ONE, TWO]


def test_a_library_that_is_written_while_it_is_read_without_locks(tmp_path: Path) -> None:
    """What was read may be half of it: neither an answer nor a damage."""
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.put([ONE])
    reader = Library(path, readonly=True)
    assert reader.count() == 1
    with Library(path) as writer:
        writer.put([TWO])
    with pytest.raises(IndexBusy, match="was written while it was read"):
        reader.__exit__(None, None, None)


def test_where_a_library_must_be_an_empty_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    for make in (lambda: None, path.touch):
        make()
        with pytest.raises(IndexDamaged, match="is missing or empty"):
            Library(path, create=False)
    Library(path).__exit__(None, None, None)


def test_a_file_that_is_no_library_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"not a database, whatever its name says" * 200)
    with pytest.raises(IndexDamaged, match="cannot be read"):
        Library(path)


def test_a_library_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(IndexDamaged, match="of version 99"):
        Library(path)
