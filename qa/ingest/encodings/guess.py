"""What an encoding was told by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding; it is not `sure` where another fits nearly as well and gives other letters."""

    encoding: str
    sure: bool = True
