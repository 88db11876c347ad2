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
from qa.index.slips import MIN_LETTERS, stems_near
from qa.text.languages import ENGLISH
from qa.text.words import Term, unaccented

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

    def unknown(self, terms: Sequence[str]) -> list[str]:
        """Those of these stems that no text has."""
        return [term for term in terms if term not in self._number]

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

    def stems_near(self, word: str, language: str) -> list[str]:
        """The known stems of which a word may be that `word` is misspelt for, the most frequent first."""
        return sorted(stems_near(word, self._beginning.get(unaccented(word)[:1], ()), language), key=self.idf)

    def some(self, term: str, limit: int) -> list[int]:
        """At most `limit` rows of texts that have this stem, from all over the archive."""
        (number,) = self._known([(term,)])
        texts = self.postings.texts[self._slice(number)]
        rows: list[int] = texts[:: max(1, len(texts) // limit)][:limit].tolist()
        return rows

    @cached_property
    def _beginning(self) -> dict[str, list[str]]:
        """By initial, the stems that words may be misspelt for."""
        found: dict[str, list[str]] = {}
        for term in self._number:
            if len(term) >= MIN_LETTERS - 1:
                found.setdefault(term[0], []).append(term)
        return found


def _languages_of(folder: Path) -> tuple[str, ...]:
    """English where nothing is written, as in every index that was made before there were others."""
    path = folder / _LANGUAGES
    try:
        return tuple(json.loads(path.read_text("utf-8"))) if path.exists() else (ENGLISH,)
    except ValueError as error:
        raise IndexDamaged(f"{path} cannot be read", "qa build") from error


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
