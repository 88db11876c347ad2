"""Days counted from today, within the month or beside another. All is published on Wednesday, May 8, 2019, unless a
test says otherwise.
"""

from datetime import date, timedelta

import pytest

from qa.text.dates import date_mentions
from qa.text.english import NUMBERS

PUBLISHED = date(2019, 5, 8)


def days(text, published=PUBLISHED, before=""):
    found = date_mentions(text, published, before)
    return [str(m.first) if m.first == m.last else f"{m.first}..{m.last}" for m in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It opens two days from now.", "2019-05-10"),
        ("Ten days from today it opens.", "2019-05-18"),
        ("It opens 30 days from tomorrow.", "2019-06-08"),
        ("It opens in three weeks' time.", "2019-05-29"),
        ("In a week’s time it opens.", "2019-05-15"),
        ("It opens in two days time.", "2019-05-10"),
        ("In a fortnight's time it opens.", "2019-05-22"),
        ("The fair opens in a fortnight.", "2019-05-22"),
        ("The lease expires in ten days.", "2019-05-18"),
        ("The board will meet again in two weeks, Pike said.", "2019-05-22"),
        ("It fell the Friday before last.", "2019-04-26"),
        ("The Wednesday before last it fell.", "2019-04-24"),
        ("It opens the Monday after next.", "2019-05-20"),
        ("The week before last it fell.", "2019-04-22..2019-04-28"),
        ("It fell the weekend before last.", "2019-04-27..2019-04-28"),
        ("It opens the month after next.", "2019-07-01..2019-07-31"),
        ("He left the year before last.", "2017-01-01..2017-12-31"),
        ("It fell on the 3rd.", "2019-05-03"),
        ("It fell on the 30th.", "2019-04-30"),
        ("On the 30th, it fell.", "2019-04-30"),
        ("It will open on the 30th.", "2019-05-30"),
        ("The weir will open on the 2nd.", "2019-06-02"),
        ("It opens on the 2nd of next month.", "2019-06-02"),
        ("The 30th of last month was wet.", "2019-04-30"),
        ("It fell on the 2nd of this month.", "2019-05-02"),
    ],
)
def test_a_count(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        # so long it takes, or took
        *("He won his third race in a fortnight.", "He lost two shoes in three days.", "It sold out in a week."),
        *("He was to open in two weeks.", "It had been due to begin in ten days.", "In a week's time-out he rests."),
        # no one day
        *("It opens two or three days from now.", "It opens within ten days from now.", "In a day or two it opens."),
        *("The week before last Christmas was wet.", "The Friday before the fair was wet."),
        *("It meets on the 30th of each month.", "On the 30th anniversary it fell.", "It is on the 30th floor."),
        # parts of a game, of a law
        *("He sank a putt on the 18th.", "He made a birdie on the 4th.", "He pleaded on the 5th."),
    ],
)
def test_no_count(text):
    assert days(text) == []


def test_a_day_of_the_month_turns_the_year_and_is_none_where_the_month_is_shorter():
    assert days("It fell on the 30th.", date(2019, 1, 4)) == ["2018-12-30"]
    assert days("It will open on the 2nd.", date(2018, 12, 20)) == ["2019-01-02"]
    assert days("It fell on the 31st.") == []
    assert days("It fell on the 31st.", date(2019, 5, 31)) == ["2019-05-31"]


def test_a_day_of_a_month_that_was_named_is_not_guessed():
    assert days("It fell on the 3rd.", before="He fell ill on May 2.") == ["2019-05-03"]
    assert days("It fell on the 3rd.", before="He fell ill on May 2, 1980.") == []
    assert days("He fell ill on May 2, 1980, and died on the 3rd.") == ["1980-05-02"]
    assert days("He fell ill in April 1980 and died on the 3rd.") == ["1980-04-01..1980-04-30"]
    assert days("He fell ill on May 2 and died on the 3rd.") == ["2019-05-02", "2019-05-03"]


def test_what_is_counted_needs_the_publication_date():
    text = "On the 3rd it fell; in a week's time, two days from now or the Monday after next it opens."
    assert days(text, None) == []


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("On the eve of May 3, 2018, it fell.", "the eve of May 3, 2018", date(2018, 5, 2)),
        ("It fell on the eve of Sunday’s vote.", "the eve of Sunday", date(2019, 5, 4)),
        ("It fell the day before Friday’s vote.", "the day before Friday", date(2019, 5, 2)),
        ("The morning after Friday’s vote it fell.", "The morning after Friday", date(2019, 5, 4)),
        ("It fell a day after the May 3, 2018, vote.", "a day after the May 3, 2018", date(2018, 5, 4)),
        ("Three days before March 2, 2018, it fell.", "Three days before March 2, 2018", date(2018, 2, 27)),
        ("Two weeks after Boxing Day, 2012, it fell.", "Two weeks after Boxing Day, 2012", date(2013, 1, 9)),
        ("It fell the day before Good Friday.", "the day before Good Friday", date(2019, 4, 18)),
    ],
)
def test_the_day_beside_another(text, words, day):
    found = date_mentions(text, PUBLISHED)
    assert [(text[mention.start : mention.end], mention.first, mention.last) for mention in found] == [
        (words, day, day)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A day before the vote on Friday it fell.", "2019-05-03"),
        ("It fell before Friday’s vote.", "2019-05-03"),
        ("Days after Friday’s vote it fell.", "2019-05-03"),
        ("The Friday before last week’s vote it fell.", "2019-04-29..2019-05-05"),
        ("On the eve of May 2018 it fell.", "2018-05-01..2018-05-31"),
        ("It was a dark day after all, on Friday he fell.", "2019-05-03"),
    ],
)
def test_a_day_stays_where_nothing_beside_it_is_meant(text, day):
    assert days(text) == [day]


def test_what_shows_nothing_parts_no_date():
    assert days("It fell on May 3,\u200b 2018.") == days("It fell on May\u200b 3, 2018.") == ["2018-05-03"]


@pytest.mark.parametrize("worded", [str.lower, str.title])
@pytest.mark.parametrize("word", [*NUMBERS, "a"])
def test_every_word_that_counts_is_read_wherever_something_is_counted(word, worded):
    number = NUMBERS.get(word, 1)
    assert days(f"{worded(word)} weeks ago it opened.") == [str(PUBLISHED - timedelta(days=7 * number))]
    assert days(f"It will open in {worded(word)} days' time.") == [str(PUBLISHED + timedelta(days=number))]
    assert days(f"{worded(word)} minutes ago it opened.") == [str(PUBLISHED)]
