"""Measuring answers on question sets: every question is asked as a user asks it, without dates or hints."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from qa.answer.ask import ask, confidence_in
from qa.answer.confidence import THRESHOLD
from qa.encoding.base import Encoder
from qa.evaluation.judgement import article_of, has_answer_string, holds_answer, judge_for, plain, relevant_rows
from qa.evaluation.metrics import auroc, calibration_error, mean, measures, ranking, risk_coverage
from qa.evaluation.question_sets import Question, QuestionSet
from qa.evaluation.results import Evaluation, Figure
from qa.index.activity import Progress
from qa.index.build import build_index
from qa.index.snapshot import Snapshot, open_current
from qa.retrieval.search import rank_rows, search
from qa.types import Rows

CITATIONS = 3  # shown, as by default
T = TypeVar("T")

_ARTICLE = {
    "article hit@1": "Success@1",
    "article hit@3": "Success@3",
    "article hit@5": "Success@5",
    "article MRR": "RR",
    "article nDCG@10": "nDCG@10",
}
_SENTENCE = {
    "sentence hit@1": "Success@1",
    "sentence hit@3": "Success@3",
    "sentence hit@5": "Success@5",
    "sentence MRR": "RR",
}
_CANDIDATES = {"candidates MAP": "AP", "candidates MRR": "RR"}


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    ranked: Rows
    citations: tuple[str, ...]
    confidence: float
    right: bool  # the first
    answered: bool
    took_ms: float


def evaluate(
    questions: QuestionSet,
    indexes: Path,
    encoder: Encoder,
    sample: int | None = None,
    progress: Progress = lambda *_: None,
) -> Evaluation:
    """Build or reuse the index of the set's articles, named like the set, and ask it every question.

    `sample` asks that many, evenly spread. Raises SourceError, IndexBusy, EngineUnavailable.
    """
    measures()  # missing, it is missed before the work and not after
    rate = _build(questions, indexes, encoder, progress)
    snapshot = open_current(indexes, questions.name)
    try:
        chosen = spread(questions.questions, sample)
        asked = _ask_all(snapshot, encoder, chosen, progress)
        confidence, right = [item.confidence for item in asked], [item.right for item in asked]
        return Evaluation(
            name=questions.name,
            sha256=questions.sha256,
            index=snapshot.info(),
            questions=len(chosen),
            answerable=sum(question.answerable for question in chosen),
            figures={
                **_of_articles(snapshot, asked),
                **_of_sentences(snapshot, asked),
                **_of_answers(asked),
                **_of_candidates(snapshot, encoder, chosen),
                **_of_abstention(asked),
                **_of_gold_removed(snapshot, encoder, asked),
            },
            threshold=THRESHOLD,
            latency_ms=_percentiles([item.took_ms for item in asked]),
            sentences_per_second=rate,
            risk_coverage=tuple(risk_coverage(confidence, right)),
        )
    finally:
        snapshot.close()


def _build(questions: QuestionSet, indexes: Path, encoder: Encoder, progress: Progress) -> float | None:
    started = time.perf_counter()
    report = build_index([questions.source], indexes, questions.name, encoder, progress)
    if report.encoded < report.index.articles:
        return None
    return report.index.sentences / (time.perf_counter() - started)


def spread(items: tuple[T, ...], sample: int | None) -> tuple[T, ...]:
    """So many of the items, evenly spread; all of them without a number."""
    if sample is None or sample >= len(items):
        return items
    return tuple(items[place] for place in np.linspace(0, len(items) - 1, sample).astype(int))


def _ask_all(snapshot: Snapshot, encoder: Encoder, questions: Sequence[Question], progress: Progress) -> list[_Asked]:
    judge = judge_for(questions)
    ask(snapshot, encoder, questions[0].text)  # the first pays for what is read from the disk
    asked = []
    for number, question in enumerate(questions, start=1):
        answer = ask(snapshot, encoder, question.text, CITATIONS)
        ranked = search(snapshot, encoder, question.text)
        rows = np.array([evidence.row for evidence in ranked], dtype=np.int64)
        right = bool(question.answerable and len(rows) and judge(snapshot, question, int(rows[0])))
        texts = tuple(citation.text for citation in answer.citations)
        confidence = confidence_in(snapshot, question.text, ranked)
        asked.append(_Asked(question, rows, texts, confidence, right, answer.answered, answer.took_ms))
        progress("asking", number, len(questions), 0)
    return asked


def _of_articles(snapshot: Snapshot, asked: Sequence[_Asked]) -> dict[str, Figure]:
    """Articles in the order of their best sentence."""
    relevant = {item.question.id: item.question.articles for item in asked}
    ranked = {
        item.question.id: list(dict.fromkeys(article_of(snapshot, row) for row in item.ranked.tolist()))
        for item in asked
        if item.question.articles
    }
    return ranking(_ARTICLE, relevant, ranked)


def _of_sentences(snapshot: Snapshot, asked: Sequence[_Asked]) -> dict[str, Figure]:
    marked = [item for item in asked if item.question.places or item.question.sentence]
    relevant = {
        item.question.id: {str(row): 1 for row in relevant_rows(snapshot, item.question).tolist()} for item in marked
    }
    return ranking(_SENTENCE, relevant, {item.question.id: [str(row) for row in item.ranked] for item in marked})


def _of_answers(asked: Sequence[_Asked]) -> dict[str, Figure]:
    """Whether an answer string stands in the citations shown."""
    known = [item for item in asked if has_answer_string(item.question)]
    return {
        f"answer hit@{k}": mean(
            [any(holds_answer(text, item.question) for text in item.citations[:k]) for item in known]
        )
        for k in (1, CITATIONS)
        if known
    }


def _of_candidates(snapshot: Snapshot, encoder: Encoder, questions: Sequence[Question]) -> dict[str, Figure]:
    """Judged articles ranked by their best sentence, for questions with good and bad ones ("clean")."""
    clean = [q for q in questions if any(q.candidates.values()) and not all(q.candidates.values())]
    if not clean:
        return {}
    numbers = {name: number for number, name in enumerate(snapshot.article_ids)}
    owner = snapshot.sentences[:, 0]
    ranked = {}
    for question in clean:
        wanted = [numbers[name] for name in question.candidates if name in numbers]
        found = rank_rows(snapshot, encoder, question.text, np.flatnonzero(np.isin(owner, wanted)))
        ranked[question.id] = list(dict.fromkeys(article_of(snapshot, evidence.row) for evidence in found))
    return ranking(_CANDIDATES, {question.id: question.candidates for question in clean}, ranked)


def _of_abstention(asked: Sequence[_Asked]) -> dict[str, Figure]:
    figures = {}
    yes = [item for item in asked if item.question.answerable]
    no = [item for item in asked if not item.question.answerable]
    if yes and no:
        figures["AUROC"] = auroc([item.confidence for item in yes], [item.confidence for item in no])
    if answered := [item for item in asked if item.answered]:
        figures["precision"] = mean([item.right for item in answered])
    figures["coverage"] = mean([item.answered for item in asked])
    if yes:
        figures["answerable answered"] = mean([item.answered for item in yes])
    if no:
        figures["unanswerable answered"] = mean([item.answered for item in no])
    figures["ECE"] = calibration_error([item.confidence for item in asked], [item.right for item in asked])
    return figures


def _of_gold_removed(snapshot: Snapshot, encoder: Encoder, asked: Sequence[_Asked]) -> dict[str, Figure]:
    """AUROC of questions against themselves, asked once more without the articles that answer them.

    Only those whose answer string then occurs nowhere: the topic is there, the answer is not.
    """
    known = [item for item in asked if item.question.articles and has_answer_string(item.question)]
    if not known:
        return {}
    texts = [plain(snapshot.article_at(number).text) for number in range(len(snapshot.article_ids))]
    owner = snapshot.sentences[:, 0]
    with_gold, without = [], []
    for item in known:
        answers = [plain(answer) for answer in item.question.answers]
        gold = [number for number, name in enumerate(snapshot.article_ids) if name in item.question.articles]
        others = (text for number, text in enumerate(texts) if number not in gold)
        if any(answer in text for text in others for answer in answers):
            continue
        ranked = search(snapshot, encoder, item.question.text, ~np.isin(owner, gold))
        with_gold.append(item.confidence)
        without.append(confidence_in(snapshot, item.question.text, ranked))
    return {"AUROC gold removed": auroc(with_gold, without)} if with_gold else {}


def _percentiles(milliseconds: Sequence[float]) -> tuple[float, float]:
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return round(float(p50), 1), round(float(p95), 1)
