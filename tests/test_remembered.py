"""An answer that was given is given again, as long as everything it depends on is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa import Archive
from qa.index.build import add_articles
from qa.index.publish import publish_calibration
from qa.index.snapshot import Snapshot
from qa.remembered import RememberedAnswers
from qa.types import SHIPPED, Answer, Filters
from tests.encoders import HashEncoder

QUESTION = "What closed the harbor?"


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The builds that were searched."""
    builds: list[str] = []
    through = Snapshot.candidates

    def noted(snapshot: Snapshot, *rest: object) -> object:
        builds.append(snapshot.manifest.build)
        return through(snapshot, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Snapshot, "candidates", noted)
    return builds


def test_the_same_question_is_searched_once(archive: Archive, searched: list[str]) -> None:
    first = archive.ask(QUESTION)
    again = archive.ask(QUESTION)
    assert replace(again, took_ms=first.took_ms) == first
    assert len(searched) == 1


def test_what_is_asked_otherwise_is_another_question(archive: Archive, searched: list[str]) -> None:
    archive.ask(QUESTION)
    archive.ask(QUESTION, limit=1)
    assert archive.ask(QUESTION, explain=True).citations[0].evidence
    archive.ask(QUESTION, filters=Filters(since=date(2019, 1, 1)))
    archive.ask(QUESTION, literal=True)
    archive.ask(QUESTION, unread=["spelling"])
    archive.ask(QUESTION.lower())
    assert len(searched) == 7


def test_another_build_answers_anew(archive: Archive, indexes: Path, tmp_path: Path, searched: list[str]) -> None:
    first = archive.ask(QUESTION).index.build
    (tmp_path / "fog.txt").write_text("Fog closed the harbor for a week.", "utf-8")
    second = add_articles([tmp_path / "fog.txt"], indexes, "default", HashEncoder()).index.build
    assert archive.ask(QUESTION).index.build == second
    third = publish_calibration(indexes / "default", SHIPPED).build
    assert archive.ask(QUESTION).index.build == third
    assert archive.at(first).ask(QUESTION).index.build == first
    assert searched[:3] == [first, second, third]


def test_only_the_last_ones_are_kept(archive: Archive) -> None:
    kept, given = RememberedAnswers(2), archive.ask(QUESTION)
    made: list[str] = []

    def answer(name: str) -> Answer:
        return kept.get(name, lambda: made.append(name) or given)  # type: ignore[func-returns-value]

    for name in ("a", "b", "a", "c", "a", "b"):
        assert replace(answer(name), took_ms=given.took_ms) == given
    assert made == ["a", "b", "c", "b"]
