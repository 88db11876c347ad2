from math import exp

import numpy as np
import pytest

from qa.extraction.coverage import Coverage, decay

ONE = np.ones(2)


def test_the_gain_is_the_expected_number_of_shared_words():
    # Three words, "storm" in both sentences: probabilities 2/4, 1/4, 1/4; means 2, 1, 1 in a summary of four words.
    coverage = Coverage(["storm harbor", "storm ferry"], ONE, ONE, expected_words=4)
    both = (1 - exp(-2)) + (1 - exp(-1))
    assert coverage.gains() == pytest.approx([both, both])


def test_a_word_said_again_counts_as_far_as_it_may_occur_twice():
    coverage = Coverage(["storm harbor", "storm ferry"], ONE, ONE, expected_words=4)
    coverage.take([0], gain=1.0, words=2)
    twice = 1 - exp(-2) - 2 * exp(-2)
    assert coverage.gains()[1] == pytest.approx(twice + 1 - exp(-1))


def test_twice_in_one_sentence_is_said_again_too():
    coverage = Coverage(["storm storm", "ferry"], ONE, ONE, expected_words=2)
    once = 1 - exp(-1)
    assert coverage.gains() == pytest.approx([once + once - exp(-1), once])


def test_weights_bend_the_probabilities_and_the_prior_the_gain():
    coverage = Coverage(["storm", "ferry"], np.array([3.0, 1.0]), np.array([1.0, 0.5]), expected_words=4)
    assert coverage.gains() == pytest.approx([1 - exp(-3), 0.5 * (1 - exp(-1))])


def test_the_value_is_half_of_f1():
    coverage = Coverage(["storm harbor", "storm ferry"], ONE, ONE, expected_words=4)
    coverage.take([0], gain=1.5, words=2)
    assert coverage.values(np.array([0.5]), np.array([2.0]), np.ones(1)) == pytest.approx([2.0 / (2 + 2 + 4)])


def test_by_content_stop_words_bring_nothing_and_length_costs_little():
    texts = ["the storm is at the harbor", "a ferry"]
    by_words = Coverage(texts, ONE, ONE, expected_words=4).gains()
    coverage = Coverage(texts, ONE, ONE, expected_words=4, by_content=True)
    # Probabilities: "the", "storm", "is", "at", "harbor", "a" and "ferry" 1/7 each; means 4/7 each.
    once = 1 - exp(-4 / 7)
    assert coverage.gains() == pytest.approx([2 * once, once])
    assert by_words[0] > 4 * once
    values = coverage.values(np.array([8.0, 8.0]), np.array([16.0, 32.0]), np.array([1.0, 2.0]))
    assert values == pytest.approx([8 / 16**0.25, 8 / 2 / 16**0.25])


def test_by_content_the_time_of_the_day_brings_nothing():
    told = "The ministry put the time at{} in the harbor."
    with_time, without = (
        Coverage([told.format(time), "a ferry"], ONE, ONE, expected_words=4, by_content=True).gains()
        for time in (" 2:49 p.m. local time", "")
    )
    assert with_time == pytest.approx(without)
    by_words = Coverage([told.format(" 2:49 p.m."), "a ferry"], ONE, ONE, expected_words=4).gains()
    assert by_words[0] > Coverage([told.format(""), "a ferry"], ONE, ONE, expected_words=4).gains()[0]


def test_gains_only_fall_as_sentences_are_taken():
    texts = ["a storm closed the harbor", "the storm passed", "the ferry sailed to the harbor", "the bridge held"]
    coverage = Coverage(texts, np.ones(4), np.ones(4), expected_words=12)
    before = coverage.gains()
    for place in range(4):
        coverage.take([place], 1.0, 4)
        after = coverage.gains()
        assert (after <= before + 1e-12).all()
        before = after


def test_sentences_without_a_word_gain_nothing():
    assert Coverage(["…", "—"], ONE, ONE, expected_words=10).gains().tolist() == [0, 0]
    assert Coverage([], np.empty(0), np.empty(0), expected_words=10).gains().tolist() == []


def test_decay():
    assert decay(np.array([0, 3]), 0.5) == pytest.approx([1, 0.5])


def test_words_and_stop_words_are_those_of_the_language():
    texts = ["die Kinder", "den Kindern"]
    german = Coverage(texts, ONE, ONE, expected_words=4, by_content=True, languages=["de", "de"])
    known = 1 - exp(-4 * 2 / 4)  # "kind" stands in both; the articles, of which each has one, bring nothing
    assert german.gains() == pytest.approx([known, known])
    assert (Coverage(texts, ONE, ONE, expected_words=4, by_content=True).gains() > known).all()  # four English words
