from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from qa.encoding.side_by_side import side_by_side


@pytest.mark.parametrize("threads", [1, 3])
def test_results_come_in_the_order_of_the_pieces(threads: int) -> None:
    def run(piece: int) -> int:
        time.sleep(0.01 if piece % 3 == 0 else 0)  # the later are done first
        return piece * piece

    assert list(side_by_side(run, range(20), threads, lambda: None)) == [(n, n * n) for n in range(20)]
    assert list(side_by_side(run, [], threads, lambda: None)) == []


def test_each_thread_begins_once_and_one_needs_none() -> None:
    begun: list[str] = []
    barrier = threading.Barrier(2)

    def begin() -> None:
        begun.append(threading.current_thread().name)

    assert [piece for piece, _ in side_by_side(lambda _: barrier.wait(5), range(4), 2, begin)] == [0, 1, 2, 3]
    assert len(set(begun)) == len(begun) == 2
    ran = [thread for _, thread in side_by_side(lambda _: threading.current_thread(), range(2), 1, begin)]
    assert ran == [threading.main_thread()] * 2
    assert len(begun) == 2


def test_little_is_drawn_ahead() -> None:
    drawn = 0

    def pieces() -> Iterator[int]:
        nonlocal drawn
        for number in range(100):
            drawn += 1
            yield number

    found = side_by_side(lambda piece: piece, pieces(), 2, lambda: None)
    next(found)
    assert drawn <= 6
    found.close()
    assert drawn <= 6


def test_what_fails_is_told_and_ends_it() -> None:
    ran: list[int] = []

    def run(piece: int) -> None:
        ran.append(piece)
        if piece == 2:
            raise ValueError("two")

    with pytest.raises(ValueError, match="two"):
        list(side_by_side(run, range(100), 2, lambda: None))
    assert len(ran) < 10
