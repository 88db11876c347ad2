"""The codes of all sentences' tokens on disk, memory-mapped, and in how many sentences each token occurs."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.encoding.token_codec import SHIPPED, Codes, codec_for
from qa.errors import IndexDamaged

_SENTENCES = -1  # stands for the number of sentences among token ids


class TokenIndex:
    """The codes of every sentence's tokens, memory-mapped; safe to read from several threads."""

    def __init__(self, folder: Path, weights_id: str, dimensions: int) -> None:
        """Open. Raises IndexDamaged."""
        try:
            self._codes: Codes = np.load(folder / "codes.npy", mmap_mode="r")
            self._starts: NDArray[np.int64] = np.load(folder / "starts.npy")
            own = np.load(folder / "frequencies.npy")
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{folder} cannot be opened", "qa build") from error
        if self._codes.shape != (int(self._starts[-1]), codec_for(weights_id, dimensions).size):
            raise IndexDamaged(f"{folder} is of another quantizer", "qa build")
        self._frequency: Counter[int] = Counter(dict(own.T.tolist()))
        self._frequency.update(_background(weights_id))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def idf(self, token_ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """(q,) inverse document frequency of each token, a document being a sentence, here or in English at large.

        In an archive of ten articles most words of a question occur once or never; by the archive's own numbers
        alone "what" would weigh as much as a name. The larger the archive, the less the background counts.
        """
        frequency = np.array([self._frequency[token] for token in token_ids.tolist()], dtype=np.float32)
        sentences = self._frequency[_SENTENCES]
        return np.log1p((sentences - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)

    def codes(self, row: int) -> Codes:
        """(t, size) the codes of one sentence's tokens."""
        return self._codes[self._starts[row] : self._starts[row + 1]]

    def gather(self, rows: Rows) -> tuple[Codes, NDArray[np.int64]]:
        """The codes (t, size) of these sentences, one after the other, and (len(rows) + 1,) where each one's begin."""
        counts = self._starts[rows + 1] - self._starts[rows]
        runs = np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1) if len(rows) else []
        # Rows that follow one another lie together on the disk.
        parts = (self._codes[self._starts[run[0]] : self._starts[run[-1] + 1]] for run in runs)
        return np.concatenate([self._codes[:0], *parts]), np.concatenate([[0], np.cumsum(counts)])


class TokenWriter:
    """Writes the token index of a known number of tokens, step by step, without holding the codes in memory.

    Not by memory map: where the disk is full that would end the process instead of raising OSError.
    """

    def __init__(self, folder: Path, tokens: int, size: int) -> None:
        """`tokens` is how many will be added; `size` the bytes of a code."""
        folder.mkdir()
        self._folder = folder
        self._counts: list[NDArray[np.int32]] = []
        self._frequency: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._codes = (folder / "codes.npy").open("wb")
        header = {"descr": "|u1", "fortran_order": False, "shape": (tokens, size)}
        np.lib.format.write_array_header_1_0(self._codes, header)

    def __enter__(self) -> TokenWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._codes.close()
        if kind is None:
            counts = np.concatenate([np.zeros(0, dtype=np.int32), *self._counts])
            np.save(self._folder / "starts.npy", np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]))
            np.save(self._folder / "frequencies.npy", frequency_table(self._frequency, len(counts)))

    def add(self, codes: Codes, counts: NDArray[np.int32], ids: NDArray[np.int32]) -> None:
        """Add n sentences of `counts` (n,) tokens each: `codes` (t, size) and `ids` (t,) of all their tokens."""
        self._codes.write(codes.tobytes())
        self._counts.append(counts)
        found = in_how_many_sentences(ids, counts)
        longer, shorter = sorted([self._frequency, found], key=len, reverse=True)
        self._frequency = longer + np.pad(shorter, (0, len(longer) - len(shorter)))


def in_how_many_sentences(ids: NDArray[np.int32], counts: NDArray[np.int32]) -> NDArray[np.int64]:
    """(highest id + 1,) in how many of n sentences each token occurs: `ids` (t,) in the sentences' order."""
    sentence = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    distinct = np.unique(sentence << 32 | ids.astype(np.int64)) & 0xFFFFFFFF
    frequency: NDArray[np.int64] = np.bincount(distinct)
    return frequency


def frequency_table(frequency: NDArray[np.int64], sentences: int) -> NDArray[np.int64]:
    """(2, k) the tokens that occur and in how many sentences; the first column is (_SENTENCES, their number)."""
    known = np.flatnonzero(frequency)
    head = np.array([[_SENTENCES], [sentences]], dtype=np.int64)
    return np.hstack([head, np.stack([known, frequency[known]]).astype(np.int64)])


@cache
def _background(weights_id: str) -> Counter[int]:
    """How often tokens occur in English sentences at large, where that is shipped for this encoder."""
    path = SHIPPED / f"{weights_id}.frequencies.npy"
    return Counter(dict(np.load(path).T.tolist())) if path.is_file() else Counter()
