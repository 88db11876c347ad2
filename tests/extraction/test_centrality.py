from math import log, sqrt

import numpy as np
import pytest

from qa.extraction.centrality import PACSUM_BACKWARD, centroid, lexrank, pacsum, word_overlap

HALF = sqrt(0.5)
VECTORS = np.array([[1, 0], [HALF, HALF], [0, 1]], dtype=np.float32)  # the middle one is like both others


def test_pacsum_counts_what_follows_and_takes_off_what_went_before():
    assert pacsum(VECTORS) == pytest.approx([HALF, HALF + PACSUM_BACKWARD * HALF, PACSUM_BACKWARD * HALF])


def test_pacsum_counts_from_the_lowest_similarity():
    vectors = np.array([[1, 0], [1, 0], [0.6, 0.8]], dtype=np.float32)
    assert pacsum(vectors) == pytest.approx([0.4, PACSUM_BACKWARD * 0.4, 0], abs=1e-6)


def test_lexrank_is_where_the_walk_comes_to_rest():
    scores = lexrank(VECTORS)
    assert scores.sum() == pytest.approx(1)
    assert scores[0] == pytest.approx(scores[2])
    walk = np.array([[1, HALF, 0], [HALF, 1, HALF], [0, HALF, 1]])
    walk /= walk.sum(axis=1, keepdims=True)
    assert 0.15 / 3 + 0.85 * scores @ walk == pytest.approx(scores)


def test_centroid_is_the_cosine_to_the_mean():
    assert centroid(VECTORS) == pytest.approx([HALF, 1, HALF])


def test_word_overlap_is_shared_stems_over_the_logarithms_of_both_lengths():
    texts = ["storm harbor", "storms ferry dock", "ferry harbor bridge"]
    pair, longer = 1 / (log(3) + log(4)), 1 / (log(4) + log(4))
    degree = [pair + pair, pair + longer, pair + longer]
    assert word_overlap(texts) == pytest.approx(np.array(degree) / max(degree))


@pytest.mark.parametrize("measure", [pacsum, lexrank, centroid])
@pytest.mark.parametrize("count", [0, 1])
def test_one_sentence_and_none(measure, count):
    scores = measure(VECTORS[:count])
    assert scores.shape == (count,)
    assert np.isfinite(scores).all()


def test_sentences_without_a_common_word_are_alike():
    assert word_overlap(["storm", "ferry"]).tolist() == [1, 1]
    assert word_overlap([]).tolist() == []
    assert word_overlap(["the of and"]).tolist() == [1]


def test_words_are_stemmed_as_their_language_does():
    texts = ["Kinder spielen", "den Kindern hilft", "Regen"]
    assert word_overlap(texts).tolist() == [1, 1, 1]  # in English none shares a word
    assert (word_overlap(texts, ["de", "de", "de"]) > 0).tolist() == [True, True, False]
