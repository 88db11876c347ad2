"""Retrieval: candidates by vectors and by words, ranked by weighed evidence (not by averaged ranks)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qa.answer_type import asked_for, holds
from qa.encoder import Encoder
from qa.lexical import question_terms
from qa.snapshot import Snapshot
from qa.types import EncodedText, Evidence, Mask, Rows, Vectors

CANDIDATES = 50  # from each retriever

# score = late_interaction + the weighted others, set by sentence hit@1 and hit@3 on three sets; flat around these
# values. The last row is measured by tests/benchmarks/ranking.py, the others were with all sentences as candidates.
#                                            xquad_en    squad2_500  trecqa_dev
#   cosine of sentence vectors               .691 .900   .674 .860   .526 .833
#   cosines and BM25 share                   .782 .939   .769 .905   .590 .859
#   late interaction alone                   .829 .958   .818 .917   .654 .885
#   all, as shipped                          .832 .955   .818 .930   .679 .897
W_IN_CONTEXT = 0.5
W_DENSE = 0.5
W_PASSAGE = 0.25
W_LEXICAL = 0.25
W_TYPE = 0.15


def search(snapshot: Snapshot, encoder: Encoder, question: str, allowed: Mask | None = None) -> list[Evidence]:
    """The candidate sentences for a question, best first; empty when `allowed` (n,) leaves none."""
    encoded = encoder.encode_question(question)
    lexical = snapshot.lexical.scores(question_terms(question))
    return _ranked(snapshot, encoded, question, lexical, _candidates(snapshot, encoded.vector, lexical, allowed))


def rank_rows(snapshot: Snapshot, encoder: Encoder, question: str, rows: Rows) -> list[Evidence]:
    """Given sentences, all of them, best first."""
    lexical = snapshot.lexical.scores(question_terms(question))
    return _ranked(snapshot, encoder.encode_question(question), question, lexical, rows)


def _ranked(
    snapshot: Snapshot, encoded: EncodedText, question: str, lexical: NDArray[np.float32], rows: Rows
) -> list[Evidence]:
    alone, in_context = late_interaction(snapshot, encoded, rows)
    dense = snapshot.sentence_vectors.cosines(encoded.vector, rows)
    passage = snapshot.passage_vectors.cosines(encoded.vector, snapshot.sentences[rows, 3].astype(np.int64))
    kind = asked_for(question)
    typed = np.array([holds(text, kind) for text in snapshot.sentence_texts(rows)], dtype=np.bool_)
    score = (
        alone
        + W_IN_CONTEXT * in_context
        + W_DENSE * dense
        + W_PASSAGE * passage
        + W_LEXICAL * lexical[rows]
        + W_TYPE * typed
    )
    evidence = [
        Evidence(
            row=int(rows[i]),
            late_interaction=float(alone[i]),
            in_context=float(in_context[i]),
            dense=float(dense[i]),
            passage=float(passage[i]),
            lexical=float(lexical[rows[i]]),
            answer_type=bool(typed[i]),
            score=float(score[i]),
        )
        for i in range(len(rows))
    ]
    return sorted(evidence, key=lambda item: (-item.score, item.row))


def late_interaction(
    snapshot: Snapshot, question: EncodedText, rows: Rows
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Two (len(rows),) arrays in [-1, 1]: IDF-weighted MaxSim of each sentence, and of it with the one before it.

    A sentence led by a pronoun answers in the words of the sentence before.
    """
    if not len(question.ids):
        return np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=np.float32)
    before = np.maximum(rows - 1, 0)
    lonely = snapshot.sentences[before, 0] != snapshot.sentences[rows, 0]
    before[lonely] = rows[lonely]
    unit = question.tokens / np.linalg.norm(question.tokens, axis=1, keepdims=True)
    distinct, places = np.unique(np.concatenate([rows, before]), return_inverse=True)
    best = snapshot.tokens.best_cosines(unit, distinct)
    own, previous = best[places[: len(rows)]], best[places[len(rows) :]]
    weights = snapshot.tokens.idf(question.ids)
    weights /= weights.sum()
    return own @ weights, np.maximum(own, previous) @ weights


def _candidates(snapshot: Snapshot, query: Vectors, lexical: NDArray[np.float32], mask: Mask | None) -> Rows:
    """The best rows by sentence vector and by words, without order."""
    by_vector = snapshot.sentence_vectors.search(query, CANDIDATES, mask)
    matched = lexical if mask is None else np.where(mask, lexical, 0)
    count = min(CANDIDATES, len(matched))
    by_words = np.argpartition(-matched, count - 1)[:count]
    rows: Rows = np.union1d(by_vector, by_words[matched[by_words] > 0])
    return rows
