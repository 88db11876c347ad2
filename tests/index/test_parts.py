"""Parts of an archive's codes: which articles begin one, and what of them the next snapshot links."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.errors import IndexDamaged
from qa.index import parts, writing
from qa.index.build import add_articles, build_index, remove_articles
from qa.index.layout import current_build
from qa.index.manifest import fingerprint, read_manifest
from qa.index.parts import Run, beginnings, in_parts
from qa.index.retention import prune
from qa.index.snapshot import open_current
from qa.index.verify import verify_index
from tests.encoders import HashEncoder

IDS = [f"{number:02}" for number in range(40)]


def test_an_article_more_or_less_moves_no_other_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST", 3)
    begin = [IDS[place] for place in beginnings(IDS)]
    assert begin == ["14", "23", "28", "37"]
    for gone in IDS[1:]:
        rest = [name for name in IDS if name != gone]
        assert [rest[place] for place in beginnings(rest)] == [name for name in begin if name != gone]


def test_there_are_never_many_parts() -> None:
    assert beginnings([f"{number}" for number in range(300)]) == [266]
    for count in (20_000, 50_000, 200_000):
        assert 8 < len(beginnings([f"article-{number}" for number in range(count)])) < 48


def test_runs_are_parted_where_a_part_begins() -> None:
    """Of twelve articles two are new, in the places 4 and 5; parts begin at 2, 4, 9 and 11."""
    found = [Run(True, 0, 4), Run(False, 4, 6), Run(True, 7, 13)]
    assert in_parts(found, [2, 4, 9, 11]) == [
        [Run(True, 0, 2)],
        [Run(True, 2, 4)],
        [Run(False, 4, 6), Run(True, 7, 10)],
        [Run(True, 10, 12)],
        [Run(True, 12, 13)],
    ]
    assert in_parts([], []) == [[]]


@pytest.fixture
def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(parts, "LEAST", 3)
    monkeypatch.setattr(writing, "ANEW_UP_TO", 0)
    (tmp_path / "wire").mkdir()
    for name in IDS:
        (tmp_path / "wire" / f"{name}.txt").write_text(f"Ferry {name} left the harbor. It was late.", "utf-8")
    build_index([tmp_path / "wire"], tmp_path / "indexes", "default", HashEncoder())
    return tmp_path / "wire"


def codes(indexes: Path) -> list[Path]:
    """The files of the codes of the build in use, in order."""
    folder = indexes / "default" / "snapshots" / str(current_build(indexes / "default")) / "tokens"
    return sorted(folder.glob("codes*.npy"), key=lambda path: (len(path.name), path.name))


def test_one_article_more_is_one_part_more_to_write(wire: Path) -> None:
    indexes = wire.parent / "indexes"
    before = codes(indexes)
    (wire / "22a.txt").write_text("Another ferry came.", "utf-8")
    add_articles([wire / "22a.txt"], indexes, "default", HashEncoder())
    now = codes(indexes)
    assert len(before) == len(now) == 5
    assert [one.samefile(other) for one, other in zip(before, now, strict=True)] == [True, False, True, True, True]
    remove_articles(["14"], indexes, "default", HashEncoder)  # which began one
    assert [path.samefile(now[number + 1]) for number, path in enumerate(codes(indexes))] == [False, True, True, True]
    folder = codes(indexes)[0].parents[1]
    assert all(fingerprint(folder / name) == told for name, told in read_manifest(folder).files.items())
    assert all(finding.ok for finding in verify_index(indexes, "default", lambda model: HashEncoder()))


def test_a_file_of_several_builds_that_is_damaged_is_made_anew(wire: Path) -> None:
    """In each build that has it: none of them is gone back to, and of none a part is taken over."""
    indexes = wire.parent / "indexes"
    (wire / "22a.txt").write_text("Another ferry came.", "utf-8")
    add_articles([wire / "22a.txt"], indexes, "default", HashEncoder())
    damaged = codes(indexes)
    with damaged[-1].open("r+b") as stream:
        stream.seek(-1, 2)
        stream.write(b"\xff")
    with pytest.raises(IndexDamaged, match=r"codes-4\.npy was altered"):
        open_current(indexes, "default")
    (wire / "22b.txt").write_text("A third ferry came.", "utf-8")
    report = add_articles([wire / "22b.txt"], indexes, "default", HashEncoder())
    assert not any(one.samefile(other) for one, other in zip(damaged, codes(indexes), strict=True))
    assert len(prune(indexes, "default").builds) == 2
    assert open_current(indexes, "default").manifest.build == report.index.build
    assert all(finding.ok for finding in verify_index(indexes, "default", lambda model: HashEncoder()))
