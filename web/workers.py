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

from qa import QaError, share_one_heap

STOP_SECONDS = 10.0  # for what is being answered; a question takes a fraction of a second
KILL_SECONDS = 5.0  # after that, for a worker that does not stop
AGAIN_SECONDS = 1.0  # between two starts of a worker that dies at once
EARLY_SECONDS = 10.0  # a worker that ends before that has failed to start
MOST_FAILURES = 5  # in a row: then the next would fail too

_STOP = (signal.SIGINT, signal.SIGTERM)
_AWAITED = (*_STOP, signal.SIGCHLD)  # blocked in the parent, which takes them one by one, and so misses none
_LOG = logging.getLogger("cuttings")


class Workers:
    """Runs `work` in so many processes until SIGINT or SIGTERM; `forget` is told the id of each that has ended.

    `close` lets go of what the parent holds open for them, before they are told to stop.
    """

    def __init__(
        self, count: int, work: Callable[[], None], forget: Callable[[int], None], close: Callable[[], None]
    ) -> None:
        self._count = count
        self._work = work
        self._forget = forget
        self._close = close
        self._running: dict[int, float] = {}  # by process id, when it was started
        self._failures = 0  # to start, in a row
        self._status = 0  # of the last worker that failed

    def run(self) -> int:
        """Start them, and wait; returns the exit status, which is not 0 where they cannot be started."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _AWAITED)
        while self._failures < MOST_FAILURES:
            while len(self._running) < self._count:
                self._start()
            came = signal.sigtimedwait(_AWAITED, 1.0)
            if came and came.si_signo in _STOP:
                break
            if self._ended():
                time.sleep(AGAIN_SECONDS)
        self._end()
        if self._failures < MOST_FAILURES:
            return 0
        _LOG.error("%d workers in a row ended while they started; the server stops", self._failures)
        return self._status

    def _start(self) -> None:
        process = os.fork()
        if not process:
            os._exit(self._worked())
        self._running[process] = time.monotonic()

    def _worked(self) -> int:
        status = 1
        try:
            share_one_heap()
            self._work()
            status = 0
        except QaError as error:
            _LOG.error("%s", error)
            status = error.exit_status
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
                began = self._running.pop(process)
                self._forget(process)
                if not expected:
                    _LOG.error("worker %d ended (%s)", process, _cause(status))
                    self._status = max(1, os.waitstatus_to_exitcode(status))
                    self._failures = self._failures + 1 if time.monotonic() < began + EARLY_SECONDS else 0
        return len(self._running) < before

    def _end(self) -> None:
        self._close()  # or who connects now would wait for nobody
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
