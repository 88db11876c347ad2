from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from qa.training.groups import RIGHT, UNSURE, WINDOWS, WRONG, Group, group_of, otherwise
from qa.training.negatives import ELSEWHERE, OWN, Place, mine
from qa.training.questions import Example, holds, read_set
from tests.encoders import HashEncoder
from tests.training.tiny_set import write_set


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    return read_set(write_set(tmp_path / "set", slice(6)))


def drawn(example: Example, negatives: tuple[Place, ...] | None = None, times: int = 60) -> list[Group]:
    """With the other sentences of its document for negatives, where none are given."""
    random, document = Random(1), example.document
    own = tuple((document, n) for n in range(len(document.sentences)) if n not in (*example.right, *example.unsure))
    return [group_of(example, own if negatives is None else negatives, random) for _ in range(times)]


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


def test_a_question_without_an_answer_is_read_beside_the_nearest_sentences(examples: list[Example]) -> None:
    for group in drawn(examples[3]):
        assert group.span is None
        assert {label for _, label in sentences(group)} == {WRONG}
    firsts = Counter(group.windows[0].text.count("The bridge of") for group in drawn(examples[3]))
    assert firsts[1] > firsts[0]


def mined(examples: list[Example]) -> list[tuple[Place, ...]]:
    return mine(examples, list({example.document.id: example.document for example in examples}.values()), HashEncoder())


def test_negatives_are_the_nearest_that_do_not_answer(examples: list[Example]) -> None:
    for example, places in zip(examples, mined(examples), strict=True):
        own = [number for document, number in places if document is example.document]
        others = [document.sentences[number].text for document, number in places if document is not example.document]
        assert (0 < len(own) <= OWN, 0 < len(others) <= ELSEWHERE) == (True, True)
        assert not {*own} & {*example.right, *example.unsure}
        assert not any(holds(text, example.answers) for text in others)
        assert not {*others} & {sentence.text for sentence in example.document.sentences}
        assert len({*others}) == len(others)
    opening, places = examples[0], mined(examples)[0]
    assert opening.question.startswith("When did the bridge")
    nearest = next(document.sentences[n].text for document, n in places if document is not opening.document)
    assert nearest.startswith("The bridge of ")  # of another, that it opened


def test_a_group_holds_several_negatives_the_nearer_ones_more_often(examples: list[Example]) -> None:
    places = mined(examples)[0]
    groups = drawn(examples[0], places, 200)
    assert {len(group.windows) for group in groups} == {WINDOWS}
    met = Counter(text for group in groups for text, label in sentences(group) if label != RIGHT)
    others = [document.sentences[n].text for document, n in places if document is not examples[0].document]
    assert met[others[0]] > met[others[-1]] > 0


def test_no_two_windows_of_a_document_overlap(examples: list[Example]) -> None:
    said = Counter(text for document in {e.document for e in examples} for text in (s.text for s in document.sentences))
    for example, places in zip(examples[:8], mined(examples), strict=False):
        own = {sentence.text for sentence in example.document.sentences if said[sentence.text] == 1}
        for group in drawn(example, places):
            met = Counter(text for text, _ in sentences(group) if text in own)
            assert {*met.values()} <= {1}
        assert met, "the last group has sentences of its own"


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
