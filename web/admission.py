"""How much is done at once: so many requests of a kind, as many more in a row behind them, and a deadline for each.

Whoever finds no place is told so at once (503). Questions, summaries and pages have places of their own, so that slow
requests of one kind leave room for the others, and health checks need none.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask, current_app, g, request

from qa import Abandoned, QaError, limited, listening
from web.metrics import note_stage
from web.settings import Settings

WAITING = 8  # requests in a row for each that is answered
WAIT_SECONDS = 10.0  # in the row
LOOK_SECONDS = 0.5  # from one look to the next whether the client still waits
PROBES = 4  # threads for what needs no place: health checks, styles, refusals

_KINDS = {
    "pages.home": "question",
    "api.ask": "question",
    "api.batch": "question",
    **dict.fromkeys(
        ("export.citations", "watch.add", "watch.one", "watch.feed", "watch.diff", "embed.ask"), "question"
    ),
    "pages.summaries": "summary",
    "api.summarize": "summary",
    "pages.timeline": "summary",
    "api.timeline": "summary",
}
_FREE = {"static", "health.healthz", "health.readyz", "health.metrics", None}  # None: there is no such address


class Overloaded(QaError):
    """There is no place for another request of this kind."""


class Lane:
    """Places for requests of one kind: `places` at once, and `waiting` in a row for one of them, first come first."""

    def __init__(self, places: int, waiting: int) -> None:
        self.threads = places + waiting
        self._free = places
        self._waiting = waiting
        self._row: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def enter(self, is_abandoned: Callable[[], bool]) -> None:
        """Take a place, after some time if need be. Raises Overloaded, and Abandoned where nobody waits any more."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            if len(self._row) >= self._waiting:
                raise Overloaded("too many requests of this kind are waiting")
            turn = threading.Event()
            self._row.append(turn)
        self._wait(turn, is_abandoned)

    def leave(self) -> None:
        """Give the place to the first in the row, or back."""
        with self._lock:
            if self._row:
                self._row.popleft().set()
            else:
                self._free += 1

    def _wait(self, turn: threading.Event, is_abandoned: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not turn.wait(LOOK_SECONDS):
            gone = is_abandoned()
            if not gone and time.monotonic() < end:
                continue
            with self._lock:
                if turn.is_set():
                    return  # just now: what comes next sees whether anybody waits
                self._row.remove(turn)
            raise Abandoned("nobody waits any more") if gone else Overloaded("the wait is too long")


class Lanes:
    """The lanes of one process."""

    def __init__(self, threads: int) -> None:
        places = {"question": threads, "summary": max(1, threads // 2), "page": threads}
        self._lanes = {kind: Lane(count, WAITING * count) for kind, count in places.items()}

    @property
    def threads(self) -> int:
        """How many threads a server needs, so that none is missing for a health check."""
        return PROBES + sum(lane.threads for lane in self._lanes.values())

    def of(self, endpoint: str | None) -> Lane | None:
        """The one that requests to an endpoint belong to; None where they need no place."""
        return None if endpoint in _FREE else self._lanes[_KINDS.get(endpoint or "", "page")]


def register(app: Flask, settings: Settings) -> None:
    """Have every request of `app` take a place and keep a deadline, and give both up at its end."""
    app.extensions["lanes"] = Lanes(settings.threads)
    app.before_request(_enter)
    app.teardown_request(_leave)
    app.config["REQUEST_SECONDS"] = settings.request_seconds


def _enter() -> None:
    lanes: Lanes = current_app.extensions["lanes"]
    lane = lanes.of(request.endpoint)
    if lane is None or request.method == "OPTIONS":
        return
    is_abandoned: Callable[[], bool] = request.environ.get("waitress.client_disconnected", lambda: False)
    began = time.perf_counter()
    lane.enter(is_abandoned)
    g.held = ExitStack()
    g.held.callback(lane.leave)
    g.waited = time.perf_counter() - began
    g.held.enter_context(listening(note_stage))
    g.held.enter_context(limited(current_app.config["REQUEST_SECONDS"], is_abandoned))


def _leave(error: BaseException | None = None) -> None:
    held: ExitStack | None = g.pop("held", None)
    if held:
        held.close()
