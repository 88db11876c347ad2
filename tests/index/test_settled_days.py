"""5/3/2019 in files of one article each, in the order of the other days that their outlet prints in numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qa.index.build import add_articles, build_index
from qa.index.library import Library
from tests.encoders import HashEncoder

MAY_3, MARCH_5, MAY_23 = date(2019, 5, 3), date(2019, 3, 5), date(2019, 5, 23)
PROSE = "The ferry to Tarnwick runs again after a winter of storms. Nobody had thought that it would. " * 3


def text(day: str, source: str = "") -> str:
    above = f"Source: {source}\n" if source else ""
    return f"Ferry runs again\n{above}Published: {day}\n\n{PROSE}\n"


def markdown(day: str, source: str = "") -> str:
    above = f"source: {source}\n" if source else ""
    return f"---\ntitle: Ferry runs again\n{above}---\n\n# Ferry runs again\n\n{day}\n\n{PROSE}\n"


def front_matter(day: str, source: str = "") -> str:
    above = f"source: {source}\n" if source else ""
    return f"---\ntitle: Ferry runs again\ndate: {day}\n{above}---\n\n{PROSE}\n"


def page(day: str, source: str = "") -> str:
    site = f'<meta property="og:site_name" content="{source}">' if source else ""
    return (
        f"<html><head><title>Ferry runs again</title>{site}</head><body><article><h1>Ferry runs again</h1>"
        f"<p>Published {day}</p><p>{PROSE}</p></article></body></html>"
    )


FORMS: dict[str, tuple[str, Callable[..., str]]] = {
    "text": ("txt", text),
    "markdown": ("md", markdown),
    "front matter": ("md", front_matter),
    "page": ("html", page),
}


def write(folder: Path, form: str, **told: str) -> Path:
    folder.mkdir(exist_ok=True)
    suffix, written = FORMS[form]
    for name, day in told.items():
        (folder / f"{name}.{suffix}").write_text(written(*day.split("|")), "utf-8")
    return folder


def built(folder: Path, indexes: Path | None = None) -> dict[str, date | None]:
    indexes = indexes or folder.parent / "fresh"
    build_index([folder], indexes, "default", HashEncoder())
    return held(indexes)


def held(indexes: Path) -> dict[str, date | None]:
    with Library(indexes / "default" / "library.db", readonly=True) as library:
        articles = list(library.articles())
    assert {article.text[slice(*article.body[0])] for article in articles} == {PROSE.strip()}
    assert {article.title for article in articles} == {"Ferry runs again"}
    return {article.id: article.published for article in articles}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("other", "day"), [("5/23/2019", MAY_3), ("23/5/2019", MARCH_5), ("05-23-2019", MAY_3), ("2019-05-23", None)]
)
def test_the_other_files_of_a_folder_tell_the_order(form: str, other: str, day: date | None, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", form, a="5/3/2019", b=other, c="5/3/2019")
    assert built(folder) == {"a": day, "b": MAY_23, "c": day}


@pytest.mark.parametrize("form", FORMS)
def test_dots_are_day_first_until_another_file_contradicts(form: str, tmp_path: Path) -> None:
    folder, indexes = tmp_path / "in", tmp_path / "ix"
    assert built(write(folder, form, a="03.05.2019"), indexes) == {"a": MAY_3}
    assert built(write(folder, form, b="05.23.2019"), indexes) == {"a": MARCH_5, "b": MAY_23}
    assert built(write(folder, form, c="23.05.2019"), indexes) == {"a": None, "b": MAY_23, "c": MAY_23}
    for path in (*folder.glob("b.*"), *folder.glob("c.*")):
        path.unlink()
    assert built(folder, indexes) == {"a": MAY_3} == built(folder)


def test_dates_that_contradict_one_another_settle_nothing_and_names_of_files_go_before(tmp_path: Path) -> None:
    told = {"a": "5/3/2019", "b": "5/23/2019", "2019-05-04-d": "5/3/2019"}
    guessed = {"2019-05-04-d": date(2019, 5, 4)}
    folder = write(tmp_path / "in", "text", **told)
    assert built(folder) == {"a": MAY_3, "b": MAY_23, **guessed}
    write(folder, "text", c="23/5/2019")
    assert built(folder) == {"a": None, "b": MAY_23, "c": MAY_23, **guessed}


@pytest.mark.parametrize("form", FORMS)
def test_it_is_noted_what_told_the_day(form: str, tmp_path: Path) -> None:
    folder, indexes = tmp_path / "in", tmp_path / "ix"
    for day, told in (("5/23/2019", "its outlet's other days"), ("23/5/2019", None)):
        built(write(folder, form, a="5/3/2019", **{f"b{day[:2].strip('/')}": day}), indexes)
        with Library(indexes / "default" / "library.db", readonly=True) as library:
            assert dict(library.article("a").details.told_by).get("published") == told


@pytest.mark.parametrize("form", FORMS)
def test_each_outlet_has_its_order(form: str, tmp_path: Path) -> None:
    told = {"a": "5/3/2019|The Oxley Wire", "b": "23/5/2019|The Oxley Wire", "c": "5/3/2019|The Carrick Post"}
    folder = write(tmp_path / "in", form, **told, d="5/23/2019|The Carrick Post", e="5/3/2019|The Dunholt Echo")
    assert built(folder) == {"a": MARCH_5, "b": MAY_23, "c": MAY_3, "d": MAY_23, "e": None}


def test_the_other_days_of_a_line_tell_its_order(tmp_path: Path) -> None:
    line = "5/3/2019 · Updated: 5/23/2019"
    assert built(write(tmp_path / "in", "text", a=line, b="5/4/2019")) == {"a": MAY_3, "b": None}


def test_the_day_of_a_change_stands_in_for_an_open_one(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", "text", a="5/3/2019 · Updated: May 6, 2019")
    assert built(folder) == {"a": date(2019, 5, 6)}
    write(folder, "text", b="5/23/2019")
    assert built(folder) == {"a": MAY_3, "b": MAY_23}


def test_an_update_settles_as_a_build_does_and_writes_no_more_than_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.index.seen._SETTLED", -1e9)  # files count as unchanged at once
    indexes, encoder = tmp_path / "ix", HashEncoder()
    folder = write(tmp_path / "in", "text", a="5/3/2019", x="May 1, 2019")
    assert build_index([folder], indexes, "default", encoder).undated == 1
    assert held(indexes)["a"] is None
    write(folder, "text", b="5/23/2019")
    assert build_index([folder], indexes, "default", encoder).undated == 0
    assert held(indexes) == {"a": MAY_3, "b": MAY_23, "x": date(2019, 5, 1)}
    write(folder, "text", a="5/3/2019", c="5/4/2019")
    report = build_index([folder], indexes, "default", encoder)
    assert (report.new, report.changed, report.removed, report.undated) == (1, 0, 0, 0)
    assert held(indexes)["c"] == date(2019, 5, 4)
    write(folder, "text", d="5/6/2019")
    add_articles([folder / "d.txt"], indexes, "default", encoder)
    assert held(indexes) == built(folder)
