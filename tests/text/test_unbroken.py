"""A word that a line end or an invisible character breaks is read as the word it is, at its place in the text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.dates import date_mentions
from qa.text.unbroken import unbroken

PUBLISHED = date(2019, 5, 8)
BREAKS = ["-\n", "-\r\n", "- \n  ", "\u2010\n", "\u00ad\n", "\u00ad", "\u200b", "\u2060", "\ufeff"]


@pytest.mark.parametrize("cut", BREAKS)
def test_broken_words(cut):
    text = f"🙂 The bo{cut}ard vo{cut}tes on Fri{cut}day, since Feb{cut}ruary 2017."
    named = {text[found.start : found.end]: found.first for found in date_mentions(text, PUBLISHED)}
    assert named == {f"Fri{cut}day": date(2019, 5, 10), f"Feb{cut}ruary 2017": date(2017, 2, 1)}


@pytest.mark.parametrize("text", ["Friday-\nmorning", "well-\nKnown", "10-\n20", "a -\nb", "co-op", "a-\n\nb"])
def test_hyphens_of_their_own(text):
    assert unbroken(text).text == text


@given(st.lists(st.sampled_from(["fell on Mon", "day", " ", "Feb. 3", "x", "é", "🙂", "-", *BREAKS])).map("".join))
def test_what_is_seen_stands_in_the_text(text):
    view = unbroken(text)
    places = [view.place(at, at + 1) for at in range(len(view.text))]
    assert "".join(text[slice(*place)] for place in places) == view.text
    assert places == sorted(places)
