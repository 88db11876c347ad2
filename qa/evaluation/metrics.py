"""Figures with their bootstrap intervals: ranking by ir-measures, abstention counted here.

ir-measures is an optional dependency; it and scipy take seconds to import, so where they are used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import EngineUnavailable
from qa.evaluation.results import Figure

RESAMPLES = 1_000
BINS = 10  # of the calibration error
_SEED = 20260

Floats = NDArray[np.float64]


def measures() -> Any:
    """ir-measures. Raises EngineUnavailable."""
    try:
        import ir_measures
    except ImportError as error:
        raise EngineUnavailable("ir-measures is not installed", "pip install -e '.[evaluate]'") from error
    return ir_measures


def ranking(
    wanted: Mapping[str, str], relevant: Mapping[str, Mapping[str, int]], ranked: Mapping[str, Sequence[str]]
) -> dict[str, Figure]:
    """Each measure, by our name for it, of `ranked` (question to items, best first) against the grades of `relevant`.

    Over the questions of `relevant`; one that found nothing counts as 0.
    """
    qrels = {question: dict(grades) for question, grades in relevant.items() if any(grades.values())}
    if not qrels:
        return {}
    engine = measures()
    parsed = {engine.parse_measure(code): name for name, code in wanted.items()}
    run = {question: {item: float(-place) for place, item in enumerate(ranked.get(question, ()))} for question in qrels}
    values: dict[str, dict[str, float]] = defaultdict(dict)
    for metric in engine.iter_calc(list(parsed), qrels, {name: items for name, items in run.items() if items}):
        values[parsed[metric.measure]][metric.query_id] = metric.value
    return {name: mean([values[name].get(question, 0.0) for question in qrels]) for name in wanted}


def mean(values: Sequence[float]) -> Figure:
    """The mean of one value a question."""
    return _figure(np.mean, np.asarray(values, dtype=np.float64))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> Figure:
    """The probability that a confidence of `positive` is above one of `negative`; each resampled for itself."""

    def area(above: Floats, below: Floats) -> float:
        """Counted in whole numbers, hundreds of times as fast as scikit-learn does it, once for each resample."""
        below = np.sort(below)
        under, not_over = (np.searchsorted(below, above, side=side).sum() for side in ("left", "right"))
        return float(under + not_over) / (2 * len(above) * len(below))

    return _figure(area, np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64), paired=False)


def calibration_error(confidence: Sequence[float], right: Sequence[bool]) -> Figure:
    """Expected calibration error: the mean gap between confidence and share right (Naeini et al., 2015)."""

    def error(probability: Floats, truth: Floats) -> float:
        bins = np.searchsorted(np.linspace(0, 1, BINS + 1)[1:-1], probability)
        return float(np.abs(np.bincount(bins, truth) - np.bincount(bins, probability)).sum()) / len(bins)

    return _figure(error, np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64))


def risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """(coverage, risk) when only the most confident are answered, from one question to all (El-Yaniv, Wiener, 2010).

    Risk is the share of wrong first citations among the questions answered.
    """
    order = np.argsort(-np.asarray(confidence), kind="stable")
    wrong = np.cumsum(1 - np.asarray(right, dtype=np.float64)[order])
    answered = np.arange(1, len(order) + 1)
    return [(float(n / len(order)), float(w / n)) for n, w in zip(answered, wrong, strict=True)]


def _figure(statistic: Callable[..., Any], *samples: Floats, paired: bool = True) -> Figure:
    from scipy.stats import bootstrap

    value, count = float(statistic(*samples)), len(samples[0]) if paired else sum(map(len, samples))
    if min(map(len, samples)) < 2 or all(np.ptp(sample) == 0 for sample in samples):
        return Figure(value, value, value, count)
    interval = bootstrap(
        samples,
        statistic,
        paired=paired,
        vectorized=statistic is np.mean,
        n_resamples=RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Figure(value, float(interval.low), float(interval.high), count)
