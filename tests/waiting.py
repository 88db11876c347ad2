"""Waiting for what another thread or process does: for a condition, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import urlopen

NEVER = 300.0  # seconds: what has not happened by then, on however busy a machine, is taken never to happen


def wait(until: Callable[[], object], every: float = 0.02) -> float:
    """The seconds it took until that was true; an AssertionError where it never was."""
    began = time.monotonic()
    while not until():
        assert time.monotonic() - began < NEVER
        time.sleep(every)
    return time.monotonic() - began


def is_ready(address: str) -> bool:
    """Whether the server at `address` says that it would answer at once."""
    try:
        with urlopen(f"{address}/readyz", timeout=NEVER) as response:
            return bool(response.status == 200)
    except HTTPError as error:
        error.close()
        if error.code != 503:
            raise
        return False
