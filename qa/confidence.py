"""From raw evidence to a probability that the first citation answers the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.types import SHIPPED, Calibration, Evidence

# Logistic regression of "the first sentence is right" by tests/benchmarks/fit_confidence.py, on squad2_500,
# multihop_facts, scifact and seeds, the questions of each asked of the others too, and each seed article alone.
# Tried and left out, because AUROC of sets not fitted on did not gain or fell (realtimeqa_dev .960 with these three,
# .90 to .96 with more): coverage of the question's words, names and numbers by sentence and passage, the worst
# matched word, margins to the second and to the next article, agreement of the retrievers, the answer's type. Without
# the length of the question, long ones get half the confidence they merit (ECE of multihop_facts .39 for .13).
BIAS = -5.10
SLOPE = 3.87
SIZE_SLOPE = -0.71
LENGTH_SLOPE = 1.92
LONG_QUESTION = (28, 35)  # words, begins and is; the mean over more of them is lower, and says more

# Answered from here on: .83 of what the sets fitted on can answer, and .19 of what they cannot. (.20: .89 and .23; .30:
# .77 and .15; .50: .53 and .06.) Below .5, because the second or the third sentence often answers where the first
# does not, and whoever reads the citations sees what they are worth.
THRESHOLD = 0.25


def confidence_of(ranked: Sequence[Evidence], words: int, sentences: int, calibration: Calibration = SHIPPED) -> float:
    """The probability, in [0, 1], that the first of `ranked` answers a question of `words`; 0 when there is none.

    Of more `sentences` searched the best scores higher by chance alone, so their number counts against it: one
    threshold then serves an archive of ten articles and one of a hundred thousand.
    """
    if not ranked:
        return 0.0
    logit = calibration.bias + calibration.slope * log_odds(ranked[0].score, words, sentences)
    return 1 / (1 + math.exp(-logit))


def log_odds(score: float, words: int, sentences: int) -> float:
    """Of the first sentence being right, as shipped."""
    slope = SLOPE + LENGTH_SLOPE * longness(words)
    return BIAS + slope * score + SIZE_SLOPE * math.log10(max(1, sentences))


def longness(words: int) -> float:
    """0 up to where a long question begins, 1 from where it is one."""
    begins, full = LONG_QUESTION
    return min(1.0, max(0.0, math.log(max(1, words) / begins) / math.log(full / begins)))
