"""How long a piece of work may take: set where a request comes in, looked at in the loops that could run long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple, TypeVar

from qa.errors import Abandoned, TookTooLong

T = TypeVar("T")


class _Limit(NamedTuple):
    seconds: float
    end: float  # by time.monotonic
    is_abandoned: Callable[[], bool]


_LIMIT: ContextVar[_Limit | None] = ContextVar("limit", default=None)


@contextmanager
def limited(seconds: float, is_abandoned: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """What is done within, in this thread, stops soon after so many seconds, or once nobody waits for it any more."""
    token = _LIMIT.set(_Limit(seconds, time.monotonic() + seconds, is_abandoned))
    try:
        yield
    finally:
        _LIMIT.reset(token)


def check_time() -> None:
    """Go on, or raise TookTooLong or Abandoned; does nothing where no limit was set."""
    limit = _LIMIT.get()
    if limit is None:
        return
    if limit.is_abandoned():
        raise Abandoned("nobody waits for the answer any more")
    if time.monotonic() > limit.end:
        raise TookTooLong(f"this takes longer than the {limit.seconds:g} s a request may take: ask for less")


def in_time(items: Iterable[T]) -> Iterator[T]:
    """The items one by one, as long as there is time. Raises TookTooLong, Abandoned."""
    for item in items:
        check_time()
        yield item
