"""Files that did not change are not read again; whatever could have changed what they give is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qa import Archive
from qa.index import seen
from qa.index.build import BuildReport, add_articles, build_index, plan, remove_articles
from qa.index.types import Plan
from qa.ingest import sources as reading
from tests.encoders import HashEncoder


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written just now counts as settled."""
    monkeypatch.setattr(seen, "_SETTLED", 0.0)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    through = reading._read

    def noted(path: Path, *rest: object) -> object:
        names.append(path.name)
        return through(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_read", noted)
    return names


@pytest.fixture
def rebuild(sources: Path, tmp_path: Path, encoder: HashEncoder) -> Callable[..., BuildReport]:
    def build(*given: Path) -> BuildReport:
        return build_index(given, tmp_path / "ix", "default", encoder)

    build(sources)
    return build


@pytest.mark.parametrize("looked_up", [1, seen._ONE_BY_ONE])
def test_nothing_is_read_where_nothing_changed(
    sources: Path,
    tmp_path: Path,
    rebuild: Callable[..., BuildReport],
    read: list[str],
    monkeypatch: pytest.MonkeyPatch,
    looked_up: int,
) -> None:
    monkeypatch.setattr(seen, "_ONE_BY_ONE", looked_up)
    again = rebuild()
    assert read == []
    assert (again.new, again.changed, again.removed, again.undated, again.index.articles) == (0, 0, 0, 1, 4)
    assert (rebuild(sources).undated, read) == (1, [])
    assert plan(tmp_path / "ix", "default") == Plan(0, 0, 0, 0)
    read.clear()
    (sources / "new.txt").write_text("One new article. It has two sentences.", "utf-8")
    assert (rebuild().new, read) == (1, ["new.txt"])
    read.clear()
    (sources / "bridge.md").unlink()
    assert (rebuild().removed, read) == (1, [])


def same_size_and_time(path: Path) -> None:
    facts, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("ferry", "Ferry"), "utf-8")
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def replaced(path: Path) -> None:
    facts, text = path.stat(), path.read_text("utf-8")
    other = path.with_name("other")
    other.write_text(text.replace("ferry", "Ferry"), "utf-8")
    os.utime(other, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize("change", [same_size_and_time, replaced])
def test_what_changed_is_read_whatever_its_size_and_time(
    sources: Path, rebuild: Callable[..., BuildReport], read: list[str], change: Callable[[Path], None]
) -> None:
    change(sources / "harbor.txt")
    assert (rebuild().changed, read) == (1, ["harbor.txt"])


def test_what_has_only_just_changed_is_read_again(
    sources: Path, tmp_path: Path, encoder: HashEncoder, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change again without its time telling."""
    monkeypatch.setattr(seen, "_SETTLED", 60.0)
    build_index([sources], tmp_path / "ix", "default", encoder)
    read.clear()
    build_index([sources], tmp_path / "ix", "default", encoder)
    assert sorted(read) == ["bridge.md", "harbor.txt", "records.jsonl"]


def test_other_code_and_other_names_of_fields_read_everything(
    sources: Path, tmp_path: Path, rebuild: Callable[..., BuildReport], read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index([], tmp_path / "ix", "default", HashEncoder(), renamed={"title": "kop"})
    assert len(read) == 3
    read.clear()
    monkeypatch.setattr(seen, "reading_code", lambda: "other")
    rebuild()
    assert len(read) == 3


def test_what_was_refused_is_read_every_time(
    sources: Path, rebuild: Callable[..., BuildReport], read: list[str]
) -> None:
    (sources / "empty.txt").touch()
    with (sources / "records.jsonl").open("a") as stream:
        stream.write("{bad\n")
    for _ in range(2):
        read.clear()
        assert len(rebuild().refusals) == 2
    assert sorted(read) == ["empty.txt", "records.jsonl"]


def test_removed_by_hand_comes_back_with_a_named_build(
    sources: Path, tmp_path: Path, rebuild: Callable[..., BuildReport]
) -> None:
    for name in ("harbor", "mayor-1"):
        remove_articles([name], tmp_path / "ix", "default", HashEncoder)
    assert rebuild().index.articles == 2
    assert rebuild(sources).index.articles == 4


def test_an_article_that_another_file_brought_up_to_date(
    sources: Path, tmp_path: Path, rebuild: Callable[..., BuildReport]
) -> None:
    """What the first file gave is not held any more: after the other is gone it is read again."""
    later = tmp_path / "later.jsonl"
    later.write_text('{"id": "mayor-1", "title": "Mayor resigns", "text": "She stays after all."}\n', "utf-8")
    add_articles([later], tmp_path / "ix", "default", HashEncoder())
    later.unlink()
    rebuild(sources)
    archive = Archive(tmp_path / "ix", load=lambda model: HashEncoder())
    assert archive.article("mayor-1").article.text.startswith("Mayor Ada Lind resigned")


def test_an_id_that_a_file_before_it_takes_first(
    sources: Path, tmp_path: Path, rebuild: Callable[..., BuildReport], read: list[str]
) -> None:
    """As if nothing had been read before: what comes first has the id, and the other is refused."""
    story = '{"id": "mayor-1", "title": "Mayor resigns", "text": "She stays after all."}\n'
    (sources / "earlier.jsonl").write_text(story, "utf-8")
    updated = rebuild()
    assert "records.jsonl" in read
    fresh = build_index([sources], tmp_path / "fresh", "default", HashEncoder())
    assert updated.refusals == fresh.refusals
    assert updated.index.articles == fresh.index.articles == 4
