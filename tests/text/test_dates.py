"""Dates in sentences of news. The publication day is Thursday, June 13, 2019, unless a test says otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.dates import DateMention, date_mentions

PUBLISHED = date(2019, 6, 13)
YEAR_2018 = "2018-01-01..2018-12-31"


def found(text, published=PUBLISHED):
    """Each mention as `words = first` or `words = first..last`."""
    return [
        f"{text[m.start : m.end]} = {m.first}" + ("" if m.first == m.last else f"..{m.last}")
        for m in date_mentions(text, published)
    ]


def test_offsets_count_characters():
    text = "🙂 On Feb. 28, 2019, it rained."
    assert date_mentions(text, None) == (DateMention(5, 18, date(2019, 2, 28), date(2019, 2, 28)),)


@pytest.mark.parametrize(
    "words",
    [
        *("Feb. 28, 2019", "Feb 28 2019", "February 28, 2019", "FEB. 28, 2019", "February 28th, 2019", "2019-02-28"),
        *("28 February 2019", "28 Feb 2019", "28 Feb. 2019", "28th February, 2019", "the 28th of February 2019"),
        *(
            "Thursday, Feb. 28, 2019",
            "Thursday 28 February 2019",
            "Thurs., Feb. 28, 2019",
            "Thursday night, Feb. 28, 2019",
        ),
        *("Feb. 28, 2019, a Thursday", "28 February 2019 (Thursday", "February 28 of 2019", "Feb. 28\n2019"),
    ],
)
def test_a_full_date_needs_no_publication_date(words):
    for published in (None, PUBLISHED):
        assert found(f"The talks broke off on {words} without a word.", published) == [f"{words} = 2019-02-28"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The ferry sank on Feb. 28.", ["Feb. 28 = 2019-02-28"]),
        ("The ferry sank on 28 February and rose again.", ["28 February = 2019-02-28"]),
        ("It sank on the 28th of February.", ["the 28th of February = 2019-02-28"]),
        ("It sank on Oct. 5.", ["Oct. 5 = 2018-10-05"]),
        ("The harbor will reopen on Oct. 5.", ["Oct. 5 = 2019-10-05"]),
        ("The harbor reopens (Oct. 5).", ["Oct. 5 = 2019-10-05"]),  # nothing said: the nearer
        ("The mayor said the fair, July 20, was full.", ["July 20 = 2019-07-20"]),  # nobody writes so of last July
        ("The bridge has been shut since July 20.", ["July 20 = 2018-07-20"]),
        ("It closed on Tuesday, Aug. 14.", ["Tuesday, Aug. 14 = 2018-08-14"]),  # the weekday tells the year
        ("It closed on Wednesday, Aug. 14.", ["Wednesday, Aug. 14 = 2019-08-14"]),
        ("It closed on Aug. 14 last year.", ["Aug. 14 last year = 2018-08-14"]),
        ("The show ran Feb. 27-28, 2018.", ["Feb. 27-28, 2018 = 2018-02-27..2018-02-28"]),
        ("They met on Feb. 27 and 28.", ["Feb. 27 and 28 = 2019-02-27..2019-02-28"]),
        ("They met on 3–5 March 2018.", ["3–5 March 2018 = 2018-03-03..2018-03-05"]),
        ("It lasted from June 10 to June 12.", ["June 10 = 2019-06-10", "June 12 = 2019-06-12"]),
        ("It ran from Dec. 28-Jan. 3.", ["Dec. 28 = 2018-12-28", "Jan. 3 = 2019-01-03"]),
    ],
)
def test_days(text, mentions):
    assert found(text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The council met on Monday.", ["Monday = 2019-06-10"]),
        ("The council met Thursday.", ["Thursday = 2019-06-13"]),  # newswire's own day
        ("The council met on Friday night.", ["Friday night = 2019-06-07"]),
        ("The council will meet on Saturday.", ["Saturday = 2019-06-15"]),
        ("The council will meet on Thursday.", ["Thursday = 2019-06-13"]),
        ("On Saturday the council is to meet again.", ["Saturday = 2019-06-15"]),
        ("They will meet again, he said on Saturday.", ["Saturday = 2019-06-08"]),
        ("He said on Saturday that they will meet again.", ["Saturday = 2019-06-08"]),
        ("He resigned on Saturday. She will stay.", ["Saturday = 2019-06-08"]),
        ("He wept. Saturday he will leave.", ["Saturday = 2019-06-15"]),  # a cue holds for its sentence only
        ("He had been expected to resign on Wednesday.", ["Wednesday = 2019-06-12"]),
        ("Votes scheduled for Saturday and Monday.", ["Saturday = 2019-06-15", "Monday = 2019-06-17"]),
        ("A strike last Thursday closed it.", ["last Thursday = 2019-06-06"]),
        ("The vote next Thursday is the last.", ["next Thursday = 2019-06-20"]),
        ("This Friday the council will meet.", ["This Friday = 2019-06-14"]),
        ("The market this Saturday is free.", ["this Saturday = 2019-06-15"]),
        ("He was elected this Tuesday.", ["this Tuesday = 2019-06-11"]),
        ("It rained this past Sunday.", ["this past Sunday = 2019-06-09"]),
        ("He left on Tuesday of last week.", ["Tuesday of last week = 2019-06-04"]),
        ("He leaves on Tuesday next week.", ["Tuesday next week = 2019-06-18"]),
        ("He said that Friday’s vote was fair.", ["Friday = 2019-06-07"]),
        ("MONDAY'S VOTE SPLITS THE TOWN", ["MONDAY = 2019-06-10"]),
    ],
)
def test_weekdays(text, mentions):
    assert found(text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("It rained yesterday.", ["yesterday = 2019-06-12"]),
        ("Today they are everywhere; tonight they sleep.", ["Today = 2019-06-13", "tonight = 2019-06-13"]),
        ("They vote tomorrow.", ["tomorrow = 2019-06-14"]),
        ("They came the day before yesterday.", ["the day before yesterday = 2019-06-11"]),
        ("It burned last night and this morning.", ["last night = 2019-06-12", "this morning = 2019-06-13"]),
        ("It broke three days ago.", ["three days ago = 2019-06-10"]),
        ("It broke two weeks ago.", ["two weeks ago = 2019-05-30"]),
        ("A week ago it held.", ["A week ago = 2019-06-06"]),
        ("It broke seven months ago.", ["seven months ago = 2018-11-01..2018-11-30"]),
        ("It was built 100 years ago.", ["100 years ago = 1919-01-01..1919-12-31"]),
        ("It broke last week.", ["last week = 2019-06-03..2019-06-09"]),
        ("This weekend it opens.", ["This weekend = 2019-06-15..2019-06-16"]),
        ("It broke last month.", ["last month = 2019-05-01..2019-05-31"]),
        ("It broke earlier this month.", ["this month = 2019-06-01..2019-06-30"]),
        ("It broke last year, and this year too.", [f"last year = {YEAR_2018}", "this year = 2019-01-01..2019-12-31"]),
        ("It opens next year.", ["next year = 2020-01-01..2020-12-31"]),
    ],
)
def test_days_and_spans_around_publication(text, mentions):
    assert found(text) == mentions


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("It closed in June 2018.", ["June 2018 = 2018-06-01..2018-06-30"]),
        ("The June 2018 fire cost lives.", ["June 2018 = 2018-06-01..2018-06-30"]),
        ("It closed in February, 2016.", ["February, 2016 = 2016-02-01..2016-02-29"]),
        ("It closed in February.", ["February = 2019-02-01..2019-02-28"]),
        ("It closed in June.", ["June = 2019-06-01..2019-06-30"]),
        ("It closed in October.", ["October = 2018-10-01..2018-10-31"]),
        ("He spent three days there in July.", ["July = 2018-07-01..2018-07-31"]),
        ("Shops are to be closed in July.", ["July = 2019-07-01..2019-07-31"]),
        ("A fair in July is dear to them.", ["July = 2019-07-01..2019-07-31"]),
        ("It will close in October.", ["October = 2019-10-01..2019-10-31"]),
        ("It closed this February.", ["this February = 2019-02-01..2019-02-28"]),
        ("It closed last February.", ["last February = 2019-02-01..2019-02-28"]),
        ("It closed last June.", ["last June = 2018-06-01..2018-06-30"]),
        ("It closes next June.", ["next June = 2020-06-01..2020-06-30"]),
        ("In May this year it closed.", ["May this year = 2019-05-01..2019-05-31"]),
        ("It closed in late May.", ["May = 2019-05-01..2019-05-31"]),
        (
            "Between April and July 2017 it closed.",
            ["April = 2017-04-01..2017-04-30", "July 2017 = 2017-07-01..2017-07-31"],
        ),
        ("It opened in 2018.", [f"2018 = {YEAR_2018}"]),
        ("It has run since 1975.", ["1975 = 1975-01-01..1975-12-31"]),
        ("In early 2018 it ran.", [f"2018 = {YEAR_2018}"]),
        ("It will be done by mid-2020.", ["2020 = 2020-01-01..2020-12-31"]),
        ("He won in 1994 and 2018.", ["1994 = 1994-01-01..1994-12-31", f"2018 = {YEAR_2018}"]),
        ("In spring 2018 it bloomed.", ["spring 2018 = 2018-03-01..2018-05-31"]),
        ("The winter of 2018 was long.", ["winter of 2018 = 2018-12-01..2019-02-28"]),
        ("It bloomed last fall.", ["last fall = 2018-09-01..2018-11-30"]),
        ("It blooms this summer.", ["this summer = 2019-06-01..2019-08-31"]),
    ],
)
def test_months_seasons_and_years(text, mentions):
    assert found(text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        # no such day, and no month or year within it either
        *(
            "It closed on Feb. 30, 2018.",
            "It closed in February 30.",
            "Born 2019-02-30 and 2019-13-01.",
            "On June 31 it fell.",
        ),
        # words that are no names of days and months
        *(
            "They may march in the sun, sat down and waited a second.",
            "The Sun sat on it. May I? March!",
            "He may 5 times.",
        ),
        *("The Sun reported it.", "Mrs. May resigned.", "He stood by May and left.", "Jan won, Mark and April lost."),
        # names
        *("Shops filled on Black Friday.", "They fast on Good Friday.", "He marched on Bloody Sunday."),
        *("Crowds came for Super Bowl Sunday.", "The Sunday Times has it.", "Prince wrote “Manic Monday.”"),
        *("It was on Monday Night Football.", "They ate on Pancake Tuesday.", "The Mail on Sunday has it."),
        *(
            "He spoke to USA Today.",
            "He told Entertainment Tonight.",
            "The Jan. 6 committee met.",
            "A Fourth of July parade was held.",
        ),
        # habits, and days known to the article alone
        *(
            "They meet on Mondays.",
            "He rests every Friday.",
            "Each Tuesday they dine.",
            "It opens Monday through Friday.",
        ),
        *("He came on a Sunday.", "It is held on the first Tuesday in November.", "They met the following Monday."),
        *("It rained the day before.", "They met in July of that year.", "It broke on June 12 of the same year."),
        *("In the last week it rained.", "It rained two or three days ago.", "More than 20 years ago it rained."),
        # numbers
        *(
            "It cost $2018.",
            "Some 2018 people came.",
            "Of 2018 people none spoke.",
            "In the 1970s it rained.",
            "He has 2019 votes.",
        ),
        *("In 2,018 homes it rained.", "It rose 2018 percent.", "Season 2018-19 began.", "May 5:30 suit you?"),
    ],
)
def test_no_date(text):
    assert found(text) == []


def test_what_is_relative_needs_the_publication_date():
    text = "On Monday, last week, in June, on Feb. 28, two days ago, this summer and today it rained, as in 2018."
    assert len(found(text)) == 8
    assert found(text, None) == [f"2018 = {YEAR_2018}"]


def test_the_year_turns():
    assert found("It broke on Dec. 30.", date(2019, 1, 2)) == ["Dec. 30 = 2018-12-30"]
    assert found("It will open on Jan. 8.", date(2018, 12, 20)) == ["Jan. 8 = 2019-01-08"]
    assert found("It broke last month.", date(2019, 1, 2)) == ["last month = 2018-12-01..2018-12-31"]
    assert found("It broke on Feb. 29.", date(2021, 1, 2)) == ["Feb. 29 = 2020-02-29"]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_calendar_ends(published):
    text = "Yesterday, tomorrow, last week, next week, 900 years ago, next year, last June, Dec. 30, on Monday, in June"
    assert all(date.min <= mention.first <= mention.last for mention in date_mentions(text, published))


WORDS = """Feb. February MAY May 28 28th 2019 , 2019 2019-02-28 on in since the of last this next past coming week month
year weekend Monday Sat. night Tuesday's yesterday today three days ago spring 1 12 – - to and ( ) $ will said . that
day before after every Black 30 31 ſ ᛏ ２ 🙂 İ K""".split()
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.lists(st.sampled_from([*WORDS, " ", "\n", "\xa0"]), max_size=30).map("".join),
)


@given(TEXTS, st.none() | st.dates())
def test_mentions_of_any_text_are_disjoint_and_name_days(text, published):
    end = 0
    for mention in date_mentions(text, published):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip()
        assert mention.first <= mention.last
        end = mention.end


STYLES = ["{d:%B} {d.day}, {d.year}", "{d.day} {d:%B} {d.year}", "{d.day} {d:%b} {d.year}", "{d:%b}. {d.day}, {d.year}"]
WITH_WEEKDAY = ["{d:%A}, {d:%B} {d.day}, {d.year}", "{d:%A} {d.day} {d:%B} {d.year}", "{d:%Y-%m-%d}"]
NEWS_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(
    NEWS_DAYS, st.sampled_from(STYLES + WITH_WEEKDAY), st.sampled_from(["It was {}.", "{}: it fell", "will (on {})"])
)
def test_a_date_that_is_written_is_read(day, style, sentence):
    words = style.format(d=day)
    assert found(sentence.format(words), None) == [f"{words} = {day}"]


@given(NEWS_DAYS, st.integers(-180, 0))
def test_a_day_of_the_last_half_year_needs_no_year(published, days):
    day = published + timedelta(days=days)
    words = f"{day:%B} {day.day}"
    assert found(f"It closed on {words}.", published) == [f"{words} = {day}"]


@given(NEWS_DAYS, st.integers(-6, 6))
def test_a_weekday_is_of_the_seven_days_on_either_side(published, days):
    day = published + timedelta(days=days)
    text = f"It will close on {day:%A}." if days > 0 else f"It closed on {day:%A}."
    assert found(text, published) == [f"{day:%A} = {day}"]
