"""How the nearest vectors are found: exactly in a small archive, by their bits and then exactly in a large one.

Looked through by bits, an archive gives more candidates than are wanted, and these are compared exactly; how many more
it takes is measured on the archive's own vectors when the index is written.
"""

from __future__ import annotations

from typing import cast

import numpy as np

from qa.arrays import Rows, Vectors
from qa.index.allowed import Allowed
from qa.index.bits import BitIndex
from qa.index.types import NearestBy
from qa.index.vectors import VectorIndex

# 100,000 vectors of 384 numbers, one core: one by one 15.7 ms, which is less than the encoder takes for a question (18
# to 80 ms, by what else the machine did); by bits 4.0, and as 8-bit numbers 10.8.
EXACT_UP_TO = 100_000
RECALL = 0.98  # of the WANTED nearest, at least
WANTED = 50
# As many candidates as are wanted. Of the 50 nearest to 60 questions of realtimeqa_dev (42,267 sentences), 50, 100, 200
# and 400 candidates held .747, .931, .983 and .998; of 100,000 drawn from them with noise .701, .904, .977 and .996. A
# random rotation, and the mean of all as the centre, would give .012 more of 100 candidates, .001 more of 400.
_TIMES = (2, 4, 8, 16, 32)
_SAMPLE = 32  # vectors that stand for questions
# Of a unit vector's length: a cosine of .7 to the sentence it is made of, as real questions have to their nearest. It
# asks for more than they do: .730, .894, .963 and .988.
_NOISE = 1.0


EXACTLY = NearestBy()


class Nearest:
    """The nearest of a snapshot's sentence vectors, searched for as was found best; for several threads."""

    def __init__(self, vectors: VectorIndex, bits: BitIndex | None, by: NearestBy) -> None:
        self._vectors, self._bits, self._by = vectors, bits, by

    def search(self, query: Vectors, limit: int, allowed: Allowed | None = None) -> Rows:
        """The rows of the `limit` highest cosines to `query` (d,), best first; fewer where `allowed` leaves fewer."""
        if self._bits is None or (allowed is not None and allowed.few is not None):
            return self._vectors.search(query, limit, allowed)
        candidates = self._bits.candidates(query, limit * self._by.times, allowed)
        return self._vectors.nearest_of(candidates, query, limit)


def measured(vectors: VectorIndex, bits: BitIndex) -> NearestBy:
    """The fewest candidates that hold RECALL of the nearest of some vectors like questions; EXACTLY where none do."""
    questions = _like_questions(vectors)
    exact = vectors.nearest(questions, WANTED)
    found = bits.ranked(questions, WANTED * _TIMES[-1])
    for times in _TIMES:
        some = found[:, : WANTED * times]
        recall = np.mean([np.isin(true, near).mean() for true, near in zip(exact, some, strict=True)])
        if recall >= RECALL:
            return NearestBy(times, round(float(recall), 3))
    return EXACTLY


def _like_questions(vectors: VectorIndex) -> Vectors:
    """(s, d) vectors near some of these, evenly spread, as a question is near what answers it."""
    rows = np.unique(np.linspace(0, len(vectors) - 1, _SAMPLE).astype(np.int64))
    noise = np.random.default_rng(0).standard_normal((len(rows), vectors.dimensions)).astype(np.float32)
    mixed = vectors.of(rows) + _NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return cast(Vectors, (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32))
