from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa import Archive, BadQuestion, Filters, NotFound
from qa import watch as kept
from qa.answer.changes import Told, change, told_of
from qa.command.cli import main
from qa.errors import SourceError
from qa.feedback import read_feedback
from qa.index.build import build_index
from qa.watch import Watches
from tests.encoders import HashEncoder

CLOSED, OPEN = "The harbor of Port Ellen is closed to ships.", "The harbor of Port Ellen is open again to ships."
QUESTION = "harbor of Port Ellen is closed to ships"
FIRST = Told("b1", True, 0.9, CLOSED, "Harbor", "Gazette", date(2019, 10, 1), "/articles/harbor")


class Harbor:
    """An archive of one article, which is rewritten."""

    def __init__(self, folder: Path) -> None:
        self.indexes = folder / "ix"
        self._source = folder / "articles"
        self._source.mkdir()
        self.write(CLOSED)

    def write(self, text: str) -> Archive:
        (self._source / "harbor.txt").write_text(text, "utf-8")
        build_index([self._source], self.indexes, "default", HashEncoder())
        return self.archive()

    def archive(self) -> Archive:
        return Sure(self.indexes, load=lambda _: HashEncoder())


class Sure(Archive):
    """Takes for an answer what begins as every sentence here does."""

    def ask(self, *args, **options):
        answer = super().ask(*args, **options)
        return replace(answer, answered=any("Port Ellen" in cited.text for cited in answer.citations))


@pytest.fixture
def harbor(tmp_path: Path) -> Harbor:
    return Harbor(tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (FIRST, replace(FIRST, build="b2", confidence=0.5, title="Copied"), None),
        (FIRST, replace(FIRST, text=CLOSED.replace(" ", "\n ")), None),
        (FIRST, replace(FIRST, text=OPEN), "new first citation"),
        (FIRST, replace(FIRST, answered=False), "no longer answered"),
        (replace(FIRST, answered=False), replace(FIRST, text=OPEN), "newly answered"),
        (Told("b1", False, 0.0), replace(FIRST, answered=False), None),
    ],
)
def test_what_is_a_change(before: Told, after: Told, found: str | None) -> None:
    assert change(before, after) == found


def test_it_is_asked_as_it_was_kept(harbor: Harbor) -> None:
    class Listening(Sure):
        def ask(self, *args, **options):
            asked.append(options)
            return super().ask(*args, **options)

    asked: list[dict] = []
    watches, within = Watches(harbor.indexes, "default"), Filters(date(2019, 1, 1))
    watches.add(QUESTION, within, unread=("source", "period"))
    watches.add(QUESTION, literal=True)
    watches.check_all(Listening(harbor.indexes, load=lambda _: HashEncoder()))
    assert asked == [
        {"filters": within, "literal": False, "unread": ("period", "source")},
        {"filters": Filters(), "literal": True, "unread": ()},
    ]


def test_a_question_is_kept_once_with_its_filters(harbor: Harbor) -> None:
    watches = Watches(harbor.indexes, "default")
    filters = Filters(since=date(2019, 1, 1), source="Gazette", language="en")
    one, again = watches.add("Who  pays?", filters), watches.add("who pays?", filters)
    assert (one, one.question, one.filters) == (again, "Who pays?", filters)
    other = watches.add("Who pays?")
    assert watches.all() == [one, other]
    watches.remove(one.id)
    assert watches.all() == [other]
    with pytest.raises(NotFound, match="no standing question"):
        watches.remove(one.id)
    with pytest.raises(BadQuestion):
        watches.add(" ? ")


def test_there_is_an_end_to_what_is_kept(harbor: Harbor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    watches = Watches(harbor.indexes, "default")
    watches.add("One?")
    watches.add("One?")
    with pytest.raises(BadQuestion, match="are kept already"):
        watches.add("Two?")


def test_an_answer_that_changes_is_noted_once_for_each_build(harbor: Harbor) -> None:
    watches = Watches(harbor.indexes, "default")
    name = watches.add(QUESTION).id
    assert watches.check_all(harbor.archive()) == []  # the first answer is no change
    assert [noted.change for noted in watches.history(name)] == [None]

    assert watches.check_all(harbor.write(f"Early. {CLOSED}")) == []
    (changed,) = watches.check_all(harbor.write(OPEN))
    assert (changed.before.text, changed.noted.told.text) == (CLOSED, OPEN)
    assert changed.noted.change == "new first citation"
    assert watches.check_all(harbor.archive()) == []

    (gone,) = watches.check_all(harbor.write("Nothing is said of it."))
    (back,) = watches.check_all(harbor.write(CLOSED))
    assert (gone.noted.change, back.noted.change) == ("no longer answered", "newly answered")
    history = watches.history(name)
    assert [noted.change for noted in history] == [
        *("newly answered", "no longer answered", "new first citation", None),
    ]
    assert history[0].told == told_of(harbor.archive().ask(QUESTION))


def test_the_command(harbor: Harbor) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(main, ["watch", *words, "--indexes", str(harbor.indexes)])
        assert result.exit_code == 0, result.output
        return result.output.strip()

    assert run("list") == "no questions are kept"
    name = run("add", QUESTION, "--since", "2001-01-01")
    assert run("list").split() == [name, *QUESTION.split(), "from", "2001-01-01"]
    assert [each["id"] for each in json.loads(run("list", "--json"))] == [name]
    assert run("remove", name) == f"removed {name}"
    assert run("check") == "nothing has changed"


def test_a_database_is_moved_away_where_it_is_damaged_alone(harbor: Harbor, monkeypatch: pytest.MonkeyPatch) -> None:
    watches, folder = Watches(harbor.indexes, "default"), harbor.indexes / "default"
    watches.add(QUESTION)
    read_feedback(harbor.indexes, "default")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout: connect(path, timeout=0))  # nobody waits here

    def fixes() -> set[str]:
        found = set()
        for use in (watches.all, partial(read_feedback, harbor.indexes, "default")):
            with pytest.raises(SourceError, match=r"(watch|feedback)\.db cannot be used: ") as raised:
                use()
            found.add(raised.value.fix)
        return found

    with closing(connect(folder / "watch.db")) as one, closing(connect(folder / "feedback.db")) as other:
        for each in (one, other):
            each.execute("BEGIN EXCLUSIVE")
        assert fixes() == {"the same command again"}
    for path in (folder / "watch.db", folder / "feedback.db"):
        path.write_bytes(b"no database at all, but long enough to be read as one")
    assert fixes() == {"move watch.db away: it is made anew", "move feedback.db away: it is made anew"}
    for path in (folder / "watch.db", folder / "feedback.db"):
        path.unlink()
        path.mkdir()
    assert fixes() == {""}
