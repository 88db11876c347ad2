"""What adding one article costs, and how many times less that is than making the index from nothing.

    python -m tests.benchmarks.add_one_article 500 5000            by the real model
    python -m tests.benchmarks.add_one_article --small 500 5000 50000   by small vectors of the tests' encoder

Both are measured in one process one after the other, so that the ratio holds on a noisy machine; the model is loaded
before. Articles have ten sentences of random words.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.index.build import BuildReport, add_articles, build_index
from tests.encoders import HashEncoder

WORDS = [
    f"{a}{b}{c}" for a in ("har", "bri", "to", "ve", "lu") for b in ("mo", "ta", "ri", "ne") for c in ("n", "s", "")
]


def write_articles(folder: Path, count: int) -> None:
    chance = random.Random(count)
    folder.mkdir()
    for number in range(count):
        sentences = (" ".join(chance.choices(WORDS, k=15)).capitalize() + f" {chance.random():.6f}." for _ in range(10))
        (folder / f"{number}.txt").write_text(" ".join(sentences), "utf-8")


def timed(action: Callable[[], BuildReport]) -> tuple[float, float, BuildReport]:
    """The seconds it took, of the clock and of this process."""
    began, before = time.perf_counter(), time.process_time()
    report = action()
    return time.perf_counter() - began, time.process_time() - before, report


def measure(count: int, encoder: Encoder) -> None:
    with tempfile.TemporaryDirectory() as place:
        wire, indexes = Path(place, "wire"), Path(place, "indexes")
        write_articles(wire, count)
        whole, _, report = timed(lambda: build_index([wire], indexes, "default", encoder))
        (wire / "one.txt").write_text("One more article came in. It has two sentences.", "utf-8")
        one, one_cpu, added = timed(lambda: add_articles([wire / "one.txt"], indexes, "default", encoder))
        again, again_cpu, nothing = timed(lambda: add_articles([wire], indexes, "default", encoder))
        assert (added.encoded, added.index.articles, nothing.encoded) == (1, count + 1, 0)
        held = report.index.sentences
        print(
            f"{count:>7,} articles, {held:>9,} sentences: from nothing {whole:8.1f} s ({held / whole:,.0f}/s); "
            f"one more {one:6.2f} s ({one_cpu:.2f} of a core), {whole / one:,.0f} times less; "
            f"the whole folder unchanged {again:6.2f} s ({again_cpu:.2f})",
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--small", action="store_true", help="the tests' encoder of 64 dimensions")
    options = parser.parse_args()
    for count in options.counts:
        measure(count, HashEncoder() if options.small else load_encoder())
