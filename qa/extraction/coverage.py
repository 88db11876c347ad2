"""What a summary is expected to share with one that a person would write: the objective by which sentences are chosen.

Where a number of words is to be filled, long sentences cost; where a number of sentences is, they are as good as what
they carry, of which stop words and the time of the day are no part.

Every word of the articles is taken to occur in the person's summary a Poisson number of times, more often the more
sentences hold it and the nearer to the top they stand. So it is known of each occurrence of a word in a candidate how
likely it is shared, and of a choice of sentences what ROUGE-1 (Lin, 2004) it may expect; a word said twice counts again
only as far as the person's summary is long enough to say it twice. The expected number of shared words is a monotone
submodular function of the choice (Lin and Bilmes, "A Class of Submodular Functions for Document Summarization", 2011);
its word probabilities are SumBasic's (Nenkova and Vanderwende, 2005), bent by position.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.text.clock_times import without_clock_times
from qa.text.languages import ENGLISH
from qa.text.words import is_stop_word, stem, words_of

Weights = NDArray[np.float64]  # (n,) what each sentence counts

_MOST_TIMES = 12  # that a word is taken to occur in a summary
LENGTH_POWER = 0.25  # a sentence chosen by what it carries is worth that by its words^.25: a plateau from 0 to .4


class Coverage:
    """Sentences as bags of stems, and what the chosen ones of them share with the expected summary."""

    def __init__(
        self,
        texts: Sequence[str],
        weights: Weights,
        prior: Weights,
        expected_words: float,
        by_content: bool = False,
        languages: Sequence[str] = (),
    ) -> None:
        """`weights` (n,) are what a sentence counts for the probability of its words, `prior` (n,) what its own sharing
        of them is worth; `expected_words` is the length of the person's summary. Where `by_content`, sentences are
        counted and not words. `languages` are those of the texts by ISO 639-1, English by default."""
        tongues = languages or [ENGLISH] * len(texts)
        told = map(without_clock_times, texts) if by_content else texts
        words = [(words_of(text, tongue), tongue) for text, tongue in zip(told, tongues, strict=True)]
        bags = [[stem(word, tongue) for word in of_text] for of_text, tongue in words]
        known: dict[str, int] = {}
        self._terms = np.array([known.setdefault(term, len(known)) for bag in bags for term in bag], dtype=np.int64)
        self._nth = np.array([nth for bag in bags for nth in _occurrences(bag)], dtype=np.int64)
        sizes = [len(bag) for bag in bags]
        self._owner = np.repeat(np.arange(len(bags)), sizes)
        self._stops = np.cumsum(sizes)
        self._prior = prior
        self._by_content = by_content
        self._credit = np.array(
            [not (by_content and is_stop_word(word, tongue)) for of_text, tongue in words for word in of_text]
        )
        self._expected_words = expected_words
        self._tail = _poisson_tail(expected_words * self._probabilities(weights, len(known)))
        self._held = np.zeros(len(known), dtype=np.int64)  # how often the chosen sentences hold each term
        self._shared = self._length = 0.0

    def gains(self) -> Weights:
        """(n,) how many more words each sentence, added now, would be expected to share."""
        times = np.minimum(self._held[self._terms] + self._nth, _MOST_TIMES - 1)
        shared = self._tail.ravel().take(times * len(self._held) + self._terms)  # twice as fast as by two arrays
        gains: Weights = self._prior * np.bincount(self._owner, shared * self._credit, minlength=len(self._prior))
        return gains

    def values(self, gains: Weights, words: Weights, sentences: Weights) -> Weights:
        """Half the ROUGE-1 F1 expected of the chosen sentences with others that gain so much in so many words; by
        content, what each of the others gains for the room it takes."""
        if self._by_content:
            count = np.maximum(sentences, 1)
            return np.asarray(gains / count / np.maximum(words / count, 1) ** LENGTH_POWER, dtype=np.float64)
        values: Weights = (self._shared + gains) / (self._length + words + self._expected_words)
        return values

    def take(self, rows: Sequence[int], gain: float, words: float) -> None:
        """Add sentences to the chosen ones."""
        for row in rows:
            start = self._stops[row - 1] if row else 0
            np.add.at(self._held, self._terms[start : self._stops[row]], 1)
        self._shared += gain
        self._length += words

    def _probabilities(self, weights: Weights, terms: int) -> Weights:
        first = self._nth == 0
        mass = np.bincount(self._terms[first], weights=weights[self._owner[first]], minlength=terms)
        return np.asarray(mass / max(float(mass.sum()), 1e-12), dtype=np.float64)


def decay(places: Rows, power: float | Weights) -> Weights:
    """(n,) what sentences at these places of their articles, from 0, are worth: 1 for the first, then less."""
    return np.asarray((1.0 + places) ** -np.asarray(power), dtype=np.float64)


def _occurrences(bag: Sequence[str]) -> list[int]:
    """For each term how often it came before in the bag."""
    seen: dict[str, int] = {}
    result = []
    for term in bag:
        result.append(seen.get(term, 0))
        seen[term] = result[-1] + 1
    return result


def _poisson_tail(means: Weights) -> NDArray[np.float64]:
    """(_MOST_TIMES, terms) the probability of more than 0, 1, 2 ... occurrences."""
    tail = np.empty((_MOST_TIMES, len(means)))
    probability = np.exp(-means)
    left = 1 - probability
    for times in range(_MOST_TIMES):
        tail[times] = np.maximum(left, 0)
        probability = probability * means / (times + 1)
        left = left - probability
    return tail
