import pytest

from qa.evaluation.rouge import rouge


def test_f1_of_words_pairs_and_common_subsequences_counted_by_hand():
    scores = rouge(["The storm closed the harbor."], ["A storm closed the old harbor."])
    # Six and five words, four shared: "storm", "closed", "the", "harbor"; two pairs of five and four.
    assert scores["ROUGE-1"] == pytest.approx(2 * 4 / 11)
    assert scores["ROUGE-2"] == pytest.approx(2 * 2 / 9)
    assert scores["ROUGE-Lsum"] == pytest.approx(2 * 4 / 11)
    assert len(scores) == 3


def test_words_are_stemmed():
    assert rouge(["storms closing"], ["storm closed"])["ROUGE-1"] == 1


def test_lsum_takes_each_sentence_of_the_reference_by_itself():
    reference = "The ferry sailed. The storm passed."
    assert rouge([reference], ["The storm passed.", "The ferry sailed."])["ROUGE-Lsum"] == 1


def test_of_several_references_the_first_counts_and_the_best_beside_it():
    scores = rouge(["Turnips grow.", "The storm passed."], ["The storm passed."])
    assert (scores["ROUGE-1"], scores["ROUGE-1 best"]) == (0, 1)


def test_an_empty_summary():
    assert rouge(["The storm passed."], [])["ROUGE-1"] == 0
