"""What Dask's workers encode beside one process, what the process that builds can take in, and whether killed workers
change anything.

    python -m tests.benchmarks.dask_workers CORPUS [--sentences 20000] [--workers 2] [--pairs 2] [--kill-every 20]

Articles are taken from CORPUS, which is what `qa build` takes, until they have so many sentences: some thousands, for a
unit has two hundred. One process, which has one core, and `--workers local:N` take turns; a rate is counted from when
each worker has given back a unit, so without what it takes to start. Then the same workers give back what is encoded
already, ten times over under other titles: so much the process that builds takes in. With --kill-every, one more build
loses a worker to SIGKILL every so many seconds, and is compared with that of one process.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

import click

from qa.encoding.base import Encoder, encoding_id
from qa.encoding.distributed import Workers
from qa.encoding.late_chunking import encode_all
from qa.encoding.load import load_encoder
from qa.encoding.model_files import DEFAULT_MODEL
from qa.encoding.types import EncodedArticle
from qa.index.build import build_index
from qa.index.builds import open_index
from qa.ingest.sources import read_sources
from qa.text.sentences import split
from qa.types import Article

COPIES = 10
UNIT = 200  # sentences, about


@dataclass(frozen=True, slots=True)
class Built:
    """Sentences a second, and those to a second of a core that the process that builds was at it; seconds in all."""

    rate: float
    by_core: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.rate:,.1f} sentences/s, {self.seconds:.0f} s in all"


class Ready(dict[str, list[EncodedArticle]]):
    """By their texts, articles as this encoder encoded them."""

    def __init__(self, encoder: Encoder) -> None:
        self.weights_id, self.variant, self.dimensions = encoder.weights_id, encoder.variant, encoder.dimensions


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True))
@click.option("--sentences", default=20_000, show_default=True)
@click.option("--workers", "count", default=2, show_default=True)
@click.option("--pairs", default=2, show_default=True)
@click.option("--kill-every", type=float, help="Seconds.")
def main(corpus: Path, sentences: int, count: int, pairs: int, kill_every: float | None) -> None:
    """Measure, and print a line for each build."""
    encoder = load_encoder(DEFAULT_MODEL, 1)
    workers = Workers(f"local:{count}", partial(load_encoder, DEFAULT_MODEL, 1), encoding_id(encoder))
    ready = Ready(encoder)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = drawn(corpus, sentences, folder / "drawn.jsonl")
        build = partial(built, folder, encoder, skipped=count * UNIT)
        for turn in range(pairs):
            with patch("qa.index.encode.encode_all", partial(recorded, ready)):
                one = build(source, f"one-{turn}")
            several = build(source, f"several-{turn}", workers)
            print(f"one process: {one}\n{count} workers: {several}; times one: {several.rate / one.rate:.2f}")
        found = taken_in(corpus, sentences, folder, ready, build, workers)
        print(f"takes in: {found.rate:,.0f} sentences/s, {found.by_core:,.0f} by a core of its own")
        if kill_every:
            begun = threading.Event()
            with killing(kill_every, begun) as killed:
                found = build(source, "killed", workers, begun=begun)
            equal = "the same" if same(folder, "killed", "one-0") else "NOT THE SAME"
            print(f"{len(killed)} workers killed: {found}; {equal}")


def drawn(corpus: Path, sentences: int, into: Path, copies: int = 1) -> Path:
    """The first articles of a corpus, until they have so many sentences, as records of one file."""
    left = sentences
    with into.open("w", encoding="utf-8") as file:
        for article in read_sources([corpus]):
            if left <= 0:
                break
            if isinstance(article, Article):
                left -= len(split(article.text, article.body, article.language))
                for copy in range(copies):
                    title = f"{article.title} {copy or ''}".strip()
                    file.write(json.dumps({"title": title, "source": article.source, "text": article.text}) + "\n")
    return into


def built(
    folder: Path,
    encoder: Encoder,
    source: Path,
    name: str,
    workers: Workers | None = None,
    skipped: int = 0,
    begun: threading.Event | None = None,
) -> Built:
    """An index made of nothing; sentences that are skipped do not count, nor the time until they are done."""
    seen: list[tuple[int, float, float]] = []

    def progress(stage: str, done: int, total: int, sentences: int) -> None:
        if stage == "encoding" and sentences >= skipped:
            seen.append((sentences, time.monotonic(), time.process_time()))
            if begun:
                begun.set()

    began = time.monotonic()
    build_index([source], folder, name, encoder, progress, workers=workers)
    seconds = time.monotonic() - began
    (before, since, spent), (after, until, spent_then) = seen[0], seen[-1]
    return Built((after - before) / (until - since), (after - before) / (spent_then - spent), seconds)


def recorded(
    ready: Ready, articles: Iterable[Article], encoder: Encoder
) -> Iterator[tuple[Article, list[EncodedArticle]]]:
    for article, parts in encode_all(articles, encoder):
        ready[article.text] = list(parts)
        yield article, ready[article.text]


def taken_in(
    corpus: Path, sentences: int, folder: Path, ready: Ready, build: partial[Built], workers: Workers
) -> Built:
    """What comes back from workers that have no more to do than to look it up."""
    kept = folder / "ready.pickle"
    kept.write_bytes(pickle.dumps(ready))
    source = drawn(corpus, sentences, folder / "copies.jsonl", COPIES)
    with patch("qa.encoding.distributed._encode_unit", looked_up):
        return build(source, "ready", Workers(workers.address, partial(load_ready, kept), workers.encoding_id))


def load_ready(kept: Path) -> Encoder:
    return pickle.loads(kept.read_bytes())


def looked_up(unit: Sequence[Article]) -> list[list[EncodedArticle]]:
    from distributed import get_worker

    return [get_worker()._cuttings_encoder[article.text] for article in unit]


@contextmanager
def killing(seconds: float, begun: threading.Event) -> Iterator[list[int]]:
    """Meanwhile one of this process's workers is killed every so many seconds; which were."""
    killed: list[int] = []
    stop = threading.Event()

    def run() -> None:
        begun.wait()
        while not stop.wait(seconds):
            for worker in multiprocessing.active_children()[:1]:
                os.kill(worker.pid or 0, signal.SIGKILL)
                killed.append(worker.pid or 0)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield killed
    finally:
        stop.set()
        begun.set()
        thread.join()


def same(indexes: Path, one: str, other: str) -> bool:
    """Whether two indexes have the same articles and, to the last bit, the same vectors."""
    first, second = (open_index(indexes, name) for name in (one, other))
    hashes = first.manifest.corpus_sha256, second.manifest.corpus_sha256
    rows = range(first.manifest.sentences)
    return hashes[0] == hashes[1] and bool((first.vectors(rows) == second.vectors(rows)).all())


if __name__ == "__main__":
    main()
