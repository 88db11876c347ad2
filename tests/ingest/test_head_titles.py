"""Titles, subtitles and kickers from the lines above an article, and the paper behind a title."""

from datetime import date

import pytest

from qa.ingest.head.head_lines import read_head
from tests.ingest.heads import LAMP, OCT_1, PROSE, Told, read, told


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_title_before_and_after_the_header(end):
    header, blank = "The Example Gazette - October 1, 2019", end * 2
    expected = ("Talks to resume", "The Example Gazette", OCT_1, PROSE)
    assert read(f"{header}{blank}Talks to resume{blank}{PROSE}") == expected
    assert read(f"Talks to resume{blank}{header}{blank}{PROSE}") == expected
    assert read(f"Talks to resume{end}{header}{end}{PROSE}") == expected
    assert read(f"Talks to resume - {header}{blank}{PROSE}") == expected


def test_boilerplate_and_bylines_are_no_titles():
    text = f"Advertisement\n\nBy Jane Q. Doe and John Roe\n\nTalks to resume\n\n{PROSE}"
    assert read(text) == ("Talks to resume", "", None, PROSE)
    assert read(f"By Jane Doe\n\n{PROSE}") == ("", "", None, PROSE)
    assert told("Ada Finch\n\nUSA TODAY") == Told("", "USA TODAY", byline="Ada Finch")


@pytest.mark.parametrize(
    "title",
    [
        "Will the lamp be lit again?",
        "Lit again!",
        "The lamp is out.",
        "Harbor board sues U.S.",
        "Keeper: 'Not my fault'",
        "“Not my fault,” says keeper of Cape Farrow",
        "Lamp in Ashwell, Mass., goes dark",
        "LAMP OF CAPE FARROW GOES DARK",
        "2019 was dark",
    ],
)
@pytest.mark.parametrize("day", ["October 1, 2019", "By Ada Finch\n\nOctober 1, 2019"])
def test_titles_of_any_form_above_what_is_certain(title, day):
    text = f"{title}\n\n{day}\n\n{PROSE}"
    assert read(text) == (title, "", OCT_1, PROSE)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Harbor board replaces lamp that\nhas burned for ninety years", "that\nhas"),
        ("Lamp of Cape Farrow goes dark on the\nFourth of July", "the\nFourth"),
        ("LAMP OF CAPE FARROW\nGOES DARK", "FARROW\nGOES"),
    ],
)
@pytest.mark.parametrize("below", ["", "\n\nOctober 1, 2019", "\nBy Ada Finch"])
def test_a_title_of_two_lines(lines, title, below):
    assert title in lines
    found = told(f"{lines}{below}")
    assert (found.title, found.left) == (lines.replace("\n", " "), "")


@pytest.mark.parametrize(
    "subtitle",
    [
        "Keeper says a fuse had melted",
        "Keeper says a fuse had melted\n\nBoard meets on Tuesday",
        "A VOTE IN THE HARBOR",
    ],
)
def test_subtitles(subtitle):
    assert told(f"{LAMP}\n\n{subtitle}\n\nOctober 1, 2019") == Told(LAMP, published=OCT_1)
    assert told(f"{LAMP}\n{subtitle}\n\nOctober 1, 2019") == Told(LAMP, published=OCT_1)


@pytest.mark.parametrize(
    ("lines", "section"),
    [
        (f"LOCAL NEWS\n\n{LAMP}\n\nOctober 1, 2019", "LOCAL NEWS"),
        (f"Opinion\n{LAMP}\nOctober 1, 2019", "Opinion"),
        (f"Opinion | {LAMP}\n\nOctober 1, 2019", "Opinion"),
        (f"EXCLUSIVE: {LAMP}\n\nOctober 1, 2019", "EXCLUSIVE"),
        (f"{LAMP}\n\nWorld | October 1, 2019", "World"),
        (f"SECTION: News; Pg. 1\n\n{LAMP}\n\nOctober 1, 2019", "News"),
    ],
)
def test_kickers(lines, section):
    assert told(lines) == Told(LAMP, published=OCT_1, section=section)


def test_a_kicker_without_a_day():
    assert told(f"Local News\n\n{LAMP}") == Told(LAMP, section="Local News")
    assert told("Local News") == Told(section="Local News")


@pytest.mark.parametrize(
    "above",
    [
        "We value your privacy\n\nWe and our partners store cookies on your device.\n\nAccept all\n\nReject all",
        "Home > News > Local",
        "Home\nNews\nSport\nWeather",
        "Skip to content\n\nMenu",
        "3 of 40 DOCUMENTS",
        "https://example.com/lamp.jpg",
        "Share\n\n34 comments",
    ],
)
def test_the_page_above_a_title(above):
    assert told(f"{above}\n\n{LAMP}\n\nOctober 1, 2019") == Told(LAMP, published=OCT_1)
    assert told(f"{above}\n\n{LAMP}") == Told(LAMP)


def test_an_address_above_the_title():
    assert read_head(f"https://example.com/lamp\n\n{LAMP}\n\n{PROSE}").url == "https://example.com/lamp"


@pytest.mark.parametrize("line", [f"# {LAMP}", f"## {LAMP} ##", f"**{LAMP}**", f"{LAMP}\n======", f"{LAMP}\n---"])
def test_marks_of_markdown(line):
    assert told(line) == Told(LAMP)
    assert told(f"{line}\n\n*October 1, 2019*") == Told(LAMP, published=OCT_1)


def test_a_heading_of_markdown_needs_no_empty_line():
    assert read(f"# {LAMP}\n{PROSE}") == (LAMP, "", None, PROSE)
    assert read_head(f"# 1. FC Lamp wins\n\n{PROSE}").title == "# 1. FC Lamp wins"  # without the mark: a list


@pytest.mark.parametrize(
    ("title", "source"),
    [
        (f"{LAMP} - The Example Times", "The Example Times"),
        (f"Opinion | {LAMP} | The Example Times", "The Example Times"),
        (f"{LAMP} – Harbor Radio", "Harbor Radio"),
        (f"{LAMP} | News | example.com", "example.com"),
    ],
)
def test_the_name_of_the_paper_behind_the_title(title, source):
    found = told(f"{title}\n\nOctober 1, 2019")
    assert (found.title, found.source) == (LAMP, source)
    assert told(f"{title}\n\nMeridian - October 1, 2019").title == LAMP
    found = told(f"{LAMP} - Meridian\n\n- Meridian - October 1, 2019")
    assert (found.title, found.source) == (LAMP, "Meridian")


def test_only_so_many_lines_may_be_a_title_and_what_is_below():
    lines = "\n\n".join(f"A lamp number {number}" for number in range(6))
    assert read_head(f"{lines}\n\nOctober 1, 2019\n\n{PROSE}").published is None


def test_a_note_of_correction_below_a_short_article_is_no_part_of_its_head() -> None:
    text = (
        "- The Example Gazette - Monday, May 6, 2019\n\nState to pay for bridge\n\n"
        "The state will pay for a new bridge over the Mill River, the governor said.\n\n"
        "She signed the bill at the town hall.\n\nCorrection: May 8, 2019\n\nIt is iron, not wood.\n"
    )
    head = read_head(text)
    assert (head.title, head.published) == ("State to pay for bridge", date(2019, 5, 6))
    assert text[head.end :].lstrip().startswith("The state will pay")


@pytest.mark.parametrize(
    "mark", ["CORRECTED: ", "CORRECTION - ", "CORRECTED-REFILE-", "(CORRECTED) ", "Clarification: "]
)
def test_the_headline_of_a_corrected_story_is_its_title(mark: str) -> None:
    """Such a line looks like the note on a correction, which is no part of the article."""
    head = read_head(f"{mark}{LAMP}\n\nThe Cape Post - October 1, 2019\n\n{PROSE}")
    assert (head.title, head.published) == (LAMP, OCT_1)
    assert head.details.corrections == (head.details.section,) == (mark.strip(" -:()"),)


def test_a_note_on_a_correction_is_no_title() -> None:
    note = "Correction: An earlier version of this article misstated the age of the lamp"
    head = read_head(f"{note}\n\n{LAMP}\n\nOctober 1, 2019\n\n{PROSE}")
    assert head.title == LAMP
