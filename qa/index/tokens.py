"""The codes of all sentences' tokens on disk, memory-mapped, and in how many sentences each token occurs.

Codes lie in parts (`qa.index.parts`), a file each, in the order of rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from itertools import count, takewhile
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.encoding.token_codec import SHIPPED, Codes, codec_for
from qa.errors import IndexDamaged
from qa.index.layout import link

_SENTENCES = -1  # stands for the number of sentences among token ids


class TokenIndex:
    """The codes of every sentence's tokens, memory-mapped; safe to read from several threads."""

    def __init__(self, folder: Path, weights_id: str, dimensions: int) -> None:
        """Open. Raises IndexDamaged."""
        self.folder = folder
        paths = [folder / part_name(0), *takewhile(Path.exists, (folder / part_name(each) for each in count(1)))]
        try:
            self._parts: list[Codes] = [np.asarray(np.load(path, mmap_mode="r")) for path in paths]
            self._starts: NDArray[np.int64] = np.load(folder / "starts.npy")
            own = np.load(folder / "frequencies.npy")
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{folder} cannot be opened", "qa build") from error
        self.size = size = codec_for(weights_id, dimensions).size  # of a code
        self._begins = [0, *np.cumsum([len(part) for part in self._parts]).tolist()]  # of each part, in tokens
        held = [part.shape[1:] == (size,) or not len(part) for part in self._parts]
        if not all(held) or self._begins[-1] != int(self._starts[-1]):
            raise IndexDamaged(f"{folder} is of another quantizer", "qa build")
        self.frequencies: NDArray[np.int64] = own
        self._weights_id = weights_id

    def __len__(self) -> int:
        return len(self._starts) - 1

    @cached_property
    def idf(self) -> Callable[[NDArray[np.int32]], NDArray[np.float32]]:
        """That of `TokenFrequencies`, which only questions need."""
        return TokenFrequencies(self.frequencies, self._weights_id).idf

    def codes(self, row: int) -> Codes:
        """(t, size) the codes of one sentence's tokens."""
        return next(self.between(row, row + 1), self._none)

    def between(self, first: int, stop: int) -> Iterator[Codes]:
        """The codes (t, size) of the sentences [first, stop), still on the disk, as many of them at a time as lie
        together; none where they have none."""
        begin, end = int(self._starts[first]), int(self._starts[stop])
        part = bisect_right(self._begins, begin) - 1
        while begin < end:
            first, upto = self._begins[part], min(end, self._begins[part + 1])
            yield self._parts[part][begin - first : upto - first]
            begin, part = upto, part + 1

    def counts(self, first: int, stop: int) -> NDArray[np.int32]:
        """(stop - first,) how many each of these sentences has."""
        return np.diff(self._starts[first : stop + 1]).astype(np.int32)

    def part_of(self, first: int, stop: int) -> Path | None:
        """The file that holds the codes of the sentences [first, stop), at least one code, and no others."""
        begin, end = int(self._starts[first]), int(self._starts[stop])
        part = bisect_right(self._begins, begin) - 1
        alone = begin < end and self._begins[part : part + 2] == [begin, end]
        return self.folder / part_name(part) if alone else None

    @property
    def _none(self) -> Codes:
        return self._parts[0][:0]

    def gather(self, rows: Rows) -> tuple[Codes, NDArray[np.int64]]:
        """The codes (t, size) of these sentences, one after the other, and (len(rows) + 1,) where each one's begin."""
        counts = self._starts[rows + 1] - self._starts[rows]
        runs = np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1) if len(rows) else []
        # Rows that follow one another lie together on the disk, or in two parts.
        parts = (codes for run in runs for codes in self.between(run[0], run[-1] + 1))
        return np.concatenate([self._none, *parts]), np.concatenate([[0], np.cumsum(counts)])


def part_name(number: int) -> str:
    """What the file of a part is called; the first as that of all was until format 5."""
    return f"codes-{number}.npy" if number else "codes.npy"


class TokenFrequencies:
    """In how many sentences each token occurs, here or in English at large."""

    def __init__(self, own: NDArray[np.int64], weights_id: str) -> None:
        """`own` is the `frequency_table` of an archive."""
        self._frequency: Counter[int] = Counter(dict(own.T.tolist()))
        self._frequency.update(_background(weights_id))

    def idf(self, token_ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """(q,) inverse document frequency of each token, a document being a sentence.

        In an archive of ten articles most words of a question occur once or never; by the archive's own numbers
        alone "what" would weigh as much as a name. The larger the archive, the less the background counts.
        """
        frequency = np.array([self._frequency[token] for token in token_ids.tolist()], dtype=np.float32)
        sentences = self._frequency[_SENTENCES]
        return np.log1p((sentences - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)


class TokenCounter:
    """Counts in how many sentences each token occurs, sentences by the thousand."""

    def __init__(self) -> None:
        self._frequency: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._sentences = 0

    def add(self, ids: NDArray[np.int32], counts: NDArray[np.int32]) -> None:
        """Add n sentences of `counts` (n,) tokens each: `ids` (t,) of all of them."""
        self._count(in_how_many_sentences(ids, counts), len(counts))

    def take_away(self, ids: NDArray[np.int32], counts: NDArray[np.int32]) -> None:
        """The opposite of `add`."""
        self._count(-in_how_many_sentences(ids, counts), -len(counts))

    def add_table(self, table: NDArray[np.int64]) -> None:
        """Add all that another one has counted, as its table."""
        (_, *tokens), (sentences, *counts) = table.tolist()
        found = np.zeros(max(tokens, default=-1) + 1, dtype=np.int64)
        found[tokens] = counts
        self._count(found, sentences)

    def _count(self, found: NDArray[np.int64], sentences: int) -> None:
        longer, shorter = sorted([self._frequency, found], key=len, reverse=True)
        self._frequency = longer + np.pad(shorter, (0, len(longer) - len(shorter)))
        self._sentences += sentences

    def table(self) -> NDArray[np.int64]:
        """(2, k) what TokenFrequencies reads."""
        return frequency_table(self._frequency, self._sentences)


class TokenWriter:
    """Writes the token index step by step, without holding the codes in memory.

    Not by memory map: where the disk is full that would end the process instead of raising OSError.
    """

    def __init__(self, folder: Path, counter: TokenCounter | None = None) -> None:
        """`counter` has counted what will be kept."""
        folder.mkdir()
        self._folder = folder
        self._counts: list[NDArray[np.int32]] = []
        self._counter = counter or TokenCounter()
        self._size = 0  # of a code
        self._part = self._held = 0  # the number of the part, and how many codes it has
        self._stream: BinaryIO | None = None
        self.linked: dict[str, str] = {}  # the files that are those of the index before, and their names there

    def __enter__(self) -> TokenWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.end_part()
            counts = np.concatenate([np.zeros(0, dtype=np.int32), *self._counts])
            np.save(self._folder / "starts.npy", np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]))
            np.save(self._folder / "frequencies.npy", self._counter.table())
        elif self._stream:
            self._stream.close()

    def add(self, codes: Codes, counts: NDArray[np.int32], ids: NDArray[np.int32]) -> None:
        """Add n sentences of `counts` (n,) tokens each: `codes` (t, size) and `ids` (t,) of all their tokens."""
        self._write(codes)
        self._counts.append(counts)
        self._counter.add(ids, counts)

    def keep(self, index: TokenIndex, first: int, stop: int, alone: bool = False) -> None:
        """Add the sentences [first, stop) of an index, which are a whole part where they are `alone`."""
        self._size = index.size
        self._counts.append(index.counts(first, stop))
        path = index.part_of(first, stop) if alone else None
        if path is None:
            for codes in index.between(first, stop):
                self._write(codes)
        else:
            link(path, self._folder / part_name(self._part))
            self.linked[part_name(self._part)] = path.name

    def end_part(self) -> None:
        """What comes next begins another part."""
        if part_name(self._part) not in self.linked:
            with self._opened() as stream:
                stream.seek(0)
                self._write_header(stream)
        self._stream, self._part, self._held = None, self._part + 1, 0

    def _write(self, codes: Codes) -> None:
        stream = self._opened()
        self._size = codes.shape[1]
        self._held += len(codes)
        stream.write(np.ascontiguousarray(codes).data)

    def _opened(self) -> BinaryIO:
        if self._stream is None:
            self._stream = (self._folder / part_name(self._part)).open("wb")
            self._write_header(self._stream)
        return self._stream

    def _write_header(self, stream: BinaryIO) -> None:
        """As long for any number: numpy leaves room for it to grow."""
        header = {"descr": "|u1", "fortran_order": False, "shape": (self._held, self._size)}
        np.lib.format.write_array_header_1_0(stream, header)


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
