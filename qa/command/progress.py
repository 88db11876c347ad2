"""Progress on stderr: a bar with rate and time left on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qa.index.activity import Progress as Report
from qa.index.activity import Stopwatch

if TYPE_CHECKING:
    from rich.progress import Progress

_SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def showing_progress(now: Callable[[], float] = time.monotonic) -> Iterator[Report]:
    """A function for build_index to report to; `now` is the clock, in seconds."""
    if not sys.stderr.isatty():
        yield _Lines(now)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[noun]}  {task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, get_time=now) as bars:
        yield _Bars(bars, now)


class _Bars:
    """One bar, a new one for each stage: a finished one would tell no time left any more."""

    def __init__(self, bars: Progress, now: Callable[[], float]) -> None:
        self._bars = bars
        self._stage = "reading"
        self._task = bars.add_task(self._stage, total=None, noun="", rate="")
        self._clock = Stopwatch(now)

    def __call__(self, stage: str, done: int, total: int, sentences: int) -> None:
        self._clock.at(stage)
        if stage != self._stage:
            self._bars.remove_task(self._task)
            self._stage = stage
            self._task = self._bars.add_task(stage, total=None, noun="", rate="")
        rate = _rates(stage, self._clock, done, sentences)
        self._bars.update(self._task, completed=done, total=total or None, noun=_noun(stage), rate=rate)


class _Lines:
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._stage = ""
        self._due = 0.0
        self._clock = Stopwatch(now)

    def __call__(self, stage: str, done: int, total: int, sentences: int) -> None:
        self._clock.at(stage)
        finished = 0 < done == total
        if stage == self._stage and self._now() < self._due and not finished:
            return
        self._stage, self._due = stage, self._now() + _SECONDS_BETWEEN_LINES
        place = f" {done:,} of {total:,}" if total else f" {done:,}" if done else ""
        place += f" {_noun(stage)}" if place else ""
        seconds = self._clock.left(done, total)
        left = "" if seconds is None else f"{seconds // 60}:{seconds % 60:02} left"
        parts = (f"{stage}{place}", _rates(stage, self._clock, done, sentences), left)
        print(", ".join(part for part in parts if part), file=sys.stderr)


def _noun(stage: str) -> str:
    return "questions" if stage in ("asking", "learning") else "articles"


def _rates(stage: str, clock: Stopwatch, done: int, sentences: int) -> str:
    """Articles and sentences a second, where sentences are counted."""
    by_article, by_sentence = clock.rate(done), clock.rate(sentences)
    if by_article is None or by_sentence is None:
        return ""
    return f"{by_article:,.1f} {_noun(stage)}/s, {by_sentence:,.0f} sentences/s"
