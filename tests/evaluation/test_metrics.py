from __future__ import annotations

import numpy as np
import pytest

from qa.evaluation.metrics import auroc, calibration_error, mean, ranking, risk_coverage


def test_ranking_counts_what_was_not_found_as_nothing() -> None:
    relevant = {"first": {"a": 1}, "third": {"a": 1}, "none": {"a": 1}, "empty": {"a": 1}, "unjudged": {}}
    ranked = {"first": ["a", "b"], "third": ["b", "c", "a"], "none": ["b"]}
    figures = ranking({"hit@1": "Success@1", "hit@3": "Success@3", "MRR": "RR"}, relevant, ranked)
    assert {name: figure.value for name, figure in figures.items()} == {
        "hit@1": 0.25,
        "hit@3": 0.5,
        "MRR": pytest.approx((1 + 1 / 3) / 4),
    }
    assert {figure.n for figure in figures.values()} == {4}


def test_grades_count_in_ndcg_and_zero_is_not_relevant() -> None:
    relevant = {"q": {"good": 2, "fair": 1, "bad": 0}}
    best, worse = (
        ranking({"nDCG": "nDCG@10", "AP": "AP"}, relevant, {"q": order})
        for order in (["good", "fair", "bad"], ["bad", "fair", "good"])
    )
    assert (best["nDCG"].value, best["AP"].value) == (1, 1)
    assert worse["nDCG"].value < 0.7
    assert worse["AP"].value == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_nothing_judged_gives_no_figures() -> None:
    assert ranking({"MRR": "RR"}, {"q": {}, "p": {"a": 0}}, {"q": ["a"]}) == {}


def test_the_interval_holds_the_value_and_narrows_with_questions() -> None:
    few, many = mean([0, 1] * 20), mean([0, 1] * 2000)
    assert few.value == many.value == 0.5
    assert few.low < 0.4 < few.high < 0.7
    assert 0.48 < many.low < 0.5 < many.high < 0.52
    assert mean([1, 1, 1]) == mean([1.0] * 3)
    assert (mean([1, 1]).low, mean([1, 1]).high, mean([0.0]).n) == (1, 1, 1)
    assert mean([0, 1] * 20) == few  # seeded


def test_auroc_is_the_share_of_pairs_in_order() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]).value == 1
    assert auroc([0.1, 0.9], [0.5, 0.5]).value == 0.5
    figure = auroc(np.linspace(0.3, 1, 40).tolist(), np.linspace(0, 0.7, 4).tolist())
    assert figure.low < figure.value < figure.high
    assert figure.n == 44


def test_calibration_error_is_the_gap_between_said_and_true() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]).value == 0
    assert calibration_error([0.95] * 4, [False] * 4).value == pytest.approx(0.95)
    assert calibration_error([0.0, 0.0, 1.0, 1.0], [False, True, True, True]).value == pytest.approx(0.25)
    on_the_edges = calibration_error([0.1, 0.2, 0.3, 0.7, 1.0], [False, False, True, True, True])
    assert on_the_edges.value == pytest.approx((0.1 + 0.2 + 0.7 + 0.3 + 0) / 5)


def test_risk_and_coverage_begin_with_the_most_confident() -> None:
    assert risk_coverage([0.2, 0.9, 0.5, 0.4], [False, True, False, True]) == [
        (0.25, 0.0),
        (0.5, 0.5),
        (0.75, pytest.approx(1 / 3)),
        (1.0, 0.5),
    ]
