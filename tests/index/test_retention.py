from __future__ import annotations

from pathlib import Path

import pytest

from qa import Archive
from qa.errors import IndexDamaged, NoIndex, NotFound
from qa.index.build import build_index
from qa.index.layout import KEEP, builds, current_build
from qa.index.retention import prune, roll_back
from tests.encoders import HashEncoder


@pytest.fixture
def three(sources: Path, indexes: Path, encoder: HashEncoder) -> list[str]:
    """Three builds, oldest first; the last two have fog in the harbor."""
    for text in ("Fog closed the harbor.", "Fog closed the harbor twice."):
        (sources / "fog.txt").write_text(text, "utf-8")
        build_index([sources], indexes, "default", encoder)
    return builds(indexes / "default")[::-1]


def test_rolling_back_answers_from_the_build_before(
    three: list[str], indexes: Path, archive: Archive, sources: Path, encoder: HashEncoder
) -> None:
    assert archive.info().build == three[2]
    assert roll_back(indexes, "default").build == three[1]
    assert archive.ask("What closed the harbor?").index.build == three[1]
    assert roll_back(indexes, "default").build == three[0]
    with pytest.raises(NotFound, match="no build earlier than"):
        roll_back(indexes, "default")
    assert roll_back(indexes, "default", three[2]).build == three[2]
    roll_back(indexes, "default", three[0])
    again = build_index([sources], indexes, "default", encoder)  # the library never went back
    assert (again.new, again.encoded, again.index.articles) == (0, 0, 5)


def test_a_damaged_build_is_not_gone_back_to(three: list[str], indexes: Path) -> None:
    path = indexes / "default" / "snapshots" / three[1] / "sentences.npy"
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")
    with pytest.raises(IndexDamaged, match=r"sentences\.npy was altered"):
        roll_back(indexes, "default")
    assert current_build(indexes / "default") == three[2]
    with pytest.raises(NotFound, match="no build 'nowhere'"):
        roll_back(indexes, "default", "nowhere")


@pytest.mark.parametrize("current", ["", "nowhere", None])
def test_rolling_back_mends_a_current_that_points_nowhere(three: list[str], indexes: Path, current: str | None) -> None:
    path = indexes / "default" / "CURRENT"
    path.unlink() if current is None else path.write_text(current, "ascii")
    assert roll_back(indexes, "default").build == three[2]


def test_pruning_keeps_the_build_in_use_and_the_newest(three: list[str], indexes: Path, archive: Archive) -> None:
    roll_back(indexes, "default", three[0])
    assert archive.ask("What closed the harbor?").index.build == three[0]
    report = prune(indexes, "default", keep=2)
    assert (report.builds, builds(indexes / "default")) == ((three[1],), [three[2], three[0]])
    assert report.bytes_freed > 0
    assert report.encodings == 1  # the fog that closed the harbor once
    prune(indexes, "default", keep=1)
    assert builds(indexes / "default") == [three[0]]
    assert archive.ask("What closed the harbor?").index.build == three[0]


def test_pruning_removes_what_is_damaged_and_keeps_what_is_not(three: list[str], indexes: Path) -> None:
    path = indexes / "default" / "snapshots" / three[1] / "sentences.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert prune(indexes, "default").builds == (three[1],)
    assert builds(indexes / "default") == [three[2], three[0]]
    (indexes / "default" / "snapshots" / three[2] / "sentences.npy").unlink()  # in use: for a build to mend
    assert prune(indexes, "default").builds == ()


def test_a_server_answers_on_from_a_build_that_is_pruned(three: list[str], indexes: Path, encoder: HashEncoder) -> None:
    roll_back(indexes, "default", three[0])
    held = Archive(indexes, load=lambda model: encoder)
    held.watch(seconds=3600)  # has not looked yet
    assert held.ask("What closed the harbor?").index.build == three[0]
    roll_back(indexes, "default", three[2])
    prune(indexes, "default", keep=1)
    assert held.ask("What closed the harbor?").index.build == three[0]
    assert held.article("harbor").article.title == "Storm closes the harbor"


def test_what_a_killed_writer_left_goes(three: list[str], indexes: Path) -> None:
    folder = indexes / "default"
    (folder / "snapshots" / ".building-99").mkdir()
    (folder / ".CURRENT-99").touch()
    prune(indexes, "default")
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", "LOCK", "library.db", "snapshots"]
    assert len(list((folder / "snapshots").iterdir())) == 3


def test_builds_keep_no_more_than_some(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    for number in range(KEEP + 2):
        (sources / "fog.txt").write_text(f"Fog closed the harbor {number} times.", "utf-8")
        build_index([sources], indexes, "default", encoder)
    assert len(builds(indexes / "default")) == KEEP


def test_nothing_to_prune_or_go_back_to(tmp_path: Path) -> None:
    for command in (roll_back, prune):
        with pytest.raises(NoIndex):
            command(tmp_path, "default")
        assert not (tmp_path / "default").exists()
