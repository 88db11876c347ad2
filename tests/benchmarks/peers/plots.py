"""Speed and answers of the peers as one picture, by matplotlib."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from qa.evaluation.results import Figure
from tests.benchmarks.peers.measure import Results
from tests.benchmarks.peers.processes import PEERS


def plot(results: Results, quality: Mapping[str, dict[str, Figure]], path: Path) -> None:
    """A point a peer: the time of a question, and how often its first sentence answers."""
    from matplotlib.figure import Figure as Picture

    picture = Picture(figsize=(8, 4.5), layout="constrained")
    axes = picture.add_subplot(
        xscale="log", xlabel="a question, ms (median, quartiles)", ylabel="answer@1 (95 % interval)"
    )
    for peer in PEERS:
        ms, first = results[peer.key].ms, quality[peer.key].get("answer@1")
        if not ms or not first:
            continue
        low, middle, high = np.percentile(ms, [25, 50, 75])
        across = [[middle - low], [high - middle]]
        up = [[first.value - first.low], [first.high - first.value]]
        axes.errorbar([middle], [first.value], yerr=up, xerr=across, fmt="o", capsize=3, label=peer.label)
    axes.grid(alpha=0.3)
    axes.set_ylim(bottom=0)
    if axes.containers:
        picture.legend(loc="outside right upper")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.savefig(path, format="svg", metadata={"Date": None})
