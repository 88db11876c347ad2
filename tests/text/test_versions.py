"""Two versions of one sentence of a story."""

from __future__ import annotations

import pytest

from qa.text.versions import corrected_pairs, corrects, is_told_within, may_be_note

SALE = "The council of Tarnmere sold the old mill to Ada Finch for 300 crowns on Friday, the mayor said."
GOATS = "Its goats were sold as well."


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
    assert list(corrected_pairs([GOATS, SALE], ["It rained.", GOATS, new])) == [(1, 2)]


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
    assert list(corrected_pairs([SALE], new)) == []


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
