from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from qa.training.groups import RIGHT, UNSURE, WRONG, Group, group_of, otherwise
from qa.training.negatives import KEPT, mine
from qa.training.questions import Example, holds, read_set
from tests.training.tiny_set import write_set


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    return read_set(write_set(tmp_path / "set", slice(6)))


def drawn(example: Example, negatives: tuple = (), times: int = 60) -> list[Group]:
    random = Random(1)
    return [group_of(example, negatives, random) for _ in range(times)]


def sentences(group: Group) -> list[tuple[str, int]]:
    """The text of each sentence of the windows, with its label."""
    return [
        (window.text[start:end], label)
        for window, labels in zip(group.windows, group.labels, strict=True)
        for (start, end), label in zip(window.spans, labels, strict=True)
    ]


def test_the_first_window_holds_the_answer_and_no_other_does(examples: list[Example]) -> None:
    answered = [group for group in drawn(examples[0]) if group.span]
    assert len(answered) > 45
    for group in answered:
        assert RIGHT in group.labels[0]
        assert not any(RIGHT in labels for labels in group.labels[1:])
        assert group.windows[0].text[slice(*group.span)] == "1870"
        assert Counter(label for _, label in sentences(group))[RIGHT] == 1


def test_a_near_miss_is_made_now_and_then(examples: list[Example]) -> None:
    """Of another year than the text tells of: no sentence is right, nor is one that names that year called wrong."""
    asked = replace(examples[0], question="Who opened the bridge of Karby in 1870?")
    missed = [group for group in drawn(asked, times=200) if group.span is None]
    assert 10 < len(missed) < 45
    for group in missed:
        assert "1870" not in group.question
        assert {label for _, label in sentences(group)} <= {WRONG, UNSURE}


def test_a_question_without_an_answer_is_read_beside_the_likeliest_sentence(examples: list[Example]) -> None:
    for group in drawn(examples[3]):
        assert group.span is None
        assert {label for _, label in sentences(group)} == {WRONG}
    firsts = Counter(group.windows[0].text.count("The bridge of") for group in drawn(examples[3]))
    assert firsts[1] > firsts[0]


def test_negatives_come_from_elsewhere_and_do_not_hold_the_answer(examples: list[Example]) -> None:
    mined = mine(examples, list({example.document.id: example.document for example in examples}.values()))
    assert max(map(len, mined)) <= KEPT
    for example, places in zip(examples, mined, strict=True):
        assert places
        for document, number in places:
            assert document is not example.document
            assert not holds(document.sentences[number].text, example.answers)
    opening = examples[0]
    asked = Counter(place[0].sentences[place[1]].text.split()[0] for place in mined[0])
    assert opening.question.startswith("When")
    assert asked["The"] == max(asked.values())  # of other bridges, that they opened


def test_a_negative_that_holds_the_answer_in_its_window_is_not_called_wrong(examples: list[Example]) -> None:
    """Ada Lind designed two of the bridges: her name beside the negative says nothing either way."""
    designer, other = examples[1], examples[17].document
    labels = {text: label for group in drawn(designer, ((other, 0),)) for text, label in sentences(group)}
    assert labels["It was designed by Ada Lind."] in (RIGHT, UNSURE)
    assert labels[other.sentences[0].text] == WRONG
    assert UNSURE in {label for group in drawn(designer, ((other, 0),)) for label in group.labels[-1]}


def test_titles_neighbours_and_words_are_left_out_now_and_then(examples: list[Example]) -> None:
    groups = drawn(examples[0], times=200)
    assert 0 < sum(group.windows[0].text.startswith("Karby bridge") for group in groups) < 200
    assert {len(group.windows[0].spans) for group in groups} == {1, 2, 3}
    assert 10 < sum(group.question != examples[0].question for group in groups) < 80


def test_the_same_draws_make_the_same_groups(examples: list[Example]) -> None:
    assert drawn(examples[0]) == drawn(examples[0])


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Why did the talks fail in Hanoi?", "what caused the talks to fail in Hanoi?"),
        ("Why does New York State ban the cars?", "what caused New York State to ban the cars?"),
        ("Why was the bridge built?", "Why was the bridge built?"),
        ("Who built the bridge?", "Who built the bridge?"),
    ],
)
def test_why_is_asked_in_other_words(question: str, other: str) -> None:
    assert otherwise(question) == other
