import numpy as np
import pytest

from qa.evaluation.baselines import baselines, within

SENTENCES = [
    "The storm closed the harbor and the ferry stayed in the harbor.",
    "Turnips grow.",
    "The ferry left the harbor after the storm.",
    "The harbor, the ferry and the storm were all that was talked of.",
]


@pytest.mark.parametrize("name", ["Lead", "random", "sumy LexRank", "sumy TextRank"])
def test_a_ranking_has_every_sentence_once(name):
    ranking = baselines()[name]
    assert sorted(ranking(SENTENCES)) == [0, 1, 2, 3]
    assert list(ranking(SENTENCES)) == list(ranking(SENTENCES))
    assert list(ranking([])) == []


def test_the_lead_is_the_order_of_the_text():
    assert list(baselines()["Lead"](SENTENCES)) == [0, 1, 2, 3]


@pytest.mark.parametrize("name", ["sumy LexRank", "sumy TextRank"])
def test_what_shares_no_word_is_not_first(name):
    assert baselines()[name](SENTENCES)[0] in (0, 2, 3)


def test_equal_sentences_are_two():
    assert sorted(baselines()["sumy LexRank"]([SENTENCES[0], SENTENCES[0]])) == [0, 1]


def test_within_a_length():
    words = np.array([12, 2, 8, 13])
    assert within([3, 1, 0, 2], words, 2, None) == [1, 3]
    assert within([3, 1, 0, 2], words, None, 23) == [1, 2, 3]
    assert within([3, 1, 0, 2], words, None, 1) == []
