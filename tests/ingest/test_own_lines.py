"""Lines that stand in many articles of an outlet and are each one's own: no count makes them furniture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qa.index.learned_furniture import LEAST, learn_furniture
from qa.index.library import Library
from qa.ingest.prose.own_lines import lists_of_own, own_lines
from qa.types import Article

NAMES = "Oxley Carrick Dunholt Tarn Wick Sole Lundy Fastnet".split()
FERRIES = [
    f"The ferry to {name} ran again after a winter of storms, and nobody had thought it would." for name in NAMES
]
KILNS = [f"A kiln of the old works of {name} was lit again on Monday, and it burns until it is cold." for name in NAMES]
MENU = "• Tides\n\n• Ferries\n\n• Small advertisements of the harbour"


def learned(tmp_path: Path, written: Sequence[str]) -> list[list[str]]:
    """The bodies of the articles of one outlet, once what recurs in them was learned."""
    with Library(tmp_path / "library.db") as library:
        library.put([article(f"a{n}", text) for n, text in enumerate(written)])
        learn_furniture(library, ["Post"])
        found = [library.article(f"a{n}") for n in range(len(written))]
    return [[each.text[slice(*span)] for span in each.body] for each in found]


def article(name: str, text: str) -> Article:
    body, place = [], 0
    for paragraph in text.split("\n\n"):
        body.append((place, place + len(paragraph)))
        place += len(paragraph) + 2
    return Article(name, text, tuple(body), source="Post", language="en")


@pytest.mark.parametrize("heading", ["{}. Harbour", "{}) Storms at sea", "Winter storms", "Ferry"])
def test_a_heading_of_prose_stays(tmp_path: Path, heading: str) -> None:
    written = [f"{KILNS[n]}\n\n{heading.format(n)}\n\n{FERRIES[n]}" for n in range(LEAST)]
    assert learned(tmp_path, written) == [text.split("\n\n") for text in written]


@pytest.mark.parametrize("line", ["Catch of the day", "AND NOW THE REST", "{}", "More of it below"])
def test_a_line_above_prose_that_says_nothing_of_it_goes(tmp_path: Path, line: str) -> None:
    written = [f"{KILNS[n]}\n\n{line.format(n)}\n\n{FERRIES[n]}" for n in range(LEAST)]
    assert learned(tmp_path, written) == [[KILNS[n], FERRIES[n]] for n in range(LEAST)]


@pytest.mark.parametrize(
    "line",
    [
        "Ferry",  # above the article, a label of its page
        "1. Harbour",  # below it, a link
    ],
)
def test_the_same_lines_go_where_they_head_nothing(tmp_path: Path, line: str) -> None:
    first = f"{line}\n\n" if line == "Ferry" else ""
    last = "" if first else f"\n\n{line}"
    written = [f"{first}{FERRIES[n]}\n\n{KILNS[n]}{last}" for n in range(LEAST)]
    assert learned(tmp_path, written) == [[FERRIES[n], KILNS[n]] for n in range(LEAST)]


def test_a_heading_stays_in_an_article_whose_outlet_has_the_line_as_a_link_elsewhere(tmp_path: Path) -> None:
    linked = [f"{KILNS[n]}\n\n{FERRIES[n]}\n\nWinter storms" for n in range(LEAST)]
    heading = f"{KILNS[1]}\n\nWinter storms\n\n{FERRIES[2]}"
    *without, kept = learned(tmp_path, [*linked, heading])
    assert kept == heading.split("\n\n")
    assert {line for body in without for line in body}.isdisjoint({"Winter storms"})


def test_figures_of_a_list_stay_and_a_count_that_stands_alone_goes(tmp_path: Path) -> None:
    prices = "Herring: $3.{0}1\n\nCod: $4.{0}2\n\nPlaice ($7.{0}3)"
    written = [f"{KILNS[n]}\n\n{prices.format(n)}\n\n{FERRIES[n]}\n\nGulls: 4{n}" for n in range(LEAST)]
    assert learned(tmp_path, written) == [text.split("\n\n")[:-1] for text in written]


def test_a_list_stays_whole_and_a_menu_goes_whole(tmp_path: Path) -> None:
    item = "• 2 eggs of gulls\n\n• {} cups of kelp from bay {}\n\n• salt of {}"
    written = [f"{FERRIES[n]}\n\n{item.format(n, w, w)}\n\n{KILNS[n]}\n\n{MENU}" for n, w in enumerate(NAMES)]
    assert learned(tmp_path, written) == [text.split("\n\n")[:-3] for text in written]


def test_places() -> None:
    assert own_lines(["1. Ferry", "2. Kiln", KILNS[0]], "en") == {1}
    assert own_lines([FERRIES[0], "Gulls: 3", "Geese: 2", KILNS[0]], "en") == set()
    assert own_lines(
        ["Fähre", FERRIES[0], "Stürme", "Die Fähre nach Tarnwick fuhr nach den Stürmen des Winters wieder."], "de"
    ) == {2}
    assert lists_of_own(["• a", "• b", "c", "• d"], {0, 1, 3}) == set()
    assert lists_of_own(["• a", "• b", "• c", "• d"], {0}) == {0, 1, 2, 3}


def test_what_speaks_of_the_page_is_no_articles_own() -> None:
    prose = (
        "Newsletter readers and those who comment get the harbor's news before all others do, every morning at seven."
    )
    assert own_lines(["Updated 3 hours ago", "12 comments", "5 min read", prose, "Newsletter", prose], "en") == set()
