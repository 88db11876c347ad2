"""Two versions of one sentence of a story."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qa.text import versions
from qa.text.versions import NEAR, Telling, corrects, is_told_within, may_be_note

SALE = "The council of Tarnmere sold the old mill to Ada Finch for 300 crowns on Friday, the mayor said."
GOATS = "Its goats were sold as well."


def corrected(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The sentences of `old` that `new` has otherwise, each with the one in its place."""
    before, after = Telling(old), Telling(new)
    return [(n, by) for n in range(len(old)) if (by := before.corrected_in(n, after)) is not None]


@pytest.mark.parametrize(
    "new",
    [
        SALE.replace("300", "450"),
        SALE.replace("Ada Finch", "Eda Finch"),
        SALE.replace("sold", "leased"),
        SALE.replace("sold", "has not sold"),
        "TARNMERE (AP) — " + SALE.replace("300", "450"),
    ],
)
def test_a_sentence_that_was_corrected_is_found_with_the_one_in_its_place(new: str) -> None:
    assert corrected([GOATS, SALE], ["It rained.", GOATS, new]) == [(1, 2)]


@pytest.mark.parametrize(
    "new",
    [
        [SALE, SALE.replace("300", "450")],  # it stands there still
        ["TARNMERE (AP) — " + SALE],
        [SALE.replace("on Friday", "Friday")],
        [SALE.replace(" for 300 crowns", "")],  # cut, which corrects nothing
        ["The council of Tarnmere met on Friday.", GOATS],
        [],
    ],
)
def test_what_is_no_correction(new: list[str]) -> None:
    assert corrected([SALE], new) == []


def test_of_a_very_long_version_only_what_stands_near_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    likeness = versions._likeness
    monkeypatch.setattr(versions, "_likeness", lambda *pair: compared.append(pair) or likeness(*pair))
    old = [SALE.replace("300", str(number)) for number in range(20_000)]
    new = [text.replace("sold", "leased") for text in old]
    assert Telling(old).corrected_in(9_000, Telling(new)) == 9_000
    assert len(compared) == 2 * NEAR + 1


def test_a_sentence_that_stands_far_away_stands_but_a_changed_one_is_not_looked_for() -> None:
    new = SALE.replace("300", "450")
    for between, expected in ((NEAR, [(0, NEAR)]), (NEAR + 1, [])):
        assert corrected([SALE], [GOATS] * between + [new]) == expected
        assert corrected([SALE], [new] + [GOATS] * between + [SALE]) == []
        assert Telling([GOATS] * between + [SALE]).holds(SALE, 0)


def test_a_sentence_that_was_cut_is_told_within_the_whole() -> None:
    assert is_told_within(SALE.replace(" to Ada Finch for 300 crowns", ""), SALE)
    assert is_told_within("TARNMERE (AP) — " + SALE.replace(" on Friday", ""), SALE)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (SALE, SALE),
        (SALE, SALE.replace(" for 300 crowns", "")),  # the other way about
        (SALE.replace(" for 300 crowns", " for 450 crowns"), SALE + " and left"),
        ("The old mill was sold to Ada Finch.", "The old mill was not sold to Ada Finch."),
        ("The old mill sank in the pond.", "The old mill nearly sank in the pond."),
        ("The strike at the mill will end.", "The strike at the mill will end unless the talks fail."),
        ("The mill was sold.", SALE),
        ("Ada Finch sold the old mill.", "Ada Finch said Eda Roe sold the old mill."),
    ],
)
def test_what_differs_in_fact_is_not_told_within_another(short: str, full: str) -> None:
    assert not is_told_within(short, full)


def test_a_note_corrects_the_sentence_that_it_quotes() -> None:
    note = "It was 450 crowns, not 300 crowns."
    about = f"A May 3 article on the mill that the council of Tarnmere sold misstated the price. {note}"
    assert may_be_note(about)
    assert not may_be_note(SALE)
    assert corrects(note, about, SALE)
    assert corrects("The price was 450 crowns instead of 300 crowns.", about, SALE)
    assert not corrects(note, about, SALE.replace("300", "310"))
    assert not corrects(note, "An article on a race misstated the prize. " + note, SALE)
    assert not corrects("It was 450 crowns.", about, SALE)
