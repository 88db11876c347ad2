"""Measuring summaries on summary sets, against the lead, chance and other methods, all at the same length."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np

from qa.encoding.base import Encoder
from qa.evaluation.answers import spread
from qa.evaluation.baselines import baselines, within
from qa.evaluation.metrics import mean
from qa.evaluation.results import SummaryEvaluation
from qa.evaluation.rouge import rouge
from qa.evaluation.summary_sets import Document, SummarySet
from qa.extraction.options import METHODS, Length
from qa.index.activity import Progress
from qa.index.build import build_index
from qa.index.builds import open_index
from qa.index.engine import Engine
from qa.summary.summarize import key_sentences

SENTENCES = 3  # where references are short: as many words as these of the lead, the usual baseline, have
BY_SENTENCES = f"{SENTENCES} sentences"  # beside it: so many chosen by content, and longer


def evaluate_summaries(
    summaries: SummarySet,
    indexes: Path,
    encoder: Encoder,
    sample: int | None = None,
    progress: Progress = lambda *_: None,
    only: Collection[str] | None = None,
) -> SummaryEvaluation:
    """Build or reuse the index of the set's articles, summarize each by every method, and compare with the references.

    `sample` takes that many, evenly spread; `only` these methods are compared.
    Raises SourceError, IndexBusy, EngineUnavailable.
    """
    rouge([""], [""])  # missing, it is missed before the work and not after
    baselines()
    build_index([summaries.source], indexes, summaries.name, encoder, progress)
    engine = open_index(indexes, summaries.name)
    documents = spread(summaries.documents, sample)
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    took = 0.0
    try:
        for number, document in enumerate(documents, start=1):
            length = _length(engine, document, summaries.long)
            began = time.perf_counter()
            key_sentences(engine, document.id, length)
            took += time.perf_counter() - began
            for method, sentences in _summaries(engine, document, length, not summaries.long, only):
                for name, value in rouge(document.references, sentences).items():
                    scores[method][name].append(value)
            progress("summarizing", number, len(documents), 0)
        return SummaryEvaluation(
            name=summaries.name,
            sha256=summaries.sha256,
            index=engine.info(),
            documents=len(documents),
            length="as many words as the reference"
            if summaries.long
            else f"as many words as the first {SENTENCES} sentences",
            methods={m: {name: mean(values) for name, values in of.items()} for m, of in scores.items()},
            ms_per_summary=round(1000 * took / len(documents), 2),
        )
    finally:
        engine.close()


def _length(engine: Engine, document: Document, long: bool) -> Length:
    """As many words as the reference has, or as the first SENTENCES of the article."""
    lead = " ".join(engine.articles([document.id])[0].texts()[:SENTENCES])
    return Length(words=len((document.references[0] if long else lead).split()))


def _summaries(
    engine: Engine, document: Document, length: Length, by_sentences: bool, only: Collection[str] | None
) -> Iterator[tuple[str, list[str]]]:
    """Each method's sentences, from the same sentences and at the same length; and those of BY_SENTENCES."""
    texts = engine.articles([document.id])[0].texts()
    for method in METHODS:
        if only is None or method in only:
            yield method, [texts[number] for number in key_sentences(engine, document.id, length, method)]
    if by_sentences and (only is None or BY_SENTENCES in only):
        yield BY_SENTENCES, [texts[number] for number in key_sentences(engine, document.id, Length(SENTENCES))]
    words = np.array([len(text.split()) for text in texts], dtype=np.int64)
    for name, ranking in baselines().items():
        if only is not None and name not in only:
            continue
        chosen = within(list(ranking(texts)), words, length.sentences, length.words)
        yield name, [texts[number] for number in chosen]
