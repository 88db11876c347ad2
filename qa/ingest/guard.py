"""Reading in a process of its own, which may neither take too long nor too much memory, nor take the build with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from qa.errors import SourceError
from qa.ingest.formats import FORMATS, Format
from qa.types import Article, Refusal

READ_SECONDS = 60.0  # for each article
MAX_MEMORY = 4_000_000_000  # bytes of addresses
_TOO_MUCH = f"needs more than {MAX_MEMORY:,} bytes of memory"
_END = "end"

Message = Article | Refusal | SourceError | str


class Guard:
    """A process that reads files one after the other; begun when the first is read, and again where it broke."""

    def __init__(self, seconds: float = READ_SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._stop()

    def read(self, each: Format, path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
        """What the format's reader gives for a file. Raises SourceError with what stopped it."""
        finished = False
        try:
            pipe = self._begun()
            pipe.send((FORMATS.index(each), path, renamed))
            while (message := self._received(pipe)) != _END:
                if isinstance(message, SourceError):
                    finished = message.message != _TOO_MUCH  # to begin anew takes a second, and many may be damaged
                    raise message
                if isinstance(message, (Article, Refusal)):
                    yield message
            finished = True
        except (EOFError, OSError) as error:
            raise SourceError("its reader broke down: the file is damaged, or made to do harm") from error
        finally:
            if not finished:  # what is still to come of this file must not be taken for the next
                self._stop()

    def _received(self, pipe: Connection) -> Message:
        if not pipe.poll(self._seconds):
            raise SourceError(f"not read within {self._seconds:g} seconds")
        message: Message = pipe.recv()
        return message

    def _begun(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = Pipe()
            environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OMP_NUM_THREADS": "1"}
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the build, which ends it
            )
            theirs.close()
        return self._pipe

    def _stop(self) -> None:
        if self._pipe is not None and self._process is not None:
            self._process.kill()
            self._process.wait()
            self._pipe.close()
        self._pipe = self._process = None


def reason_of(error: Exception) -> str:
    """Why a file was not read, in words."""
    if isinstance(error, SourceError):
        return error.message
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, MemoryError):
        return _TOO_MUCH
    return f"cannot be read: {type(error).__name__}: {str(error)[:200]}"


def _serve(pipe: Connection) -> None:
    """Read what is asked for until nobody asks any more."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    while True:
        try:
            number, path, renamed = pipe.recv()
        except EOFError:
            return
        try:
            for item in FORMATS[number].read(path, renamed):
                pipe.send(item)
        except Exception as error:
            pipe.send(SourceError(reason_of(error)))
        else:
            pipe.send(_END)


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
