"""Which sentences a filter lets through, as searches by vector and by word take it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask, Rows

# So many sentences are compared one by one sooner than all are looked through for them: 1 ms of 384 numbers each.
FEW = 5_000


@dataclass(frozen=True)
class Allowed:
    """The rows that are let through: `mask` (n,), how many, and, where they are few, these themselves, ascending."""

    mask: Mask
    count: int
    few: Rows | None

    @cached_property
    def bits(self) -> NDArray[np.uint8]:
        """(n / 8,) one bit a row, the lowest first."""
        return np.packbits(self.mask, bitorder="little")


def allowed_of(mask: Mask) -> Allowed:
    """The rows that are true."""
    count = int(np.count_nonzero(mask))
    return Allowed(mask, count, np.flatnonzero(mask) if count <= FEW else None)
