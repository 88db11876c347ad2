"""What a time or a source asked for says for what was found, and against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer.ask import ask
from qa.answer.find import find
from qa.index.snapshot import Snapshot
from qa.types import Answer
from tests.answer.test_preferences import archive_of
from tests.encoders import HashEncoder, WordReader

PILOTS = "The pilots of Alderton rejected the longer shifts in a vote by {} to 9."


@pytest.fixture
def votes(tmp_path: Path, encoder: HashEncoder) -> Snapshot:
    days = {"2018-05-04": 31, "2019-05-07": 44, "2020-05-09": 52}
    records = [{"id": day, "date": day, "text": PILOTS.format(count)} for day, count in days.items()]
    return archive_of(tmp_path, encoder, *records)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("before 2019", "2018-05-04"),
        ("until June 2018", "2018-05-04"),
        ("after 2019", "2020-05-09"),
        ("since january 2020", "2020-05-09"),
        ("between April 2019 and June 2019", "2019-05-07"),
        ("after June 2018 and before 2020", "2019-05-07"),
        ("two years ago", "2018-05-04"),
    ],
)
def test_of_a_period_its_side_is_preferred(votes: Snapshot, encoder: HashEncoder, when: str, day: str) -> None:
    question = f"By how many did the pilots of Alderton reject longer shifts {when}?"
    assert find(votes, encoder, WordReader(), question).ranking.sentences[0].article.id == day


def test_a_period_in_which_all_lies_says_nothing_for_any(votes: Snapshot, encoder: HashEncoder) -> None:
    ranking = find(votes, encoder, WordReader(), "What did the pilots of Alderton reject since 2017?").ranking
    assert {evidence.preference for evidence in ranking.evidence} == {0.0}


def test_nor_does_an_open_one_for_what_has_no_date(tmp_path: Path, encoder: HashEncoder) -> None:
    archive = archive_of(tmp_path, encoder, {"id": "a", "text": PILOTS.format(31)})
    ranking = find(archive, encoder, WordReader(), "What did the pilots of Alderton reject before 2017?").ranking
    assert {evidence.preference for evidence in ranking.evidence} == {0.0}


@pytest.fixture
def ferry(tmp_path: Path, encoder: HashEncoder) -> Snapshot:
    return archive_of(
        tmp_path,
        encoder,
        {"id": "a", "date": "2019-03-05", "text": "The ferry sank on March 4, 2019, and 12 passengers died."},
        {"id": "b", "date": "2019-03-06", "text": "The captain of the ferry resigned. Nobody else did."},
        {"id": "c", "date": "2019-08-02", "text": "Turnips grow well in the hills, CNN reported."},
        {"id": "d", "text": "The harbor of Alderton has two cranes."},
    )


def test_a_decade_and_a_year_of_a_sentence_are_of_the_time(tmp_path: Path, encoder: HashEncoder) -> None:
    text = "The {} dish of the pilots of Alderton had noodles and beans."
    for place, (told, when) in enumerate((("1950s", "in 1955"), ("1955", "in the 1950s"), ("1955", "before 1960"))):
        folder = tmp_path / str(place)
        folder.mkdir()
        archive = archive_of(folder, encoder, {"id": "a", "date": "2022-05-02", "text": text.format(told)})
        answer = asked(archive, encoder, f"Which dish of the pilots of Alderton had noodles and beans {when}?")
        assert (answer.answered, answer.notes) == (True, ())


def asked(archive: Snapshot, encoder: HashEncoder, question: str) -> Answer:
    return ask(archive, encoder, question, limit=1, reader=WordReader()).answer


@pytest.mark.parametrize(
    ("when", "period"),
    [("in april 2019", "2019-04-01 to 2019-04-30"), ("after April 2019", "2019-05-01 and later")],
)
def test_what_tells_of_another_time_is_no_answer(ferry: Snapshot, encoder: HashEncoder, when: str, period: str) -> None:
    answer = asked(ferry, encoder, f"How many passengers of the ferry died {when}?")
    assert (answer.answered, answer.reason) == (
        False,
        f"The nearest sentence found tells of another time than {period}.",
    )


@pytest.mark.parametrize("when", ["in March 2019", "before April 2019", "on march 4 2019", "in 2019", "since 2018"])
def test_what_tells_of_the_time_asked_for_answers(ferry: Snapshot, encoder: HashEncoder, when: str) -> None:
    answer = asked(ferry, encoder, f"How many passengers of the ferry died {when}?")
    assert (answer.answered, answer.notes) == (True, ())


def test_an_answer_that_names_no_time_is_said_to_be_of_another(ferry: Snapshot, encoder: HashEncoder) -> None:
    answer = asked(ferry, encoder, "Which captain of the ferry resigned in May 2019?")
    assert (answer.answered, answer.notes) == (True, ("Nothing shown here is of 2019-05-01 to 2019-05-31.",))


def test_where_nothing_answers_the_time_is_told_too(ferry: Snapshot, encoder: HashEncoder) -> None:
    assert asked(ferry, encoder, "Who danced in Oslo in May 2019?").reason == (
        "No sentence fits the question well enough to be its answer. Nothing shown here is of 2019-05-01 to 2019-05-31."
    )


@pytest.mark.parametrize(
    "question",
    [
        "When died the 12 passengers of the ferry of April 2019?",
        "How many passengers died on the ferry that sank in April 2019?",  # who asks may err
    ],
)
def test_the_time_of_something_else_in_the_question_forbids_no_answer(
    ferry: Snapshot, encoder: HashEncoder, question: str
) -> None:
    answer = asked(ferry, encoder, question)
    assert answer.answered
    assert answer.notes == ("Nothing shown here is of 2019-04-01 to 2019-04-30.",)


def test_an_article_without_a_date_may_be_of_any_time(ferry: Snapshot, encoder: HashEncoder) -> None:
    answer = asked(ferry, encoder, "How many cranes has the harbor of Alderton in May 2019?")
    assert (answer.citations[0].article.id, answer.notes) == ("d", ())


def test_the_words_of_a_time_are_no_names_that_must_be_known(ferry: Snapshot, encoder: HashEncoder) -> None:
    for question in ("Who resigned before April 2019?", "Who resigned before april 2019?"):
        ranking = find(ferry, encoder, WordReader(), question).ranking
        assert max(evidence.preference for evidence in ranking.evidence) == 0.0


def test_a_source_that_is_not_held_is_missed_unless_the_best_sentence_names_it(
    ferry: Snapshot, encoder: HashEncoder
) -> None:
    told = asked(ferry, encoder, "What did CNN say about the ferry?")
    assert (told.answered, told.reason) == (False, "The archive holds no article of “CNN”.")
    assert asked(ferry, encoder, "According to CNN, what grows well in the hills?").answered
