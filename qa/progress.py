"""Progress on stderr: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from qa.build import Progress as Report

_SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def showing_progress() -> Iterator[Report]:
    """A function for build_index to report to."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    columns = (
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[noun]}  {task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)


class _Bars:
    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task = bars.add_task("reading", total=None, noun="", rate="")
        self._rate = _Rate()

    def __call__(self, stage: str, done: int, total: int, sentences: int) -> None:
        rate = self._rate(stage, sentences)
        self._bars.update(
            self._task, description=stage, completed=done, total=total or None, noun=_noun(stage), rate=rate
        )


class _Lines:
    def __init__(self) -> None:
        self._stage = ""
        self._due = 0.0
        self._rate = _Rate()

    def __call__(self, stage: str, done: int, total: int, sentences: int) -> None:
        rate = self._rate(stage, sentences)
        finished = 0 < done == total
        if stage == self._stage and time.monotonic() < self._due and not finished:
            return
        self._stage, self._due = stage, time.monotonic() + _SECONDS_BETWEEN_LINES
        left = self._rate.left(done, total)
        place = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
        place += f" {_noun(stage)}" if place else ""
        print(f"{stage}{place}{', ' + rate if rate else ''}{left}", file=sys.stderr)


def _noun(stage: str) -> str:
    return "questions" if stage == "asking" else "articles"


class _Rate:
    """Sentences a second since the stage began, and from that the time left."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = 0.0

    def __call__(self, stage: str, sentences: int) -> str:
        if stage != self._stage:
            self._stage, self._began = stage, time.monotonic()
        seconds = time.monotonic() - self._began
        return f"{sentences / seconds:,.0f} sentences/s" if sentences and seconds > 0 else ""

    def left(self, done: int, total: int) -> str:
        if not 0 < done < total:
            return ""
        minutes, seconds = divmod(round((time.monotonic() - self._began) / done * (total - done)), 60)
        return f", {minutes}:{seconds:02} left"
