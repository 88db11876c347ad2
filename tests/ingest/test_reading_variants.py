"""Variants of what newsrooms have, that no other test names: of headings, fields, columns, marks and letters."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from pathlib import Path

import pytest

from qa.ingest.encodings.decode import decoded
from qa.text.near_duplicates import same_fact
from qa.text.sentences import split
from tests.ingest.heads import LAMP
from tests.ingest.reading import articles, prose

DAY = date(2019, 5, 3)
OUT = "The lamp of Cape Farrow went out on Thursday night, the harbor board said. Nobody was hurt."


@pytest.mark.parametrize("above", ["1 of 12 DOCUMENTS", "https://courier.example/lamp", "Search\n\nLog in", "Menu"])
def test_a_title_below_what_a_page_or_a_database_sets_first(tmp_path: Path, above: str) -> None:
    (tmp_path / "a.txt").write_text(f"{above}\n\n{LAMP}\n\nMay 3, 2019\n\n{OUT}\n")
    (article,) = articles(tmp_path)
    assert (article.title, article.published, prose(article)) == (LAMP, DAY, [OUT])


def test_a_title_marked_as_in_markdown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"# {LAMP}\n\nMay 3, 2019\n\n{OUT}\n")
    (article,) = articles(tmp_path)
    assert (article.title, article.published) == (LAMP, DAY)


@pytest.mark.parametrize("field", ["publish_date", "date_publish", "publishedAt", "pub_date", "datePublished", "DATE"])
@pytest.mark.parametrize("value", [{"$date": "2019-05-03T10:12:00Z"}, 1556878320, 20190503, "3rd of May 2019"])
def test_a_day_by_any_name_in_any_form(tmp_path: Path, field: str, value: object) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"Headline": LAMP, "Content": OUT, field: value}))
    (article,) = articles(tmp_path)
    assert (article.title, article.published) == (LAMP, DAY)


@pytest.mark.parametrize("width", [40, 72, 100, 110])
@pytest.mark.parametrize("indent", ["", "  "])
def test_columns_of_any_width_without_empty_lines(tmp_path: Path, width: int, indent: str) -> None:
    written = [
        f"{OUT} {told}" for told in ("Its keeper had left in March.", "Boats wait at the pier until a new one burns.")
    ]
    lines = [line for text in written for line in textwrap.wrap(text, width, initial_indent=indent)]
    (tmp_path / "a.txt").write_text("\n".join([LAMP, "", "May 3, 2019", "", *lines]))
    (article,) = articles(tmp_path)
    assert [" ".join(text.split()) for text in prose(article)] == written
    assert len(split(article.text, article.body)) == 6


@pytest.mark.parametrize("quoted", ["‹Das hält.›", "›Das hält.‹", "‹ Ça tient. ›", "“It holds.”", "„Das hält.“"])
@pytest.mark.parametrize("language", ["", "de", "fr"])
def test_quotation_marks_belong_to_their_sentence(quoted: str, language: str) -> None:
    text = f"{quoted} Roe nickte."
    assert [sentence.text for sentence in split(text, [(0, len(text))], language)] == [quoted, "Roe nickte."]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Старый мост через реку закрыли в понедельник, сказал мэр."),
        ("mac_cyrillic", "Маяк погас.\n\nМэр сказал: ремонт начнётся в июне."),
    ],
)
def test_russian_of_windows_and_of_the_mac(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)).text == text


def test_what_is_added_is_said() -> None:
    assert same_fact("The lamp will burn in May, Roe said Friday.", "The lamp will burn in May, Roe added.")
    assert not same_fact("The lamp will burn, and Roe said two boats.", "The lamp will burn, and Roe added two boats.")


@pytest.mark.parametrize("day", ["1991-01-02", "1965-03-04T10:00:00Z"])
def test_a_page_of_before_1995_has_its_day(tmp_path: Path, day: str) -> None:
    tag = f'<meta property="article:published_time" content="{day}">'
    (tmp_path / "a.html").write_text(
        f"<html><head>{tag}</head><body><h1>{LAMP}</h1>{f'<p>{OUT}</p>' * 3}</body></html>"
    )
    (article,) = articles(tmp_path)
    assert (article.title, str(article.published)) == (LAMP, day[:10])


@pytest.mark.parametrize(
    "line",
    [
        "Auf Facebook teilen", "Deel dit artikel", "Leer en español", "Read in Spanish", "Don't miss a story", "0:35",
        "1:02:33", "Like Loading...", "External links", "Your US State Privacy Rights", "Closed captioning",
        "By using this site you agree to our terms", "Terms of Service apply. This site is protected by reCAPTCHA",
        "Transcripts are created on a rush deadline by a contractor. This text may not be in its final form.",
        "Image caption\n\nThe lamp in 1950", "Image source:\n\nOxley Library",
    ],
)  # fmt: skip
def test_what_a_page_leaves_below_an_article(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"{LAMP}\n\nMay 3, 2019\n\n{OUT}\n\n{line}\n\nIts keeper had left in March.\n")
    (article,) = articles(tmp_path)
    assert prose(article) == [OUT, "Its keeper had left in March."]


@pytest.mark.parametrize(
    "line",
    [
        "It burned for 1:02:33 that night.",
        "This site is protected by a wall.",
        "By using this lamp you agree to burn it.",
    ],
)
def test_what_only_sounds_so_is_prose(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(f"{LAMP}\n\nMay 3, 2019\n\n{OUT}\n\n{line}\n\nIts keeper had left in March.\n")
    (article,) = articles(tmp_path)
    assert prose(article)[1] == line


@pytest.mark.parametrize(
    "day",
    [
        "3 mei 2019 om 10:12", "3. mai 2019 klokken 10:12", "3. května 2019 v 10:12", "3 mai 2019 ora 10:12",
        "3 Mei 2019 pukul 10:12", "May 3, 2019 / 10:12 AM / CBS News",
    ],
)  # fmt: skip
def test_a_time_behind_the_day(tmp_path: Path, day: str) -> None:
    (tmp_path / "a.txt").write_text(f"{LAMP}\n\n{day}\n\n{OUT}\n")
    (article,) = articles(tmp_path)
    assert (article.title, article.published, prose(article)) == (LAMP, DAY, [OUT])


def test_a_title_whose_first_line_ends_in_a_comma(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Lamp of Cape Farrow is out,\nand no keeper is left\n\nMay 3, 2019\n\n{OUT}\n")
    (article,) = articles(tmp_path)
    assert (article.title, article.published) == ("Lamp of Cape Farrow is out, and no keeper is left", DAY)


def test_wrapped_prose_of_two_lines_is_no_title(tmp_path: Path) -> None:
    text = "The lamp of Cape Farrow went out on Thursday night,\nand nobody was hurt when it did.\n\nIts keeper left."
    (tmp_path / "a.txt").write_text(text)
    (article,) = articles(tmp_path)
    assert (article.title, len(prose(article))) == ("", 2)
