"""Print the package index that has torch without CUDA, where it answers in time; nothing where pip's own has to do.

On Linux, PyPI's torch brings gigabytes of CUDA that this project never uses; PyTorch's own index has a wheel without.
It may be out of reach where pip is set up for a mirror. Elsewhere PyPI's torch has no CUDA.
"""

from __future__ import annotations

import sys
import threading
import urllib.request
from http.client import HTTPException

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
SECONDS = 5.0


def answers(index: str, seconds: float = SECONDS) -> bool:
    """Whether the index lists torch within so many seconds.

    In a thread, since a time limit of urllib's bounds neither the look-up of the name nor a server that drips.
    """
    found: list[int] = []

    def ask() -> None:
        try:
            with urllib.request.urlopen(f"{index}/torch/", timeout=seconds) as response:
                found.append(response.status)
        except (OSError, HTTPException, ValueError):
            pass

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    return found == [200]


def main(index: str = CPU_INDEX) -> None:
    """The address to stdout; to stderr, what that means for the user."""
    if sys.platform != "linux":
        return
    if answers(index):
        print(f"torch without CUDA from {index}", file=sys.stderr)
        print(index)
    else:
        print(f"{index} does not answer: torch from pip's own index, perhaps with gigabytes of CUDA", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
