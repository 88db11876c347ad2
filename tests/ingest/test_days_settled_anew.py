"""5/3/2019 when the articles that told its order are removed, and in a survey before anything is built."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa.archive import Archive
from qa.index.build import build_index, plan, remove_articles
from qa.index.library import Library
from qa.index.survey import survey
from tests.encoders import HashEncoder

PROSE = "The ferry to Tarnwick runs again after a winter of storms, and {} had thought that it would.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """May 3 and May 4, as "b" tells, and a day in words."""
    (tmp_path / "in").mkdir()
    for name, day in {"a": "5/3/2019", "b": "5/23/2019", "c": "5/4/2019", "d": "May 9, 2019"}.items():
        text = f"Ferry {name} runs again\nPublished: {day}\n\n{PROSE.format(f'keeper {name}')}"
        (tmp_path / "in" / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path / "in"


def held(indexes: Path) -> dict[str, date | None]:
    with Library(indexes / "default" / "library.db", readonly=True) as library:
        return {article.id: article.published for article in library.articles()}


def test_a_removal_settles_anew_what_stood_on_the_removed(folder: Path, tmp_path: Path) -> None:
    indexes = tmp_path / "ix"
    build_index([folder], indexes, "default", HashEncoder())
    assert held(indexes)["a"] == date(2019, 5, 3)
    report = remove_articles(["b"], indexes, "default", HashEncoder)
    assert (report.removed, report.encoded) == (1, 0)
    assert held(indexes) == {"a": None, "c": None, "d": date(2019, 5, 9)}
    assert Archive(indexes, verify=False).article("a").article.published is None
    wanted = plan(indexes, "default")
    assert (wanted.new, wanted.changed, wanted.removed, wanted.to_encode) == (0, 0, 0, 0)


def test_a_removal_leaves_days_that_others_tell(folder: Path, tmp_path: Path) -> None:
    indexes = tmp_path / "ix"
    build_index([folder], indexes, "default", HashEncoder())
    remove_articles(["c"], indexes, "default", HashEncoder)
    assert held(indexes) == {"a": date(2019, 5, 3), "b": date(2019, 5, 23), "d": date(2019, 5, 9)}


def test_a_survey_tells_the_days_that_a_build_settles(folder: Path, tmp_path: Path) -> None:
    found = survey([folder], tmp_path / "ix", "default", HashEncoder())
    assert (found.articles, found.undated, found.first, found.last) == (4, 0, date(2019, 5, 3), date(2019, 5, 23))
    (folder / "b.txt").unlink()
    found = survey([folder], tmp_path / "ix", "default", HashEncoder())
    assert (found.articles, found.undated, found.first, found.last) == (3, 2, date(2019, 5, 9), date(2019, 5, 9))
