"""Holidays that move. All is published on Wednesday, May 8, 2019, unless a test says otherwise."""

from datetime import date

import pytest

from qa.text.dates import date_mentions

PUBLISHED = date(2019, 5, 8)


def days(text, published=PUBLISHED):
    return [str(mention.first) for mention in date_mentions(text, published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It fell on Good Friday.", "2019-04-19"),
        ("On Easter Sunday it fell.", "2019-04-21"),
        ("The ferry sank on Ash Wednesday.", "2019-03-06"),
        ("It fell on Palm Sunday 2018.", "2018-03-25"),
        ("It fell on Easter Monday, 1951.", "1951-03-26"),
        ("It fell on Maundy Thursday, 2000.", "2000-04-20"),
        ("It will open on Whit Monday.", "2019-06-10"),
        ("It fell on Shrove Tuesday last year.", "2018-02-13"),
        ("It fell on Easter Sunday, 1954.", "1954-04-18"),  # the two exceptions of the rule
        ("It fell on Easter Sunday, 1981.", "1981-04-19"),
        ("It fell on Thanksgiving.", "2018-11-22"),
        ("Memorial Day 2017 was wet.", "2017-05-29"),
        ("It will be done by Labor Day.", "2019-09-02"),
        ("It closed before Thanksgiving Day 2012.", "2012-11-22"),
        ("Last Thanksgiving it fell.", "2018-11-22"),
        ("This Thanksgiving it will open.", "2019-11-28"),
        ("Next Labor Day it opens.", "2019-09-02"),
        ("It fell on Labor Day.", "2018-09-03"),
        ("It will open on Memorial Day.", "2019-05-27"),
        ("It fell on Presidents’ Day.", "2019-02-18"),
        ("It fell on President's Day.", "2019-02-18"),
        ("It fell on Martin Luther King Jr. Day.", "2019-01-21"),
        ("It fell on Columbus Day 2018.", "2018-10-08"),
    ],
)
def test_a_holiday_that_moves(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        # of every year, or of what kind a thing is
        *("They fast on Good Friday.", "He sings every Thanksgiving.", "The Good Friday Agreement holds."),
        *("What is Memorial Day?", "It is the birthplace of Memorial Day.", "The mills close on Labor Day."),
        *(
            "They like Easter, Thanksgiving and May.",
            "From Memorial Day to Labor Day it rained.",
            "Labor Day was made a holiday.",
        ),
        *("Thanksgiving dinner was cold.", "A Labor Day sale drew few.", "Since Memorial Day weekend it rained."),
        *(
            "He teaches Easter Sunday School.",
            "After Palm Sunday services it rained.",
            "The class rose on Labor Day Road.",
        ),
        # kept on another day elsewhere
        *(
            "It fell on Thanksgiving in Ottawa.",
            "In Athens it fell on Good Friday.",
            "It fell on Orthodox Easter Sunday.",
        ),
        *("It fell on Memorial Day in Israel.", "It fell on Labor Day in Beijing.", "It fell on Dunholt Memorial Day."),
        # not yet kept so
        *("It fell on Memorial Day 1960.", "It fell on Labor Day 1880.", "It fell on Easter Sunday, 1570."),
        "It fell on Labor Day of that year.",
    ],
)
def test_no_holiday(text):
    assert days(text) == []


def test_in_october_two_countries_may_mean_their_own_thanksgiving():
    assert days("It will open on Thanksgiving.", date(2019, 10, 9)) == []
    assert days("It will open on Thanksgiving.", date(2019, 11, 9)) == ["2019-11-28"]
    assert days("It will open on Thanksgiving 2019.", date(2019, 10, 9)) == ["2019-11-28"]


def test_without_a_year_the_publication_date_is_needed():
    assert days("It fell on Good Friday.", None) == []
    assert days("It fell on Good Friday 2018.", None) == ["2018-03-30"]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_calendar_ends(published):
    assert all(day for day in days("Last Labor Day, next Good Friday, on Thanksgiving it fell.", published))
