"""Ids that last: of files moved, renamed, changed, and of one name in two folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.ingest.identity import Identities, Known, content_hash, file_of, is_under
from qa.ingest.sources import read_sources
from qa.types import Article


def known(folder: Path) -> list[Known]:
    return [Known(item.id, item.origin, content_hash(item)) for item in read(folder)]


def read(folder: Path, before: list[Known] | None = None) -> list[Article]:
    items = read_sources([folder], Identities(before or [], lambda origin: Path(file_of(origin)).exists()))
    return [item for item in items if isinstance(item, Article)]


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    for place, text in {"a/report.txt": "One.", "b/summit.txt": "Two.", "b/zoo.txt": "Three."}.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(text, "utf-8")
    return tmp_path


def ids(items: list[Article]) -> dict[str, str]:
    return {item.text: item.id for item in items}


def test_a_file_that_was_moved_and_renamed_keeps_its_id(wire: Path) -> None:
    before = known(wire)
    (wire / "b" / "summit.txt").rename(wire / "a" / "renamed.txt")
    assert ids(read(wire, before)) == {"One.": "report", "Two.": "summit", "Three.": "zoo"}
    after = [Known(item.id, item.origin, content_hash(item)) for item in read(wire, before)]
    (wire / "a" / "renamed.txt").write_text("Two, changed.", "utf-8")
    assert ids(read(wire, after))["Two, changed."] == "summit"  # also when it changes where it is now


def test_a_copy_is_an_article_of_its_own(wire: Path) -> None:
    before = known(wire)
    (wire / "b" / "copy.txt").write_text("Two.", "utf-8")
    assert sorted(item.id for item in read(wire, before)) == ["copy", "report", "summit", "zoo"]


def test_one_that_was_moved_and_changed_is_another(wire: Path) -> None:
    before = known(wire)
    (wire / "b" / "summit.txt").unlink()
    (wire / "b" / "other.txt").write_text("Two, changed.", "utf-8")
    assert ids(read(wire, before)) == {"One.": "report", "Three.": "zoo", "Two, changed.": "other"}


def test_a_newcomer_of_the_same_name_takes_no_id_away(wire: Path) -> None:
    """a/zoo.txt is read before b/zoo.txt, which was there first."""
    before = known(wire)
    (wire / "a" / "zoo.txt").write_text("Newcomer.", "utf-8")
    found = ids(read(wire, before))
    assert found["Three."] == "zoo"
    assert found["Newcomer."].startswith("zoo-")
    (wire / "b" / "zoo.txt").unlink()
    assert ids(read(wire, before))["Newcomer."] == "zoo"  # where it is gone, its name is free


def test_a_given_id_is_kept_unless_another_file_had_it(wire: Path) -> None:
    before = known(wire)
    (wire / "records.jsonl").write_text('{"id": "zoo", "text": "Given."}\n{"text": "Line two."}\n', "utf-8")
    assert ids(read(wire, before))["Given."] == "records:zoo"
    again = [Known("zoo", f"{wire}/yesterday.jsonl:1", "")]
    assert ids(read(wire / "records.jsonl", again)) == {"Given.": "zoo", "Line two.": "records-2"}


@pytest.mark.parametrize(
    ("origin", "file"),
    [("/x/a.txt", "/x/a.txt"), ("/x/r.jsonl:12", "/x/r.jsonl"), ("/x/a:b.txt", "/x/a:b.txt"), (":1", ":1"), ("", "")],
)
def test_the_file_of_an_origin(origin: str, file: str) -> None:
    assert file_of(origin) == file


def test_under() -> None:
    assert is_under("/x/a.txt", [Path("/x")])
    assert is_under("/x/r.jsonl:3", [Path("/x/r.jsonl")])
    assert is_under("/x/a.txt", [Path("/y"), Path("/x/a.txt")])
    assert not is_under("/xy/a.txt", [Path("/x")])


def test_a_given_id_that_looks_like_a_made_one_is_never_changed(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    (tmp_path / "x" / "r.jsonl").write_text('{"text": "Made one."}\n{"text": "Made two."}\n', "utf-8")
    (tmp_path / "y" / "r.jsonl").write_text('{"text": "Made three."}\n{"id": "r-2", "text": "Given."}\n', "utf-8")
    found = ids(read(tmp_path))
    assert found["Given."] == "r-2"
    assert found["Made one."] == "r-1"
    assert found["Made two."].startswith("r-2-")  # it gives way, though it was read first
    assert found["Made three."].startswith("r-1-")


def test_a_file_that_had_an_id_keeps_it_and_a_newcomer_gives_way(tmp_path: Path) -> None:
    (tmp_path / "zoo.txt").write_text("Three.", "utf-8")
    before = known(tmp_path)
    (tmp_path / "a.jsonl").write_text('{"id": "zoo", "title": "zoo", "text": "Given."}\n', "utf-8")  # read first
    identities = Identities(before, lambda origin: True)
    found = {item.text: item.id for item in read_sources([tmp_path], identities) if isinstance(item, Article)}
    assert found == {"Three.": "zoo", "Given.": "a:zoo"}
    assert identities.notes == [f"{tmp_path}/a.jsonl:1: its id 'zoo' is that of {tmp_path}/zoo.txt; here it is 'a:zoo'"]
    new = ids(read(tmp_path))
    assert new["Given."] == "zoo"
    assert new["Three."].startswith("zoo-")
    (tmp_path / "a.jsonl").unlink()
    after = [Known(new["Three."], f"{tmp_path}/zoo.txt", "")]
    assert ids(read(tmp_path, after)) == {"Three.": new["Three."]}


def test_a_link_out_of_the_folder_keeps_no_id_free(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.jsonl").write_text('{"id": "zoo", "text": "Given."}\n', "utf-8")
    (tmp_path / "in" / "out.jsonl").symlink_to("../out.jsonl")
    (tmp_path / "in" / "zoo.txt").write_text("Three.", "utf-8")
    assert ids(read(tmp_path / "in")) == {"Three.": "zoo"}


def records(path: Path, *lines: tuple[str, str, str]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "\n".join(json.dumps(dict(zip(("id", "title", "text"), line, strict=True))) for line in lines), "utf-8"
    )


def test_an_id_belongs_to_the_file_that_gave_it_first(tmp_path: Path) -> None:
    """Two exports that both count from 1; the second is added, then both are read again."""
    records(tmp_path / "in" / "harbor.jsonl", ("1", "Storm", "It blew."))
    before = known(tmp_path / "in")
    records(tmp_path / "in" / "a.jsonl", ("1", "Bridge", "It fell."), ("2", "Mayor", "She left."))
    identities = Identities(before, lambda origin: True)
    added = list(read_sources([tmp_path / "in" / "a.jsonl"], identities))
    assert [item.id for item in added if isinstance(item, Article)] == ["a:1", "2"]
    note = f"{tmp_path}/in/a.jsonl:1: its id '1' is that of {tmp_path}/in/harbor.jsonl:1; here it is 'a:1'"
    assert identities.notes == [note]
    after = [*before, *(Known(i.id, i.origin, content_hash(i), i.title) for i in added if isinstance(i, Article))]
    assert ids(read(tmp_path / "in", after)) == {"It fell.": "a:1", "She left.": "2", "It blew.": "1"}


def test_a_later_export_brings_the_same_story_up_to_date(tmp_path: Path) -> None:
    records(tmp_path / "yesterday.jsonl", ("1", "Storm", "It blew."))
    before = [item._replace(title="Storm") for item in known(tmp_path)]
    records(tmp_path / "today.jsonl", ("1", "Storm", "It blew all night."))
    identities = Identities(before, lambda origin: True)
    (article,) = read_sources([tmp_path / "today.jsonl"], identities)
    assert isinstance(article, Article)
    assert (article.id, identities.notes) == ("1", [])
