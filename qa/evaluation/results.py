"""What a measurement shows."""

from __future__ import annotations

from dataclasses import dataclass

from qa.types import IndexInfo


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over `n` questions, with the 95 % interval of its percentile bootstrap (Efron, 1979)."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one question set shows. `figures` holds only those that the set can tell; each is in [0, 1].

    `latency_ms` is the 50th and the 95th percentile of a question's time in this process; `sentences_per_second` is of
    the build, None where anything encoded before was reused; `risk_coverage` is a list of (coverage, risk).
    """

    name: str
    sha256: str
    index: IndexInfo
    questions: int
    answerable: int
    figures: dict[str, Figure]
    threshold: float
    latency_ms: tuple[float, float]
    sentences_per_second: float | None
    risk_coverage: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class SummaryEvaluation:
    """What a summary set shows: for each method its ROUGE figures, F1 in [0, 1], all at the same `length`."""

    name: str
    sha256: str
    index: IndexInfo
    documents: int
    length: str
    methods: dict[str, dict[str, Figure]]
    ms_per_summary: float


@dataclass(frozen=True, slots=True)
class NuggetEvaluation:
    """What nuggets and events show of articles, topics and timelines; each figure is in [0, 1]."""

    name: str
    sha256: str
    index: IndexInfo
    figures: dict[str, dict[str, Figure]]
