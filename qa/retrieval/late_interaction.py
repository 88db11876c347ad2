"""Late interaction: question and sentence compared token by token, over the codes that were fetched.

MaxSim (Khattab and Zaharia, "ColBERT", 2020, arXiv 2004.12832) with the token vectors of a sentence encoder, which
was not trained for it: for each token of the question the best cosine among the tokens of a sentence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qa.encoding.token_codec import Codes, TokenCodec
from qa.encoding.types import EncodedText
from qa.index.candidates import Candidates, Scores

_AT_ONCE = 2_048  # tokens, whose vectors stay in the cache meanwhile: of 12,000 in 3.4 ms instead of 5.3


def late_interaction(
    candidates: Candidates, encoded: EncodedText, question: str, codec: TokenCodec
) -> tuple[Scores, Scores, Scores]:
    """IDF-weighted MaxSim of each candidate alone, with the sentence before it, and of its passage: three (c,) arrays,
    in [-1, 1].

    A sentence led by a pronoun answers in the words of the sentence before. Punctuation of the question has no weight.
    """
    worded = [any(char.isalnum() for char in question[start:end]) for start, end in encoded.spans]
    weights = candidates.idf * np.array(worded, dtype=np.float32)
    if not len(candidates.rows) or not weights.any():
        nothing = np.zeros(len(candidates.rows), dtype=np.float32)
        return nothing, nothing, nothing
    weights /= weights.sum()
    unit = encoded.tokens / np.linalg.norm(encoded.tokens, axis=1, keepdims=True)
    tokens = candidates.tokens
    best = best_cosines(tokens.codes, tokens.starts, unit, codec)
    own, previous = best[tokens.own], best[tokens.before]
    after_the_last = np.zeros_like(best[:1])  # where the last passage stops
    passage = np.maximum.reduceat(np.concatenate([best, after_the_last]), tokens.passages.ravel(), axis=0)[::2]
    return own @ weights, np.maximum(own, previous) @ weights, passage[tokens.passage_of] @ weights


def best_cosines(
    codes: Codes, starts: NDArray[np.int64], question: NDArray[np.float32], codec: TokenCodec
) -> NDArray[np.float32]:
    """(s, q) for each of s sentences and token of the question (q, d) the best cosine; 0 without tokens.

    The codes (t, size) of sentence i lie from `starts[i]` to `starts[i + 1]`.
    """
    best = np.zeros((len(starts) - 1, len(question)), dtype=np.float32)
    full = np.flatnonzero(np.diff(starts))
    if len(full) and len(question):
        best[full] = np.maximum.reduceat(token_cosines(codes, question, codec), starts[full], axis=0)
    return best


def token_cosines(codes: Codes, question: NDArray[np.float32], codec: TokenCodec) -> NDArray[np.float32]:
    """(t, q) the cosine of each of t tokens and each token of the question (q, d)."""
    projected = np.ascontiguousarray(codec.project(question).T)  # a fifth less time than as it lies
    cosines = np.empty((len(codes), len(question)), dtype=np.float32)
    for start in range(0, len(codes), _AT_ONCE):
        np.matmul(codec.expand(codes[start : start + _AT_ONCE]), projected, out=cosines[start : start + _AT_ONCE])
    return cosines
