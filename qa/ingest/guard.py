"""Reading in a process of its own, which may neither take too long nor too much memory, nor take the build with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from types import TracebackType
from typing import Any

from qa.errors import SourceError
from qa.ingest.formats import FORMATS, PACKED, Format
from qa.ingest.packed import Member, members
from qa.types import Article, Refusal

# Of a core, which a reader does not use up that waits for one.
READ_SECONDS = 60.0  # for the next article, or for what is wrong with the next record
# Besides, up to so many bytes of the file, as no article is larger: one of 20 MB took 52 seconds of a core.
BYTES_A_SECOND, MOST_BYTES = 200_000, 20_000_000
FRUITLESS_SECONDS = 600.0  # without an article, as of a web archive whose pages hold none
# Of the clock, so many times as long: what sleeps uses no core. With ten at work on two, 35 seconds took over 160.
PATIENCE = 10.0
MOST_REFUSED = 100_000  # records of a file, one after the other
MAX_MEMORY = 4_000_000_000  # bytes of addresses
# What a plain reader reads of so few bytes took 3.5 seconds at most (lines of a letter each, on a busy core; most take
# a hundredth): no more than it takes to begin a process.
SMALL_BYTES = 10_000
_TOO_MUCH = "needs more than {:,} bytes of memory"
_TOO_LONG = "not read within {:.3g} seconds"
_END = False  # what the process says when there is no more of a file, and None that it gets on


class Guard:
    """A process that reads files one after the other; begun when the first is read, and again where it broke."""

    def __init__(self, seconds: float = READ_SECONDS, memory: int = MAX_MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._within: Guard | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._stop()
        if self._within:
            self._within.__exit__(None, None, None)

    @property
    def within(self) -> Guard:
        """Another, which reads the members of an archive that this one unpacks."""
        self._within = self._within or Guard(self._seconds, self._memory)
        return self._within

    def read(self, each: Format, path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
        """What the format's reader gives for a file. Raises SourceError with what stopped it; whatever the reader does
        where a file is so small that it is read here."""
        if _is_small(each, path):
            yield from each.read(path, renamed)
        else:
            yield from self._asked("read", each, path, renamed)

    def given_ids(self, each: Format, path: Path) -> Iterator[str]:
        """The ids that records give themselves. Raises as reading does."""
        yield from each.given_ids(path) if _is_small(each, path) else self._asked("given_ids", each, path)

    def members(self, path: Path) -> Iterator[Member | Refusal]:
        """The files of an archive, one at a time; each is there until the next is asked for. Raises SourceError."""
        yield from self._asked("members", PACKED, path)

    def _asked(self, what: str, each: Format, path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Any]:
        seconds, finished = self._seconds + _size(path) / BYTES_A_SECOND, False
        try:
            pipe = self._begun()
            pipe.send((seconds, FRUITLESS_SECONDS, (what, FORMATS.index(each), path, renamed)))
            for message in _fruitful(pipe, PATIENCE * seconds):
                if isinstance(message, SourceError):
                    finished = message.message != _TOO_MUCH.format(self._memory)  # to begin anew takes a second
                    raise message
                yield message
                if isinstance(message, Member):
                    pipe.send(None)
            finished = True
        except (EOFError, OSError) as error:
            if self._stop() == -signal.SIGPROF:
                raise SourceError(_TOO_LONG.format(seconds)) from error
            raise SourceError("its reader broke down: the file is damaged, or made to do harm") from error
        finally:
            if not finished:  # what is still to come of this file must not be taken for the next
                self._stop()

    def _begun(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = Pipe()
            self._folder = TemporaryDirectory(prefix="cuttings-")
            own = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, str(theirs.fileno()), str(self._memory)],
                pass_fds=[theirs.fileno()],
                env=os.environ | own | {"TMPDIR": self._folder.name},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the build, which ends it
            )
            theirs.close()
        return self._pipe

    def _stop(self) -> int | None:
        """How the process ended, below zero by which signal; None where there was none."""
        ended = None
        if self._pipe is not None and self._process is not None:
            self._process.kill()
            ended = self._process.wait()
            self._pipe.close()
        if self._folder:
            self._folder.cleanup()
        self._pipe = self._process = self._folder = None
        return ended


def _fruitful(pipe: Connection, seconds: float) -> Iterator[Any]:
    """What comes of a file. Raises SourceError where nothing does for so many of the clock, or nothing but refusals."""
    refused = 0
    while True:
        if not pipe.poll(seconds):
            raise SourceError(_TOO_LONG.format(seconds))
        message = pipe.recv()
        if message is _END:
            return
        refused = refused + 1 if isinstance(message, Refusal) else 0
        if refused > MOST_REFUSED:
            raise SourceError(f"nothing but faults in {MOST_REFUSED:,} records")
        if message is not None:
            yield message


def _size(path: Path) -> int:
    return min(MOST_BYTES, path.stat().st_size)


def _is_small(each: Format, path: Path) -> bool:
    return each.plain and path.stat().st_size <= SMALL_BYTES


def reason_of(error: Exception) -> str:
    """Why a file was not read, in words."""
    if isinstance(error, SourceError):
        return error.message
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"cannot be read: {type(error).__name__}: {str(error)[:200]}"


def _serve(pipe: Connection, memory: int) -> None:
    """Read what is asked for until nobody asks any more."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while True:
        try:
            seconds, fruitless, task = pipe.recv()
        except EOFError:
            return
        try:
            for item in _timed(_found(*task), seconds, fruitless):
                pipe.send(item)
                if isinstance(item, Member):
                    pipe.recv()  # when it has been read
        except Exception as error:
            pipe.send(SourceError(_TOO_MUCH.format(memory) if _is_of_memory(error) else reason_of(error)))
        else:
            pipe.send(_END)


def _timed(items: Iterator[Any], seconds: float, fruitless: float) -> Iterator[Any]:
    """The items. One that takes longer of a core ends the process, in whatever library it is; SourceError is raised
    where nothing but refusals came for as long as is `fruitless`."""
    ends = process_time() + fruitless
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        for item in items:
            yield item
            signal.setitimer(signal.ITIMER_PROF, seconds)
            if not isinstance(item, Refusal):
                ends = process_time() + fruitless
            elif process_time() > ends:
                raise SourceError(_TOO_LONG.format(fruitless))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _is_of_memory(error: BaseException | None) -> bool:
    """Also where a reader took it for damage."""
    return error is not None and (isinstance(error, MemoryError) or _is_of_memory(error.__cause__))


def _found(what: str, number: int, path: Path, renamed: Mapping[str, str] | None) -> Iterator[Any]:
    each = FORMATS[number]
    if what == "members":
        return members(path)
    return each.given_ids(path) if what == "given_ids" else each.read(path, renamed)


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])), int(sys.argv[2]))
