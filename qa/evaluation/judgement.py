"""Whether a sentence found answers a question of a question set."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np

from qa.errors import NotFound
from qa.evaluation.question_sets import Place, Question
from qa.index.snapshot import Snapshot
from qa.types import Rows

Judge = Callable[[Snapshot, Question, int], bool]  # is the sentence in this row an answer?

_ANY_TEXT = {"yes", "no", "true", "false"}  # words that prove nothing where they stand


def judge_for(questions: Sequence[Question]) -> Judge:
    """By marked places where all that can be answered have them, else by answer strings, else by relevant articles."""
    answerable = [question for question in questions if question.answerable]
    if answerable and all(question.places or question.sentence for question in answerable):
        return lambda snapshot, question, row: row in relevant_rows(snapshot, question)
    if any(question.places for question in answerable) or not any(question.articles for question in answerable):
        return lambda snapshot, question, row: holds_answer(snapshot.sentence_texts([row])[0], question)
    return lambda snapshot, question, row: article_of(snapshot, row) in question.articles


def article_of(snapshot: Snapshot, row: int) -> str:
    """The id of the article that holds a sentence."""
    return snapshot.article_ids[int(snapshot.sentences[row, 0])]


def relevant_rows(snapshot: Snapshot, question: Question) -> Rows:
    """The sentences that overlap a place marked as the answer; none where their article is not indexed."""
    rows: set[int] = set()
    for place in question.places or _places_of_sentence(snapshot, question):
        with suppress(NotFound):
            first, spans = snapshot.sentence_spans(place.article)
            overlaps = (start < place.end and place.start < end for start, end in spans)
            rows |= {first + number for number, overlap in enumerate(overlaps) if overlap}
    return np.array(sorted(rows), dtype=np.int64)


def has_answer_string(question: Question) -> bool:
    """Whether an answer string says anything: "yes" stands in many a sentence."""
    return question.answerable and any(plain(answer).strip() not in _ANY_TEXT for answer in question.answers)


def holds_answer(text: str, question: Question) -> bool:
    """Whether one of the answers stands in `text`, as whole words, whatever the case and the punctuation."""
    words = plain(text)
    return question.answerable and any(plain(answer) in words for answer in question.answers)


def plain(text: str) -> str:
    """The words of `text` in lower case, one blank around each."""
    words = re.sub(r"\W+", " ", text.casefold()).strip()
    return f" {words} "


def _places_of_sentence(snapshot: Snapshot, question: Question) -> list[Place]:
    places = []
    for name in question.articles if question.sentence else ():
        with suppress(NotFound):
            start = snapshot.article(name).text.find(question.sentence)
            places += [Place(name, start, start + len(question.sentence))] if start >= 0 else []
    return places
