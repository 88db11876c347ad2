"""A word that a line end or an invisible character breaks is read as the word it is, at its place in the text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.dates import date_mentions
from qa.text.unbroken import unbroken
from tests.growth import grows_with_length_only

PUBLISHED = date(2019, 5, 8)
BREAKS = ["-\n", "-\r\n", "- \n  ", "\u2010\n", "\u00ad\n", "\u00ad", "\u200b", "\u2060", "\ufeff"]
BREAKS += ["\u200e", "\u200f", "\u180e", "\u034f", "\u2063", "\u202a"]
OWN = """cross-border cross-examined ninety-five Twenty-first mother-in-law brothers-in-law commander-in-chief
re-elected re-entry by-election By-elections
left-wing right-hand far-left state-owned family-run council-owned US-led Saudi-led
NATO-backed EU-wide UN-brokered e-mail X-ray T-shirt well-known Well-built part-time six-year-old self-defence
vice-president attorney-general so-called ex-president pre-war pro-government co-founder co-operation non-essential
anti-government mid-morning face-to-face up-to-date state-of-the-art Stoke-on-Trent day-to-day double-decker post-war
half-hour high-speed low-cost short-lived ten-year two-thirds one-sided semi-final year-end week-long first-half
second-half third-party London-based award-winning long-term Russian-speaking middle-class large-scale nine-time
pre-and Vor-und""".split()
SOLID = """demo-lition Thurs-day part-ner part-nership ex-plain ex-pected pre-vent pre-pare so-ciety ten-ant ten-nis
six-teen nine-ties high-way long-ing short-age self-ish non-sense anti-biotics post-pone mid-dle mid-night full-y
year-ly week-end pro-gram pro-liferation co-lumn co-ming far-mer semi-nar re-port re-main by-pass left-over
right-eous cross-ing second-ary with-held over-run stub-born travel-led cancel-led dis-owned life-style thous-and
vice-roy four-teen news-paper state-ment day-light under-stand out-class pre-sided cor-related mo-ther""".split()


@pytest.mark.parametrize("cut", BREAKS)
def test_broken_words(cut):
    text = f"🙂 The bo{cut}ard vo{cut}tes on Fri{cut}day, since Feb{cut}ruary 2017."
    named = {text[found.start : found.end]: found.first for found in date_mentions(text, PUBLISHED)}
    assert named == {f"Fri{cut}day": date(2019, 5, 10), f"Feb{cut}ruary 2017": date(2017, 2, 1)}


@pytest.mark.parametrize(
    "text", ["Friday-\nmorning", "well-\nKnown", "10-\n20", "a -\nb", "co-op", "a-\n\nb", "Pell-\nÉtienne"]
)
def test_hyphens_of_their_own(text):
    assert unbroken(text).text == text


@pytest.mark.parametrize("end", ["-\n", "-\r\n", "- \n  ", "\u2010\n"])
def test_a_hyphen_of_its_own_stays_at_the_end_of_a_line(end):
    places = [(word, place) for word in OWN for place, char in enumerate(word) if char == "-"]
    texts = [f"The {word[:place]}{end}{word[place + 1 :]} lamp" for word, place in places]
    assert [text for text in texts if unbroken(text).text != text] == []


@pytest.mark.parametrize("end", ["-\n", "- \r\n ", "\u00ad\n", "\u200b", "\u200e"])
def test_a_hyphen_of_the_line_goes(end):
    texts = {f"The {word.replace('-', end)} lamp": f"The {word.replace('-', '')} lamp" for word in SOLID}
    assert [text for text, whole in texts.items() if unbroken(text).text != whole] == []


@pytest.mark.parametrize("mark", ["\u00ad", "\u2060", "\ufeff", "\u200e", "\u034f", "\u2063"])
def test_what_shows_nothing_is_not_seen_wherever_it_stands(mark):
    text = f"{mark}May{mark} 3,{mark} 2018: DEMO{mark}LITION by Mac{mark}Donald{mark}."
    assert unbroken(text).text == "May 3, 2018: DEMOLITION by MacDonald."


def test_what_parts_words_stays_between_them():
    assert (
        unbroken("\u200bPhoto\u200bReuters, May\u200b 3, MILL\u200bFORD\u200b.").text
        == "Photo\u200bReuters, May 3, MILLFORD."
    )
    for text in ("می\u200c‌", "ക്\u200dഷ", "👩\u200d🚒"):
        assert unbroken(text).text == text


@pytest.mark.parametrize(
    "part", ["-\n", "a-\n", "-in-\n", "a\u200b", "\u200b", "\u034f", "ab-\n" + " " * 20, "day-\r\n"]
)
def test_time_grows_with_length_only(part):
    assert grows_with_length_only(unbroken, part, 60_000)


@given(st.lists(st.sampled_from(["fell on Mon", "day", " ", "Feb. 3", "x", "é", "🙂", "-", *BREAKS])).map("".join))
def test_what_is_seen_stands_in_the_text(text):
    view = unbroken(text)
    places = [view.place(at, at + 1) for at in range(len(view.text))]
    assert "".join(text[slice(*place)] for place in places) == view.text
    assert places == sorted(places)
