"""What a writer is doing to an index, noted beside it for whoever asks."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from qa.index.types import Activity

Progress = Callable[[str, int, int, int], None]  # stage, done, of how many (0: not known), sentences so far
Say = Callable[[str], None]  # what the user should know before it happens
_SECONDS_BETWEEN_NOTES = 0.5


def read_activity(folder: Path) -> Activity | None:
    """What is being written to the index now, or where a writer was stopped; None where there is nothing to tell."""
    try:
        known = {field.name for field in fields(Activity)}
        noted = json.loads((folder / "PROGRESS").read_bytes())
        activity = Activity(**{name: value for name, value in noted.items() if name in known})
        with (folder / "LOCK").open("rb") as lock:
            return replace(activity, running=not take(lock.fileno(), fcntl.LOCK_SH))
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def take(descriptor: int, kind: int) -> bool:
    """Whether the lock of that kind could be had at once."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class NotedProgress:
    """A progress that goes to PROGRESS too, twice a second at most. What cannot be noted is not worth stopping for."""

    def __init__(self, folder: Path, command: str, progress: Progress) -> None:
        self._path = folder / "PROGRESS"
        self._progress = progress
        self._clock = Stopwatch()
        self._noted = Activity(command, os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"))
        self._due = 0.0

    def __call__(self, stage: str, done: int, total: int, sentences: int) -> None:
        """Note it, and pass it on."""
        self._clock.at(stage)
        if time.monotonic() >= self._due or stage != self._noted.stage:
            self._due = time.monotonic() + _SECONDS_BETWEEN_NOTES
            self._noted = replace(
                self._noted,
                stage=stage,
                done=done,
                total=total,
                articles_per_second=self._clock.rate(done),
                sentences_per_second=self._clock.rate(sentences),
                seconds_left=self._clock.left(done, total),
            )
            self._write()
        self._progress(stage, done, total, sentences)

    def _write(self) -> None:
        temporary = self._path.with_name(f".PROGRESS-{os.getpid()}")
        with suppress(OSError):
            temporary.write_text(json.dumps(asdict(self._noted)), "utf-8")
            temporary.replace(self._path)


class Stopwatch:
    """The time since a stage began, by the clock `now` (seconds), and what follows from it."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._stage = ""
        self._began = now()

    def at(self, stage: str) -> None:
        """Start anew where the stage is another."""
        if stage != self._stage:
            self._stage, self._began = stage, self._now()

    def rate(self, done: int) -> float | None:
        """So many a second; None before there is anything to tell."""
        seconds = self._now() - self._began
        return round(done / seconds, 1) if done and seconds > 0 else None

    def left(self, done: int, total: int) -> int | None:
        """The seconds left at this rate; None where the end is not known."""
        return round((self._now() - self._began) / done * (total - done)) if 0 < done < total else None


def forget_activity(folder: Path) -> None:
    """Nothing is being written any more."""
    with suppress(OSError):
        (folder / "PROGRESS").unlink(missing_ok=True)
