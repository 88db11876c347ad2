"""How long summaries, briefings and timelines take on an archive that is built already.

    python -m tests.benchmarks.summaries INDEXES NAME ["TOPIC" ...] [--long 60000]

The median, the 95th percentile and the most of each topic's calls, of one summary of each of 200 articles, and of one
of an article of so many sentences, made of the archive's; one thread, as a server answers, and in brackets the median
of what the processor took, which is less on a machine that does other work. The encoding of the topic is part of it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from qa import Archive
from qa.index.build import build_index
from tests.encoders import HashEncoder

CALLS = 20


def timed(what: str, calls: list[Callable[[], object]]) -> None:
    times, cpu = [], []
    for call in calls:
        began = time.perf_counter(), time.process_time()
        call()
        times.append(1000 * (time.perf_counter() - began[0]))
        cpu.append(1000 * (time.process_time() - began[1]))
    p50, p95 = np.percentile(times, [50, 95])
    print(f"{what}: {p50:.1f} ms p50 ({np.median(cpu):.1f}), {p95:.1f} p95, {max(times):.1f} at most", flush=True)


def sentences(archive: Archive) -> Iterator[str]:
    for info in archive.articles():
        held = archive.article(info.id)
        yield from (" ".join(held.article.text[start:end].split()) for start, end in held.sentences)


def long_article(archive: Archive, count: int, folder: Path) -> Archive:
    """One article of so many sentences of an archive, five to a paragraph."""
    told = list(islice(cycle(sentences(archive)), count))
    paragraphs = "\n\n".join(" ".join(told[first : first + 5]) for first in range(0, count, 5))
    (folder / "long.txt").write_text(
        f"A long article\n\n- The Example Gazette - May 3, 2019\n\n{paragraphs}\n", "utf-8"
    )
    build_index([folder / "long.txt"], folder / "indexes", "default", HashEncoder())
    return Archive(folder / "indexes", load=lambda model: HashEncoder())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("indexes", type=Path)
    parser.add_argument("name")
    parser.add_argument("topics", nargs="*")
    parser.add_argument("--long", type=int, default=0, help="sentences of a long article (a minute or two to build)")
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
        for kind, call in (
            ("summary", archive.summarize_topic),
            ("briefing", archive.brief),
            ("timeline", archive.timeline),
        ):
            timed(f"{kind} of {label}", [lambda call=call, topic=topic: call(topic)] * CALLS)  # type: ignore[misc]
    if options.long:
        with tempfile.TemporaryDirectory() as folder:
            held = long_article(archive, options.long, Path(folder))
            print(held.info())
            timed("the long article", [lambda: held.summarize([held.articles()[0].id])] * CALLS)
