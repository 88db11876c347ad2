from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from qa import Archive
from qa.command.render_index import restore_text
from qa.errors import IndexDamaged, NoIndex
from qa.index.build import add_articles, build_index
from qa.index.library import Library
from qa.index.library_reading import read_model
from qa.index.restore import restore_library
from qa.index.salvage import salvage
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
    assert (after.encoded, after.index.articles) == (2, 5)  # the new one, and that whose codes were damaged
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


def numbered(path: Path, numbers: list[int]) -> None:
    """A table of settings whose rows have these numbers, some to a page."""
    Library(path).__exit__(None, None, None)
    with closing(sqlite3.connect(path)) as database:
        database.executemany(
            "INSERT INTO settings (rowid, name, value) VALUES (?, ?, ?)", [(n, f"row {n}", "x" * 300) for n in numbers]
        )
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Counted(sqlite3.Connection):
    """Answers only so many queries."""

    left = 0

    def execute(self, *query: Any) -> sqlite3.Cursor:
        Counted.left -= 1
        assert Counted.left >= 0
        return super().execute(*query)


def saved(path: Path, into: Path, rows: int) -> set[int]:
    """The numbers of the rows that are saved, by one query each and a few more."""
    Counted.left = rows + FEW
    with Library(into) as library, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Counted))
        salvage(path, library)
    with closing(sqlite3.connect(into)) as database:
        return {int(name.removeprefix("row ")) for (name,) in database.execute("SELECT name FROM settings")}


def pages_with_rows(path: Path) -> dict[int, set[int]]:
    """By number, the pages that hold rows of settings, and which."""
    data = path.read_bytes()
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    found = {n: {int(row) for row in re.findall(rb"row (\d+)x{300}", page)} for n, page in enumerate(pages)}
    return {n: rows for n, rows in found.items() if rows}


FEW = 80  # the end of each table, and 62 steps that double lead to a place behind what is damaged
FAR = [*range(1, 51), 2**62]
SPREAD = [*(n * n * n * 1000 + 7 for n in range(1, 400)), 2**63 - 1]


@pytest.mark.parametrize("numbers", [FAR, SPREAD, list(range(1, 200))])
def test_a_row_of_a_huge_number_does_not_hold_up_the_saving_of_others(tmp_path: Path, numbers: list[int]) -> None:
    path = tmp_path / "library.db"
    numbered(path, numbers)
    assert saved(path, tmp_path / "restored.db", len(numbers)) == set(numbers)


@pytest.mark.parametrize("numbers", [FAR, SPREAD, list(range(1, 200))])
def test_a_damaged_page_costs_its_rows_and_no_others(tmp_path: Path, numbers: list[int]) -> None:
    """Each page in turn, the first and the last too."""
    path = tmp_path / "library.db"
    numbered(path, numbers)
    data, pages = path.read_bytes(), pages_with_rows(path)
    assert set.union(*pages.values()) == set(numbers)
    assert len(pages) > 3
    for page, rows in list(pages.items())[:: max(1, len(pages) // 8)] + list(pages.items())[-1:]:
        path.write_bytes(data[: page * 4096] + b"\xff" * 4096 + data[(page + 1) * 4096 :])
        into = tmp_path / f"{page}.db"
        assert saved(path, into, len(numbers)) == set(numbers) - rows
        into.unlink()


def test_two_damaged_pages_cost_their_rows_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    numbered(path, list(range(1, 400)))
    data, pages = bytearray(path.read_bytes()), pages_with_rows(path)
    lost = set[int]()
    for page in list(pages)[3:-3:6]:
        data[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
        lost |= pages[page]
    path.write_bytes(data)
    assert len(lost) > 30
    assert saved(path, tmp_path / "restored.db", 399) == set(range(1, 400)) - lost


def test_a_restored_library_still_knows_its_encoder(indexes: Path) -> None:
    (indexes / "default" / "library.db").unlink()
    restore_library(indexes, "default")
    assert read_model(indexes / "default" / "library.db") == "hash"
