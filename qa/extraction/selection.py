"""Choosing the sentences of a summary: greedily, within a length, and so that they read as a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from qa.arrays import Mask, Rows, Vectors
from qa.deadline import check_time
from qa.extraction.candidates import Pool
from qa.extraction.coverage import Weights

ENOUGH_WORDS = 0.75  # of those asked for; below it sentences may stand without what they need
MMR_LAMBDA = 0.7  # how much importance counts against redundancy


class Objective(Protocol):
    """What makes a choice of sentences good: `Coverage`, or `MaximalMarginalRelevance`."""

    def gains(self) -> Weights:
        """(n,) what each sentence, added now, would bring."""

    def values(self, gains: Weights, words: Weights, sentences: Weights) -> Weights:
        """How good the choice would be with others that bring so much in so many words and sentences."""

    def take(self, rows: Sequence[int], gain: float, words: float) -> None:
        """Add sentences to the chosen ones."""


class MaximalMarginalRelevance:
    """Importance against likeness to what is chosen (Carbonell and Goldstein, 1998), for any measure of centrality."""

    def __init__(self, importance: Weights, vectors: Vectors) -> None:
        """`importance` (n,) of any scale, `vectors` (n, d) unit rows."""
        span = np.ptp(importance) if len(importance) else 0
        self._importance = (importance - importance.min(initial=np.inf)) / (span or 1)
        self._vectors = vectors
        self._nearest = np.zeros(len(importance))

    def gains(self) -> Weights:
        """(n,) in [-1, 1]."""
        gains: Weights = MMR_LAMBDA * self._importance - (1 - MMR_LAMBDA) * self._nearest
        return gains

    def values(self, gains: Weights, words: Weights, sentences: Weights) -> Weights:
        """The mean of the sentences' gains: length does not count."""
        values: Weights = gains / np.maximum(sentences, 1)
        return values

    def take(self, rows: Sequence[int], gain: float, words: float) -> None:
        """Add sentences to the chosen ones."""
        likeness = (self._vectors @ self._vectors[list(rows)].T).max(axis=1)
        self._nearest = np.maximum(self._nearest, likeness)


def select(
    pool: Pool,
    objective: Objective,
    most_sentences: int | None = None,
    most_words: int | None = None,
    same: Callable[[int], Sequence[int]] = lambda place: (),
    kin: Sequence[tuple[Rows, float]] = (),
) -> dict[int, float]:
    """The places in the pool of the chosen sentences, ascending, and what each brought.

    They are `most_sentences`, or as many as `most_words` hold. `same` gives those that say the same as one: they are
    not chosen besides it. Each of `kin` is a label (n,), such as the day, and what a sentence is still worth for each
    chosen one of the same label. Where too few sentences can stand by the rules, the rules are dropped one by one, so
    that a number of sentences is met as long as the pool has so many that differ; as for words, where all of it has no
    more. But nothing is said twice, and the answer of an interview comes with its question; where there is no room for
    both, and nothing else, the question stands alone.
    """
    choice = _Choice(pool, objective, (most_sentences, most_words), same, kin)
    units = [(place, unit) for place, unit in enumerate(pool.units) if unit and pool.choosable[place]]
    choice.fill([unit for _, unit in units if pool.choosable[list(unit)].all()], opening=True)
    everything = most_words is not None and pool.words[pool.target].sum() <= most_words
    spare = most_words is not None and pool.words[list(choice.chosen)].sum() < ENOUGH_WORDS * most_words
    if most_sentences is not None or everything or spare:
        alone = [(place,) for place in np.flatnonzero(pool.target & ~pool.bound).tolist()]
        choice.fill([unit for _, unit in units], opening=True)  # though what it stands with is itself none to choose
        choice.fill([unit for unit in alone if pool.choosable[unit[0]]], opening=False)
        if most_sentences is not None or everything or not choice.chosen:
            choice.fill(alone, opening=False)
        targets = np.flatnonzero(pool.target).tolist()
        if not choice.chosen:
            choice.fill([(place,) for place in targets if pool.units[place][:1] == (place,)], opening=False)
        if not choice.chosen:
            choice.fill([(place,) for place in targets], opening=False)
    return dict(sorted(choice.chosen.items()))


class _Choice:
    """What is chosen so far, and the room that is left."""

    def __init__(
        self,
        pool: Pool,
        objective: Objective,
        most: tuple[int | None, int | None],
        same: Callable[[int], Sequence[int]],
        kin: Sequence[tuple[Rows, float]],
    ) -> None:
        self.chosen: dict[int, float] = {}
        self._pool = pool
        self._objective = objective
        self._sentences, self._words = (np.inf if limit is None else limit for limit in most)
        self._same = same
        self._kin = kin
        self._taken: Mask = np.zeros(len(pool.texts), dtype=np.bool_)
        self._barred: Mask = np.zeros(len(pool.texts), dtype=np.bool_)
        self._earliest = np.full(int(pool.article.max(initial=-1)) + 1, np.inf)  # place chosen, by article
        self._worth = np.ones(len(pool.texts))
        self._gains = self._worth  # of the step that is being made

    def fill(self, units: Sequence[tuple[int, ...]], opening: bool) -> None:
        """Add units, the best first, until none fits; with `opening`, none that must not open a summary does."""
        if not units:
            return
        members = np.array([row for unit in units for row in unit])
        starts = np.cumsum([0, *(len(unit) for unit in units[:-1])])
        while (best := self._best(units, members, starts, opening)) is not None:
            check_time()
            self._take(units[best])

    def _best(self, units: Sequence[tuple[int, ...]], members: Rows, starts: Rows, opening: bool) -> int | None:
        new = ~self._taken[members]
        count = np.add.reduceat(new, starts, dtype=np.int64)
        words = np.add.reduceat(self._pool.words[members] * new, starts)
        fits = (count > 0) & (count <= self._sentences) & (words <= self._words)
        fits &= ~np.logical_or.reduceat(self._barred[members] & new, starts)
        if opening:
            head = members[starts]
            fits &= ~self._pool.led[head] | (self._earliest[self._pool.article[head]] < self._pool.place[head])
        if not fits.any():
            return None
        self._gains = self._objective.gains() * self._worth
        gains = np.add.reduceat(self._gains[members] * new, starts)
        values = np.where(
            fits, self._objective.values(gains, words.astype(np.float64), count.astype(np.float64)), -np.inf
        )
        return int(values.argmax())

    def _take(self, unit: tuple[int, ...]) -> None:
        pool, rows = self._pool, [row for row in unit if not self._taken[row]]
        words = int(pool.words[rows].sum())
        gains = self._gains[rows]
        self._objective.take(rows, float(gains.sum()), words)
        self.chosen |= dict(zip(rows, gains.tolist(), strict=True))
        self._taken[rows] = True
        self._sentences -= len(rows)
        self._words -= words
        for row in rows:
            self._barred[list(self._same(row))] = True
            article = pool.article[row]
            self._earliest[article] = min(self._earliest[article], pool.place[row])
            for label, discount in self._kin:
                self._worth[label == label[row]] *= discount
