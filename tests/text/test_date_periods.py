"""The days that a question asks about."""

from __future__ import annotations

from datetime import date

import pytest

from qa.text.date_periods import in_words, period_asked

LAST = date(2020, 6, 17)


def told(question: str) -> tuple[str, str] | None:
    """The words that name a period, and which it is."""
    found = period_asked(question, LAST)
    return (question[found.start : found.end], in_words(found.first, found.last)) if found else None


@pytest.mark.parametrize(
    ("question", "words", "period"),
    [
        ("What happened before 2019?", "before 2019", "2018-12-31 and earlier"),
        ("Who led prior to June 2019?", "prior to June 2019", "2019-05-31 and earlier"),
        ("Who led until 2019?", "until 2019", "2019-12-31 and earlier"),
        ("How many had died by March 2019?", "by March 2019", "2019-03-31 and earlier"),
        ("What changed before the end of 2019?", "before the end of 2019", "2019-12-31 and earlier"),
        ("What was known in 2018 or earlier?", "2018 or earlier", "2018-12-31 and earlier"),
        ("What happened since 2020?", "since 2020", "2020-01-01 and later"),
        ("Since last year, who led?", "Since last year", "2019-01-01 and later"),
        ("What happened after March 2019?", "after March 2019", "2019-04-01 and later"),
        ("What happened after March 4, 2019?", "after March 4, 2019", "2019-03-05 and later"),
        ("Who led from 2018 on?", "from 2018 on", "2018-01-01 and later"),
        ("Who led from 2018 onwards?", "from 2018 onwards", "2018-01-01 and later"),
        ("Who led from May 2018 until now?", "from May 2018 until now", "2018-05-01 and later"),
        ("Who led in 2018 and later?", "2018 and later", "2018-01-01 and later"),
    ],
)
def test_a_period_may_be_open_at_an_end(question: str, words: str, period: str) -> None:
    assert told(question) == (words, period)


@pytest.mark.parametrize(
    ("question", "words", "period"),
    [
        ("Between June 2018 and September 2018?", "Between June 2018 and September 2018", "2018-06-01 to 2018-09-30"),
        ("Who met between November and March 2020?", "between November and March 2020", "2019-11-01 to 2020-03-31"),
        ("Who led from 2018 to 2020?", "from 2018 to 2020", "the years 2018 to 2020"),
        ("What happened between June and August 2019?", "between June and August 2019", "2019-06-01 to 2019-08-31"),
        ("What happened from November to February?", "from November to February", "2019-11-01 to 2020-02-29"),
        ("what happened between july and august", "between july and august", "2019-07-01 to 2019-08-31"),
        ("What happened between May and July 2019?", "between May and July 2019", "2019-05-01 to 2019-07-31"),
        ("Who resigned between March and May?", "between March and May", "2020-03-01 to 2020-05-31"),
        ("Who resigned in January and February?", "January and February", "2020-01-01 to 2020-02-29"),
        ("joblessness 2018 to 2020", "2018 to 2020", "the years 2018 to 2020"),
        ("joblessness 2018-2020", "2018-2020", "the years 2018 to 2020"),
        ("joblessness 2018–2020", "2018–2020", "the years 2018 to 2020"),
        ("Did more die in 2018 than in 2019?", "2018 than in 2019", "the years 2018 to 2019"),
        ("from March 3 to March 5, 2019", "from March 3 to March 5, 2019", "2019-03-03 to 2019-03-05"),
        ("after June 2018 but before March 2019", "after June 2018 but before March 2019", "2018-07-01 to 2019-02-28"),
    ],
)
def test_a_period_between_two_times(question: str, words: str, period: str) -> None:
    assert told(question) == (words, period)


@pytest.mark.parametrize(
    ("question", "words", "period"),
    [
        ("Who led in the 1990s?", "the 1990s", "the years 1990 to 1999"),
        ("Who led in the 1800s?", "the 1800s", "the years 1800 to 1899"),
        ("Who led in the late 2010s?", "the late 2010s", "the years 2016 to 2019"),
        ("Who led since the 2010s?", "since the 2010s", "2010-01-01 and later"),
        ("Who led two years ago?", "two years ago", "the year 2018"),
        ("What changed in the last two years?", "last two years", "2018-06-18 and later"),
        ("What changed in the past 6 weeks?", "past 6 weeks", "2020-05-06 and later"),
    ],
)
def test_decades_and_years_that_are_counted(question: str, words: str, period: str) -> None:
    assert told(question) == (words, period)


@pytest.mark.parametrize(
    ("question", "words", "period"),
    [
        ("what happened in genoa in december 2020", "december 2020", "2020-12-01 to 2020-12-31"),
        ("who died in may 2019", "may 2019", "2019-05-01 to 2019-05-31"),
        ("what burnt in march 2019", "march 2019", "2019-03-01 to 2019-03-31"),
        ("feb 28 2019", "feb 28 2019", "2019-02-28"),
        ("who met on 28 february 2019", "28 february 2019", "2019-02-28"),
        ("who met on 1 may 2019", "1 may 2019", "2019-05-01"),
        ("who met on may 3", "may 3", "2020-05-03"),
        ("who met since march 3", "since march 3", "2020-03-03 and later"),
        ("who met on the 3rd of march", "the 3rd of march", "2020-03-03"),
        ("who met on 3 dec", "3 dec", "2019-12-03"),
        ("who met in december", "december", "2019-12-01 to 2019-12-31"),
        ("who resigned after april 2019", "after april 2019", "2019-05-01 and later"),
    ],
)
def test_months_are_read_in_small_letters(question: str, words: str, period: str) -> None:
    assert told(question) == (words, period)


@pytest.mark.parametrize(
    "question",
    [
        "which of the 3 may return",
        "what may happen in march",
        "who may march",
        "how far did they march 12 days later",
        "How many years until it is rebuilt?",
        "what happened today",
        "how many died since monday",
        "How hot was it in the 90s?",
        "Who acted in the cast of the 1980s film?",
        "What did the last two years of his life bring?",
        "What did Obama do in his last two years in office?",
        "Who won by 2000 votes?",
        "Who won 1900 or 2050 votes?",
        "Which plays by August Wilson were shown?",
    ],
)
def test_words_that_name_no_time(question: str) -> None:
    assert told(question) is None


@pytest.mark.parametrize(
    ("question", "words", "period"),
    [
        ("What did the report from 2018 on the bridge say?", "2018", "the year 2018"),
        ("Who led before the 2018 election?", "2018", "the year 2018"),
        ("What happened the day before March 4, 2019?", "the day before March 4, 2019", "2019-03-03"),
        ("joblessness 2018", "2018", "the year 2018"),
        ("What did the 2018 report say in March 2019?", "March 2019", "2019-03-01 to 2019-03-31"),
    ],
)
def test_one_time_is_itself(question: str, words: str, period: str) -> None:
    assert told(question) == (words, period)


@pytest.mark.parametrize(
    ("question", "words", "period"),
    [
        ("Who spoke on October 4?", "October 4", "2019-10-04"),
        ("Who spoke between August 3 and August 9?", "between August 3 and August 9", "2019-08-03 to 2019-08-09"),
        ("Who will speak on October 4?", "October 4", "2020-10-04"),
        ("What is planned for October 4?", "October 4", "2020-10-04"),
        ("Who spoke on October 4, 2021?", "October 4, 2021", "2021-10-04"),
        ("Who is to speak next October?", "next October", "2020-10-01 to 2020-10-31"),
    ],
)
def test_a_day_without_a_year_is_the_last_that_was_unless_the_question_looks_ahead(
    question: str, words: str, period: str
) -> None:
    assert told(question) == (words, period)
