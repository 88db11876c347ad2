"""Whose report a question wants, and what it asks besides."""

from __future__ import annotations

import pytest

from qa.retrieval.query import QuestionRead, read_question
from qa.types import EVERYTHING, Filters

SOURCES = ["The Example Gazette", "The Lakeside Tribune", "Meridian Wire", "Reuters", "The Coast Post"]


def read(question: str) -> QuestionRead:
    return read_question(question, EVERYTHING, SOURCES, None)


@pytest.mark.parametrize(
    ("question", "source", "text"),
    [
        ("According to the Lakeside Tribune, who built it?", "The Lakeside Tribune", "Who built it?"),
        ("according to the lakeside tribune who built it", "The Lakeside Tribune", "Who built it"),
        ("In the Meridian Wire, what caused the fall?", "Meridian Wire", "What caused the fall?"),
        ("How many died, according to the Coast Post?", "The Coast Post", "How many died?"),
        ("how many died according to the post", "The Coast Post", "How many died"),
        ("Which firm, according to the Gazette, holds shares?", "The Example Gazette", "Which firm holds shares?"),
        ("How many died (according to Reuters)?", "Reuters", "How many died?"),
        ("As Reuters reports, how many died?", "Reuters", "How many died?"),
        ("What caused the fall, in the Meridian Wire?", "Meridian Wire", "What caused the fall?"),
        ("What did the Coast Post say happened in Genoa?", "The Coast Post", "What happened in Genoa?"),
        ("Who does the Gazette say owns the bridge?", "The Example Gazette", "Who owns the bridge?"),
        ("How many does Reuters report that it killed?", "Reuters", "How many it killed?"),
        ("Did the Coast Post report that it sank?", "The Coast Post", "It sank?"),
        ("How many victims did the Coast Post count?", "The Coast Post", "How many victims did it count?"),
        ("When did the Tribune report the sinking?", "The Lakeside Tribune", "When did it report the sinking?"),
        ("What did Reuters say last week?", "Reuters", "What did it say last week?"),
        ("What did the Coast Post report about the ferry?", "The Coast Post", "the ferry"),
        ("what did reuters write about the ferry", "Reuters", "the ferry"),
        ("According to Reuters?", "Reuters", "According to Reuters?"),
        ("According to Reuters news agency, how many died?", "Reuters", "How many died?"),
        ("How many died according to Reuters in May?", "Reuters", "How many died in May?"),
    ],
)
def test_what_is_asked_is_left_without_the_name_of_the_source(question: str, source: str, text: str) -> None:
    assert (read(question).filters, read(question).text) == (Filters(source=source), text)
    assert [each.meant for each in read(question).read_as if each.kind == "source"] == [source]


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the Lakeside Tribune?",
        "Which Reuters journalist reported it?",
        "Who answered the post published by Kim?",
        "Did more die according to the Coast Post than according to the Gazette?",  # both must be found
        "Considering a story of the Coast Post, whom did Reuters report?",
        "Whom do an article in the Coast Post and one of Reuters name?",
        "Who told the Coast Post Office?",
        "Is it true that Emily Post said so?",
        "Who believed what Thomson Reuters reported?",
        "According to Reuters data, how much oil is left?",
        "Who won according to Reuters photographers?",
        "Who said “according to the Gazette, nobody died that night”?",
        "How much did American Express report?",
        "What did Emily Post write?",
        "Which firm do a Coast Post report on gas and an article on oil name?",
        "Who answers the Reuters report on gas?",
    ],
)
def test_a_question_about_sources_stays_as_it_is(question: str) -> None:
    assert (read(question).filters, read(question).text, read(question).missing) == (EVERYTHING, question, "")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did CNN say about the ferry?", "CNN"),
        ("what did cnn say about the ferry", "cnn"),
        ("What did the BBC report?", "BBC"),
        ("According to Al Jazeera, who won?", "Al Jazeera"),
        ("what did the times say about wirecard", "times"),
        ("what did the new york times say about wirecard", "new york times"),
        ("Who won, according to the Christian Science Monitor?", "Christian Science Monitor"),
    ],
)
def test_a_known_source_that_the_archive_does_not_hold_is_told(question: str, name: str) -> None:
    assert read(question).missing == f"The archive holds no article of “{name}”."


@pytest.mark.parametrize(
    "question",
    [
        "What did the Nuclear Posture Review say about the ferry?",
        "According to the Congressional Record, who voted?",
        "What did the Ceasefire Monitor report?",
        "Has the Times been sold?",
        "how many times did the president say no",
        "what did the guardian say about the child",
        "What did Michael Bloomberg say about guns?",
        "Which firm does a CNN report on gas name?",
        "Considering a forecast of the BBC, who will grow, according to CNN?",
        "Which firm do an Observer article and a Wall Street Journal report on gas name?",
    ],
)
def test_what_is_no_paper_is_not_missed_as_one(question: str) -> None:
    assert read(question).missing == ""
