"""Which part in a deed a sentence gives to the one that a question names."""

from __future__ import annotations

import pytest

from qa.answer.role_asked import gives_part_asked

SUED_BY_OSTREL = [
    "Ostrel sued Tarvik over a hinge.",
    "OSLO (AP) — Ostrel sued Tarvik.",
    "Mayor Ostrel sued Tarvik.",
    "Pell said that Ostrel had sued the town.",
    "It closed because Ostrel quickly sued its owner.",
    "Tarvik was sued by Ostrel on Friday.",
    "Tarvik was sued by President Ostrel.",
]
OSTREL_SUED = [
    "Tarvik sued Ostrel over a hinge.",
    "On Friday a widow sued Mayor Ostrel.",
    "Lawyers for Tarvik sued Ostrel last week.",
    "Tarvik, which sued Ostrel, won.",
    "Ostrel was sued by Tarvik.",
    "Pell said that Ostrel was sued by five widows.",
]
NEITHER = [
    "Ostrel sued on Friday.",
    "Ostrel sued Friday.",
    "Ostrel sued last week.",
    "Tarvik, whom Ostrel sued, won.",
    "The mill Ostrel sued has closed.",
    "The wife of Ostrel sued Tarvik.",
    "Lawyers for Ostrel sued Tarvik.",
    "Ostrel's wife sued Tarvik.",
    "Tarvik sued Ostrel's wife.",
    "Tarvik sued Ostrel executives.",
    "Tarvik sued Ostrel and Pell sued Skarn.",
    "Tarvik sued Ostrel and its owner.",
    "Ostrel sued Tarvik, and Tarvik sued Ostrel.",
    "Pell let Ostrel sue Tarvik.",
    "Pell told Tarvik to sue Ostrel.",
    "Ostrel won.",
    "Tarvik sued Pell.",
    "Ostrel sue Mayor Tarvik said nothing.",
    "Ostrel sued the town, and was sued by Tarvik.",
    "Ostrel sued Pell under Mayor Tarvik.",
    "",
]
WHO_DID_IT = ["Who sued Ostrel?", "Who has sued Ostrel over a hinge?", "Who sued Ostrel in 2019?"]
TO_WHOM = ["Whom did Ostrel sue?", "Who did Ostrel sue last week?", "Who was sued by Ostrel?"]


@pytest.mark.parametrize("question", WHO_DID_IT)
def test_who_did_it_is_told_by_what_was_done_to_the_one_named(question: str) -> None:
    assert {text: gives_part_asked(question, text) for text in OSTREL_SUED} == dict.fromkeys(OSTREL_SUED, True)
    assert {text: gives_part_asked(question, text) for text in SUED_BY_OSTREL} == dict.fromkeys(SUED_BY_OSTREL, False)


@pytest.mark.parametrize("question", TO_WHOM)
def test_to_whom_it_was_done_is_told_by_what_the_one_named_did(question: str) -> None:
    assert {text: gives_part_asked(question, text) for text in SUED_BY_OSTREL} == dict.fromkeys(SUED_BY_OSTREL, True)
    assert {text: gives_part_asked(question, text) for text in OSTREL_SUED} == dict.fromkeys(OSTREL_SUED, False)


@pytest.mark.parametrize("question", [*WHO_DID_IT, *TO_WHOM])
def test_what_is_not_plain_is_not_judged(question: str) -> None:
    assert {text: gives_part_asked(question, text) for text in NEITHER} == dict.fromkeys(NEITHER)


@pytest.mark.parametrize(
    "question",
    [
        "Who sued Ostrel executives?",
        "Who sued Ostrel's wife?",
        "Who met Ostrel?",  # both do
        "Who is Ostrel?",
        "Who sued?",
        "Whom did Ostrel tell to sue?",
        "Why was Ostrel sued?",
        "who sued ostrel",  # no name is known without its capital
        "",
    ],
)
def test_other_questions_ask_for_no_part(question: str) -> None:
    assert [gives_part_asked(question, text) for text in ("Ostrel sued Tarvik.", "Ostrel met Tarvik.")] == [None, None]


def test_no_weekday_is_one_to_whom_it_is_done() -> None:
    assert gives_part_asked("Who beat Dunholt?", "Dunholt beat Skarn.") is False
    assert gives_part_asked("Who beat Dunholt?", "Dunholt beat Friday.") is None
