"""The many forms of a day in sentences that are published on Wednesday, May 8, 2019, unless a test says otherwise."""

from datetime import date

import pytest

from qa.text.dates import date_mentions

PUBLISHED = date(2019, 5, 8)


def days(text, published=PUBLISHED):
    """`first` or `first..last` of each mention."""
    return [str(m.first) if m.first == m.last else f"{m.first}..{m.last}" for m in date_mentions(text, published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The day before yesterday it fell.", "2019-05-06"),
        ("The day after tomorrow it opens.", "2019-05-10"),
        ("A week ago Tuesday it fell.", "2019-04-30"),
        ("It fell a week ago on Wednesday.", "2019-05-01"),
        ("It fell Thursday two weeks ago.", "2019-04-18"),
        ("It opens a week from Tuesday.", "2019-05-21"),
        ("It opens two weeks from Wednesday.", "2019-05-22"),
        ("It opens a fortnight from tomorrow.", "2019-05-23"),
        ("It opens on Friday week.", "2019-05-17"),
        ("It fell Friday week ago.", "2019-04-26"),
        ("The day Before yesterday it fell.", "2019-05-06"),
        ("THE DAY BEFORE YESTERDAY IT FELL", "2019-05-06"),
        ("THE DAY AFTER TOMORROW IT OPENS", "2019-05-10"),
        ("LAST NIGHT IT FELL", "2019-05-07"),
        ("YESTERDAY'S VOTE WAS CLOSE", "2019-05-07"),
        ("A fortnight ago it fell.", "2019-04-24"),
        ("It fell two hours ago.", "2019-05-08"),
        ("Just minutes ago it fell.", "2019-05-08"),
        ("On the 3d inst. it fell.", "2019-05-03"),
        ("Of the 30th ult. we hear nothing.", "2019-04-30"),
        ("The sale is on the 4th prox.", "2019-06-04"),
        ("It fell on 2018/11/05.", "2018-11-05"),
        ("It fell on 03.05.2018.", "2018-05-03"),
        ("It fell on 31/05/2018.", "2018-05-31"),
        ("It fell on 05/31/2018.", "2018-05-31"),
        ("It fell on 5-31-2018.", "2018-05-31"),
        ("It fell on 04/04/2018.", "2018-04-04"),
        ("It fell on 5/31/18.", "2018-05-31"),
        ("A letter dated 31/5/98 is lost.", "1998-05-31"),
        ("It fell on 5/5/18.", "2018-05-05"),
        ("It fell on 3-May-2018.", "2018-05-03"),
        ("It fell on 3. April 2018.", "2018-04-03"),
        ("It fell on May 3, '98.", "1998-05-03"),
        ("It fell on 3 May ’20.", "2020-05-03"),
        ("It fell on May 3, '21.", "1921-05-03"),
    ],
)
def test_a_day(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("It fell over the weekend.", "2019-05-04..2019-05-05"),
        ("It will fall over the weekend.", "2019-05-11..2019-05-12"),
        ("It fell in '98.", "1998-01-01..1998-12-31"),
        ("It rained all through the summer of ’98.", "1998-06-01..1998-08-31"),
        ("It fell in May '98.", "1998-05-01..1998-05-31"),
        ("It fell in the first quarter of 2018.", "2018-01-01..2018-03-31"),
        ("It fell in the second quarter of last year.", "2018-04-01..2018-06-30"),
        ("It will rise in this year’s fourth quarter.", "2019-10-01..2019-12-31"),
        ("It fell in Q3 2018.", "2018-07-01..2018-09-30"),
        ("It fell in the third quarter.", "2018-07-01..2018-09-30"),
        ("Its first-quarter profit will rise.", "2019-01-01..2019-03-31"),
        ("The mill will open in the third quarter.", "2019-07-01..2019-09-30"),
    ],
)
def test_a_span(text, span):
    assert days(text) == [span]


def test_a_weekend_that_goes_on_is_the_next_and_the_last_by_its_end():
    assert days("It fell over the weekend.", date(2019, 5, 12)) == ["2019-05-11..2019-05-12"]
    assert days("It fell over the weekend.", date(2019, 5, 11)) == ["2019-05-04..2019-05-05"]
    assert days("It will fall over the weekend.", date(2019, 5, 12)) == ["2019-05-11..2019-05-12"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It fell on Christmas Day.", "2018-12-25"),
        ("It will open on Christmas Day.", "2019-12-25"),
        ("It fell on New Year’s Eve.", "2018-12-31"),
        ("It fell on Halloween 2012.", "2012-10-31"),
        ("It fell on Boxing Day, 2012.", "2012-12-26"),
        ("It fell on Valentine's Day last year.", "2018-02-14"),
        ("Last Halloween it fell.", "2018-10-31"),
        ("Next May Day it opens.", "2020-05-01"),
        ("This Independence Day it opens.", "2019-07-04"),
        ("On the Fourth of July it opens.", "2019-07-04"),
        ("It fell on St Patrick’s Day.", "2019-03-17"),
        ("It fell on Veterans' Day.", "2018-11-11"),
    ],
)
def test_a_holiday_is_resolved_as_a_month_and_day(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        # numbers that are read in two ways, or in none
        *("It is dated 05/03/2019.", "It is dated 5/3/19.", "Item 2019/13/45 is lost.", "It is dated 31.02.2019."),
        *("It is dated 5/3/18.", "Packs of 8/16/24 are sold.", "It runs on 8/16/24-bit chips.", "It is on 31/13/18."),
        *("Take road 1/05/2019/4.", "Release 3.05.2019.1 is out.", "He came in 3. April was warm."),
        # names of people that are names of months
        *("The table is set for May and her children.", "The cake is due for April, who turns 9."),
        *("A trap was set for June Osborne.", "Since May met Roe, it rains."),
        *("Since May took office, it rains.", "Until May resigned, it rained.", "Friends of May are few."),
        *("Before April Roe spoke, it rained.", "Since May was elected, it rains.", "Letters of June Abara were lost."),
        # names, and habits
        *("He joined Sheffield Wednesday.", "The film “Wednesday” is long.", "A Boxing Day swim warms nobody."),
        *("He sings every Christmas Day.", "Norland’s Independence Day is near.", "On a cold Friday a dog came."),
        *("He sings every other Friday.", "It rains over the weekend of the fair.", "He knits at weekends."),
        # what cannot be told
        *("Twelve hours ago it rained.", "Twenty hours ago it rained."),
        *("Half a year ago it fell.", "It fell half a month ago.", "A quarter of a year ago it fell."),
        *("He saw “The Day After Tomorrow” twice.", "He told NBC’s TODAY of it.", "It fell on Pancake Tuesday."),
        *("A year ago Friday it fell.", "It opens a week on Tuesday.", "In its fiscal first quarter it lost money."),
        *("In the fourth quarter Oxley scored.", "The first quarter of the moon is near.", "The class of '98 met."),
        *("In the '90s it rained.", "It will report on the first quarter."),
    ],
)
def test_no_day(text):
    assert days(text) == []


def test_hours_ago_are_of_the_day_that_the_sentence_names():
    assert days("“Two hours ago it fell,” he said Monday.") == ["2019-05-06"]


def test_what_is_counted_from_today_needs_the_publication_date():
    text = "In '98, on Halloween, a week ago today, hours ago, over the weekend, in Q3 and on the 3d inst. it rained."
    assert len(days(text)) == 7
    assert days(text, None) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Work is to begin in September.", "2019-09-01..2019-09-30"),
        ("Repairs are to begin in November.", "2019-11-01..2019-11-30"),
        ("The trial was to begin in October.", "2019-10-01..2019-10-31"),
        ("The mill is to become a school in October.", "2019-10-01..2019-10-31"),
        ("The weir is to be opened in October.", "2019-10-01..2019-10-31"),
        ("Repairs are planned for November.", "2019-11-01..2019-11-30"),
        ("The vote, set for December, was put off.", "2019-12-01..2019-12-31"),
        ("The weir is due for November.", "2019-11-01..2019-11-30"),
        ("The line will open in the autumn.", "2019-09-01..2019-11-30"),
        ("Work is to begin in the fall, Roe said.", "2019-09-01..2019-11-30"),
        ("A sale is planned for the summer.", "2019-06-01..2019-08-31"),
        ("The line is due to open in the spring.", "2019-03-01..2019-05-31"),
    ],
)
def test_what_is_to_come_is_not_a_year_old(text, span):
    assert days(text) == [span]


@pytest.mark.parametrize(
    "text",
    [
        *("Work began in the autumn.", "He was hurt in the fall.", "It will be told in the fall of the house of Roe."),
        *("A trip that was planned for November fell through.", "Its last show for the spring will be on Skarn."),
        *("Prices for November rose.", "Bears will sleep in winter.", "It will show how many fell in the spring."),
    ],
)
def test_what_is_not_plainly_a_coming_season_or_month_is_none(text):
    assert days(text) == []
