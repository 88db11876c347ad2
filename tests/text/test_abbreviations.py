"""Short forms and full names, known or explained by a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.abbreviations import explained, names, other_forms, with_form
from tests.growth import grows_with_length_only


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Harbor Pilots' Union (HPU) will strike.", ("HPU", "Harbor Pilots' Union")),
        ("It is a matter for the Office of Tides and Weather (OTW).", ("OTW", "Office of Tides and Weather")),
        ("On Monday the Board for Lamps (B.F.L.) met.", ("BFL", "Board for Lamps")),
        ("A low water zone (LWZ) was marked.", ("LWZ", "low water zone")),
        ("The Norland People’s Party (NPP), which governs, lost.", ("NPP", "Norland People’s Party")),
        ("It belongs to the Institute of Inner Fjords (IIF).", ("IIF", "Institute of Inner Fjords")),
        ("Ships of the Sea Rescue and Pilot Agency (SeaRPA) went out.", ("SeaRPA", "Sea Rescue and Pilot Agency")),
    ],
)
def test_a_text_explains_a_short_form(text: str, pair: tuple[str, str]) -> None:
    assert list(explained([text])) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "ALDERTON (AP) — A ferry sank.",
        "ALDERTON, Pa. (AP) — A ferry sank.",
        "Sen. Ivy Holm (R-Maine) was absent.",
        "The ferry sank (in May) and Holm (46) swam.",
        "A gull sat there. Then All (GTA) was still.",
        "The minister (who had been ill) spoke.",
        "Nobody knew what it meant (XYZ).",
        "(HPU) is written on it.",
        "By Ada Finch, AP Sports Writer ALDERTON (AP) — A ferry sank.",
    ],
)
def test_what_explains_nothing(text: str) -> None:
    assert list(explained([text])) == []


def test_a_name_is_found_in_both_forms() -> None:
    pairs = [("HPU", "Harbor Pilots' Union"), ("IT", "Institute of Tides")]
    assert list(other_forms("What does the hpu want?", pairs)) == [("HPU", "Harbor Pilots' Union")]
    assert list(other_forms("What does the harbor pilots' union want?", pairs)) == [("Harbor Pilots' Union", "HPU")]
    assert list(other_forms("What did it want of the HPUs?", pairs)) == []  # "it" is a word as well
    assert list(other_forms("What did IT want?", pairs)) == [("IT", "Institute of Tides")]
    assert names("The H.P.U. met.", "HPU")


def test_a_name_is_written_in_its_other_form() -> None:
    assert with_form("What does the H.P.U. want?", "HPU", "Harbor Pilots' Union") == (
        "What does the Harbor Pilots' Union want?"
    )
    assert with_form("What does the union want?", "HPU", "Harbor Pilots' Union") == "What does the union want?"


@given(st.text(alphabet="AbC d.(&)’\n-1é"), st.text(alphabet="ABC.&-1é", max_size=12))
def test_a_full_name_stands_in_the_text(before: str, short: str) -> None:
    text = f"{before} ({short})"
    for found, full in explained([text]):
        assert " ".join(full.split()) in " ".join(text.split())
        assert found in text.replace(".", "")


@pytest.mark.parametrize("part", ["A ", "(A", "(AB) ", "a (AAAAAAAAA) ", "(A."])
def test_time_grows_with_length_only(part: str) -> None:
    assert grows_with_length_only(lambda text: list(explained([text])), part, 30_000)
