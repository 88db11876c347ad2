from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qa import Archive
from qa.command.render_index import restore_text
from qa.errors import IndexDamaged, NoIndex
from qa.index.build import add_articles, build_index
from qa.index.library import Library
from qa.index.restore import restore_library
from qa.index.verify import verify_index
from tests.encoders import HashEncoder


def sound(indexes: Path, encoder: HashEncoder) -> bool:
    return all(finding.ok for finding in verify_index(indexes, "default", lambda model: encoder))


def test_a_lost_library_comes_back_from_the_snapshot(indexes: Path, sources: Path, tmp_path: Path) -> None:
    encoder = HashEncoder()
    (indexes / "default" / "library.db").unlink()
    (tmp_path / "more.txt").write_text("More of it.", "utf-8")
    for command in (
        lambda: add_articles([tmp_path / "more.txt"], indexes, "default", encoder),
        lambda: build_index([], indexes, "default", encoder),
    ):
        with pytest.raises(IndexDamaged, match="is missing or empty") as caught:
            command()
        assert caught.value.fix.startswith("qa restore")
    report = restore_library(indexes, "default")
    assert (report.from_library, report.from_snapshot, report.kept_as, report.sources) == (0, 4, None, ())
    assert "now: qa build FOLDER, for" in restore_text(report)
    shutil.rmtree(sources)  # also where nothing else is left of the articles
    added = add_articles([tmp_path / "more.txt"], indexes, "default", encoder)
    assert (added.index.articles, added.new) == (5, 1)
    assert build_index([], indexes, "default", encoder).index.articles == 5
    assert sound(indexes, encoder)
    assert Archive(indexes, load=lambda model: encoder).article("mayor-1").article.source == "The Example Gazette"


def test_what_is_intact_in_a_damaged_library_is_kept(indexes: Path, sources: Path) -> None:
    path = indexes / "default" / "library.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE articles SET text = 'altered' WHERE id = 'harbor'")
        database.execute("UPDATE encodings SET token_codes = zeroblob(9) WHERE rowid = 1")
        database.commit()
    encoder = HashEncoder()
    (sources / "new.txt").write_text("New.", "utf-8")
    with pytest.raises(IndexDamaged):
        add_articles([sources / "new.txt"], indexes, "default", encoder)
    report = restore_library(indexes, "default")
    assert (report.from_library, report.from_snapshot) == (4, 1)
    assert report.kept_as is not None
    assert report.sources[0] == str(sources)
    assert "now: qa build\n" in restore_text(report)
    assert Path(report.kept_as).read_bytes().startswith(b"SQLite format 3")
    encoder.encoded = 0
    after = build_index([], indexes, "default", encoder)
    assert (after.encoded, after.index.articles) == (1, 5)
    assert sound(indexes, encoder)


@pytest.mark.parametrize("damage", ["garbage", "emptied", "cut"])
def test_a_file_that_is_no_library_any_more(indexes: Path, encoder: HashEncoder, damage: str) -> None:
    path = indexes / "default" / "library.db"
    data = path.read_bytes()
    path.write_bytes({"garbage": b"\xff" * len(data), "emptied": b"", "cut": data[: len(data) // 2]}[damage])
    report = restore_library(indexes, "default")
    assert report.from_library + report.from_snapshot == 4
    assert build_index([], indexes, "default", encoder).index.articles == 4
    assert sound(indexes, encoder)


def test_what_was_removed_by_hand_stays_out(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    with Library(indexes / "default" / "library.db") as library:
        library.remove(["harbor"])  # and killed before the snapshot
    assert restore_library(indexes, "default").from_snapshot == 0
    assert build_index([], indexes, "default", encoder).index.articles == 3


def test_where_nothing_is_left(indexes: Path, tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        restore_library(tmp_path / "nowhere", "default")
    (indexes / "default" / "library.db").unlink()
    shutil.rmtree(indexes / "default" / "snapshots")
    with pytest.raises(IndexDamaged, match="neither library nor snapshot"):
        restore_library(indexes, "default")
    assert not (indexes / "default" / "library.db").exists()
