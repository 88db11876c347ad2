"""How fast articles are encoded, beside sentence-transformers on the same sentences and what this processor can do.

    python -m tests.benchmarks.encoding_rate ../shared/data/realtimeqa_dev --articles 60 --pairs 5

Ours gives sentence, passage and token representations, compressed as they are kept; sentence-transformers gives the
vectors of sentences alone, from batches of 32 sorted by length, as it does by itself. Both take turns, and the medians
are told with the least and the most. The operations counted are those of the matrices and of attention.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import click
import torch
from sentence_transformers import SentenceTransformer

from qa.encoding.bert_encoder import BertEncoder
from qa.encoding.bert_files import Shape, bert_files, tokens_of
from qa.encoding.late_chunking import encode_all
from qa.encoding.linear import linear
from qa.encoding.model_files import DEFAULT_MODEL, model_folder
from qa.encoding.precision import PROBE, Precision, possible
from qa.encoding.rates import measure
from qa.ingest.sources import read_sources
from qa.text.sentences import split
from qa.types import Article

ROWS = 1024  # tokens, in the matrices that are timed
BEST_OF = 7


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--articles", default=60, show_default=True)
@click.option("--pairs", default=5, show_default=True)
@click.option("--batch", default=32, show_default=True, help="Of sentence-transformers.")
@click.option("--precision", "precisions", multiple=True, default=("float32",), help="Of ours; several take turns.")
def main(folder: Path, articles: int, pairs: int, batch: int, precisions: Sequence[str]) -> None:
    """Measure, and print tables."""
    some = _articles(folder, articles)
    sentences = [sentence.text for article in some for sentence in split(article.text, article.body, article.language)]
    plain = SentenceTransformer(str(model_folder(DEFAULT_MODEL)), device="cpu")
    encoders = {name: _encoder(name) for name in precisions}
    runs: dict[str, Callable[[], object]] = {
        "sentence-transformers": lambda: plain.encode(sentences, batch_size=batch, show_progress_bar=False),
        **{f"ours, {name}": partial(_encoded, some, encoder) for name, encoder in encoders.items()},
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(pairs):
        for name, run in runs.items():
            seconds[name].append(_timed(run))
    rates = {name: [len(sentences) / each for each in some] for name, some in seconds.items()}
    usual = rates["sentence-transformers"]
    print(f"{len(some)} articles, {len(sentences):,} sentences, {torch.get_num_threads()} threads\n")
    print("| | sentences/s | times sentence-transformers |\n|---|---|---|")
    for name, found in rates.items():
        print(f"| {name} | {_spread(found, ',.0f')} | {_spread(_ratios(found, usual), '.2f')} |")
    print(
        "\n| precision | tokens/s | GFLOPS | matrices, GFLOPS | share | cosine to float32 |\n|---|---|---|---|---|---|"
    )
    for row in _limits():
        print("| " + " | ".join(row) + " |")


def _articles(folder: Path, count: int) -> list[Article]:
    source = folder / "corpus.jsonl" if (folder / "corpus.jsonl").exists() else folder
    found = [item for item in read_sources([source]) if isinstance(item, Article)]
    return random.Random(5).sample(found, min(count, len(found)))


def _encoder(precision: str) -> BertEncoder:
    files = bert_files(model_folder(DEFAULT_MODEL))
    assert files is not None
    return BertEncoder(DEFAULT_MODEL, files, precision=precision)


def _encoded(articles: Sequence[Article], encoder: BertEncoder) -> int:
    return sum(len(part.offsets) for _, parts in encode_all(articles, encoder) for part in parts)


def _limits() -> list[tuple[str, ...]]:
    files = bert_files(model_folder(DEFAULT_MODEL))
    assert files is not None
    probe = tokens_of(files.tokenizer(files.reach), *PROBE)
    weights = files.weights()
    with torch.inference_mode():
        best = {name: _matrix_rate(files.dimensions, name) for name in possible()}
    rows = []
    for name, found in measure(weights, files.shape, probe).items():
        reached = found.rate * _operations(
            files.dimensions, files.shape, sum(len(ids) for ids, _ in probe) / len(probe)
        )
        share = f"{reached / best[name]:.0%}"
        numbers = (
            f"{found.rate:,.0f}",
            f"{reached / 1e9:.0f}",
            f"{best[name] / 1e9:.0f}",
            share,
            f"{found.cosine:.4f}",
        )
        rows.append((name, *numbers))
    return rows


def _operations(width: int, shape: Shape, length: float) -> float:
    """Of one token among `length` of its text: eight products by width², four for attention and eight between."""
    return shape.layers * 2 * (4 * width**2 + 8 * width**2 + 2 * length * width)


def _matrix_rate(width: int, precision: Precision) -> float:
    """Operations a second, over the four matrices of a layer in their shares."""
    shapes = ((3 * width, width), (width, width), (4 * width, width), (width, 4 * width))
    seconds = operations = 0.0
    for rows, columns in shapes:
        multiply = linear(torch.randn(rows, columns) * 0.05, torch.zeros(rows), precision, torch.tensor([0]))
        states = torch.randn(ROWS, columns, dtype=torch.bfloat16 if precision == "bfloat16" else torch.float32)
        seconds += min(_timed(partial(multiply, states)) for _ in range(BEST_OF))
        operations += 2 * ROWS * rows * columns
    return operations / seconds


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _ratios(ours: Sequence[float], others: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(ours, others, strict=True)]


def _spread(values: Sequence[float], form: str) -> str:
    return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


if __name__ == "__main__":
    main()
