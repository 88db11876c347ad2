"""Figures as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.command.terminal import counted, table
from qa.evaluation.results import Evaluation, NuggetEvaluation, SummaryEvaluation

if TYPE_CHECKING:
    from qa.evaluation.calibrate import CalibrationReport


def calibration_text(report: CalibrationReport) -> str:
    """What was fitted, and what it is worth."""
    fitted = report.calibration
    return (
        f"{counted(fitted.questions, 'question')}, {report.right} answered by the first sentence\n"
        f"log-odds times {fitted.slope:.2f} {'plus' if fitted.bias >= 0 else 'minus'} {abs(fitted.bias):.2f}; "
        f"calibration error {report.error_before:.3f} before, {report.error_after:.3f} after (cross-validated)\n"
        f"build {report.index.build}"
    )


def evaluations_text(evaluations: Sequence[Evaluation]) -> str:
    """A table: a figure a line, a question set a column, each with its 95 % interval."""
    columns = [["", *_FACTS, *(names := _figure_names(evaluations))]]
    for evaluation in evaluations:
        figures = [evaluation.figures.get(name) for name in names]
        cells = [f"{item.value:.3f} [{item.low:.3f} {item.high:.3f}]" if item else "" for item in figures]
        columns.append([evaluation.name, *_facts(evaluation), *cells])
    return table(list(zip(*columns, strict=True)))


def summary_evaluation_text(evaluation: SummaryEvaluation) -> str:
    """A table: a method a line, a figure a column, each with its 95 % interval."""
    names = list(next(iter(evaluation.methods.values())))
    rows = [["", *names]]
    for method, figures in evaluation.methods.items():
        cells = [f"{figures[name].value:.4f} [{figures[name].low:.4f} {figures[name].high:.4f}]" for name in names]
        rows.append([method, *cells])
    head = f"{evaluation.name}: {counted(evaluation.documents, 'article')}, {evaluation.length}"
    return f"{head}; {evaluation.ms_per_summary:.1f} ms a summary\n{table(rows)}"


def nugget_evaluation_text(evaluation: NuggetEvaluation) -> str:
    """A line for articles, topics, briefings and timelines, each figure with its 95 % interval."""
    most = max(map(len, evaluation.figures.values()), default=0)
    rows = [
        [kind, str(next(iter(of_kind.values())).n)]
        + [f"{name} {figure.value:.3f} [{figure.low:.3f} {figure.high:.3f}]" for name, figure in of_kind.items()]
        + [""] * (most - len(of_kind))
        for kind, of_kind in evaluation.figures.items()
    ]
    return f"{evaluation.name}: nuggets and events of {counted(evaluation.index.articles, 'article')}\n{table(rows)}"


def _facts(evaluation: Evaluation) -> tuple[str, ...]:
    p50, p95 = evaluation.latency_ms
    rate = evaluation.sentences_per_second
    counts = (evaluation.index.sentences, evaluation.questions, evaluation.answerable)
    return (*(f"{count:,}" for count in counts), f"{p50:.0f}, {p95:.0f} ms", f"{rate:.0f}" if rate else "reused")


def _figure_names(evaluations: Sequence[Evaluation]) -> list[str]:
    """Each name once, in the order of the set that has the most."""
    by_size = sorted((list(evaluation.figures) for evaluation in evaluations), key=len, reverse=True)
    return list(dict.fromkeys(name for names in by_size for name in names))


_FACTS = ("sentences", "questions", "answerable", "latency p50, p95", "sentences/s built")
