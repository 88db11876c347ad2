"""How well each peer answered: the same questions, sentences and judgements for all, measured as qa/evaluation does."""

from __future__ import annotations

from collections.abc import Sequence

from qa.evaluation.judgement import has_answer_string, holds_answer, relevant_rows
from qa.evaluation.metrics import auroc, mean
from qa.evaluation.question_sets import Question
from qa.evaluation.results import Figure
from tests.benchmarks.peers.measure import Measured
from tests.benchmarks.peers.selection import Selection

Found = tuple[str, int, str, float]


def figures(measured: Measured, selection: Selection) -> dict[str, Figure]:
    """Each with its interval; empty where not every question was answered."""
    if len(measured.found) < len(selection.questions):
        return {}
    asked = list(zip(selection.questions, measured.found, strict=True))
    known = [(question, found) for question, found in asked if question.answerable and question.articles]
    marked = [(q, found, _places(selection, q)) for q, found in asked if q.places or q.sentence]
    answers = [(question, found) for question, found in asked if has_answer_string(question)]
    scores = {
        answerable: [_score(found) for question, found in asked if question.answerable is answerable]
        for answerable in (True, False)
    }
    of_articles = {f"article hit@{k}": [_has_article(q, found, k) for q, found in known] for k in (1, 5)}
    of_sentences = {
        f"sentence hit@{k}": [any((a, start) in places for a, start, *_ in found[:k]) for _, found, places in marked]
        for k in (1, 5)
    }
    of_answers = {
        f"answer@{k}": [any(holds_answer(text, q) for _, _, text, _ in found[:k]) for q, found in answers]
        for k in (1, 3)
    }
    told = {name: mean(values) for name, values in (of_articles | of_sentences | of_answers).items() if values}
    return told | ({"AUROC": auroc(scores[True], scores[False])} if all(scores.values()) else {})


def _has_article(question: Question, found: Sequence[Found], k: int) -> bool:
    """Whether a relevant article is one of the first k articles, in the order of their best sentence."""
    return any(name in question.articles for name in list(dict.fromkeys(article for article, *_ in found))[:k])


def _score(found: Sequence[Found]) -> float:
    return float(found[0][3]) if found else 0.0


def _places(selection: Selection, question: Question) -> set[tuple[str, int]]:
    """Article and start of each sentence that answers."""
    rows = set(relevant_rows(selection.engine, question).tolist())
    names = {place.article for place in question.places} | set(question.articles)
    return {
        (held.article.id, int(start))
        for held in selection.engine.articles(sorted(names & selection.engine.infos(names).keys()))
        for row, (start, _) in zip(held.rows, held.spans, strict=True)
        if int(row) in rows
    }
