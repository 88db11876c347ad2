"""The risk-coverage curve as an SVG file. matplotlib is an optional dependency, imported only here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qa.errors import EngineUnavailable
from qa.evaluation.results import Evaluation


def plot_risk_coverage(evaluations: Sequence[Evaluation], path: Path) -> None:
    """Draw one curve a question set, with a point where the shipped threshold lies. Raises EngineUnavailable."""
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise EngineUnavailable("matplotlib is not installed", "pip install -e '.[evaluate]'") from error
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.add_subplot(xlabel="coverage: share of the questions answered", ylabel="risk: share answered wrongly")
    for evaluation in evaluations:
        coverage, risk = zip(*evaluation.risk_coverage, strict=True)
        [line] = axes.plot(coverage, risk, label=evaluation.name)
        if (answered := evaluation.figures["coverage"].value) > 0:
            at = min(range(len(coverage)), key=lambda place: abs(coverage[place] - answered))
            axes.plot(coverage[at], risk[at], "o", color=line.get_color())
    axes.set(xlim=(0, 1), ylim=(0, 1), title="Risk and coverage; the points are the shipped threshold")
    axes.grid(alpha=0.3)
    figure.legend(loc="outside right upper")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})
