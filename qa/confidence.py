"""From raw evidence to a probability that the first citation answers the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.types import SHIPPED, Calibration, Evidence

# Logistic regression of "the first sentence is right" by tests/benchmarks/ranking.py --fit, on squad2_500,
# multihop_facts, scifact and seeds, the questions of each asked of the others too, and each seed article alone.
# Tried and left out, because AUROC of sets not fitted on did not gain or fell (realtimeqa_dev .960 with these three,
# .90 to .96 with more): coverage of the question's words, names and numbers by sentence and passage, the worst
# matched word, margins to the second and to the next article, agreement of the retrievers, the answer's type.
BIAS = -4.81
SLOPE = 3.77
SIZE_SLOPE = -0.74
LENGTH_SLOPE = 2.03
LONG_QUESTION = 20  # words; the mean over more of them is lower, and says more

# Answered from here on. Below .5, because the second or the third sentence often answers where the first does not.
THRESHOLD = 0.3


def confidence_of(ranked: Sequence[Evidence], words: int, sentences: int, calibration: Calibration = SHIPPED) -> float:
    """The probability, in [0, 1], that the first of `ranked` answers a question of `words`; 0 when there is none.

    Of more `sentences` searched the best scores higher by chance alone, so their number counts against it: one
    threshold then serves an archive of ten articles and one of a hundred thousand.
    """
    if not ranked:
        return 0.0
    logit = calibration.bias + calibration.slope * _logit(ranked[0].score, words, sentences)
    return 1 / (1 + math.exp(-logit))


def _logit(score: float, words: int, sentences: int) -> float:
    slope = SLOPE + LENGTH_SLOPE * longness(words)
    return BIAS + slope * score + SIZE_SLOPE * math.log10(max(1, sentences))


def longness(words: int) -> float:
    """0 up to LONG_QUESTION words, 1 from twice as many."""
    return min(1.0, max(0.0, math.log2(max(1, words) / LONG_QUESTION)))
