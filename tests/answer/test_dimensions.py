"""A height tells no width."""

from __future__ import annotations

import pytest

from qa.answer.dimensions import measured_otherwise


@pytest.mark.parametrize(
    ("question", "sentence", "otherwise"),
    [
        ("How wide is the dam?", "It is 84 metres high.", True),
        ("Which dam is wider, Vessel or Orle?", "It is 84 metres high.", True),
        ("Is the Torm bridge longer than the Kask bridge?", "The bridge is 12 feet wide.", True),
        ("How deep is the lake?", "The lake is 3 km long and 90 m deep.", False),
        ("How high is the tower?", "The tower is 90 feet tall.", False),
        ("How long did it take?", "The wall is 3 metres high.", True),
        ("How wide is the dam?", "It will take 3 years.", False),
        ("Who built the dam?", "It is 84 metres high.", False),
        ("Who is no longer a guard of the dam?", "It is 84 metres high.", False),
    ],
)
def test_measured_otherwise(question: str, sentence: str, otherwise: bool) -> None:
    assert measured_otherwise(question, sentence) is otherwise
