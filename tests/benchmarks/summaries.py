"""How long summaries and timelines take on an archive that is built already.

    python -m tests.benchmarks.summaries INDEXES NAME "TOPIC" ["TOPIC" ...]

The median, the 95th percentile and the most of each topic's calls, and of one summary of each of 200 articles; one
thread, as a server answers. The encoding of the topic is part of the time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from qa import Archive

CALLS = 20


def timed(what: str, calls: list[Callable[[], object]]) -> None:
    times = []
    for call in calls:
        began = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - began))
    p50, p95 = np.percentile(times, [50, 95])
    print(f"{what}: {p50:.1f} ms p50, {p95:.1f} p95, {max(times):.1f} at most", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", type=Path)
    parser.add_argument("name")
    parser.add_argument("topics", nargs="+")
    options = parser.parse_args()
    archive = Archive(options.indexes, options.name, threads=1)
    archive.warm_up()
    print(archive.info())
    names = [info.id for info in archive.articles()][:200]
    archive.summarize(names[:1])
    timed("an article", [lambda name=name: archive.summarize([name]) for name in names])  # type: ignore[misc]
    for topic in options.topics:
        found = archive.summarize_topic(topic)
        label = f"{topic!r}, {len(found.articles)} articles"
        timed(f"summary of {label}", [lambda topic=topic: archive.summarize_topic(topic)] * CALLS)  # type: ignore[misc]
        timed(f"timeline of {label}", [lambda topic=topic: archive.timeline(topic)] * CALLS)  # type: ignore[misc]
