"""The sentences that a summary is chosen from, with what has to stand together and what says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.arrays import Mask, Rows
from qa.extraction.centrality import distinct_stems
from qa.text.coherence import choosable, is_led, units
from qa.text.near_duplicates import same_fact

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


@dataclass(frozen=True, slots=True)
class Prose:
    """An article as this room knows it: its n sentences' texts, the paragraph of each, and the row of the first."""

    first_row: int
    texts: Sequence[str]
    paragraphs: Sequence[int]


def draw(articles: Sequence[Prose], rows: Rows) -> Pool:
    """The pool of the sentences `rows` (ascending) of `articles` (by row), and of those they have to stand with."""
    wanted = frozenset(rows.tolist())
    found: list[tuple[int, int, int, str]] = []  # row, article, place, text
    together: dict[int, tuple[int, ...]] = {}
    for article, prose in enumerate(articles):
        first = prose.first_row
        groups = units(prose.texts, prose.paragraphs)
        own = {first + place: tuple(first + other for other in unit) for place, unit in enumerate(groups)}
        together |= {row: unit for row, unit in own.items() if row in wanted}
        needed = {other for row in own if row in wanted for other in (row, *own[row])}
        found += [(first + n, article, n, text) for n, text in enumerate(prose.texts) if first + n in needed]
    at = {row: place for place, (row, *_) in enumerate(found)}
    texts = [text for *_, text in found]
    return Pool(
        rows=np.array([row for row, *_ in found], dtype=np.int64),
        texts=texts,
        words=np.array([len(text.split()) for text in texts], dtype=np.int64),
        units=[tuple(at[other] for other in together.get(row, ())) for row, *_ in found],
        target=np.array([row in wanted for row, *_ in found], dtype=np.bool_),
        choosable=np.array(choosable(texts), dtype=np.bool_),
        led=np.array([place > 0 and is_led(text) for _, _, place, text in found], dtype=np.bool_),
        article=np.array([article for _, article, *_ in found], dtype=np.int64),
        place=np.array([place for _, _, place, _ in found], dtype=np.int64),
        same=NearDuplicates(texts),
    )
