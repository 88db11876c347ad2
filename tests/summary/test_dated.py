"""Which days a sentence tells of: not those it only measures from, and of a plan the day on which it was told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa import Archive
from qa.index.build import build_index
from qa.summary.dated import event_days, event_mentions
from tests.encoders import HashEncoder

PUBLISHED = date(2018, 12, 28)
MAY_3 = date(2018, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Since August it has killed more than 350 people.",
        "More than 350 people have died since mid-August 2018.",
        "More than 350 people have died since the outbreak was declared in August.",
        "About half as many voted as in August.",
        "As in August, nobody came.",
        "Twice as many came as on May 3.",
        "Bread is dearer than in July 2017.",
        "Bread is dearer than it was on July 2, 2017.",
        "Bread is dearer than last July.",
        "Sales have doubled, compared with August.",
    ],
)
def test_what_is_only_measured_from_is_no_day_of_an_event(text: str) -> None:
    assert event_mentions(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    "text",
    [
        "It had been shut since the flood, and was sold on May 3.",
        "It had been shut since the flood but opened on May 3.",
        "Since then, on May 3, it was sold.",
        "Since August it was shut; it had been sold on May 3.",
        "They met as early as on May 3, 2018.",
        "They met no later than on May 3, 2018.",
        "He left as May 3 dawned.",
    ],
)
def test_a_day_beside_what_is_measured_from_is_one(text: str) -> None:
    assert event_days(event_mentions(text, PUBLISHED), text, PUBLISHED) == (MAY_3, MAY_3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It will not fly in March 2019 but on Oct. 31, 2019, NASA announced on Dec. 27, 2018.", (12, 27), (12, 27)),
        ("NASA said in November that it will fly on Oct. 31, 2019.", (11, 1), (11, 30)),
        ("NASA said on Dec. 27 that it had flown on May 3, 2018.", (5, 3), (5, 3)),
        ("It was due on March 1, 2019, but burned on May 3, 2018, NASA said on Dec. 27.", (5, 3), (5, 3)),
    ],
)
def test_a_plan_is_of_the_day_on_which_it_was_told(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert event_days(event_mentions(text, PUBLISHED), text, PUBLISHED) == (date(2018, *first), date(2018, *last))


def test_a_plan_that_names_no_other_day_keeps_its_own() -> None:
    text = "The ferry will sail on Jan. 31, 2019."
    assert event_days(event_mentions(text, PUBLISHED), text, PUBLISHED) == (date(2019, 1, 31), date(2019, 1, 31))


def test_a_count_since_a_month_and_a_delay_are_told_of_their_articles_days(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, day, text in (
        (
            "count",
            "2018-12-28",
            "Since August the fever of Port Ellen has killed more than 350 people in two districts.",
        ),
        ("delay", "2020-07-17", "The fever ward of Port Ellen will open on Oct. 31, 2021, the mayor said on July 16."),
    ):
        (tmp_path / "in" / f"{name}.md").write_text(f"---\ntitle: Fever\ndate: {day}\n---\n\n{text}\n", "utf-8")
    build_index([tmp_path / "in"], tmp_path / "ix", "default", HashEncoder())
    found = Archive(tmp_path / "ix", load=lambda model: HashEncoder()).timeline("fever of Port Ellen")
    assert [(str(item.first), str(item.last), item.dated_by) for item in found.entries] == [
        ("2018-12-28", "2018-12-28", "publication"),
        ("2020-07-16", "2020-07-16", "text"),
    ]
