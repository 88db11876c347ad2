from __future__ import annotations

import pytest

from qa.text.example_questions import example_questions


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The Hanoi talks failed over sanctions.", "Why did the Hanoi talks fail?"),
        ("Mayor Ada Lind resigned on Friday.", "Why did Mayor Ada Lind resign?"),
        ("North Korea announced a new test.", "What did North Korea announce?"),
        ("Mr. Grant said that Port Ellen was closed.", "What did Mr. Grant say about Port Ellen?"),
        ("Mr. Grant said on Monday the winds of Islay were strong.", "What did Mr. Grant say about Islay?"),
        ("The Bank of England approved the plan.", "What did the Bank of England approve?"),
    ],
)
def test_a_sentence_becomes_a_question(sentence: str, question: str) -> None:
    assert example_questions([sentence], 4) == [question]


@pytest.mark.parametrize(
    "sentence",
    [
        "He resigned on Friday.",  # who?
        "Inspectors found a crack.",  # a word in capitals because it is the first
        "The mayor promised a ferry.",  # which mayor?
        "When North Korea announced a test, markets fell.",
        "Ada Lind, who resigned on Friday, is well.",
        "North Korea and its allies announced a test.",
        "North Korea quickly announced a test.",
        "North Korea announced.",
        "Mr. Grant said the wind was strong.",  # about what?
        "Mr. Grant said on Monday in the Port Ellen office that Mr. Grant was ill.",
        "",
    ],
)
def test_no_question_is_made_of_what_names_nothing(sentence: str) -> None:
    assert example_questions([sentence], 4) == []


def test_why_comes_first_and_each_subject_once() -> None:
    sentences = [
        "Ada Lind said no to France.",
        "Bo Lind announced a sale.",
        "The Lind talks failed on Monday.",
        "The Lind talks collapsed in May.",
        "Cy Lind said yes to Spain.",
    ]
    why, what, said = (
        "Why did the Lind talks fail?",
        "What did Bo Lind announce?",
        "What did Ada Lind say about France?",
    )
    assert example_questions(sentences, 3) == [why, what, said]
    assert example_questions(sentences, 1) == [why]
