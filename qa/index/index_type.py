"""How the nearest vectors are found: exactly in a small archive, by their bits and then exactly in a large one.

Looked through by bits, an archive gives more candidates than are wanted, and these are compared exactly; how many more
it takes is measured on the archive's own vectors when the index is written.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

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
_AT_ONCE = 20_000  # rows that are compared with them, 30 MB


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
    exact = _nearest(vectors.halves, questions)
    for times in _TIMES:
        found = [bits.candidates(question, WANTED * times) for question in questions]
        recall = np.mean([np.isin(true, some).mean() for true, some in zip(exact, found, strict=True)])
        if recall >= RECALL:
            return NearestBy(times, round(float(recall), 3))
    return EXACTLY


def _like_questions(vectors: VectorIndex) -> Vectors:
    """(s, d) vectors near some of these, evenly spread, as a question is near what answers it."""
    rows = np.unique(np.linspace(0, len(vectors) - 1, _SAMPLE).astype(np.int64))
    noise = np.random.default_rng(0).standard_normal((len(rows), vectors.dimensions)).astype(np.float32)
    mixed = vectors.of(rows) + _NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return cast(Vectors, (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32))


def _nearest(halves: NDArray[np.float16], questions: Vectors) -> Rows:
    """(s, WANTED) the rows of the highest cosines to each question (s, d), without order."""
    best = np.empty((len(questions), 0), dtype=np.float32)
    rows = np.empty((len(questions), 0), dtype=np.int64)
    for start in range(0, len(halves), _AT_ONCE):
        part = halves[start : start + _AT_ONCE].astype(np.float32)
        numbers = np.broadcast_to(np.arange(start, start + len(part)), (len(questions), len(part)))
        best, rows = np.hstack([best, questions @ part.T]), np.hstack([rows, numbers])
        first = np.argpartition(-best, min(WANTED, best.shape[1] - 1), axis=1)[:, :WANTED]
        best, rows = np.take_along_axis(best, first, axis=1), np.take_along_axis(rows, first, axis=1)
    return cast(Rows, rows)
