"""How the time of a function grows with its text, whatever the speed of the machine."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 8
MOST = 3 * TIMES  # of a text so many times as long; what grows with the square takes TIMES * TIMES
TOO_SHORT_TO_TELL = 0.05  # seconds
TRIES = 5


def grows_with_length_only(action: Callable[[str], object], part: str, length: int) -> bool:
    """Whether a text of `part` again and again, `length` characters long, takes no more than its share of time.

    Measured in time of this process, the least of up to TRIES: what else goes on makes a measurement longer, and none
    makes what grows with the square as fast as what grows with the length.
    """
    text = (part * (length // len(part) + 1))[:length]
    long = short = float("inf")
    for _ in range(TRIES):
        short = min(short, _seconds(action, text[: length // TIMES]))
        long = min(long, _seconds(action, text))
        if long <= MOST * short + TOO_SHORT_TO_TELL:
            return True
    return False


def _seconds(action: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    action(text)
    return time.process_time() - began
