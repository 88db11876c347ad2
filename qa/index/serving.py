"""Which server answers from an index: noted in the index folder for `qa ask`, which would take seconds to load models.

The server holds a flock on the note, which the kernel lets go of however the server ends: a note that nobody holds is
of a dead server.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from io import FileIO
from pathlib import Path

from qa.index.activity import take
from qa.index.layout import index_folder

NOTE = "SERVER"
_TRIES, _SECONDS = 5, 0.1  # whoever looks whether the note is held holds it for a moment


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server on 127.0.0.1 that demands no keys, its process and what its answers depend on.

    `several`: its links name the index. `reader` is "full" or "none", as of `qa ask`.
    """

    version: str
    process: int
    port: int
    prefix: str
    several: bool
    reader: str


@contextmanager
def announced(indexes: Path, names: Iterable[str], server: RunningServer) -> Iterator[None]:
    """Say in the folders of these indexes that the server answers from them, as long as this and its forks live.

    Where that cannot be written, or another server has said so already, nothing is said.
    """
    with ExitStack() as held:
        for name in names:
            with suppress(OSError):
                note = held.enter_context(_opened(index_folder(indexes, name) / NOTE, os.O_RDWR | os.O_CREAT))
                if _taken(note):
                    note.truncate(0)
                    note.write(json.dumps(asdict(server)).encode())
        yield


def running_server(folder: Path) -> RunningServer | None:
    """The server that answers from the index in `folder`, if one of the same user's does."""
    try:
        with _opened(folder / NOTE, os.O_RDONLY) as note:
            if os.fstat(note.fileno()).st_uid != os.geteuid() or take(note.fileno(), fcntl.LOCK_SH):
                return None
            server = RunningServer(**json.loads(note.read()))
        os.kill(server.process, 0)  # sends nothing: an error where there is no such process, or another user's
        return server
    except (OSError, ValueError, TypeError, OverflowError):
        return None


def _opened(path: Path, flags: int) -> FileIO:
    return FileIO(os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600), "r+" if flags & os.O_RDWR else "r")


def _taken(note: FileIO) -> bool:
    for _ in range(_TRIES):
        if take(note.fileno(), fcntl.LOCK_EX):
            return True
        time.sleep(_SECONDS)
    return False
