"""Titles without kicker and paper, and what looks like a section or a paper."""

import pytest

from qa.ingest.head.titles import PlainTitle, is_labelled, names_in_bar, plain_title
from qa.ingest.prose.outlets import is_outlet, is_section
from tests.growth import grows_with_length_only

LAMP = "Lamp of Cape Farrow goes dark"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        (f"Opinion | {LAMP} - The Example Times", PlainTitle(LAMP, "Opinion", "The Example Times")),
        (f"Op-Ed Columnist: {LAMP}", PlainTitle(LAMP, "Op-Ed Columnist")),
        (f"Analysis - {LAMP}", PlainTitle(LAMP, "Analysis")),
        (f"World » {LAMP}", PlainTitle(LAMP, "World")),
        (f"{LAMP} | News | The Example Gazette", PlainTitle(LAMP, "", "The Example Gazette")),
        (f"{LAMP} — BBC News", PlainTitle(LAMP, "", "BBC News")),
        (f"{LAMP} | example.co.uk", PlainTitle(LAMP, "", "example.co.uk")),
        (f"UPDATE 2-{LAMP}", PlainTitle(LAMP, "UPDATE 2")),
        (f"CORRECTED-UPDATE 3-{LAMP}", PlainTitle(LAMP, "CORRECTED-UPDATE 3")),
        (f"Corrected: {LAMP} - The Example Times", PlainTitle(LAMP, "Corrected", "The Example Times")),
        (f"[Updated] {LAMP}", PlainTitle(LAMP, "Updated")),
        (f"{LAMP} (CORRECTED)", PlainTitle(LAMP, "CORRECTED")),
        (f"{LAMP} (Opinion)", PlainTitle(LAMP, "Opinion")),
        (f"{LAMP} [Analysis] - The Example Times", PlainTitle(LAMP, "Analysis", "The Example Times")),
        (f"[Opinion] {LAMP}", PlainTitle(LAMP, "Opinion")),
        (f"(Letter) {LAMP}", PlainTitle(LAMP, "Letter")),
        (f"{LAMP} (VIDEO)", PlainTitle(LAMP, "VIDEO")),
        (f"Video: {LAMP}", PlainTitle(LAMP, "Video")),
        (f"In pictures: {LAMP}", PlainTitle(LAMP, "In pictures")),
        (f"WATCH | {LAMP}", PlainTitle(LAMP, "WATCH")),
        (f"{LAMP} :: The Example Times", PlainTitle(LAMP, "", "The Example Times")),
        (f"{LAMP} « The Example Times", PlainTitle(LAMP, "", "The Example Times")),
        (f"{LAMP} › News › example.com", PlainTitle(LAMP, "", "example.com")),
    ],
)
def test_what_stands_around_a_title(title, plain):
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    "title",
    [
        LAMP,
        "",
        "Talks: the next round",
        "Explainer: the lamps that nobody lights",
        f"{LAMP} - and burns again",
        f"{LAMP} - Keeper",
        "Lakeside 3 - Harbor Times 2",
        "Review - The Post",
        "Keeper out - police report",
        "News | Times",
        "Opinion: Lamps",
        "Corrected figures show that the lamp burns",
        "Update: a word on why lamps go dark",
        "Lead: what stands in the glass of lamps",
        "Correction: lamps",
        "The Keeper | A Novel",
        "The Keeper (film)",
        "Lamp (opinion)",
        "(Opinion) Lamps",
        "Video: lamps of the coast",
        "Video lamps: the next round",
        "Watch: Lamps",
        f"{LAMP} (again)",
        f"{LAMP} :: and burns again",
        "Vue sur « Le phare »",
    ],
)
def test_a_title_that_stays(title):
    assert plain_title(title) == PlainTitle(title)


def test_the_name_of_the_source_behind_a_title():
    assert plain_title(f"{LAMP} - Meridian", "The Meridian") == PlainTitle(LAMP, "", "Meridian")
    assert plain_title(f"{LAMP} - Meridian", "Example Gazette") == PlainTitle(f"{LAMP} - Meridian")


@pytest.mark.parametrize(
    "name", ["Local News", "WORLD", "Opinion", "Arts & Culture", "Letters to the editor", "Politics"]
)
def test_sections(name):
    assert is_section(name)


@pytest.mark.parametrize("name", ["Local hero", "Lamp", "", "World News Sport Business Travel", "& ,"])
def test_no_sections(name):
    assert not is_section(name)


@pytest.mark.parametrize(
    "name", ["The Example Gazette", "Harbor Radio", "Le Monde", "The Star", "example.com", "USA TODAY"]
)
def test_outlets(name):
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["Film Star", "The keeper", "daily bread", "Gazette, Harbor", "3 Times", "", "Press"])
def test_no_outlets(name):
    assert not is_outlet(name)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("NEWS | HARBOR CITY", ["NEWS", "HARBOR CITY"]),
        ("Tarnwick / News", ["Tarnwick", "News"]),
        ("Tarnwick » News » Lamps", ["Tarnwick", "News", "Lamps"]),
        ("EXCLUSIVE | POLITICS", ["EXCLUSIVE", "POLITICS"]),
        ("Film | Lost Hours", []),
        ("Review | Hamlet", []),
        ("Sports | Harbor City wins the cup", []),
        ("Cod | Herring", []),
        ("News | the lamp", []),
        ("News", []),
        ("News | " * 20, []),
    ],
)
def test_names_of_sections_and_places_in_a_bar(line, names):
    assert names_in_bar(line) == names


def test_titles_with_a_label():
    assert is_labelled("In pictures: the lamps of the coast")
    assert is_labelled("QUIZ: How old is the lamp?")
    assert not is_labelled("Pictures of lamps: nine of them")


@pytest.mark.parametrize(
    "part", ["a - ", "Opinion | ", "The Times ", " | ", "- ", "(opinion) a ", "[a", "a ( ", "Video: "]
)
def test_time_grows_with_the_length(part):
    assert grows_with_length_only(plain_title, part, 20_000)
