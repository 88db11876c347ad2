"""From ranked sentences to an answer: citations, a confidence, and whether the archive answers at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from qa.answer.confidence import THRESHOLD, confidence_of
from qa.encoding.base import Encoder
from qa.index.engine import Engine
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.query import MAX_CITATIONS, checked, checked_filters
from qa.retrieval.ranking import Ranking
from qa.retrieval.reranking import Reranker, rerank
from qa.retrieval.search import search
from qa.text.near_duplicates import group
from qa.types import EVERYTHING, Answer, Citation, Filters


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, the ranking that it was made of, and its confidence before rounding."""

    answer: Answer
    ranking: Ranking
    confidence: float


def ask(
    engine: Engine,
    encoder: Encoder,
    question: str,
    limit: int = 3,
    filters: Filters = EVERYTHING,
    explain: bool = False,
    reranker: Reranker | None = None,
) -> Asked:
    """Answer `question` with at most `limit` (1 to MAX_CITATIONS) sentences. Raises BadQuestion, IndexMismatch.

    A reranker orders the citations; the confidence stays that of the best evidence found, for which it was fitted.
    """
    started = time.perf_counter()
    question = checked(question)
    ranking = search(engine, encoder, question, checked_filters(filters))
    confidence = confidence_in(engine, question, ranking)
    answered = confidence >= THRESHOLD
    if reranker:
        ranking = rerank(reranker, question, ranking)
    limit = max(1, min(limit, MAX_CITATIONS))
    answer = Answer(
        question=question,
        answered=answered,
        confidence=round(confidence, 3),
        reason=None if answered else _reason(ranking, filters),
        citations=tuple(cite(ranking, encoder, question, engine.info().build, limit, explain)),
        index=engine.info(),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )
    return Asked(answer, ranking, confidence)


def confidence_in(engine: Engine, question: str, ranking: Ranking) -> float:
    """The probability, in [0, 1], that the first of `ranking` answers the question."""
    return confidence_of(ranking.evidence, len(question.split()), engine.info().sentences, engine.calibration)


def cite(
    ranking: Ranking, encoder: Encoder, question: str, build: str, limit: int, explain: bool
) -> Iterator[Citation]:
    """The first `limit` different sentences; articles that hold the same one are named in `also_in`."""
    sentences = ranking.sentences
    groups = group([sentence.text for sentence in sentences], limit)
    leaders = [members[0] for members in groups]
    codes = [ranking.candidates.codes_of(ranking.places[leader]) for leader in leaders]
    marked = highlights(encoder, question, [sentences[leader].text for leader in leaders], codes)
    for (leader, *others), places in zip(groups, marked, strict=True):
        also = (sentences[other].article.id for other in others)
        evidence = ranking.evidence[leader]
        yield citation_of(sentences[leader], build, evidence.score, places, also, evidence if explain else None)


def _reason(ranking: Ranking, filters: Filters) -> str:
    if not len(ranking):
        return f"The archive holds no sentence{_narrowed(filters)}."
    return "No sentence fits the question well enough to be its answer."


def _narrowed(filters: Filters) -> str:
    """What was asked to hold of an article, in words."""
    given = {
        "dates": filters.since or filters.until,
        "source": filters.source,
        "language": filters.language,
        "articles": filters.articles is not None or filters.without,
    }
    names = [name for name, value in given.items() if value]
    return f" within the {' and '.join(names)} given" if names else ""
