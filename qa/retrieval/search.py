"""Retrieval: candidates by vectors and by words, ranked by weighed evidence (not by averaged ranks)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder
from qa.encoding.types import EncodedText
from qa.index.snapshot import Snapshot
from qa.retrieval.late_interaction import late_interaction
from qa.text.answer_type import asked_for, holds, is_question
from qa.text.words import question_terms
from qa.types import Evidence, Mask, Rows, Vectors

# From each retriever. The sentences of 10 passages besides held .003 more right ones, and cost as much again.
CANDIDATES = 50
# score = late_interaction + the weighted others. Fitted by coordinate ascent, then on a grid around it, on xquad_en,
# squad2_500, multihop_facts, seeds and scifact; the other three are a check. Sentence hit@1 and hit@3, and what they
# are without one of the parts:
#                   xquad_en   squad2_500 multihop   seeds      scifact    trecqa_dev clickbait  realtimeqa
#   as shipped      .855 .965  .851 .942  .767 .944  .659 .932  .447 .734  .744 .936  .202 .459  .465 .673
#   - in context    .823 .958  .814 .934  .762 .942  .614 .886  .457 .723  .718 .936  .212 .446  .515 .683
#   - in passage    .848 .955  .839 .930  .762 .944  .591 .886  .441 .739  .718 .936  .194 .454  .475 .663
#   - dense         .853 .964  .839 .938  .755 .928  .591 .909  .463 .729  .769 .949  .207 .485  .455 .673
#   - passage       .853 .966  .847 .938  .760 .942  .591 .886  .463 .734  .756 .936  .204 .464  .465 .663
#   - lexical       .835 .963  .826 .942  .753 .937  .659 .909  .436 .723  .756 .923  .204 .464  .455 .644
#   - answer type   .855 .963  .843 .942  .776 .944  .614 .818  .452 .734  .692 .897  .186 .454  .475 .653
#   - interrogative .855 .965  .851 .942  .767 .944  .659 .932  .447 .734  .744 .936  .196 .444  .446 .663
#   - position      .853 .963  .843 .938  .767 .944  .636 .886  .447 .750  .744 .936  .194 .444  .446 .653
#   MaxSim only     .832 .948  .806 .913  .737 .928  .500 .795  .473 .691  .718 .910  .191 .413  .465 .614
#   dense only      .690 .899  .674 .860  .699 .911  .455 .750  .404 .617  .526 .833  .107 .286  .297 .505
#   lexical only    .748 .890  .702 .855  .848 .930  .341 .523  .484 .638  .462 .641  .099 .224  .356 .535
# In context only for a sentence led by a pronoun or the like: .831 on squad2_500, .636 on seeds, .446 on realtimeqa.
# Tried and left out, because it did not carry over to sets not fitted on: matched bigrams, names and numbers, the
# share of question words covered, BM25 over passages and over articles, votes of an article's other sentences, new
# names and numbers at large, sentence length, MaxSim from the sentence's side, a low-rank projection of question
# tokens and term weights (xquad_en .844 to .857, fitted on it; trecqa_dev, clickbait_dev, realtimeqa_dev unmoved), and
# a random search over all weights (.010 more in the mean of the sets fitted on; realtimeqa .05, clickbait .02 less).
W_IN_CONTEXT = 1.0
W_IN_PASSAGE = 1.1
W_DENSE = 0.3
W_PASSAGE = 0.2
W_LEXICAL = 0.3
W_TYPE = 0.25
W_INTERROGATIVE = -1.0  # a question is no answer, above all not the same question
W_POSITION = -0.02  # news tells first what matters most


def search(
    snapshot: Snapshot, encoder: Encoder, question: str, allowed: Mask | None = None, most: int = CANDIDATES
) -> list[Evidence]:
    """The candidate sentences for a question, best first; empty when `allowed` (n,) leaves none.

    Each retriever gives at most `most`.
    """
    encoded = encoder.encode_question(question)
    lexical = snapshot.lexical.scores(question_terms(question))
    return _ranked(snapshot, encoded, question, lexical, _candidates(snapshot, encoded.vector, lexical, allowed, most))


def rank_rows(snapshot: Snapshot, encoder: Encoder, question: str, rows: Rows) -> list[Evidence]:
    """Given sentences, all of them, best first."""
    lexical = snapshot.lexical.scores(question_terms(question))
    return _ranked(snapshot, encoder.encode_question(question), question, lexical, rows)


def _ranked(
    snapshot: Snapshot, encoded: EncodedText, question: str, lexical: NDArray[np.float32], rows: Rows
) -> list[Evidence]:
    alone, in_context, in_passage = late_interaction(snapshot, encoded, question, rows)
    texts = snapshot.sentence_texts(rows)
    kind = asked_for(question)
    parts = {
        "late_interaction": alone,
        "in_context": W_IN_CONTEXT * in_context,
        "in_passage": W_IN_PASSAGE * in_passage,
        "dense": W_DENSE * snapshot.sentence_vectors.cosines(encoded.vector, rows),
        "passage": W_PASSAGE * snapshot.passage_vectors.cosines(encoded.vector, snapshot.passage_of(rows)),
        "lexical": W_LEXICAL * lexical[rows],
        "answer_type": W_TYPE * np.array([holds(text, kind, question) for text in texts], dtype=np.float32),
        "interrogative": W_INTERROGATIVE * np.array([is_question(text) for text in texts], dtype=np.float32),
        "position": W_POSITION * np.log1p(snapshot.position(rows)),
    }
    score = np.sum([*parts.values()], axis=0)
    order = np.lexsort((rows, -score))
    return [
        Evidence(row=int(rows[i]), score=float(score[i]), **{name: float(part[i]) for name, part in parts.items()})
        for i in order
    ]


def _candidates(snapshot: Snapshot, query: Vectors, lexical: NDArray[np.float32], mask: Mask | None, most: int) -> Rows:
    """The best rows by sentence vector and by words, without order."""
    by_vector = snapshot.sentence_vectors.search(query, most, mask)
    matched = lexical if mask is None else np.where(mask, lexical, 0)
    count = min(most, len(matched))
    by_words = np.argpartition(-matched, count - 1)[:count]
    rows: Rows = np.union1d(by_vector, by_words[matched[by_words] > 0])
    return rows
