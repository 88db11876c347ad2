"""The processes of the server: a parent that holds the socket, and workers that answer; one that dies is replaced."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

STOP_SECONDS = 10.0  # for what is being answered; a question takes a fraction of a second
KILL_SECONDS = 5.0  # after that, for a worker that does not stop
AGAIN_SECONDS = 1.0  # between two starts of a worker that dies at once

_STOP = (signal.SIGINT, signal.SIGTERM)
_AWAITED = (*_STOP, signal.SIGCHLD)  # blocked in the parent, which takes them one by one, and so misses none
_LOG = logging.getLogger("cuttings")


class Workers:
    """Runs `work` in so many processes until SIGINT or SIGTERM; `forget` is told the id of each that has ended."""

    def __init__(self, count: int, work: Callable[[], None], forget: Callable[[int], None]) -> None:
        self._count = count
        self._work = work
        self._forget = forget
        self._running: set[int] = set()

    def run(self) -> None:
        """Start them, and wait."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)
        while True:
            while len(self._running) < self._count:
                self._start()
            came = signal.sigtimedwait(_AWAITED, 1.0)
            if came and came.si_signo in _STOP:
                break
            if self._ended():
                time.sleep(AGAIN_SECONDS)
        self._end()

    def _start(self) -> None:
        process = os.fork()
        if not process:
            os._exit(self._worked())
        self._running.add(process)

    def _worked(self) -> int:
        status = 1
        try:
            self._work()
            status = 0
        except BaseException:
            traceback.print_exc()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        return status

    def _ended(self, expected: bool = False) -> bool:
        """Whether one has."""
        before = len(self._running)
        for process in list(self._running):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                self._running.discard(process)
                self._forget(process)
                if not expected:
                    _LOG.error("worker %d ended (%s); another takes its place", process, _cause(status))
        return len(self._running) < before

    def _end(self) -> None:
        self._send(signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS + KILL_SECONDS
        while self._running and time.monotonic() < end:
            signal.sigtimedwait((signal.SIGCHLD,), 0.1)
            self._ended(expected=True)
        self._send(signal.SIGKILL)

    def _send(self, kind: signal.Signals) -> None:
        for process in self._running:
            os.kill(process, kind)  # not waited for yet, so it is nobody else's


def as_worker(stop: Callable[[], None]) -> Callable[[], bool]:
    """In a worker: let the signals stop it, when it has done what it does; gives what tells that the parent is gone."""
    for kind in _STOP:
        signal.signal(kind, lambda *_: stop())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _AWAITED)
    parent = os.getppid()
    return lambda: os.getppid() != parent


def _cause(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"exit status {code}" if code >= 0 else f"by {signal.Signals(-code).name}"
