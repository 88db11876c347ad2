"""Words by BM25 as dot products: a sentence weighs its stems, a question weighs them by how rare they are.

So the numbers are those of qa.index.bm25, over the whole archive, however Milvus cuts it up. Its own BM25 counts within
a segment in Milvus Lite, and has no stems but of a language a collection.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.index.milvus.client import Milvus, quoted
from qa.index.milvus.schema import FIELDS, TERMS, key_of_term
from qa.index.postings import K1, B
from qa.index.slips import MIN_LETTERS, stems_apart, stems_near
from qa.text.words import Term, stem, unaccented

Weights = dict[int, float]  # by the number of a stem
_BATCH = 5_000  # terms


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a question: their `weights`, and what a sentence with all of them would have at `most`."""

    weights: Weights
    most: float

    def shares(self, sentences: Sequence[Weights]) -> NDArray[np.float32]:
        """(n,) the score of each sentence, by the weights of its words, as a share in [0, 1] of the most."""
        if self.most <= 0:
            return np.zeros(len(sentences), dtype=np.float32)
        weigh = self.weights.get
        sums = [sum(weigh(number, 0.0) * weight for number, weight in words.items()) for words in sentences]
        shares: NDArray[np.float32] = np.minimum(np.array(sums, dtype=np.float32) / np.float32(self.most), 1)
        return shares


class TermIndex:
    """In how many of n sentences each stem occurs."""

    def __init__(self, milvus: Milvus, collection: str, sentences: int) -> None:
        self._milvus, self._collection, self._sentences = milvus, collection, sentences

    def asked(self, terms: Sequence[Term]) -> Asked:
        """What to look for, and the most it could score; a term found nowhere counts in that."""
        known = self._known({stem for term in terms for stem in term})
        most = sum(self._most(term, {stem: frequency for stem, (_, frequency) in known.items()}) for term in terms)
        return Asked({number: self._idf(frequency) for number, frequency in known.values()}, most)

    def unknown(self, stems: Sequence[str]) -> list[str]:
        """Those of these stems that no sentence has."""
        known = self._known(stems)
        return [stem for stem in stems if stem and stem not in known]

    def stems_near(self, word: str, language: str) -> list[str]:
        """The stems of which a word may be that `word` is misspelt for, the most frequent first."""
        own = stem(word, language)
        lengths = range(max(MIN_LETTERS - 1, len(own) - stems_apart(own)), len(own) + stems_apart(own) + 1)
        columns, also = ["number", "term", "sentences"], f" and initial == {quoted(unaccented(word)[0])}"
        rows = sorted(
            self._milvus.rows(self._collection, "letters", lengths, columns, also), key=lambda row: int(row["number"])
        )
        frequency = {row["term"]: int(row["sentences"]) for row in rows}
        return sorted(stems_near(word, list(frequency), language), key=frequency.__getitem__, reverse=True)

    def _known(self, stems: Iterable[str]) -> dict[str, tuple[int, int]]:
        """By stem, its number and in how many sentences it occurs."""
        stems = {key_of_term(stem): stem for stem in stems if stem}
        rows = self._milvus.rows(self._collection, "term", sorted(stems), ["number", "term", "sentences"])
        return {stems[row["term"]]: (int(row["number"]), int(row["sentences"])) for row in rows}

    def _most(self, term: Term, frequency: dict[str, int]) -> float:
        return max(
            self._idf(frequency.get(stem, 0)) for stem in [stem for stem in term if stem in frequency] or term[:1]
        )

    def _idf(self, frequency: int) -> float:
        return math.log(1 + (self._sentences - frequency + 0.5) / (frequency + 0.5))


class WordCounter:
    """Counts the stems of sentences, and weighs them once all are counted: what waits lies in a file without a name."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._frequency: Counter[int] = Counter()
        self._sentences = self._stems = 0
        self._waiting: Any = TemporaryFile()  # noqa: SIM115  # closed with this

    def close(self) -> None:
        """Let go of the file."""
        self._waiting.close()

    def add(self, stems: Sequence[str]) -> None:
        """Add a sentence."""
        numbers = [self._numbers.setdefault(stem, len(self._numbers)) for stem in stems or [""]]
        self._frequency.update(set(numbers))
        self._sentences += 1
        self._stems += len(numbers)
        array("i", [len(numbers), *numbers]).tofile(self._waiting)

    def weighed(self) -> Iterator[Weights]:
        """The weights of the stems of each sentence, in the order they were added."""
        self._waiting.seek(0)
        mean = self._stems / max(1, self._sentences)
        for _ in range(self._sentences):
            length = self._read(1)[0]
            base = K1 * (1 - B + B * length / mean)
            counts = Counter(self._read(length))
            yield {number: count / (base + count) for number, count in counts.items()}

    def write(self, milvus: Milvus, collection: str) -> int:
        """Write how frequent each stem is; returns how many there are."""
        rows: list[dict[str, Any]] = []
        for term, number in self._numbers.items():
            rows.append(self._row(term, number))
            if len(rows) == _BATCH:
                milvus.insert(collection, rows)
                rows = []
        if rows:
            milvus.insert(collection, rows)
        milvus.finish(collection, FIELDS[TERMS])
        return len(self._numbers)

    def sampled(self, most: int) -> list[dict[str, Any]]:
        """Some of what was written."""
        step = max(1, len(self._numbers) // most)
        return [self._row(stem, number) for stem, number in islice(self._numbers.items(), 0, step * most, step)]

    def _row(self, stem: str, number: int) -> dict[str, Any]:
        return {
            "number": number,
            "term": key_of_term(stem),
            "initial": stem[:1],
            "letters": len(stem),
            "sentences": self._frequency[number],
            "flat": [0.0, 0.0],
        }

    def _read(self, count: int) -> array[int]:
        found = array("i")
        found.fromfile(self._waiting, count)
        return found
