"""What a comparison asks of one side."""

from __future__ import annotations

import pytest

from qa.retrieval.question_shape import sides_of


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which bridge is longer, Torm or Kask?", "How long is the bridge Torm?"),
        ("Which is heavier, the ferry Astrid or the ferry Birka?", "How heavy is the ferry Astrid?"),
        ("Who is younger, Anna Lindqvist or Erik Holm?", "How old is Anna Lindqvist?"),
        ("which tower is the bigger - Brenna or Skarv", "How large is the tower Brenna?"),
        ("Which car is more expensive, the Alta or the Brio?", "How expensive is the Alta?"),
        ("Is the Torm bridge wider than the Kask bridge?", "How wide is the Torm bridge?"),
        ("Was Torm or Kask hotter?", "How hot was Torm?"),
        ("Which is better, the bus or the tram?", "How good is the bus?"),
        ("Which is the rarer, the lynx or the bear?", "How rare is the lynx?"),
        ("Which museum has more rooms, Brenna or Skarv?", "How many rooms has the museum Brenna?"),
        ("Which team won fewer games: Brenna or Skarv?", "How many games won the team Brenna?"),
        ("Does Brix earn more money than Alvero?", "How much money does Brix earn?"),
        ("Which museum opened first, Brenna or Skarv?", "When opened the museum Brenna?"),
        ("Which was built earlier, the Torm mine or the Kask mine?", "When was the Torm mine built?"),
    ],
)
def test_the_measure_is_asked_of_each_side_alone(question: str, first: str) -> None:
    assert sides_of(question)[0].question == first


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "what is the difference between the Oslo summit and the Vienna summit",
            "what is the difference between the Oslo summit",
        ),
        ("Who was the manager, Torm or Brix?", "Who was the manager, Torm?"),
        ("Which was the winner, Torm or Brix?", "Which was the winner, Torm?"),
    ],
)
def test_what_is_compared_by_no_measure_is_asked_as_it_stands(question: str, first: str) -> None:
    assert sides_of(question)[0].question == first
