"""Postings: for each term the texts it occurs in, and how often; of new texts, and of those of the build before."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST = np.iinfo(np.uint16).max  # times that a term is counted in one text
_ARRAYS = ("starts", "texts", "weights", "counts", "lengths")
K1, B = 1.2, 0.75

Keys = NDArray[np.int64]  # (p,) the number of a term and, in the lower 32 bits, that of a text


@dataclass(frozen=True, slots=True)
class Postings:
    """Of n texts and v terms: `texts` (p,) has those of term i from `starts[i]` to `starts[i + 1]`, ascending, and
    `weights` (p,) what the term adds to the score of each; `terms` go by code point.

    By `counts` (p,), how often each has the term, and `lengths` (n,), how many terms each has, the next build goes on;
    builds before format 5 have none.
    """

    terms: Sequence[str]
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: NDArray[np.float32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    def save(self, folder: Path) -> None:
        """Write the files that `load_postings` reads. Raises OSError."""
        folder.mkdir(exist_ok=True)
        (folder / "terms.json").write_text(json.dumps(list(self.terms)), "utf-8")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))


def load_postings(folder: Path) -> Postings:
    """What was saved, all but the terms by memory map. Raises OSError, ValueError, KeyError, TypeError."""
    if (folder / "vocab.index.json").exists():
        return _weighed(folder)
    starts, texts, weights, counts, lengths = (_mapped(folder / f"{name}.npy") for name in _ARRAYS)
    terms = json.loads((folder / "terms.json").read_text("utf-8"))
    return _checked(folder, Postings(terms, starts, texts, weights, counts, lengths))


def _weighed(folder: Path) -> Postings:
    """The files that bm25s 0.3 wrote, for builds of format 4."""
    number = json.loads((folder / "vocab.index.json").read_text("utf-8"))
    starts, texts, weights = (_mapped(folder / f"{name}.csc.index.npy") for name in ("indptr", "indices", "data"))
    terms = sorted(number, key=number.__getitem__)[: len(starts) - 1]  # behind them may be "", of no text
    texts_held = json.loads((folder / "params.index.json").read_text("utf-8"))["num_docs"]
    counts, lengths = np.ones(len(weights), dtype=np.uint16), np.ones(texts_held, dtype=np.int32)
    return _checked(folder, Postings(terms, starts, texts, weights, counts, lengths))


def _mapped(path: Path) -> NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r"))


def _checked(folder: Path, held: Postings) -> Postings:
    same = len(held.texts) == len(held.weights) == len(held.counts) == held.starts[-1]
    if len(held.starts) != len(held.terms) + 1 or not same:
        raise ValueError(f"the files of {folder} do not belong together")
    return held


def idf_of(frequency: NDArray[np.int64] | int, texts: int) -> NDArray[np.float64]:
    """Lucene's inverse document frequency of terms that so many texts have, above 0; highest for none."""
    return np.log1p((texts - np.asarray(frequency, dtype=np.float64) + 0.5) / (np.asarray(frequency) + 0.5))


def _weights(
    starts: NDArray[np.int64], texts: NDArray[np.int32], counts: NDArray[np.uint16], lengths: NDArray[np.int32]
) -> NDArray[np.float32]:
    """What each posting adds to a score: BM25 in Lucene's variant. No text counts as without a word."""
    held = np.maximum(lengths, 1).astype(np.float32)
    mean = held.mean(dtype=np.float64) if len(held) else 1.0
    halves = (K1 * (1 - B + B / mean * held)).astype(np.float32)  # so many occurrences of a term count for half
    times = counts.astype(np.float32)
    frequency = np.diff(starts)
    idf = idf_of(frequency, len(lengths)).astype(np.float32)
    return np.repeat(idf, frequency) * times / (times + halves[texts])


class PostingsWriter:
    """Gathers texts in the order of their numbers: new ones as the numbers of their terms, 4 bytes each, and those that
    `before` has as a range of it. The same texts make the same postings, whichever way they came."""

    def __init__(self, before: Postings | None = None) -> None:
        self._before = before
        self._vocabulary: dict[str, int] = {}
        self._terms, self._numbers, self._lengths = array("i"), array("i"), array("i")  # of the new ones
        self._kept: list[tuple[int, int, int]] = []  # first and stop in `before`, and what number the first has now
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, terms: Iterable[str]) -> None:
        """Add a text, given as its `stems`; the first has number 0."""
        vocabulary, held = self._vocabulary, len(self._terms)
        self._terms.extend([vocabulary.setdefault(term, len(vocabulary)) for term in terms])
        self._lengths.append(len(self._terms) - held)
        self._numbers.append(self._count)
        self._count += 1

    def keep(self, first: int, stop: int) -> None:
        """Add the texts [first, stop) of `before`, which come in its order."""
        self._kept.append((first, stop, self._count))
        self._count += stop - first

    def postings(self) -> Postings:
        """Those of all texts."""
        frequency, texts, counts = self._held()
        terms, frequency = self._merged_terms(frequency)
        keys, new_counts = _counted(self._new_keys(terms))
        at = _places(frequency, texts, keys)
        texts, counts = np.insert(texts, at, (keys & 0xFFFFFFFF).astype(np.int32)), np.insert(counts, at, new_counts)
        starts = _starts(frequency + np.bincount(keys >> 32, minlength=len(terms)))
        lengths = self._all_lengths()
        return Postings(terms, starts, texts, _weights(starts, texts, counts, lengths), counts, lengths)

    def _held(self) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint16]]:
        """Of the texts kept, under their numbers of now: how many have each term of `before`, texts, and counts."""
        before = self._before
        if before is None or not self._kept:
            nothing = np.empty(0, np.int64)
            return nothing, nothing.astype(np.int32), nothing.astype(np.uint16)
        now = np.full(len(before.lengths), -1, dtype=np.int32)
        for first, stop, number in self._kept:
            now[first:stop] = np.arange(number, number + stop - first)
        texts = now[before.texts]
        there = texts >= 0
        if there.all():
            return np.diff(before.starts), texts, before.counts
        return np.diff(_starts(there)[before.starts]), texts[there], before.counts[there]

    def _merged_terms(self, frequency: NDArray[np.int64]) -> tuple[list[str], NDArray[np.int64]]:
        """The terms of all texts in order, and how many of the texts kept have each."""
        known = self._before.terms if self._before and len(frequency) else []
        used = np.flatnonzero(frequency)
        kept = known if len(used) == len(known) else [known[number] for number in used.tolist()]
        added = sorted(term for term in self._vocabulary if not _is_among(term, kept))
        before = np.array([bisect_left(kept, term) for term in added], dtype=np.int64)  # which of those kept
        return sorted([*kept, *added]), np.insert(frequency[used], before, 0)

    def _new_keys(self, terms: Sequence[str]) -> Keys:
        numbers = np.array([bisect_left(terms, term) for term in self._vocabulary], dtype=np.int64)
        texts = np.repeat(np.array(self._numbers, dtype=np.int64), np.array(self._lengths, dtype=np.int64))
        keys: Keys = numbers[np.array(self._terms, dtype=np.int32)] << 32 | texts
        keys.sort()
        return keys

    def _all_lengths(self) -> NDArray[np.int32]:
        lengths = np.zeros(self._count, dtype=np.int32)
        lengths[np.array(self._numbers, dtype=np.int64)] = np.array(self._lengths, dtype=np.int32)
        before = self._before.lengths if self._before else lengths
        for first, stop, number in self._kept:
            lengths[number : number + stop - first] = before[first:stop]
        return lengths


def _starts(frequency: NDArray[Any]) -> NDArray[np.int64]:
    """(n + 1,) where each of n begins that take so many places, and where the last ends."""
    return np.concatenate([[0], np.cumsum(frequency, dtype=np.int64)])


def _places(frequency: NDArray[np.int64], texts: NDArray[np.int32], new: Keys) -> NDArray[np.int64]:
    """(len(new),) where these ascending keys belong among the `texts` of terms that so many of them have each."""
    starts, numbers, wanted = _starts(frequency), new >> 32, (new & 0xFFFFFFFF).astype(np.int32)
    at: NDArray[np.int64] = starts[numbers]
    ends, first = np.flatnonzero(np.diff(numbers, append=-1)) + 1, 0
    for number, stop in zip(numbers[ends - 1].tolist(), ends.tolist(), strict=True):
        held = texts[starts[number] : starts[number + 1]]
        at[first:stop] += np.searchsorted(held, wanted[first:stop])
        first = stop
    return at


def _counted(keys: Keys) -> tuple[Keys, NDArray[np.uint16]]:
    """Each of ascending keys once, and how often it stood there."""
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(firsts, append=len(keys))
    return keys[firsts], np.minimum(counts, _MOST).astype(np.uint16)


def _is_among(term: str, terms: Sequence[str]) -> bool:
    """Whether ascending terms have it."""
    place = bisect_left(terms, term)
    return place < len(terms) and terms[place] == term
