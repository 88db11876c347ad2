"""Packing sentences into passages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.encoding.passages import MAX_TITLE_CHARS, PASSAGE_TOKENS, pack, passage_of
from qa.encoding.types import Passage
from qa.text.unbroken import unbroken
from qa.types import Sentence


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(0, len(text), text) for text in texts]


def test_a_passage_is_led_by_the_title():
    assert list(pack(sentences("One.", "Two."), [2, 2], "Title")) == [
        Passage(first=0, stop=2, text="Title\nOne.\nTwo.", spans=((6, 10), (11, 15)))
    ]


def test_without_a_title():
    assert list(pack(sentences("One.", "Two."), [2, 2], "")) == [Passage(0, 2, "One.\nTwo.", ((0, 4), (5, 9)))]


def test_as_many_as_fit_exactly():
    found = pack(sentences("a", "b", "c", "d"), [100, 100, 1, 199], "")
    assert [(p.first, p.stop) for p in found] == [(0, 2), (2, 4)]
    found = pack(sentences("a", "b", "c"), [100, 101, 99], "")
    assert [(p.first, p.stop) for p in found] == [(0, 1), (1, 3)]


def test_a_sentence_too_long_gets_a_passage_of_its_own():
    found = pack(sentences("a", "b", "c"), [1, PASSAGE_TOKENS + 1, 1], "")
    assert [(p.first, p.stop) for p in found] == [(0, 1), (1, 2), (2, 3)]


def test_a_long_title_is_cut():
    (passage,) = pack(sentences("One."), [2], "t" * 500)
    assert passage.text == "t" * MAX_TITLE_CHARS + "\nOne."
    assert passage.spans == ((161, 165),)


def test_nothing():
    assert list(pack([], [], "Title")) == []
    assert passage_of([]).tolist() == []


def test_passage_of():
    owner = passage_of([Passage(0, 2, "", ()), Passage(2, 3, "", ()), Passage(3, 5, "", ())])
    assert owner.tolist() == [0, 0, 1, 2, 2]
    assert owner.dtype == np.int32


@given(st.lists(st.tuples(st.text(min_size=1), st.integers(0, 300))), st.text(max_size=200))
def test_every_sentence_lies_in_one_passage_at_its_span(items, title):
    texts = sentences(*(text for text, _ in items))
    counts = [count for _, count in items]
    passages = list(pack(texts, counts, title))
    assert [i for p in passages for i in range(p.first, p.stop)] == list(range(len(texts)))
    for p in passages:
        assert [p.text[start:end] for start, end in p.spans] == [unbroken(s.text).text for s in texts[p.first : p.stop]]
        assert sum(counts[p.first : p.stop]) <= PASSAGE_TOKENS or p.stop - p.first == 1
    owner = passage_of(passages)
    assert all(passages[owner[i]].first <= i < passages[owner[i]].stop for i in range(len(texts)))


def test_a_word_broken_at_a_line_end_is_whole_for_the_encoder():
    (passage,) = pack(sentences("The demo-\nlition of a well-\nknown mill."), [9], "")
    assert passage.text == "The demolition of a well-\nknown mill."


@pytest.mark.parametrize("count", [0, 1])
def test_sentences_without_tokens_are_kept(count):
    (passage,) = pack(sentences("—", "…"), [count, count], "")
    assert passage.text == "—\n…"
