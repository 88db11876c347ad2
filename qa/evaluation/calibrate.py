"""Fitting the confidence to one archive by questions whose answers its owner knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.answer.confidence import log_odds
from qa.answer.find import find
from qa.encoding.base import Encoder, encoding_id
from qa.encoding.reading import Reader
from qa.errors import SourceError
from qa.evaluation.judgement import judge_for, relevant_rows
from qa.evaluation.metrics import calibration_error
from qa.evaluation.question_sets import Question
from qa.index.activity import Progress
from qa.index.builds import existing_builds
from qa.index.engine import Engine
from qa.index.layout import index_folder
from qa.index.lock import locked
from qa.types import SHIPPED, Calibration, IndexInfo

# Log loss on held-out questions of multihop_facts, where the shipped confidence fits worst: shipped .659; fitted on 20
# questions .650, on 40 .631, on 60 .625. Of seeds, squad2_500 and trecqa_dev, where it fits: 20 cost .010, 40 at most
# .012, 60 gain .002. So it takes 40. Without a prior 20 questions cost .05 to .30; twice as wide, or with half the
# deviation of the slope, it was no better.
MIN_QUESTIONS = 40
_BIAS_DEVIATION = 1.0
_LOG_SLOPE_DEVIATION = 0.5
_FOLDS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """What was fitted on how many questions, `right` of them answered by the first citation.

    `error_before` and `error_after` are the expected calibration error as it was and, cross-validated, as it is now.
    """

    index: IndexInfo
    calibration: Calibration
    right: int
    error_before: float
    error_after: float


def calibrate(
    questions: Sequence[Question],
    indexes: Path,
    name: str,
    encoder: Encoder,
    progress: Progress = lambda *_: None,
    wait: bool = True,
    reader: Reader | None = None,
) -> CalibrationReport:
    """Ask the index `name` each question, fit its calibration and publish it.

    No other process writes the index meanwhile: a fit holds only for the snapshot that was asked. Raises SourceError
    for too few questions or unjudged ones, NoIndex, IndexDamaged, IndexMismatch, IndexBusy.
    """
    _check(questions)
    builds, folder = existing_builds(indexes, name), index_folder(indexes, name)
    with locked(folder, "calibrate", progress, wait) as noted:
        snapshot = builds.open_current()
        try:
            snapshot.require(encoding_id(encoder))
            odds, right = _ask_all(snapshot, encoder, reader, questions, noted)
            before = _bent(odds, snapshot.manifest.calibration)
        finally:
            snapshot.close()
        calibration = replace(fit(odds, right), read=reader is not None)
        manifest = builds.publish_calibration(calibration)
    after = np.empty_like(odds)
    for fold in range(_FOLDS):
        held_out = np.arange(len(odds)) % _FOLDS == fold
        after[held_out] = _bent(odds[held_out], fit(odds[~held_out], right[~held_out]))
    return CalibrationReport(
        index=manifest.info(name),
        calibration=calibration,
        right=int(right.sum()),
        error_before=round(calibration_error(before.tolist(), right.tolist()).value, 3),
        error_after=round(calibration_error(after.tolist(), right.tolist()).value, 3),
    )


def reset_calibration(indexes: Path, name: str, progress: Progress = lambda *_: None, wait: bool = True) -> IndexInfo:
    """Go back to the shipped calibration. Raises NoIndex, IndexDamaged, IndexBusy."""
    builds, folder = existing_builds(indexes, name), index_folder(indexes, name)
    with locked(folder, "calibrate", progress, wait):
        builds.open_current().close()
        return builds.publish_calibration(SHIPPED).info(name)


def fit(odds: Floats, right: NDArray[np.bool_]) -> Calibration:
    """Platt's slope and bias (1999) for shipped log-odds (n,), the likeliest under a prior around slope 1 and bias 0.

    The slope stays above 0: a calibration never turns the order of two answers.
    """

    def loss(point: Floats) -> float:
        bent = np.exp(point[0]) * odds + point[1]
        likelihood = np.logaddexp(0, np.where(right, -bent, bent)).sum()
        prior = (point[0] / _LOG_SLOPE_DEVIATION) ** 2 + (point[1] / _BIAS_DEVIATION) ** 2
        return float(likelihood + prior / 2)

    from scipy.optimize import minimize

    log_slope, bias = minimize(loss, np.zeros(2), method="L-BFGS-B").x
    return Calibration(round(float(np.exp(log_slope)), 4), round(float(bias), 4), len(odds))


def _check(questions: Sequence[Question]) -> None:
    if len(questions) < MIN_QUESTIONS:
        message = f"{len(questions)} questions are too few to fit a confidence; it takes {MIN_QUESTIONS}"
        raise SourceError(message, "write more of them, also such as the archive does not answer")
    by_sentence = all(question.sentence for question in questions if question.answerable)
    for question in questions:
        if question.answerable and not by_sentence and not question.answers:
            message = f"question {question.id!r} names no answers, and some question no sentence that answers it"
            raise SourceError(message, 'give each {"answers": [...]}, or {"article": ID, "sentence": "..."}')


def _ask_all(
    engine: Engine, encoder: Encoder, reader: Reader | None, questions: Sequence[Question], progress: Progress
) -> tuple[Floats, NDArray[np.bool_]]:
    """The shipped log-odds of each question's first sentence, and whether it is right."""
    judge = judge_for(questions)
    odds, right = [], []
    for number, question in enumerate(questions, start=1):
        progress("asking", number, len(questions), 0)
        if question.answerable and question.sentence and not len(relevant_rows(engine, question)):
            message = f"question {question.id!r}: no article {' or '.join(question.articles)} holds that sentence"
            raise SourceError(message, "qa articles, qa show ARTICLE_ID")
        ranked = find(engine, encoder, reader, question.text).ranking
        if len(ranked):
            odds.append(log_odds(ranked.evidence[0], len(question.text.split()), ranked.candidates.searched))
            right.append(question.answerable and judge(engine, question, ranked.sentences[0]))
    return np.array(odds), np.array(right, dtype=np.bool_)


def _bent(odds: Floats, calibration: Calibration) -> Floats:
    bent: Floats = 1 / (1 + np.exp(-(calibration.slope * odds + calibration.bias)))
    return bent
