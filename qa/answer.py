"""From ranked sentences to an answer: citations, a confidence, and whether the archive answers at all."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from urllib.parse import quote

import numpy as np

from qa.confidence import THRESHOLD, confidence_of
from qa.duplicates import group
from qa.encoder import Encoder
from qa.errors import BadQuestion
from qa.highlights import highlights
from qa.reranking import Reranker, rerank
from qa.search import search
from qa.snapshot import Snapshot
from qa.types import Answer, ArticlePage, Citation, Evidence, Filter, Span

MAX_QUESTION_CHARS = 1000
MAX_CITATIONS = 20


def ask(
    snapshot: Snapshot,
    encoder: Encoder,
    question: str,
    k: int = 3,
    chosen: Filter | None = None,
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
    ranked = search(snapshot, encoder, question, snapshot.rows(chosen or Filter()))
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


def checked(question: str) -> str:
    """The question on one line. Raises BadQuestion."""
    question = " ".join(question.split())
    if not any(char.isalnum() for char in question):
        raise BadQuestion("the question is empty", 'qa ask "what caused Hanoi to fail"')
    if len(question) > MAX_QUESTION_CHARS:
        raise BadQuestion(f"the question has {len(question):,} characters; {MAX_QUESTION_CHARS:,} are read")
    return question


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
    number, start, end, _ = (int(value) for value in snapshot.sentences[best.row])
    article = snapshot.article_at(number)
    first, spans = snapshot.sentence_spans(article.id)
    place = best.row - first
    holders = [snapshot.article_ids[snapshot.sentences[evidence.row, 0]] for evidence in same]
    return Citation(
        text=article.text[start:end],
        start=start,
        end=end,
        score=round(best.score, 4),
        article=article.info,
        before=article.text[slice(*spans[place - 1])] if place else "",
        after=article.text[slice(*spans[place + 1])] if place + 1 < len(spans) else "",
        highlights=places,
        link=link_to(article.id, place, article.text[start:end], snapshot.manifest.build),
        also_in=tuple(name for name in dict.fromkeys(holders) if name != article.id),
        evidence=best if explain else None,
    )


def link_to(article_id: str, sentence: int, text: str, build: str) -> str:
    """The address, on the server that answers, of a sentence (counted from 0) highlighted in its article.

    It carries a mark of the sentence's text, by which `find_cited` knows it again in a later build.
    """
    mark = f"{sentence}-{_mark(text)}"
    return f"/articles/{quote(article_id, safe='')}?b={build}&s={mark}#s{sentence}"


def find_cited(page: ArticlePage, mark: str) -> int | None:
    """The number, in this article, of the sentence that a link's `s` marks; the nearest of several of the same text.

    None where it is gone, or where the mark is none.
    """
    place, _, text = mark.partition("-")
    if not (place.isascii() and place.isdigit() and len(place) < 10):
        return None
    same = [number for number, span in enumerate(page.sentences) if _mark(page.article.text[slice(*span)]) == text]
    return min(same, key=lambda number: abs(number - int(place)), default=None)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _reason(ranked: Sequence[Evidence], chosen: Filter | None) -> str:
    if not ranked:
        narrowed = " within the dates and source given" if chosen and chosen != Filter() else ""
        return f"The archive holds no sentence{narrowed}."
    return "No sentence fits the question well enough to be its answer."
