from __future__ import annotations

from itertools import pairwise

import pytest

from qa.text.near_duplicates import group, same_fact

STORM = "The storm that closed the harbor on Monday killed 12 people in Port Ellen, the mayor said."


@pytest.mark.parametrize(
    "other",
    [
        STORM.upper(),
        "On Monday the storm that closed the harbor killed 12 people in Port Ellen, the mayor said.",
        "The storm which closed the harbor on Monday killed 12 people in Port Ellen, the mayor has said.",
        "“The storm that closed the harbor on Monday killed 12 people in Port Ellen”, the mayor said",
        "The storm that closed the harbor on Monday killed 12 people in Port Ellen, the mayor’s office said.",
    ],
)
def test_the_same_in_other_words_is_the_same(other: str) -> None:
    assert same_fact(STORM, other)
    assert same_fact(other, STORM)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "14"),
        ("12", "twelve hundred"),
        ("Port Ellen", "Port Askaig"),
        ("Monday", "Tuesday"),
        ("killed", "never killed"),
        ("killed 12", "did not kill 12"),
        ("that closed the harbor on Monday killed", "killed"),
        ("The storm", "Dudley, a storm"),
    ],
)
def test_another_number_name_day_or_a_not_is_another_fact(one: str, other: str) -> None:
    changed = STORM.replace(one, other)
    assert changed != STORM
    assert not same_fact(STORM, changed)
    assert not same_fact(changed, STORM)


def test_negated_by_a_contraction() -> None:
    said = "The minister {} say on Friday whether the talks would be held in the town hall."
    assert not same_fact(said.format("did"), said.format("didn’t"))
    assert same_fact(said.format("didn't"), said.format("did not"))


def test_other_scripts_and_no_words_at_all() -> None:
    assert same_fact("Über die Brücke fuhr am Abend ein Zug.", "ÜBER die Brücke fuhr am Abend ein Zug!")
    assert not same_fact("Über die Brücke fuhr ein Zug.", "Unter der Brücke fuhr ein Schiff.")
    assert not same_fact("…", "!")
    assert not same_fact("", "Something")


def test_groups_keep_the_order_and_their_number_has_a_limit() -> None:
    copies = [STORM, "Ferries stayed in their docks.", STORM.replace("that", "which"), "Repairs cost money.", STORM]
    assert group(copies, 3) == [[0, 2, 4], [1], [3]]
    assert group(copies, 1) == [[0, 2, 4]]
    assert group([], 3) == []


def test_groups_do_not_grow_by_small_steps() -> None:
    words = [f"{''.join(chr(97 + (7 * n + k) % 26) for k in range(6))}" for n in range(24)]
    steps = [" ".join(words[start : start + 12]) for start in range(5)]
    assert all(same_fact(one, other) for one, other in pairwise(steps))
    assert group(steps, 9) == [[0, 1], [2, 3], [4]]
