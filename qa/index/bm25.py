"""Words: BM25 (Robertson and Zaragoza, 2009; Lucene's variant) over stemmed tokens, memory-mapped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.errors import IndexDamaged
from qa.index.allowed import Allowed
from qa.index.postings import PostingsWriter, idf_of, load_postings
from qa.text.languages import ENGLISH
from qa.text.words import Term

MIN_LETTERS, MIDDLING, LONG = 4, 6, 9  # of a term that may be misspelt
_LANGUAGES = "languages.json"
_COMMON = 5_000  # texts: where fewer have a term, to add its weights takes less time than to ask whether it matters

Weights = NDArray[np.float32]
Texts = NDArray[np.int32]  # rows as the postings have them


class BM25Index:
    """A written BM25 index over n texts, opened by memory map; safe to read from several threads.

    `languages` are those by whose rules its words were stemmed; `postings` is what the next build goes on from.
    """

    def __init__(self, folder: Path) -> None:
        """Open. Raises IndexDamaged."""
        try:
            self.postings = load_postings(folder)
        except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamaged(f"{folder} cannot be opened", "qa build") from error
        self.languages = _languages_of(folder)
        self._highest: dict[int, float] = {}
        self._sums: list[Weights] = []  # (n,) of zeros each, which one search at a time borrows
        self._misspelt: list[str] | None = None

    def __len__(self) -> int:
        return len(self.postings.lengths)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self.postings.terms)}

    def scores(self, terms: Sequence[Term], rows: Rows) -> Weights:
        """(len(rows),) each text's BM25 score as a share, in [0, 1], of the most these terms could score, each by one
        stem.

        A term found nowhere counts in that most: a question half of whose words are unknown scores .5 at best.
        """
        scores = np.zeros(len(rows), dtype=np.float32)
        most = sum(map(self._most, terms))
        texts = rows.astype(np.int32)  # as the postings have them, or all of theirs would be converted
        for number in self._known(terms):
            self._add(number, texts, scores)
        return np.minimum(scores / np.float32(most), 1) if most > 0 else scores  # above 1 by two stems of one word

    def best(self, terms: Sequence[Term], limit: int, allowed: Allowed | None = None) -> Rows:
        """The `limit` rows of the highest scores above 0 that `allowed` lets through, without order.

        The postings of the rarest term are read first, those of the next as long as a text that has none of the terms
        before could still be among the best; then only of the texts that are (Turtle and Flood, "Query evaluation:
        strategies and optimizations", 1995).
        """
        if allowed is not None and allowed.few is not None:
            return _best(allowed.few, self.scores(terms, allowed.few), limit)
        rest = sorted(self._known(terms), key=self._frequency)
        sums = self._sums.pop() if self._sums else np.zeros(len(self), dtype=np.float32)
        rows = np.empty(0, dtype=np.int32)
        while rest and not self._are_settled(rows, sums, rest, limit):
            rows = np.concatenate([rows, self._spread(rest.pop(0), sums, allowed)])
        scores = sums[rows]
        sums[rows] = 0
        self._sums.append(sums)
        if rest:
            promising = scores >= _least(scores, limit) - self._most_of(rest)
            rows, scores = rows[promising], scores[promising]
            for number in rest:
                self._add(number, rows, scores)
        return _best(rows.astype(np.int64), scores, limit)

    def matching(self, term: Term) -> Rows:
        """The rows of the texts that have one of a term's stems; one that has several stands there as often."""
        found = [self.postings.texts[self._slice(number)] for number in self._known([term])]
        return np.concatenate([np.empty(0, dtype=np.int32), *found]).astype(np.int64)

    def idf(self, term: str) -> float:
        """Lucene's inverse document frequency, above 0; highest for a term found nowhere."""
        number = self._number.get(term)
        return self._idf(0 if number is None else self._frequency(number))

    def _idf(self, frequency: int) -> float:
        return float(idf_of(frequency, len(self)))

    def _most(self, term: Term) -> float:
        """The idf of the rarest stem that is known."""
        return max(map(self.idf, [stem for stem in term if stem in self._number] or term[:1]))

    def _known(self, terms: Sequence[Term]) -> list[int]:
        stems = dict.fromkeys(stem for term in terms for stem in term)
        return [self._number[stem] for stem in stems if stem in self._number]

    def _slice(self, number: int) -> slice:
        return slice(int(self.postings.starts[number]), int(self.postings.starts[number + 1]))

    def _frequency(self, number: int) -> int:
        held = self._slice(number)
        return int(held.stop - held.start)

    def _highest_weight(self, number: int) -> float:
        """No text is given more by this term."""
        if self._frequency(number) <= _COMMON:
            return self._idf(self._frequency(number))
        if number not in self._highest:
            self._highest[number] = float(self.postings.weights[self._slice(number)].max())
        return self._highest[number]

    def _most_of(self, numbers: Sequence[int]) -> float:
        return sum(map(self._highest_weight, numbers)) * (1 + 1e-5)  # for rounding

    def _are_settled(self, rows: Texts, sums: Weights, rest: Sequence[int], limit: int) -> bool:
        """Whether no text but `rows` can be among the best; looked into where that is less work than to go on."""
        if len(rows) < limit or self._frequency(rest[0]) <= max(len(rows), _COMMON):
            return False
        return _least(sums[rows], limit) > self._most_of(rest)

    def _spread(self, number: int, sums: Weights, allowed: Allowed | None) -> Texts:
        """Add a term's weights to the sums of its texts; returns the texts that had none yet."""
        places = self._slice(number)
        rows, weights = self.postings.texts[places], self.postings.weights[places]
        if allowed is not None:
            through = allowed.mask[rows]
            rows, weights = rows[through], weights[through]
        before = sums[rows]
        sums[rows] = before + weights
        untouched: Texts = rows[before == 0]
        return untouched

    def _add(self, number: int, rows: Texts, scores: Weights) -> None:
        """Add a term's weights to the scores of these rows, in whatever order they are."""
        held = self._slice(number)
        texts = self.postings.texts[held]
        places = np.minimum(np.searchsorted(texts, rows), held.stop - held.start - 1)
        there = texts[places] == rows
        scores[there] += self.postings.weights[held][places[there]]

    def nearest(self, term: str) -> str | None:
        """The known term that `term` is a misspelling of; None where it is known itself, or none lies near enough.

        Of a short word two letters may be exchanged, or one doubled: "Iran" is no slip for "Iraq". Of a MIDDLING one
        any letter may be wrong, of a LONG one two (optimal string alignment distance). Of several the most frequent.
        """
        if term in self._number:
            return None
        return min(slips_of(term, self._words()), key=self.idf, default=None)

    def _words(self) -> list[str]:
        if self._misspelt is None:  # a race costs time, no more
            self._misspelt = [term for term in self._number if len(term) >= MIN_LETTERS]
        return self._misspelt


def slips_of(term: str, words: Sequence[str]) -> list[str]:
    """Those of these words that `term` may be misspelt for, the nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(term, words, scorer=OSA.distance, score_cutoff=most_slips(term), limit=None)
    return [known for known, _, _ in near if known[0] == term[0] and is_slip(term, known)]


def most_slips(term: str) -> int:
    """How many letters of a word may be wrong."""
    return 2 if len(term) >= LONG else 1


def is_slip(term: str, known: str) -> bool:
    """Whether `term`, which lies near `known`, is it misspelt and no other word."""
    return len(term) >= MIDDLING or sorted(term) == sorted(known) or _singled(term) == _singled(known)


def _languages_of(folder: Path) -> tuple[str, ...]:
    """English where nothing is written, as in every index that was made before there were others."""
    path = folder / _LANGUAGES
    try:
        return tuple(json.loads(path.read_text("utf-8"))) if path.exists() else (ENGLISH,)
    except ValueError as error:
        raise IndexDamaged(f"{path} cannot be read", "qa build") from error


def _singled(term: str) -> str:
    """Without the second of two equal letters."""
    return "".join(char for place, char in enumerate(term) if term[place - 1 : place] != char)


def _least(scores: Weights, limit: int) -> float:
    """The lowest of the `limit` highest."""
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])


def _best(rows: Rows, scores: Weights, limit: int) -> Rows:
    """The rows of the `limit` highest scores above 0."""
    rows, scores = rows[scores > 0], scores[scores > 0]
    return rows[np.argpartition(-scores, limit - 1)[:limit]] if len(rows) > limit else rows


class BM25Writer(PostingsWriter):
    """Gathers texts and writes what a BM25Index reads."""

    def write(self, folder: Path, languages: Sequence[str] = (ENGLISH,)) -> None:
        """Write the index of all of them, whose stems are of these languages."""
        self.postings().save(folder)
        if tuple(languages) != (ENGLISH,):
            (folder / _LANGUAGES).write_text(json.dumps(list(languages)), "utf-8")
