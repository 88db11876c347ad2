"""From raw evidence to a probability that the first citation answers the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.types import Evidence

# Logistic regression of "the first sentence is right", by tests/benchmarks/ranking.py --fit.
BIAS = -5.26
SLOPE = 4.39
SIZE_SLOPE = 0.0


def confidence_of(ranked: Sequence[Evidence], sentences: int) -> float:
    """The probability, in [0, 1], that the first of `ranked` answers the question; 0 when there is none.

    Of more `sentences` searched the best scores higher by chance alone, so their number counts against it: one
    threshold then serves an archive of ten articles and one of a thousand.
    """
    if not ranked:
        return 0.0
    logit = BIAS + SLOPE * ranked[0].score + SIZE_SLOPE * math.log10(max(1, sentences))
    return 1 / (1 + math.exp(-logit))
