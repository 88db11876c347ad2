"""From raw evidence to a probability that the first citation answers the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.types import Evidence

BIAS = -5.26
SLOPE = 4.39


def confidence_of(ranked: Sequence[Evidence]) -> float:
    """The probability, in [0, 1], that the first of `ranked` answers the question; 0 when there is none."""
    if not ranked:
        return 0.0
    return 1 / (1 + math.exp(-(BIAS + SLOPE * ranked[0].score)))
