"""Lines that name what they tell, and what speakers say behind such a word."""

import pytest

from qa.ingest.head.head_lines import read_head
from qa.ingest.head.keyed_lines import is_name, read_keyed

LAMP = "Lamp of Cape Farrow goes dark"
PROSE = "Talks will resume on Saturday. Nobody knows why."


@pytest.mark.parametrize(
    "line",
    """Reporter: Why does the lamp have to go?
Reporter: And the tower?
Reporter: Thank you, Mayor.
Reporter: Yes.
Reporter: Good morning.
Reporter: Dana Pike has resigned.
Author: It has to go, I said.
Writer: Because it had to go.
Publisher: We print on Fridays.
Source: The lamp has to go, a keeper says.
Source: Has the lamp gone?""".splitlines(),
)
def test_what_somebody_says_is_prose(line):
    text = f"{LAMP}\n\nOctober 1, 2019\n\n{line}\n\nKeeper: A fuse had melted.\n\n{PROSE}"
    head = read_head(text)
    assert text[head.end :].lstrip().startswith(line)
    assert (head.title, head.source, head.details.byline) == (LAMP, "", "")


@pytest.mark.parametrize(
    "name",
    """Ada Finch
Ada Finch Jr.
Ada Finch, Tarnwick
Ada Finch, staff writer of the Example Gazette
Ada Finch and Tom van der Birk
ada finch
AP
example.com
The Example Gazette (Harbor City)
Harbor City Department of Health
staff and wire reports
No. 9 Press
Example Press Inc.""".splitlines(),
)
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "words", ["Why?", "No.", "Yes, we do", "Keeper, they said,", "the lamp of the cape is out", "Lamps burn at night"]
)
def test_no_names(words):
    assert not is_name(words)


@pytest.mark.parametrize(
    "lines",
    [
        f"title: {LAMP}\ndate: 2019-10-01\nsource: The Example Gazette",
        f"headline: {LAMP}\npublished: October 1, 2019\npublisher: The Example Gazette",
        f"date: 2019-10-01\nsource: The Example Gazette\ntitle: {LAMP}",
        f"Title: {LAMP}\ndate: 2019-10-01\nsource: The Example Gazette",
        f"**Title:** {LAMP}\n**Date:** October 1, 2019\n**Source:** The Example Gazette",
    ],
)
def test_keys_in_small_letters(lines):
    head = read_head(f"{lines}\n\n{PROSE}")
    assert (head.title, str(head.published), head.source) == (LAMP, "2019-10-01", "The Example Gazette")


@pytest.mark.parametrize("below", ["and nobody knows why.", "so: nothing", "that is, never"])
def test_a_key_before_a_line_that_goes_on_is_prose(below):
    assert read_head(f"Date: 2019-10-01\n{below}").published is None


def test_the_value_of_a_key():
    assert read_keyed("Title: Lamps") == ("title", "Lamps")
    assert read_keyed("by: ") == ("byline", "")
    assert read_keyed("Lamps: Nine") is None
