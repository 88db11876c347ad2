"""Copies of one story among many articles: found by locality-sensitive hashing, and then read.

An article is kept as its signature, the least of its shingles under each of many random orders: two articles agree in
as great a part of it as they share of their shingles (Broder, "On the resemblance and containment of documents", 1997).
Those that agree in both hashes of any band are looked at (Indyk and Motwani, "Approximate nearest neighbors: towards
removing the curse of dimensionality", 1998). What is cut down to its first lines shares little of the whole, so that
some bands are of the beginning alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qa.text.one_story import CONTAINED, Shingles, are_copies, read_story, shingles_of, words_of

Signatures = NDArray[np.uint32]  # (n, HASHES + LEAD_HASHES)
Pairs = NDArray[np.int64]  # (n, 2) rows of signatures, the lesser first

SCHEME = "minhash-3w-2"  # what a signature was made by: raise it when a text can come to another one
HASHES = 128  # of the whole; 64 bands of two find 98% of what shares a quarter of its shingles, 93% of a fifth
LEAD_HASHES = 16  # of the first words
LEAD_WORDS = 80
ROWS = 2  # hashes of a band

_NEIGHBOURS = 2  # of an article that are looked at in one band: a template can fill a band with the whole archive
_NEAREST = 32  # of those that are read
_DEVIATIONS = 3  # by which the share that is estimated from signatures may lie too low
_FULLEST = 4  # of a group, that speak for it
_TEXTS_HELD = 4096  # 60 MB of 600 words each
_AT_ONCE = 10_000  # shingles of a long text: 10 MB
_CHUNK = 100_000  # pairs whose signatures are compared at once: 100 MB


def _numbers(seed: int, count: int) -> NDArray[np.uint64]:
    """Random numbers that no version of numpy changes (splitmix64)."""
    mixed = np.arange(seed, seed + count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


_FACTORS = (_numbers(1, HASHES) | np.uint64(1))[:, None]
_TERMS = _numbers(1001, HASHES)[:, None]


def signature(text: str) -> NDArray[np.uint32]:
    """The (HASHES + LEAD_HASHES,) hashes of an article's prose, the same in every process; all 0 without a word."""
    shingles = shingles_of(words_of(text))
    if not len(shingles):
        return np.zeros(HASHES + LEAD_HASHES, np.uint32)
    parts = [_least(shingles[start : start + _AT_ONCE]) for start in range(0, len(shingles), _AT_ONCE)]
    least = np.concatenate([np.min(parts, axis=0), _least(shingles[:LEAD_WORDS])[:LEAD_HASHES]])
    return (least >> np.uint64(32)).astype(np.uint32)


def _least(shingles: Shingles) -> Shingles:
    """The least of them under each order."""
    least: Shingles = (_FACTORS * shingles + _TERMS).min(axis=1)
    return least


@dataclass(frozen=True, slots=True)
class Judged:
    """What reading told: of two rows, the lesser first, whether they are copies, and of a row how many words it has.

    With what was told before, the same clusters are found again without reading.
    """

    copies: dict[tuple[int, int], bool] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)


def clusters(
    signatures: Signatures,
    text_of: Callable[[int], str],
    published: Sequence[date | None],
    lengths: Sequence[int],
    judged: Judged | None = None,
    before: Judged | None = None,
) -> list[tuple[int, ...]]:
    """The stories that more than one article tells, each as the rows of those articles, ordered by their least row.

    In a story the earliest stands first, of one day the fullest, and what has no day last. `text_of` gives the text
    of a row; it is asked only for what may be a copy, and again where it was asked long ago. `lengths` are of these
    texts, in characters or words, at least 1. What is asked is put into `judged`, and taken from `before` where it is
    known there.
    """
    # By their content, so that those that agree most are neighbours, in whatever order the articles come.
    rank = _in_order(signatures)
    rank = rank[signatures[rank].any(axis=1)]
    pairs = _worth_reading(signatures[rank], np.asarray(lengths, np.float64)[rank])
    groups = _joined(pairs, _Reading(rank.tolist(), text_of, judged or Judged(), before or Judged()))

    def order(row: int) -> tuple[date, int, int]:
        return published[row] or date.max, -lengths[row], row

    return sorted((tuple(sorted(map(int, rank[group]), key=order)) for group in groups), key=min)


def _worth_reading(signatures: Signatures, lengths: NDArray[np.float64]) -> Pairs:
    """The pairs that may be copies, those of one neighbourhood together, and there those first that agree most."""
    found = np.empty(0, np.int64)
    for band in _bands(signatures):
        pairs = _parted(band, len(signatures))
        agreed = band[_agreement(signatures, pairs) >= _least_agreement(lengths[pairs])]
        found = np.union1d(found, agreed) if len(agreed) else found
    pairs = _parted(found, len(signatures))
    agreement = _agreement(signatures, pairs)
    nearest = (_place_among(pairs[:, 0], agreement) < _NEAREST) | (_place_among(pairs[:, 1], agreement) < _NEAREST)
    pairs, agreement = pairs[nearest], agreement[nearest]
    neighbourhood = _neighbourhoods(pairs, len(signatures))[pairs[:, 0]]
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0], -agreement, neighbourhood))]


def _in_order(signatures: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Which comes first by its first number, then its second, …: big-endian bytes compare as their numbers do."""
    whole = np.ascontiguousarray(signatures, ">u4").view(f"V{4 * signatures.shape[1]}")
    return np.argsort(whole.ravel(), kind="stable")


def _parted(codes: NDArray[np.int64], count: int) -> Pairs:
    return np.stack(np.divmod(codes, max(1, count)), axis=1)


def _bands(signatures: Signatures) -> Iterator[NDArray[np.int64]]:
    """Of each band the pairs of neighbours that have it in common, as lesser * n + greater."""
    count = len(signatures)
    keys = np.ascontiguousarray(np.ascontiguousarray(signatures).view(np.uint64).T)  # ROWS of 32 bits each are one
    for band in keys:
        shared = _shared(band)
        order = shared[np.argsort(band[shared], kind="stable")]
        found = []
        for step in range(1, _NEIGHBOURS + 1):
            same = band[order[step:]] == band[order[:-step]]
            one, other = order[:-step][same], order[step:][same]
            found.append(np.minimum(one, other) * count + np.maximum(one, other))
        yield np.concatenate(found)


def _shared(band: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The rows whose number others may have too: all that do, and few besides. Plain numbers, of which the lowest bits
    are the row's, are sorted in a third of the time that an order takes."""
    rows = np.uint64((1 << len(band).bit_length()) - 1)
    mixed = np.sort((band * _FACTORS[0]) & ~rows | np.arange(len(band), dtype=np.uint64))
    same = mixed[1:] ^ mixed[:-1] <= rows
    shared = np.zeros(len(band), np.bool_)
    shared[1:] = same
    shared[:-1] |= same
    return np.sort((mixed[shared] & rows).astype(np.int64))


def _agreement(signatures: Signatures, pairs: Pairs) -> NDArray[np.float64]:
    """In which part of the hashes of the whole two articles agree."""
    parts = [
        (signatures[part[:, 0], :HASHES] == signatures[part[:, 1], :HASHES]).mean(axis=1)
        for part in (pairs[start : start + _CHUNK] for start in range(0, len(pairs), _CHUNK))
    ]
    return np.concatenate(parts) if parts else np.empty(0)


def _least_agreement(lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """What two articles of these lengths must agree in for the shorter to stand in the longer."""
    shared = CONTAINED * lengths.min(axis=1)
    needed: NDArray[np.float64] = shared / (lengths.sum(axis=1) - shared)
    needed -= _DEVIATIONS * np.sqrt(needed * (1 - needed) / HASHES)
    return needed


def _place_among(owners: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each value among those of its owner, 0 for the greatest."""
    order = np.lexsort((-values, owners))
    sorted_owners = owners[order]
    places = np.empty(len(owners), np.int64)
    places[order] = np.arange(len(owners)) - np.searchsorted(sorted_owners, sorted_owners)
    return places


def _neighbourhoods(pairs: Pairs, count: int) -> NDArray[np.int64]:
    """For each article the first of all that pairs lead to from it."""
    roots = list(range(count))
    for one, other in pairs.tolist():
        first, second = sorted((_root(roots, one), _root(roots, other)))
        roots[second] = first
    return np.array([_root(roots, place) for place in range(count)], np.int64)


class _Reading:
    """Articles that are read where they were not judged before; `rows` are theirs, by place."""

    def __init__(self, rows: Sequence[int], text_of: Callable[[int], str], judged: Judged, before: Judged) -> None:
        self._story = lru_cache(maxsize=_TEXTS_HELD)(lambda row: read_story(text_of(row)))
        self._rows = rows
        self._judged, self._before = judged, before

    def words(self, place: int) -> int:
        """How many it has."""
        row = self._rows[place]
        if row not in self._judged.words:
            known = self._before.words.get(row)
            self._judged.words[row] = len(self._story(row).words) if known is None else known
        return self._judged.words[row]

    def are_copies(self, one: int, other: int) -> bool:
        """Whether two are one story."""
        lesser, greater = sorted((self._rows[one], self._rows[other]))
        if (lesser, greater) not in self._judged.copies:
            known = self._before.copies.get((lesser, greater))
            told = are_copies(self._story(lesser), self._story(greater)) if known is None else known
            self._judged.copies[lesser, greater] = told
        return self._judged.copies[lesser, greater]

    def are_one_story(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether most of one group are copies of most of the other, by their words: a brief may be in two stories."""
        pairs = [(one, other) for one in ours for other in theirs]
        weights = [min(self.words(one), self.words(other)) for one, other in pairs]
        agreed = [weight for weight, pair in zip(weights, pairs, strict=True) if self.are_copies(*pair)]
        return 2 * sum(agreed) > sum(weights)


def _joined(pairs: Pairs, reading: _Reading) -> list[list[int]]:
    """The groups of copies (union-find, Galler and Fischer, 1964)."""
    places = np.unique(pairs).tolist()
    roots = list(range(max(places, default=-1) + 1))
    fullest: dict[int, list[int]] = {}
    for one, other in pairs.tolist():
        first, second = sorted((_root(roots, one), _root(roots, other)))
        if first == second or not reading.are_copies(one, other):
            continue
        ours, theirs = fullest.get(first, [first]), fullest.get(second, [second])
        if reading.are_one_story(ours, theirs):
            roots[second] = first
            fullest[first] = sorted([*ours, *theirs], key=lambda place: (-reading.words(place), place))[:_FULLEST]
    groups: dict[int, list[int]] = {}
    for place in places:
        groups.setdefault(_root(roots, place), []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def _root(roots: list[int], place: int) -> int:
    """Where the links from `place` end; they are made shorter on the way."""
    while roots[place] != place:
        roots[place] = roots[roots[place]]
        place = roots[place]
    return place
