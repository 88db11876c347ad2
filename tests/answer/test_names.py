"""Somebody else of the same surname."""

from __future__ import annotations

import pytest

from qa.answer.names import names_a_namesake


@pytest.mark.parametrize(
    ("question", "told", "is_one"),
    [
        ("Where was Lars Lindqvist born?", "Erik Lindqvist was born in Luleby.", True),
        ("Where was Erik Lindqvist born?", "Erik Lindqvist was born in Luleby.", False),
        ("What is Lars Lindqvist's age?", "The age of Anna Lindqvist's daughter is 12.", True),
        ("What did the Ostrel Council decide?", "The Tarvik Council decided nothing.", True),
        ("Who is James Ratford?", "Jim Ratford owns a mill.", False),  # may be the same
        ("Where was Donald Holm?", "On Monday President Holm was in Oban.", False),
        ("Where was Donald Holm?", "Mr. Holm was in Oban.", False),
        ("Where was Donald Holm?", "Yesterday he was in Oban.", False),
        ("Where was Donald Holm?", "Yesterday Holm swam. He had rested until yesterday.", False),
        ("where was lars lindqvist born", "Erik Lindqvist was born in Luleby.", False),
    ],
)
def test_a_namesake(question: str, told: str, is_one: bool) -> None:
    assert names_a_namesake(question, [told]) is is_one
