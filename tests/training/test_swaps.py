from __future__ import annotations

from random import Random

import pytest

from qa.training.swaps import swapped

TEXT = (
    "Last week Ada Lind opened the bridge of Karby.",
    "A rival, Karl Voss, had stayed in Lunholm.",
    "The paper of Ostdal praised the mayor of Karby in 1871.",
)
READ = f"Bridge opens {TEXT[0]}"


def all_of(question: str, read: str = READ) -> set[tuple[str, str]]:
    found = (swapped(question, read, TEXT, Random(seed)) for seed in range(60))
    return {each for each in found if each}


def test_a_name_that_was_read_gives_way_to_one_of_as_many_words_that_was_not() -> None:
    assert all_of("What did Ada Lind open?") == {("What did Karl Voss open?", "karl voss")}
    assert all_of("When was the bridge of Karby opened?") == {
        ("When was the bridge of Lunholm opened?", "lunholm"),
        ("When was the bridge of Ostdal opened?", "ostdal"),
    }


def test_small_letters_stay_small() -> None:
    assert all_of("what did ada lind open") == {("what did karl voss open", "karl voss")}


def test_a_year_that_was_read_gives_way_to_one_near_it_that_was_not() -> None:
    found = all_of("Who praised the mayor in 1871?", f"{TEXT[2]} Again in 1872.")
    years = {year for _, year in found}
    assert years <= {str(year) for year in range(1866, 1877)} - {"1871", "1872"}
    assert len(years) > 4
    assert all(question == f"Who praised the mayor in {year}?" for question, year in found)


@pytest.mark.parametrize(
    "question", ["Who opened the bridge?", "What did Karl Voss open?", "Who came in 1871?", "", "?"]
)
def test_what_was_not_read_stays(question: str) -> None:
    assert all_of(question) == set()


def test_there_may_be_nothing_to_exchange_it_for() -> None:
    assert swapped("What did Ada Lind open?", " ".join(TEXT), TEXT, Random(1)) is None
