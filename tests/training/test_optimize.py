"""The losses, by numbers that can be reckoned by hand."""

from __future__ import annotations

import math

import pytest
import torch

from qa.training.optimize import listwise_loss


def loss(scores: list[float], right: list[bool], owner: list[int]) -> tuple[float, list[float]]:
    """The loss, and its gradient by score."""
    given = torch.tensor(scores, requires_grad=True)
    found = listwise_loss(given, torch.tensor(right), torch.tensor(owner), max(owner) + 1)
    found.backward()
    assert given.grad is not None
    return found.item(), given.grad.tolist()


def test_a_right_sentence_is_held_against_the_others_and_none_of_them() -> None:
    found, slopes = loss([math.log(6), math.log(3)], [True, False], [0, 0])
    assert found == pytest.approx(-math.log(6 / (6 + 3 + 1)))
    assert slopes == pytest.approx([-0.4, 0.3])


def test_where_no_sentence_answers_none_is_right_and_all_are_lowered() -> None:
    found, slopes = loss([math.log(2), math.log(1)], [False, False], [0, 0])
    assert found == pytest.approx(-math.log(1 / (2 + 1 + 1)))
    assert slopes == pytest.approx([0.5, 0.25])


def test_several_right_ones_count_together_and_each_group_once() -> None:
    found, _ = loss([math.log(2), math.log(2), math.log(5), math.log(9)], [True, True, False, False], [0, 0, 0, 1])
    assert found == pytest.approx((-math.log(4 / 10) - math.log(1 / 10)) / 2)
