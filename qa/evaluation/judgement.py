"""Whether a sentence found answers a question of a question set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import numpy as np

from qa.arrays import Rows
from qa.errors import NotFound
from qa.evaluation.question_sets import Question
from qa.index.candidates import FoundSentence
from qa.index.engine import Engine
from qa.text.words import plain

Judge = Callable[[Engine, Question, FoundSentence], bool]  # is the sentence an answer?

_ANY_TEXT = {"yes", "no", "true", "false"}  # words that prove nothing where they stand


def judge_for(questions: Sequence[Question]) -> Judge:
    """By marked places where all that can be answered have them, else by answer strings, else by relevant articles."""
    answerable = [question for question in questions if question.answerable]
    if answerable and all(question.places or question.sentence for question in answerable):
        return lambda engine, question, found: found.row in relevant_rows(engine, question)
    if any(question.places for question in answerable) or not any(question.articles for question in answerable):
        return lambda engine, question, found: holds_answer(found.text, question)
    return lambda engine, question, found: found.article.id in question.articles


def relevant_rows(engine: Engine, question: Question) -> Rows:
    """The sentences that overlap a place marked as the answer; none where their article is not indexed."""
    rows: set[int] = set()
    for name in dict.fromkeys([*(place.article for place in question.places), *_marked_by_sentence(question)]):
        with suppress(NotFound):
            (held,) = engine.articles([name])
            for start, end in _places_in(held.article.text, name, question):
                overlaps = (held.spans[:, 0] < end) & (start < held.spans[:, 1])
                rows.update(held.rows[overlaps].tolist())
    return np.array(sorted(rows), dtype=np.int64)


def has_answer_string(question: Question) -> bool:
    """Whether an answer string says anything: "yes" stands in many a sentence."""
    return question.answerable and any(plain(answer).strip() not in _ANY_TEXT for answer in question.answers)


def holds_answer(text: str, question: Question) -> bool:
    """Whether one of the answers stands in `text`, as whole words, whatever the case and the punctuation."""
    words = plain(text)
    return question.answerable and any(plain(answer) in words for answer in question.answers)


def span_f1(text: str, question: Question) -> float:
    """F1 of the words of `text` and those of the answer they match best, articles left out (SQuAD's measure, 2016)."""
    return max((_f1(_words(text), _words(answer)) for answer in question.answers), default=0.0)


def _words(text: str) -> Counter[str]:
    return Counter(word for word in plain(text).split() if word not in ("a", "an", "the"))


def _f1(found: Counter[str], wanted: Counter[str]) -> float:
    shared = (found & wanted).total()
    return 2 * shared / (found.total() + wanted.total()) if shared else 0.0


def _marked_by_sentence(question: Question) -> Iterable[str]:
    return question.articles if question.sentence and not question.places else ()


def _places_in(text: str, article: str, question: Question) -> list[tuple[int, int]]:
    """The places of the answer in an article: those marked, or else that of the sentence that answers."""
    if question.places:
        return [(place.start, place.end) for place in question.places if place.article == article]
    start = text.find(question.sentence)
    return [(start, start + len(question.sentence))] if start >= 0 else []
