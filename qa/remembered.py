"""Answers that were given, for who asks the same again of the same build."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace

from qa.types import Answer

KEPT = 256  # answers of an open build: 3 kB each with three citations


class RememberedAnswers:
    """The answers that were asked for last; safe to use from several threads."""

    def __init__(self, kept: int = KEPT) -> None:
        """At most `kept`; none where it is 0."""
        self._kept = kept
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, asked: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to what was `asked`, by everything it depends on; what `answer` gives where it is not at hand."""
        started = time.perf_counter()
        with self._lock:
            if held := self._held.get(asked):
                self._held.move_to_end(asked)
                return replace(held, took_ms=round((time.perf_counter() - started) * 1000, 1))
        found = answer()
        with self._lock:
            self._held[asked] = found
            while len(self._held) > self._kept:
                self._held.popitem(last=False)
        return found
