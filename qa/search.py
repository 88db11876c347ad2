"""Retrieval: candidates by vectors and by words, ranked by weighed evidence (not by averaged ranks)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from qa.answer_type import asked_for, holds
from qa.encoder import Encoder
from qa.lexical import question_terms, stems
from qa.snapshot import Snapshot
from qa.types import Evidence, Filter, Mask, Rows, Vectors

CANDIDATES = 50  # from each retriever; late interaction will read this many

# score = dense + W_PASSAGE * passage + W_LEXICAL * lexical + W_TYPE where the sentence holds what was asked for.
W_PASSAGE = 0.5
W_LEXICAL = 1.0
W_TYPE = 0.15


def search(snapshot: Snapshot, encoder: Encoder, question: str, chosen: Filter | None = None) -> list[Evidence]:
    """The candidate sentences for a question, best first; empty when the filter leaves none."""
    query = encoder.encode_question(question)
    terms = question_terms(question)
    mask = snapshot.rows(chosen or Filter())
    lexical = snapshot.lexical.scores(terms)
    rows = _candidates(snapshot, query, lexical, mask)
    dense = snapshot.sentence_vectors.cosines(query, rows)
    passage = snapshot.passage_vectors.cosines(query, snapshot.sentences[rows, 3].astype(np.int64))
    kind = asked_for(question)
    typed = np.array([holds(text, kind) for text in snapshot.sentence_texts(rows)], dtype=np.bool_)
    score = dense + W_PASSAGE * passage + W_LEXICAL * lexical[rows] + W_TYPE * typed
    order = np.lexsort((rows, -score))
    return [
        Evidence(
            row=int(rows[i]),
            dense=float(dense[i]),
            passage=float(passage[i]),
            lexical=float(lexical[rows[i]]),
            answer_type=bool(typed[i]),
            score=float(score[i]),
        )
        for i in order
    ]


def coverage(snapshot: Snapshot, terms: Iterable[str], text: str) -> float:
    """The IDF-weighted share, in [0, 1], of the question's terms that stand in `text`."""
    present = frozenset(stems(text))
    weights = {term: snapshot.lexical.idf(term) for term in terms}
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in present) / total if total else 0.0


def _candidates(snapshot: Snapshot, query: Vectors, lexical: NDArray[np.float32], mask: Mask | None) -> Rows:
    """The best rows by sentence vector and by words, without order."""
    by_vector = snapshot.sentence_vectors.search(query, CANDIDATES, mask)
    matched = lexical if mask is None else np.where(mask, lexical, 0)
    count = min(CANDIDATES, len(matched))
    by_words = np.argpartition(-matched, count - 1)[:count]
    rows: Rows = np.union1d(by_vector, by_words[matched[by_words] > 0])
    return rows
