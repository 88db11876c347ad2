"""Entities and tags that were left in a text are read as what they mean, at their places in the text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.dates import date_mentions
from qa.text.markup import unescaped, unmarked
from qa.text.sentences import split
from qa.text.unbroken import unbroken
from qa.text.words import matches, stems, word_spans, words_of
from tests.growth import grows_with_length_only

TEXT = "Thurs&shy;day&#8217;s caf&eacute; <b>plan</b>&nbsp;so"
PARTS = [
    "caf&eacute;",
    "Thurs&shy;day",
    "&amp;",
    "&#8217;s",
    "&#x2014;",
    "&nbsp;",
    "<b>",
    "</b>",
    "<br/>",
    "<p class=x>",
]


def test_words_are_those_that_are_meant() -> None:
    assert words_of(TEXT) == ["Thursday’s", "café", "plan", "so"]
    spans = [TEXT[slice(*span)] for span in word_spans(TEXT)]
    assert spans == ["Thurs&shy;day&#8217;s", "caf&eacute;", "plan", "so"]
    assert stems(TEXT) == ["thursday", "cafe", "plan"]
    assert [TEXT[slice(*span)] for span in matches(TEXT, "Which café?")] == ["caf&eacute;"]


def test_days_stand_where_their_characters_do() -> None:
    text = "It met on May&nbsp;3, <i>2019</i>, and since Feb&shy;ruary&#160;2017."
    named = {text[found.start : found.end]: found.first for found in date_mentions(text, None)}
    assert named == {"May&nbsp;3, <i>2019": date(2019, 5, 3), "Feb&shy;ruary&#160;2017": date(2017, 2, 1)}


def test_sentences_begin_and_end_at_words() -> None:
    text = "<p>It fell.</p> <p>The <em>sun</em>light &quot;went&quot;.</p>"
    sentences = split(text, [(0, len(text))], "en")
    assert [one.text for one in sentences] == ["It fell.", "The <em>sun</em>light &quot;went&quot;."]
    assert all(text[one.start : one.end] == one.text for one in sentences)
    assert words_of(sentences[1].text) == ["The", "sunlight", "went"]


@pytest.mark.parametrize(
    "text", ["AT&T and R&D", "5 < 6 > 4", "if x <a and b> c", "a<", "&nosuch; word", "<Ctrl> key", "Tom & Jerry;"]
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert unmarked(text) == text
    assert unbroken(text).text == text


def test_a_text_that_was_escaped_as_a_whole() -> None:
    assert unescaped("The mayor&#8217;s aide said &quot;no&quot;") == 'The mayor’s aide said "no"'
    assert unescaped("AT&T writes &amp; as &amp;amp;") == "AT&T writes &amp; as &amp;amp;"


@given(st.lists(st.sampled_from(["Mon", "day ", "x", "é", "🙂", "-\n", "\u00ad", "<", "&", *PARTS])).map("".join))
def test_a_place_of_the_view_stands_in_the_text(text: str) -> None:
    view = unbroken(text)
    places = [view.place(at, at + 1) for at in range(len(view.text))]
    assert places == sorted(places)
    assert all(one[1] <= two[0] for one, two in pairwise(places))
    for (start, end), char in zip(places, view.text, strict=True):
        assert char in (text[start:end], unmarked(text[start:end]))


@pytest.mark.parametrize("part", ["<a <a ", "&amp", "<!-- ", "<p class=", "caf&eacute; ", "</b", "T he\n\n"])
def test_time_grows_with_length_only(part: str) -> None:
    assert grows_with_length_only(unbroken, part, 60_000)
