"""Work done in several threads, given back in its order, and never much of it at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_AHEAD = 2  # pieces a thread that wait or are done and not yet asked for

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def side_by_side(
    run: Callable[[Piece], Result], pieces: Iterable[Piece], threads: int, begin: Callable[[], None]
) -> Iterator[tuple[Piece, Result]]:
    """Each piece with what `run` makes of it; each of the threads calls `begin` first. With one, no thread is made.

    `pieces` are drawn in the thread that asks for the results.
    """
    if threads < 2:
        yield from ((piece, run(piece)) for piece in pieces)
        return
    waiting: deque[tuple[Piece, Future[Result]]] = deque()
    pool = ThreadPoolExecutor(threads, "encode", begin)
    try:
        for piece in pieces:
            waiting.append((piece, pool.submit(run, piece)))
            if len(waiting) >= threads * _AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)
