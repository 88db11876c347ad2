"""Who wrote an article."""

import pytest

from qa.ingest.prose.bylines import Byline, is_beside_a_byline, read_byline, read_names, read_names_above
from tests.growth import grows_with_length_only


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ada Finch", Byline("Ada Finch")),
        ("BY ADA FINCH", Byline("ADA FINCH")),
        ("By: Ada Finch", Byline("Ada Finch")),
        ("Story by Ada Finch", Byline("Ada Finch")),
        ("By Ada Q. Finch Jr. and Tom van der Birk", Byline("Ada Q. Finch Jr. and Tom van der Birk")),
        ("By Ada Finch, Tom Birk and Ines Holt", Byline("Ada Finch, Tom Birk and Ines Holt")),
        ("By Ada Finch, Example News", Byline("Ada Finch", "Example News")),
        ("By Ada Finch, BBC News, Tarnwick", Byline("Ada Finch", "BBC News")),
        ("By Ada Finch | The Example Gazette", Byline("Ada Finch", "The Example Gazette")),
        ("By Ada Finch of the Example Gazette", Byline("Ada Finch", "the Example Gazette")),
        ("By ADA FINCH FOR THE HERALD", Byline("ADA FINCH", "THE HERALD")),
        ("By Ada Finch, USA TODAY Sports", Byline("Ada Finch")),
        ("By Ada Finch and Tom Birk, Staff Writers", Byline("Ada Finch and Tom Birk")),
        ("By Ada Finch Staff Writer", Byline("Ada Finch")),
        ("By Ada Finch, political editor", Byline("Ada Finch")),
        ("By Ada Finch, Special to The Herald", Byline("Ada Finch", "The Herald")),
        ("By Ada Finch in Tarnwick", Byline("Ada Finch")),
        ("By Ada Finch finch@example.com", Byline("Ada Finch")),
        ("By Ada Finch (@finch)", Byline("Ada Finch")),
        ("By The Associated Press", Byline("The Associated Press")),
        ("By Staff", Byline("Staff")),
        ("Von Ada Finch", Byline("Ada Finch")),
        ("par Ada Finch", Byline("Ada Finch")),
    ],
)
def test_bylines(line, byline):
    assert read_byline(line) == byline


@pytest.mark.parametrize(
    "line",
    """By Monday the lamp was lit again.
By Monday
By May
By the River
By popular demand the lamp stays
By a vote of 7-2, board backs lamp
By the numbers: the lamp
By Ada Finch?
Von Tarnwick nach Lakeside
Von Tarnwick
Par avion
Ada Finch
Bylines""".splitlines(),
)
def test_no_bylines(line):
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Ada Finch", Byline("Ada Finch")),
        ("Ada Finch in Tarnwick", Byline("Ada Finch")),
        ("Ada Q. Finch, Staff Writer", Byline("Ada Q. Finch")),
        ("Ada Finch and Tom Birk", Byline("Ada Finch and Tom Birk")),
        ("Ada Finch • Example News", Byline("Ada Finch", "Example News")),
        ("Keeper says a fuse had melted", None),
        ("Two Men Drown", None),
        ("The Keeper", None),
        ("Final Edition", None),
        ("Example News", None),
        ("Local News", None),
        ("Tarnwick", None),
    ],
)
def test_names_without_by(line, byline):
    assert read_names(line) == byline


def test_names_above_a_paper():
    assert read_names_above("Ada Finch", "Example News, Tarnwick") == Byline("Ada Finch", "Example News")
    assert read_names_above("Ada Finch", "Special to The Herald") == Byline("Ada Finch")
    assert read_names_above("Editors", "USA TODAY") == Byline("Editors", "USA TODAY")
    assert read_names_above("Ada Finch", "The lamp is out.") is None
    assert read_names_above("Lamp goes dark again", "Example News") is None


@pytest.mark.parametrize(
    ("line", "is_beside"),
    [
        ("Example News, Tarnwick", True),
        ("Staff Writer", True),
        ("Staff and wire reports", True),
        ("finch@example.com", True),
        ("@finch", True),
        ("The lamp", False),
        ("x" * 200, False),
    ],
)
def test_what_stands_below_a_byline(line, is_beside):
    assert is_beside_a_byline(line) is is_beside


@pytest.mark.parametrize("part", ["By Ada ", "Ada, ", "A. ", "and ", "By A | ", "a@b "])
def test_time_grows_with_the_number_of_lines_only(part):
    line = (part * 140)[:140]
    assert grows_with_length_only(lambda text: [read_byline(each) for each in text.split("\n")], f"{line}\n", 30_000)
