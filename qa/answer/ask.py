"""From ranked sentences to an answer: citations, a confidence, and whether the archive answers at all."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np

from qa.answer.confidence import THRESHOLD, confidence_of
from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.index.snapshot import Snapshot
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.query import checked
from qa.retrieval.reranking import Reranker, rerank
from qa.retrieval.search import search
from qa.text.near_duplicates import group
from qa.types import Answer, Citation, Evidence, Filters, Span

MAX_CITATIONS = 20


def ask(
    snapshot: Snapshot,
    encoder: Encoder,
    question: str,
    k: int = 3,
    chosen: Filters | None = None,
    explain: bool = False,
    reranker: Reranker | None = None,
) -> Answer:
    """Answer `question` with at most `k` (1 to MAX_CITATIONS) sentences. Raises BadQuestion, IndexMismatch.

    A reranker orders the citations; the confidence stays that of the best evidence found, for which it was fitted.
    """
    started = time.perf_counter()
    question = checked(question)
    if chosen and chosen.since and chosen.until and chosen.since > chosen.until:
        raise BadQuestion(f"since ({chosen.since}) is later than until ({chosen.until})")
    ranked = search(snapshot, encoder, question, snapshot.rows(chosen or Filters()))
    confidence = confidence_in(snapshot, question, ranked)
    answered = confidence >= THRESHOLD
    if reranker:
        ranked = rerank(reranker, question, ranked, snapshot.sentence_texts([item.row for item in ranked]))
    return Answer(
        question=question,
        answered=answered,
        confidence=round(confidence, 3),
        reason=None if answered else _reason(ranked, chosen),
        citations=tuple(cite(snapshot, encoder, ranked, question, max(1, min(k, MAX_CITATIONS)), explain)),
        index=snapshot.info(),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def confidence_in(snapshot: Snapshot, question: str, ranked: Sequence[Evidence]) -> float:
    """The probability, in [0, 1], that the first of `ranked`, found in `snapshot`, answers the question."""
    return confidence_of(ranked, len(question.split()), snapshot.manifest.sentences, snapshot.manifest.calibration)


def cite(
    snapshot: Snapshot, encoder: Encoder, ranked: Sequence[Evidence], question: str, k: int, explain: bool
) -> list[Citation]:
    """The first `k` different sentences of `ranked`; articles that hold the same one are named in `also_in`."""
    groups = group(snapshot.sentence_texts([evidence.row for evidence in ranked]), k)
    leaders = np.array([ranked[members[0]].row for members in groups], dtype=np.int64)
    marked = highlights(snapshot, encoder, question, leaders) if len(leaders) else []
    return [
        _citation(snapshot, [ranked[place] for place in members], places, explain)
        for members, places in zip(groups, marked, strict=True)
    ]


def _citation(snapshot: Snapshot, same: Sequence[Evidence], places: tuple[Span, ...], explain: bool) -> Citation:
    best = same[0]
    also = [evidence.row for evidence in same[1:]]
    return citation_of(snapshot, best.row, best.score, places, also, best if explain else None)


def _reason(ranked: Sequence[Evidence], chosen: Filters | None) -> str:
    if not ranked:
        narrowed = " within the dates and source given" if chosen and chosen != Filters() else ""
        return f"The archive holds no sentence{narrowed}."
    return "No sentence fits the question well enough to be its answer."
