"""Late interaction of question and sentences over stored token vectors (Khattab and Zaharia, ColBERT, 2020)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qa.encoding.types import EncodedText
from qa.index.snapshot import Snapshot
from qa.types import Rows

Scores = NDArray[np.float32]  # (len(rows),)


def late_interaction(
    snapshot: Snapshot, encoded: EncodedText, question: str, rows: Rows
) -> tuple[Scores, Scores, Scores]:
    """Three (len(rows),) arrays in [-1, 1]: IDF-weighted MaxSim of each sentence alone, with the one before it, and of
    its passage.

    A sentence led by a pronoun answers in the words of the sentence before. Punctuation of the question has no weight.
    """
    worded = [any(char.isalnum() for char in question[start:end]) for start, end in encoded.spans]
    weights = snapshot.tokens.idf(encoded.ids) * np.array(worded, dtype=np.float32)
    if not len(rows) or not weights.any():
        nothing = np.zeros(len(rows), dtype=np.float32)
        return nothing, nothing, nothing
    weights /= weights.sum()
    unit = encoded.tokens / np.linalg.norm(encoded.tokens, axis=1, keepdims=True)
    passages, of_row = np.unique(snapshot.passage_of(rows), return_inverse=True)
    around, starts = snapshot.passage_rows(passages)
    before = snapshot.row_before(rows)
    read = np.union1d(around, before)
    best = snapshot.tokens.best_cosines(unit, read)
    own, previous = best[np.searchsorted(read, rows)], best[np.searchsorted(read, before)]
    passage = np.maximum.reduceat(best[np.searchsorted(read, around)], starts, axis=0)[of_row]
    return own @ weights, np.maximum(own, previous) @ weights, passage @ weights
