"""`qa watch`: questions that are asked again of each new build."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.command.options import Command, filter_options, index_options, json_option
from qa.command.output import print_result
from qa.command.terminal import echo, table, wrapped
from qa.types import Filters

if TYPE_CHECKING:
    from qa.answer.changes import Told
    from qa.watch import Changed, Watch


@click.group()
def watch() -> None:
    """Standing questions: whose answer has changed since the last build?"""


@watch.command(cls=Command)
@click.argument("question")
@filter_options
@index_options
def add(
    question: str,
    since: date | None,
    until: date | None,
    source: str | None,
    language: str | None,
    indexes: Path,
    name: str,
) -> None:
    """Keep QUESTION, and print its id."""
    from qa.watch import Watches

    echo(Watches(indexes, name).add(question, Filters(since, until, source, language)).id)


@watch.command("list", cls=Command)
@json_option
@index_options
def list_(as_json_: bool, indexes: Path, name: str) -> None:
    """List the questions that are kept, with their ids."""
    from qa.watch import Watches

    print_result(Watches(indexes, name).all(), as_json_, _watches_text)


@watch.command(cls=Command)
@click.argument("watch_id")
@index_options
def remove(watch_id: str, indexes: Path, name: str) -> None:
    """Ask the question WATCH_ID no more."""
    from qa.watch import Watches

    Watches(indexes, name).remove(watch_id)
    echo(f"removed {watch_id}")


@watch.command(cls=Command)
@json_option
@index_options
def check(as_json_: bool, indexes: Path, name: str) -> None:
    """Ask each question of the newest build, if it was not yet, and show whose answer has changed."""
    from qa.archive import Archive
    from qa.watch import Watches

    print_result(Watches(indexes, name).check_all(Archive(indexes, name)), as_json_, _changes_text)


def _watches_text(watches: Sequence[Watch]) -> str:
    return table([(each.id, each.question, each.narrowed) for each in watches]) if watches else "no questions are kept"


def _changes_text(changes: Sequence[Changed]) -> str:
    return "\n\n".join(map(_change_text, changes)) or "nothing has changed"


def _change_text(changed: Changed) -> str:
    lines = [f"{changed.watch.question} — {changed.noted.change}"]
    return "\n".join([*lines, _told_text("before: ", changed.before), _told_text("now:    ", changed.noted.told)])


def _told_text(label: str, told: Told) -> str:
    place = ", ".join(part for part in (told.title, told.source, str(told.published or "")) if part)
    shown = f"{' '.join(told.text.split())} ({place})" if told.answered else "no answer"
    return wrapped(shown, f"  {label}", " " * (2 + len(label)))
