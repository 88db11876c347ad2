"""How the time of a function grows with its text, whatever the speed of the machine."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 8
MOST = 3 * TIMES  # of a text so many times as long; what grows with the square takes TIMES * TIMES
TOO_SHORT_TO_TELL = 0.1  # seconds


def grows_with_length_only(action: Callable[[str], object], part: str, length: int) -> bool:
    """Whether a text of `part` again and again, `length` characters long, takes no more than its share of time.

    Measured in time of this process, which others on the machine take nothing of; of the short text, the least of two.
    """
    text = (part * (length // len(part) + 1))[:length]
    short = text[: length // TIMES]
    return _seconds(action, text) <= MOST * min(_seconds(action, short) for _ in range(2)) + TOO_SHORT_TO_TELL


def _seconds(action: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    action(text)
    return time.process_time() - began
