"""One writer at a time holds an index: by flock, which the kernel lets go of however the process ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import IndexBusy, IndexUnusable, QaError
from qa.index.activity import NotedProgress, Progress, forget_activity, take

_SECONDS_BETWEEN_TRIES = 0.1
_TRIES = 5  # a reader that asks whether somebody writes holds the lock for a moment


@contextmanager
def locked(folder: Path, command: str, progress: Progress = lambda *_: None, wait: bool = True) -> Iterator[Progress]:
    """Hold the index for writing; gives a progress that is also noted for readers.

    Where another process holds it this one waits, or with `wait` false raises IndexBusy. The kernel lets go of the
    lock when this process ends, however it ends.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "LOCK").open("a+")
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}"
        raise IndexUnusable(message, "qa build --indexes ANOTHER_FOLDER") from error
    with file as lock:
        tries = 0
        while not take(lock.fileno(), fcntl.LOCK_EX):
            tries += 1
            if tries == _TRIES:
                lock.seek(0)
                holder = lock.read().strip() or "another process"
                if not wait:
                    raise IndexBusy(f"{holder} is writing {folder}", "wait for it, then run this again")
                progress(f"waiting for {holder}", 0, 0, 0)
            time.sleep(_SECONDS_BETWEEN_TRIES)
        lock.seek(0)
        lock.truncate(0)
        lock.write(f"process {os.getpid()} (qa {command})")
        lock.flush()
        try:
            yield NotedProgress(folder, command, progress)
        except IndexUnusable:
            raise  # where it was stopped stays noted, as when the process is killed
        except QaError:
            forget_activity(folder)  # nothing was begun
            raise
        forget_activity(folder)
