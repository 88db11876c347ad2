"""What a question says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from qa.retrieval.query import QuestionRead, read_question
from qa.types import EVERYTHING, Filters

SOURCES = ["Harbor City Ledger", "Meridian Wire", "Paper A", "The Example Gazette", "The Lakeside Tribune"]


def read(question: str, filters: Filters = EVERYTHING, sources: list[str] = SOURCES) -> QuestionRead:
    return read_question(question, filters, sources, date(2020, 6, 17))


def told(question: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.asked, each.meant) for each in read(question).read_as]


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("What did the Lakeside Tribune report about the ferry?", "The Lakeside Tribune"),
        ("what did the lakeside tribune report about the ferry", "The Lakeside Tribune"),
        ("According to the Ledger, who paid?", "Harbor City Ledger"),
        ("Who paid, according to Paper A?", "Paper A"),
        ("How does Meridian Wire say it began?", "Meridian Wire"),
        ("What did the Example Gazette write?", "The Example Gazette"),
    ],
)
def test_a_source_named_as_reporting_is_a_filter(question: str, source: str) -> None:
    assert read(question).filters == Filters(source=source)
    assert [each.meant for each in read(question).read_as if each.kind == "source"] == [source]


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the Lakeside Tribune?",
        "What caused the fire at the Harbor City Ledger building?",
        "Which star did the telescope report on?",
        "What happened at the Kaesong post?",
        "What paper a day does it print?",
        "When did the Standard Bank leave Hanoi?",
        "Has the Tribune Tower burnt?",
        "Who runs the harbor, according to the Wire Rope Company?",
        "Did the Gazette-Herald merge?",
    ],
)
def test_a_source_that_is_the_subject_is_none(question: str) -> None:
    assert (read(question).filters, read(question).missing) == (EVERYTHING, "")


def test_a_source_that_the_archive_does_not_hold_is_told() -> None:
    unknown = read("What did the Daily Planet report about the ferry?")
    assert (unknown.filters, unknown.missing) == (EVERYTHING, "The archive holds no article of “Daily Planet”.")
    assert (
        read("What did the Northern Star write about it?").missing == "The archive holds no article of “Northern Star”."
    )


@pytest.mark.parametrize("name", ["The Times of India", "Reuters Health", "Times and Citizen"])
def test_of_two_names_of_sources_the_whole_one_counts(name: str) -> None:
    held = ["The Times", "Reuters", "The New York Times", name]
    assert read(f"Who paid, according to {name}?", sources=held).filters == Filters(source=name)
    assert read("Who paid, according to the Times?", sources=held).filters == Filters(source="The Times")


def test_two_sources_of_that_name_are_left_to_the_search() -> None:
    both = read("What did the Gazette report?", sources=["Harbor Gazette", "Hill Gazette"])
    assert (both.filters, both.missing) == (EVERYTHING, "")


def test_a_source_that_was_chosen_is_not_overruled() -> None:
    chosen = Filters(source="Meridian Wire")
    assert read("What did the Lakeside Tribune report?", chosen).filters == chosen


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What happened in March 2019?", date(2019, 3, 1), date(2019, 3, 31)),
        ("joblessness 2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("Who resigned on Feb. 28, 2019?", date(2019, 2, 28), date(2019, 2, 28)),
        ("What did they do last summer?", date(2019, 6, 1), date(2019, 8, 31)),
    ],
)
def test_days_named_are_a_period_against_the_archives_last_day(question: str, first: date, last: date) -> None:
    assert read(question).period == (first, last)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("What is the latest rate?", "latest"),
        ("what did the bank decide most recently", "latest"),
        ("Who is the current mayor?", "latest"),
        ("What was the first rate?", "first"),
        ("Who opened the bridge?", ""),
        ("What was known in May 2019 of the latest test?", ""),  # a time is named: it decides
    ],
)
def test_latest_and_first(question: str, order: str) -> None:
    assert read(question).order == order


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Please tell me why it failed.", "why it failed."),
        ("Could you tell me who paid?", "who paid?"),
        ("I would like to know, who paid?", "who paid?"),
        ("Tell me more", "more"),
        ("please", "please"),
        ("Can you swim in the harbor?", "swim in the harbor?"),
    ],
)
def test_politeness_is_not_searched(question: str, plain: str) -> None:
    assert read(question).text == plain


def test_short_forms_meet_the_full_ones() -> None:
    assert read("What did the WHO warn of?").searched == "What did the WHO warn of? (World Health Organization)"
    assert told("When did Kim Jong Un visit?") == []
    assert told("What did the U.N. say?") == told("what did the un say?") == [("abbreviation", "UN", "United Nations")]
    assert told("Did Nato agree?") == [("abbreviation", "NATO", "North Atlantic Treaty Organization")]
    assert told("What did the World Health Organization say?") == [("abbreviation", "World Health Organization", "WHO")]
    assert told("who warned us") == told("WHO PAID US?") == []
    assert read("With whom did the U.K. sign?").searched.endswith("(United Kingdom)")


def test_words_between_quotation_marks_must_be_met_if_they_are_no_name() -> None:
    assert read('Who said "a cheque drawn on tomorrow"?').quoted == ("a cheque drawn on tomorrow",)
    assert read("Who said “a cheque drawn on tomorrow”?").quoted == ("a cheque drawn on tomorrow",)
    assert read('What is the "Crown of"?').quoted == read('Who sang "Yesterday"?').quoted == ()


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Pourquoi le sommet de Hanoï a-t-il échoué ?", "French"),
        ("¿Cuándo fue destruida la oficina de enlace en Kaesong?", "Spanish"),
        ("Warum ist der Gipfel von Hanoi gescheitert?", "German"),
        ("日本の首都はどこですか", "Japanese"),
        ("中国的首都是哪里", "Chinese"),
        ("Когда это было?", "Russian"),
    ],
)
def test_another_language_is_told(question: str, language: str) -> None:
    assert told(question) == [("language", "", language)]


@pytest.mark.parametrize("question", ["Who won Le Mans?", "What is La La Land?", "Le Grand K", "Rio de la Plata", "!?"])
def test_foreign_names_make_no_foreign_question(question: str) -> None:
    assert told(question) == []


@pytest.mark.parametrize(
    ("question", "text", "topic"),
    [
        ("Biegun?", "Biegun?", True),
        ("MCAS", "MCAS", True),
        ("Notre-Dame fire", "Notre-Dame fire", False),  # three words, and it could be one
        ("Who won?", "Who won?", False),
        ("What did the Example Gazette write about the ferry?", "the ferry", True),
        ("What did the Example Gazette write?", "What did it write?", False),
        ("What did Trump write about the ferry?", "What did Trump write about the ferry?", False),
    ],
)
def test_what_names_something_and_asks_nothing_of_it_is_a_topic(question: str, text: str, topic: bool) -> None:
    assert (read(question).text, read(question).is_topic) == (text, topic)


@pytest.mark.parametrize(
    "question", ['Who said "a cheque drawn on tomorrow"?', "What is true today?", "Who won on Friday?"]
)
def test_words_that_name_no_time_of_the_archive(question: str) -> None:
    assert read(question).period is None
