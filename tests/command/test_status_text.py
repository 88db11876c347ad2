"""What `qa status` names besides the counts."""

from __future__ import annotations

from pathlib import Path

from qa import Archive
from qa.command.render_index import status_text
from qa.index.build import build_index
from qa.index.types import UNDATED
from tests.encoders import HashEncoder


def test_articles_without_a_date_are_named(archive: Archive) -> None:
    status = archive.status()
    assert (status.undated, status.undated_ids) == (1, ("records-2",))
    assert "undated    1 article: records-2\n" in f"{status_text(status)}\n"


def test_of_many_without_a_date_the_first_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = [f"turnips-{number:02}" for number in range(UNDATED + 3)]
    for name in names:
        (folder / f"{name}.txt").write_text(f"Turnips grow well in the field of {name}.\n", "utf-8")
    (folder / "dated.txt").write_text("- The Courier - May 2, 2019\n\nA goat won the race.\n", "utf-8")
    build_index([folder], tmp_path / "ix", "default", HashEncoder())
    status = Archive(tmp_path / "ix").status()
    assert (status.undated, status.undated_ids) == (len(names), tuple(names[:UNDATED]))
    assert f"undated    {len(names)} articles: {', '.join(names[:UNDATED])}, …\n" in f"{status_text(status)}\n"


def test_an_archive_of_dated_articles_names_none(tmp_path: Path) -> None:
    (tmp_path / "dated.txt").write_text("- The Courier - May 2, 2019\n\nA goat won the race.\n", "utf-8")
    build_index([tmp_path / "dated.txt"], tmp_path / "ix", "default", HashEncoder())
    assert "undated" not in status_text(Archive(tmp_path / "ix").status())
