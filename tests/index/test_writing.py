"""A snapshot goes on from the one before: what is kept, what is not, and when everything is written anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from qa.index import publish, writing
from qa.index.articles import _renumbered
from qa.index.build import add_articles, build_index
from qa.index.library import Library
from qa.index.parts import Run
from qa.index.retention import prune
from qa.index.snapshot import open_current
from qa.index.writing import Facts, runs
from tests.encoders import HashEncoder


def facts(text: str) -> list[Facts]:
    """Each letter an article, its case its content."""
    return [(letter.lower(), letter) for letter in text]


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ("", "abc", [Run(False, 0, 3)]),
        ("abc", "abc", [Run(True, 0, 3)]),
        ("abc", "aBc", [Run(True, 0, 1), Run(False, 1, 2), Run(True, 2, 3)]),
        ("abd", "abcd", [Run(True, 0, 2), Run(False, 2, 3), Run(True, 2, 3)]),
        ("abcd", "ad", [Run(True, 0, 1), Run(True, 3, 4)]),
        ("bc", "aBC", [Run(False, 0, 3)]),
        ("abc", "", []),
    ],
)
def test_runs(before: str, now: str, found: list[Run]) -> None:
    assert runs(facts(before), facts(now)) == found


@pytest.fixture
def written(indexes: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that are written from the library."""
    ids: list[str] = []
    through = Library.encoded_parts

    def noted(library: Library, *rest: str) -> object:
        for held in through(library, *rest):
            ids.append(held[0].id)
            yield held

    monkeypatch.setattr(Library, "encoded_parts", noted)
    monkeypatch.setattr(writing, "ANEW_UP_TO", 0)
    return ids


@pytest.fixture
def add(indexes: Path, tmp_path: Path) -> Callable[[str], None]:
    def add_fog(text: str) -> None:
        (tmp_path / "fog.txt").write_text(text, "utf-8")
        add_articles([tmp_path / "fog.txt"], indexes, "default", HashEncoder())

    return add_fog


def test_only_what_changed_is_written_from_the_library(written: list[str], add: Callable[[str], None]) -> None:
    add("Fog closed the harbor. It lifted at noon.")
    add("Fog closed the harbor again.")
    assert written == ["fog", "fog"]


def test_of_a_snapshot_made_otherwise_nothing_is_kept(
    written: list[str], add: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "STEMS", "stems-0")
    add("Fog closed the harbor.")
    assert written == ["bridge", "fog", "harbor", "mayor-1", "records-2"]


def test_a_snapshot_that_is_damaged_is_not_gone_on_from(
    written: list[str], add: Callable[[str], None], indexes: Path
) -> None:
    (codes,) = (indexes / "default" / "snapshots").glob("*/tokens/codes.npy")
    codes.write_bytes(codes.read_bytes()[:-1] + b"x")
    add("Fog closed the harbor.")
    assert len(written) == 5
    open_current(indexes, "default").close()


def test_without_the_encoding_of_what_is_gone_everything_is_written(
    written: list[str], add: Callable[[str], None], indexes: Path, sources: Path, tmp_path: Path
) -> None:
    """Which tokens it had is not known any more, and how often tokens occur could not be told."""
    add("Fog closed the harbor.")
    written.clear()
    with Library(indexes / "default" / "library.db") as library:
        library.forget(["fog"])
    prune(indexes, "default")
    build_index([sources], indexes, "default", HashEncoder())
    assert written == ["bridge", "harbor", "mayor-1", "records-2"]
    build_index([sources], tmp_path / "fresh", "default", HashEncoder())
    one, other = open_current(indexes, "default"), open_current(tmp_path / "fresh", "default")
    assert one.manifest.files == other.manifest.files


def test_sources_get_their_numbers_in_the_order_of_articles() -> None:
    """As they get them where each article is added: those that are known keep theirs."""
    numbers = {"Courier": 0}
    before = np.array([2, 0, 2, 1], dtype=np.int32)
    now = _renumbered(before, {0: "Gazette", 1: "Courier", 2: "Herald"}, numbers)
    assert (now.tolist(), numbers) == ([1, 2, 1, 0], {"Courier": 0, "Herald": 1, "Gazette": 2})
