"""Words: BM25 (Robertson and Zaragoza, 2009; Lucene's variant) over stemmed tokens, memory-mapped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import bm25s
import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged
from qa.types import Mask, Rows


class BM25Index:
    """A written BM25 index over n texts, opened by memory map; safe to read from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open. Raises IndexDamaged."""
        try:
            self._bm25 = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamaged(f"{folder} cannot be opened", "qa build") from error
        self._documents = int(self._bm25.scores["num_docs"])

    def __len__(self) -> int:
        return self._documents

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """(n,) each text's BM25 score as a share, in [0, 1], of the most these terms could score.

        A term found nowhere counts in that most: a question half of whose words are unknown scores .5 at best.
        """
        known = self._bm25.get_tokens_ids(list(terms))
        most = sum(self.idf(term) for term in terms)
        if not known or most <= 0:
            return np.zeros(self._documents, dtype=np.float32)
        return cast("NDArray[np.float32]", self._bm25.get_scores_from_ids(known) / np.float32(most))

    def best(self, scores: NDArray[np.float32], limit: int, allowed: Mask | None = None) -> Rows:
        """The `limit` rows of the highest scores above 0 that `allowed` lets through, without order."""
        matched = scores if allowed is None else np.where(allowed, scores, 0)
        limit = min(limit, len(matched))
        best = np.argpartition(-matched, limit - 1)[:limit] if limit else np.empty(0, dtype=np.int64)
        return best[matched[best] > 0]

    def idf(self, term: str) -> float:
        """Lucene's inverse document frequency, above 0; highest for a term found nowhere."""
        token = self._bm25.vocab_dict.get(term)
        indptr = self._bm25.scores["indptr"]
        frequency = 0 if token is None else int(indptr[token + 1] - indptr[token])
        return math.log(1 + (self._documents - frequency + 0.5) / (frequency + 0.5))


def write_bm25(texts: Sequence[list[str]], folder: Path) -> None:
    """Write a BM25 index of texts given as their `stems`; text i keeps number i."""
    bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    bm25.index([text or [""] for text in texts], show_progress=False)
    bm25.save(folder, show_progress=False)
