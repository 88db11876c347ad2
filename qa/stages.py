"""How long the stages of an answer take, for whoever listens in the same thread; nobody does unless asked to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, float], None]  # stage, seconds

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have each stage within told to `listener` when it ends."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """What is done within is this stage."""
    began = time.perf_counter()
    try:
        yield
    finally:
        listener = _LISTENER.get()
        if listener:
            listener(name, time.perf_counter() - began)
