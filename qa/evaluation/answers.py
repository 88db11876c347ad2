"""Measuring answers on question sets: every question is asked as a user asks it, without dates or hints."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from qa.answer.ask import ask, confidence_in
from qa.answer.confidence import READ_THRESHOLD, THRESHOLD
from qa.answer.find import find
from qa.answer.reader import reread
from qa.encoding.base import Encoder
from qa.encoding.reading import Reader
from qa.evaluation.judgement import has_answer_string, holds_answer, judge_for, relevant_rows, span_f1
from qa.evaluation.metrics import auroc, calibration_error, mean, measures, ranking, risk_coverage
from qa.evaluation.question_sets import Question, QuestionSet
from qa.evaluation.results import Evaluation, Figure
from qa.index.activity import Progress
from qa.index.build import build_index
from qa.index.builds import open_index
from qa.index.candidates import FoundSentence
from qa.index.engine import Engine
from qa.retrieval.search import search
from qa.text.words import plain
from qa.types import Filters

CITATIONS = 3  # shown, as by default
_PAGE = 500  # articles read at once
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
    ranked: tuple[FoundSentence, ...]
    citations: tuple[str, ...]
    confidence: float
    right: bool  # the first
    shown: tuple[bool, ...]  # of each citation shown as an answer, whether it is right
    span: str | None  # the words of the first that are marked as the answer
    answered: bool
    took_ms: float


def evaluate(
    questions: QuestionSet,
    indexes: Path,
    encoder: Encoder,
    sample: int | None = None,
    progress: Progress = lambda *_: None,
    reader: Reader | None = None,
    gold_removed: bool = True,
) -> Evaluation:
    """Build or reuse the index of the set's articles, named like the set, and ask it every question.

    `sample` asks that many, evenly spread. `gold_removed` asks once more without the articles that answer.
    Raises SourceError, IndexBusy, EngineUnavailable.
    """
    measures()  # missing, it is missed before the work and not after
    rate = _build(questions, indexes, encoder, progress)
    engine = open_index(indexes, questions.name)
    try:
        chosen = spread(questions.questions, sample)
        asked = _ask_all(engine, encoder, reader, chosen, progress)
        confidence, right = [item.confidence for item in asked], [item.right for item in asked]
        return Evaluation(
            name=questions.name,
            sha256=questions.sha256,
            index=engine.info(),
            questions=len(chosen),
            answerable=sum(question.answerable for question in chosen),
            figures={
                **_of_articles(asked),
                **_of_sentences(engine, asked),
                **_of_answers(asked),
                **_of_candidates(engine, encoder, reader, chosen),
                **_of_abstention(asked),
                **(_of_gold_removed(engine, encoder, reader, asked) if gold_removed else {}),
            },
            threshold=READ_THRESHOLD if reader else THRESHOLD,
            latency_ms=_percentiles([item.took_ms for item in asked]),
            sentences_per_second=rate,
            risk_coverage=tuple(risk_coverage(confidence, right)),
        )
    finally:
        engine.close()


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


def _ask_all(
    engine: Engine, encoder: Encoder, reader: Reader | None, questions: Sequence[Question], progress: Progress
) -> list[_Asked]:
    judge = judge_for(questions)
    ask(engine, encoder, questions[0].text, reader=reader)  # the first pays for what is read from the disk
    asked = []
    for number, question in enumerate(questions, start=1):
        told = ask(engine, encoder, question.text, CITATIONS, reader=reader)
        answer, found = told.answer, tuple(told.ranking.sentences)
        right = bool(question.answerable and found and judge(engine, question, found[0]))
        citations = answer.citations + answer.related
        texts = tuple(citation.text for citation in citations)
        rows = {(sentence.article.id, sentence.start, sentence.text): sentence for sentence in found}
        shown = tuple(
            question.answerable and judge(engine, question, rows[citation.article.id, citation.start, citation.text])
            for citation in (answer.citations if answer.answered else ())
        )
        span = citations[0].text[slice(*citations[0].answer)] if citations and citations[0].answer else None
        asked.append(
            _Asked(question, found, texts, told.confidence, right, shown, span, answer.answered, answer.took_ms)
        )
        progress("asking", number, len(questions), 0)
    return asked


def _of_articles(asked: Sequence[_Asked]) -> dict[str, Figure]:
    """Articles in the order of their best sentence."""
    relevant = {item.question.id: item.question.articles for item in asked}
    ranked = {
        item.question.id: list(dict.fromkeys(found.article.id for found in item.ranked))
        for item in asked
        if item.question.articles
    }
    return ranking(_ARTICLE, relevant, ranked)


def _of_sentences(engine: Engine, asked: Sequence[_Asked]) -> dict[str, Figure]:
    marked = [item for item in asked if item.question.places or item.question.sentence]
    relevant = {
        item.question.id: {str(row): 1 for row in relevant_rows(engine, item.question).tolist()} for item in marked
    }
    return ranking(
        _SENTENCE, relevant, {item.question.id: [str(found.row) for found in item.ranked] for item in marked}
    )


def _of_answers(asked: Sequence[_Asked]) -> dict[str, Figure]:
    """Whether an answer string stands in the citations, and how well the words marked in the first match it."""
    known = [item for item in asked if has_answer_string(item.question)]
    marked = [item for item in known if item.span is not None]
    of_span = {"answer span F1": mean([span_f1(item.span or "", item.question) for item in marked])} if marked else {}
    return of_span | {
        f"answer hit@{k}": mean(
            [any(holds_answer(text, item.question) for text in item.citations[:k]) for item in known]
        )
        for k in (1, CITATIONS)
        if known
    }


def _of_candidates(
    engine: Engine, encoder: Encoder, reader: Reader | None, questions: Sequence[Question]
) -> dict[str, Figure]:
    """Judged articles ranked by their best sentence, for questions with good and bad ones ("clean")."""
    clean = [q for q in questions if any(q.candidates.values()) and not all(q.candidates.values())]
    if not clean:
        return {}
    everything = engine.info().sentences
    ranked = {}
    for question in clean:
        judged = Filters(articles=frozenset(question.candidates))
        found = search(engine, encoder, question.text, judged, everything)
        found = reread(reader, question.text, found) if reader else found
        ranked[question.id] = list(dict.fromkeys(sentence.article.id for sentence in found.sentences))
    return ranking(_CANDIDATES, {question.id: question.candidates for question in clean}, ranked)


def _of_abstention(asked: Sequence[_Asked]) -> dict[str, Figure]:
    figures = {}
    yes = [item for item in asked if item.question.answerable]
    no = [item for item in asked if not item.question.answerable]
    if yes and no:
        figures["AUROC"] = auroc([item.confidence for item in yes], [item.confidence for item in no])
    if answered := [item for item in asked if item.answered]:
        figures["precision"] = mean([item.right for item in answered])
        figures["citation precision"] = mean([right for item in answered for right in item.shown])
        figures["citations shown"] = mean([len(item.shown) for item in answered])
    figures["coverage"] = mean([item.answered for item in asked])
    if yes:
        figures["answerable answered"] = mean([item.answered for item in yes])
    if no:
        figures["unanswerable answered"] = mean([item.answered for item in no])
    figures["ECE"] = calibration_error([item.confidence for item in asked], [item.right for item in asked])
    return figures


def _of_gold_removed(
    engine: Engine, encoder: Encoder, reader: Reader | None, asked: Sequence[_Asked]
) -> dict[str, Figure]:
    """AUROC of questions against themselves, asked once more without the articles that answer them.

    Only those whose answer string then occurs nowhere: the topic is there, the answer is not.
    """
    known = [item for item in asked if item.question.articles and has_answer_string(item.question)]
    if not known:
        return {}
    texts = _plain_texts(engine)
    with_gold, without = [], []
    for item in known:
        answers = [plain(answer) for answer in item.question.answers]
        others = (text for name, text in texts.items() if name not in item.question.articles)
        if any(answer in text for text in others for answer in answers):
            continue
        without_gold = Filters(without=frozenset(item.question.articles))
        ranked = find(engine, encoder, reader, item.question.text, without_gold).ranking
        with_gold.append(item.confidence)
        without.append(confidence_in(engine, item.question.text, ranked))
    return {"AUROC gold removed": auroc(with_gold, without)} if with_gold else {}


def _plain_texts(engine: Engine) -> dict[str, str]:
    """Every article's text by its id, read page by page."""
    texts: dict[str, str] = {}
    while page := engine.listing(len(texts), _PAGE):
        texts |= {held.article.id: plain(held.article.text) for held in engine.articles(info.id for info in page)}
    return texts


def _percentiles(milliseconds: Sequence[float]) -> tuple[float, float]:
    p50, p95 = np.percentile(milliseconds, [50, 95])
    return round(float(p50), 1), round(float(p95), 1)
