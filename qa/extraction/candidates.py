"""The sentences that a summary is chosen from, with what has to stand together and what says the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qa.extraction.centrality import distinct_stems
from qa.text.near_duplicates import same_fact
from qa.types import Mask, Rows

_WORTH_A_LOOK = 0.6  # of the stems of the longer sentence, before two are compared word by word


class NearDuplicates:
    """Which sentences of a pool say the same as one of them."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._owner, self._terms = distinct_stems(texts)
        self._size = np.bincount(self._owner, minlength=len(texts))

    def of(self, place: int) -> list[int]:
        """The others, ascending."""
        first, stop = np.searchsorted(self._owner, [place, place + 1])
        wanted = np.zeros(int(self._terms.max(initial=-1)) + 1, dtype=np.bool_)
        wanted[self._terms[first:stop]] = True
        shared = np.bincount(self._owner[wanted[self._terms]], minlength=len(self._texts))
        near = shared >= _WORTH_A_LOOK * np.maximum(np.maximum(self._size, self._size[place]), 1)
        others = (other for other in np.flatnonzero(near).tolist() if other != place)
        return [other for other in others if same_fact(self._texts[place], self._texts[other])]


@dataclass(frozen=True, slots=True)
class Pool:
    """n sentences, those of an article together and in order.

    `rows` (n,) are their rows in the snapshot; `units[i]` the places in the pool of what has to stand with sentence i,
    itself among them, empty where it cannot stand; `target` (n,) whether it was asked for, or is there only to stand
    with others; `choosable` (n,) whether it could be a key sentence; `led` (n,) whether it must not open a summary;
    `article` (n,) numbers from 0; `place` (n,) the place in its article; `words` (n,) what white space divides; `same`
    tells which say the same.
    """

    rows: Rows
    texts: list[str]
    words: Rows
    units: list[tuple[int, ...]]
    target: Mask
    choosable: Mask
    led: Mask
    article: Rows
    place: Rows
    same: NearDuplicates
