"""Memory that glibc's allocator keeps after it was freed, or takes anew each time; other libraries of C know no such
settings, and stay as they are."""

from __future__ import annotations

import ctypes
from contextlib import suppress

# Of malloc.h.
_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_ARENA_MAX = -8

_LARGE = 32 << 20  # bytes: the most that it takes for a block of its own
_KEPT = 256 << 20  # bytes at the end of a heap


def give_back_freed() -> None:
    """Give what was freed back to the system: 310 of 640 MB after encoding."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def share_one_heap() -> None:
    """Let all threads that are still to begin take memory from one heap.

    glibc gives each one of its own, and keeps there what was freed: two that encoded for half a minute held 40 MB more,
    four that read in a server 1,250 MB for 870, at the same rate of questions.
    """
    _set(_ARENA_MAX, 1)


def keep_freed() -> None:
    """Keep what is freed for the next that is asked for, whatever the environment says.

    Dask starts its workers with MALLOC_TRIM_THRESHOLD_=65536, which also ends what glibc learns of the sizes asked for:
    every array of a network is mapped anew, and two workers spent half of their time in the kernel.
    """
    _set(_MMAP_THRESHOLD, _LARGE)
    _set(_TRIM_THRESHOLD, _KEPT)


def _set(setting: int, value: int) -> None:
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(setting, value)
