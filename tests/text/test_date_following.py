"""Days told against the day that was named before. All is published on Wednesday, May 8, 2019."""

from datetime import date

import pytest

from qa.text.dates import DateMention, date_mentions

PUBLISHED = date(2019, 5, 8)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The next day it fell.", date(2019, 5, 4)),
        ("The following morning, it fell.", date(2019, 5, 4)),
        ("But the following night it fell.", date(2019, 5, 4)),
        ("A day later, it fell.", date(2019, 5, 4)),
        ("It fell a day after.", date(2019, 5, 4)),
        ("The day after, it fell.", date(2019, 5, 4)),
        ("It fell two days earlier.", date(2019, 5, 1)),
        ("Three days before, it fell.", date(2019, 4, 30)),
        ("The previous evening it fell.", date(2019, 5, 2)),
        ("It fell the night before.", date(2019, 5, 2)),
        ("That same day it fell.", date(2019, 5, 3)),
        ("It fell that night.", date(2019, 5, 3)),
        ("A week later it fell.", date(2019, 5, 10)),
        ("It fell 10 days later.", date(2019, 5, 13)),
    ],
)
def test_against_the_last_day_of_the_sentence_before(text, day):
    before = "In 2018 he left, and he came back on Thursday. He fell ill on Friday, as he had in April."
    assert [found.first for found in date_mentions(text, PUBLISHED, before)] == [day]
    assert date_mentions(text, PUBLISHED) == ()
    assert date_mentions(text, PUBLISHED, "He fell ill in April.") == ()


@pytest.mark.parametrize(
    "text",
    [
        *("It fell a day after the vote.", "The day before the vote it fell.", "The next day of the trial is far."),
        *("It fell two days later than planned.", "He calls the next day of rest a gift.", "Days later it fell."),
    ],
)
def test_not_where_it_hangs_on_something_else(text):
    assert date_mentions(text, PUBLISHED, "He fell ill on Friday.") == ()


def test_a_full_date_before_needs_no_publication_date():
    assert date_mentions("A day later it fell.", None, "He fell ill on Dec. 31, 2018.") == (
        DateMention(0, 11, date(2019, 1, 1), date(2019, 1, 1)),
    )
    assert date_mentions("A day later it fell.", None, "He fell ill on Friday.") == ()


def test_a_day_of_the_sentence_itself_comes_first():
    text = "He fell ill on Monday, and the next day he died."
    found = date_mentions(text, PUBLISHED, "He fell ill on Friday.")
    assert [mention.first for mention in found] == [date(2019, 5, 6), date(2019, 5, 7)]


def test_no_day_beyond_the_calendar():
    assert date_mentions("The next day it fell.", None, "It ends on 9999-12-31.") == ()
