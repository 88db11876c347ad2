"""Words: BM25 (Robertson and Zaragoza, 2009; Lucene's variant) over stemmed tokens, memory-mapped."""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Mask, Rows
from qa.errors import IndexDamaged
from qa.text.languages import ENGLISH
from qa.text.words import Term

MIN_LETTERS, MIDDLING, LONG = 4, 6, 9  # of a term that may be misspelt
_LANGUAGES = "languages.json"


class BM25Index:
    """A written BM25 index over n texts, opened by memory map; safe to read from several threads.

    `languages` are those by whose rules its words were stemmed.
    """

    def __init__(self, folder: Path) -> None:
        """Open. Raises IndexDamaged."""
        import bm25s

        try:
            self._bm25 = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamaged(f"{folder} cannot be opened", "qa build") from error
        self._documents = int(self._bm25.scores["num_docs"])
        self.languages = _languages_of(folder)
        self._misspelt: list[str] | None = None

    def __len__(self) -> int:
        return self._documents

    def scores(self, terms: Sequence[Term]) -> NDArray[np.float32]:
        """(n,) each text's BM25 score as a share, in [0, 1], of the most these terms could score, each by one stem.

        A term found nowhere counts in that most: a question half of whose words are unknown scores .5 at best.
        """
        stems = list(dict.fromkeys(stem for term in terms for stem in term))
        known = self._bm25.get_tokens_ids(stems)
        most = sum(map(self._most, terms))
        if not known or most <= 0:
            return np.zeros(self._documents, dtype=np.float32)
        shares = cast("NDArray[np.float32]", self._bm25.get_scores_from_ids(known) / np.float32(most))
        return shares if len(stems) == len(terms) else np.minimum(shares, 1)  # where a text has two stems of a word

    def _most(self, term: Term) -> float:
        """The idf of the rarest stem that is known."""
        return max(map(self.idf, [stem for stem in term if stem in self._bm25.vocab_dict] or term[:1]))

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

    def nearest(self, term: str) -> str | None:
        """The known term that `term` is a misspelling of; None where it is known itself, or none lies near enough.

        Of a short word two letters may be exchanged, or one doubled: "Iran" is no slip for "Iraq". Of a MIDDLING one
        any letter may be wrong, of a LONG one two (optimal string alignment distance). Of several the most frequent.
        """
        if term in self._bm25.vocab_dict:
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 2 if len(term) >= LONG else 1
        near = process.extract(term, self._words(), scorer=OSA.distance, score_cutoff=most, limit=None)
        found = [known for known, _, _ in near if known[0] == term[0] and is_slip(term, known)]
        return min(found, key=self.idf, default=None)

    def _words(self) -> list[str]:
        if self._misspelt is None:  # a race costs time, no more
            self._misspelt = [term for term in self._bm25.vocab_dict if len(term) >= MIN_LETTERS]
        return self._misspelt


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


class BM25Writer:
    """Gathers texts as the numbers of their terms, 4 bytes each, and writes what a BM25Index reads.

    Terms are numbered in the order in which they come, so that the same texts make the same files.
    """

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._texts = _Texts()

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, terms: Iterable[str]) -> None:
        """Add a text, given as its `stems`; the first has number 0."""
        vocabulary = self._vocabulary
        self._texts.add([vocabulary.setdefault(term, len(vocabulary)) for term in terms or [""]])

    def write(self, folder: Path, languages: Sequence[str] = (ENGLISH,)) -> None:
        """Write the index of all of them, whose stems are of these languages."""
        import bm25s
        from bm25s.tokenization import Tokenized

        bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75, csc_backend="scipy")
        bm25.index(Tokenized(ids=self._texts, vocab=self._vocabulary), show_progress=False)
        bm25.save(folder, show_progress=False)
        if tuple(languages) != (ENGLISH,):
            (folder / _LANGUAGES).write_text(json.dumps(list(languages)), "utf-8")


class _Texts:
    """The texts as bm25s walks them, each a list of numbers only while it is looked at."""

    def __init__(self) -> None:
        self._terms = array("i")
        self._ends = array("q")

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[list[int]]:
        start = 0
        for end in self._ends:
            yield self._terms[start:end].tolist()
            start = end

    def add(self, terms: Iterable[int]) -> None:
        self._terms.extend(terms)
        self._ends.append(len(self._terms))
