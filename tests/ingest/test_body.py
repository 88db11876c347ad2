"""Paragraphs, without what a web page leaves around an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ingest.body import is_boilerplate, paragraphs
from tests.growth import grows_with_length_only

WRAPPED = "The council met on Monday to\ndiscuss the bridge, which had\nbeen closed since the flood."


def prose(text: str, start: int = 0) -> list[str]:
    return [text[begin:end] for begin, end in paragraphs(text, start)]


def test_empty_lines_divide():
    assert paragraphs("One.\n\nTwo.") == ((0, 4), (6, 10))


def test_hard_wrapped_lines_are_one_paragraph():
    assert prose(f"{WRAPPED}\n\n{WRAPPED}") == [WRAPPED, WRAPPED]


def test_a_long_line_is_a_paragraph_of_its_own():
    first, second = "word " * 30 + "end.", "Another " * 20 + "end."
    assert prose(f"{first}\n{second}") == [first, second]


def test_short_lines_of_different_widths_are_not_wrapped_prose():
    assert prose("Flour\nTwo large eggs\nMilk") == ["Flour", "Two large eggs", "Milk"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_line_ends_of_every_kind(end):
    wrapped = WRAPPED.replace("\n", end)
    assert prose(f"{wrapped}{end}{end}Two.{end}  {end}Three.") == [wrapped, "Two.", "Three."]


def test_one_crlf_is_one_line_end():
    assert prose("x" * 120 + "\r\n" + "Two.") == ["x" * 120, "Two."]
    assert prose(WRAPPED.replace("\n", "\r\n")) == [WRAPPED.replace("\n", "\r\n")]


def test_a_paragraph_separator_divides_alone():
    assert prose("One.\u2029Two.") == ["One.", "Two."]


def test_an_empty_line_may_hold_spaces_of_any_kind():
    assert prose(f"{WRAPPED}\n\xa0\t\n{WRAPPED}") == [WRAPPED, WRAPPED]


def test_prose_begins_where_the_head_ends_and_is_trimmed():
    assert paragraphs("Title\n\n  Text. \n", 5) == ((9, 14),)
    assert paragraphs("", 0) == paragraphs(" \n\n ", 0) == ()


@pytest.mark.parametrize(
    "line",
    """Sign up for our daily newsletter
Sign up for Daily Newsletters
Sign up now for breaking news alerts!
Manage Newsletters
Copyright © 2021 The Example Gazette, LLC. Click here for reprint permission.
Copyright 2019 by The Example Gazette
© 2020 Meridian Wire
(c) 2018 Meridian Wire
The Lakeside Tribune. All rights reserved.
Please read our comment policy before commenting.
Click to Read More and View Comments
Click to Hide
Click here for more
View Comments (12)
34 comments
Comments are closed for this story
Comments are now closed.
Advertisement
ADVERTISEMENT - Story continues below
Share this article on Facebook
Follow us on Twitter
Follow Jane Roe on X for updates
Subscribe
Subscribe now!
Subscribe today and get the weekend edition on your doorstep
Subscribe to our morning briefing
Read more: Ten things to know
Related: The bridge that fell
More from The Lakeside Tribune
Most Popular
This article is based in part on wire service reports.
Jane Roe and John Doe contributed to this report.
We use cookies to improve your experience
Terms of Use | Privacy Policy
Skip to main content
Back to top""".splitlines(),
)
def test_boilerplate(line):
    assert is_boilerplate(line)
    assert prose(f"One.\n\n{line}\n\nTwo.") == ["One.", "Two."]


@pytest.mark.parametrize(
    "line",
    """Copyright law changed in 1998, when Congress added twenty years.
Copyright infringement claims rose last year.
(c) Students who live in the county pay less.
The newsletter of the club is printed on green paper.
Daily newsletters have come back.
Our newsletter reached nine people, the mayor admitted.
Subscribers left in droves.
Subscribe or perish was the rule of the old press.
The paper asked readers to subscribe today and few did.
Comments by the minister were not welcome.
The sleeve said all rights reserved in five languages.
Related species live in the lake.
More from him is expected on Monday.
Share prices fell.
Advertisement spending doubled.
She clicked here and there.
The senator contributed to this fund.
Read more books, the teacher said.
Follow the money, he said on Twitter.
Register offices were closed.""".splitlines(),
)
def test_a_sentence_that_mentions_such_things_stays(line):
    assert not is_boilerplate(line)
    assert prose(f"One.\n\n{line}") == ["One.", line]


def test_a_long_paragraph_is_never_boilerplate():
    assert not is_boilerplate("Copyright © 2019 " + "and so on " * 30)


def test_a_long_run_of_spaces_takes_no_longer_than_its_length():
    assert prose("x" + " " * 300_000 + "x") == ["x" + " " * 300_000 + "x"]
    assert grows_with_length_only(lambda spaces: prose(f"x{spaces}x"), " ", 300_000)


LINES = st.lists(st.sampled_from(["\n", "\r", "\r\n", "\u2028", "\u2029", " ", "\t", "\xa0", "\x85", "\x1c", "Share"]))
TEXTS = st.one_of(
    st.text(), st.tuples(LINES, st.text(), LINES, st.text()).map(lambda parts: "".join(map("".join, parts)))
)


@given(TEXTS, st.integers(0, 20))
def test_spans_ascend_are_disjoint_trimmed_and_not_empty(text, start):
    previous = start
    for begin, end in paragraphs(text, start):
        assert previous <= begin < end <= len(text)
        assert text[begin:end] == text[begin:end].strip()
        previous = end


@given(TEXTS)
def test_nothing_is_lost_but_white_space_and_boilerplate(text):
    kept = "".join(prose(text))
    dropped = [line for line in text.splitlines() if is_boilerplate(line.strip())]
    if not dropped:
        assert "".join(kept.split()) == "".join(text.split())
