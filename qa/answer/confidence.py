"""From raw evidence to a probability that the first citation answers the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qa.answer.reader import evidence_weight
from qa.types import SHIPPED, Calibration, Evidence

# Logistic regression of "the first sentence is right" by tests/benchmarks/fit_confidence.py, on squad2_500,
# multihop_facts, scifact and seeds, the questions of each asked of the others too, and each seed article alone.
# Tried and left out, because AUROC of sets not fitted on did not gain or fell (realtimeqa_dev .960 with these three,
# .90 to .96 with more): coverage of the question's words, names and numbers by sentence and passage, the worst
# matched word, margins to the second and to the next article, agreement of the retrievers, the answer's type. Without
# the length of the question, long ones get half the confidence they merit (ECE of multihop_facts .39 for .13).
BIAS = -5.06
SLOPE = 3.27
SIZE_SLOPE = -0.63
LENGTH_SLOPE = 1.90
LONG_QUESTION = (28, 35)  # words, begins and is; the mean over more of them is lower, and says more

# Answered from here on: .88 of what the sets fitted on can answer, and .26 of what they cannot. (.20: .89 and .29; .25:
# .85 and .22; .30: .78 and .19.) Below .5, because the second or the third sentence often answers where the first does
# not, and whoever reads the citations sees what they are worth.
THRESHOLD = 0.22


# The same where a reader has read the sentence, by tests/benchmarks/fit_confidence.py, on squad2_dev_rest, clapnq_dev,
# seeds and questions of stories held out, asked of all stories (1,197 sentences) and of these among 2,500 other
# articles (19,598). Strength counts as the score does in the order of candidates, more for a long question: cross
# entropy as where it counts alike for all (.474), AUROC of squad2_dev_rest .745 to .752 and of realtimeqa_dev, which
# chose nothing, .910 to .930 (of its questions that are read). The size's slope fits as well from -.3 to -.7. Left out,
# since AUROC of sets not fitted on moved by less than .01: each part of the score by itself, the margin to the second.
READ_BIAS = 1.02
READ_SLOPE = 0.61
READ_STRENGTH_SLOPE = 0.68
ENOUGH = 1.65  # strength that speaks neither for an answer nor against it
READ_SIZE_SLOPE = -0.6
SMALL = 60  # sentences: of fewer the best says no more

# Answered from here on, rightly and of what has no answer: of 1,197 sentences .42 and .12, of 19,598 .31 and .05; of
# seeds .73 and .04, of squad2_dev_rest .79 and .41. Not lower: a near miss shown as an answer costs more trust than an
# answer shown as the nearest.
READ_THRESHOLD = 0.38
# The probability from which a further sentence is shown as an answer: of those .68 of clapnq_dev's second and third are
# right, and few of squad2_dev_rest's, where one sentence alone is marked for each question.
CITED = 0.62
CITED_ITEM = 0.42  # where several answers are asked for, and it gives another
CITED_SIDE = 0.22  # where it is the best of the other side of a comparison


def confidence_of(ranked: Sequence[Evidence], words: int, sentences: int, calibration: Calibration = SHIPPED) -> float:
    """The probability, in [0, 1], that the first of `ranked` answers a question of `words`; 0 when there is none."""
    return probability_of(ranked[0], words, sentences, calibration) if ranked else 0.0


def probability_of(one: Evidence, words: int, sentences: int, calibration: Calibration = SHIPPED) -> float:
    """The probability, in [0, 1], that a sentence answers a question of `words`.

    Of more `sentences` searched the best scores higher by chance alone, so their number counts against it: one
    threshold then serves an archive of ten articles and one of a hundred thousand.
    """
    fits = calibration.read == (one.reader is not None)  # what was fitted without the reader says nothing with it
    slope, bias = (calibration.slope, calibration.bias) if fits else (1.0, 0.0)
    logit = bias + slope * log_odds(one, words, sentences)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def log_odds(one: Evidence, words: int, sentences: int) -> float:
    """Of a sentence being right, as shipped."""
    size = math.log10(max(1, sentences))
    if one.reader is None:
        slope = SLOPE + LENGTH_SLOPE * longness(words)
        return BIAS + slope * strength(one) + SIZE_SLOPE * size + one.preference
    found = evidence_weight(words) * (strength(one) - ENOUGH)
    read = READ_SLOPE * (one.reader + one.preference) + READ_STRENGTH_SLOPE * found
    return READ_BIAS + read + READ_SIZE_SLOPE * max(size, math.log10(SMALL))


def threshold_of(one: Evidence) -> float:
    """From which probability on a question is answered, by the first sentence's evidence."""
    return THRESHOLD if one.reader is None else READ_THRESHOLD


def strength(best: Evidence) -> float:
    """The score, with words counted twice and the answer's type for three fifths.

    Of sentences on one topic the type tells which answers; whether any does it hardly tells, since a sentence without
    the answer holds some date or name as well. Against the plain score, AUROC of squad2_500 .637 to .649,
    multihop_facts .859 to .914, seeds .835 to .852, realtimeqa_dev .958 to .963, scifact .805 to .808. Without it,
    .663, .949, .891, .958 and .805, but calibrated worse in large archives (ECE of realtimeqa_dev .096 for .079).
    """
    return best.score - 0.4 * best.answer_type + best.lexical


def longness(words: int) -> float:
    """0 up to where a long question begins, 1 from where it is one."""
    begins, full = LONG_QUESTION
    return min(1.0, max(0.0, math.log(max(1, words) / begins) / math.log(full / begins)))
