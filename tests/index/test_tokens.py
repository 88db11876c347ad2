from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.encoding.token_codec import Codes
from qa.errors import IndexDamaged
from qa.index.tokens import TokenIndex, TokenWriter, frequency_table, in_how_many_sentences

DEFAULT = "all-MiniLM-L6-v2-53aa51172d14"


def build_tokens(codes: Codes, counts: np.ndarray, ids: np.ndarray, folder: Path) -> None:
    """One sentence at a time, as an archive adds one article at a time."""
    ends = np.cumsum(counts)
    with TokenWriter(folder) as writer:
        for count, end in zip(counts, ends, strict=True):
            own = slice(end - count, end)
            writer.add(codes[own], np.array([count], np.int32), ids[own])


def test_the_codes_of_sentences(tmp_path: Path) -> None:
    """Four sentences of two, none, one and three tokens."""
    codes = np.arange(12, dtype=np.uint8).reshape(6, 2)
    counts = np.array([2, 0, 1, 3], np.int32)
    build_tokens(codes, counts, np.arange(6, dtype=np.int32), tmp_path / "t")
    index = TokenIndex(tmp_path / "t", "no-such-weights", 2)
    assert len(index) == 4
    assert index.codes(0).tolist() == [[0, 1], [2, 3]]
    assert index.codes(1).tolist() == []
    for rows in ([0, 1, 3], [0], [1, 2, 3], [0, 2], [1]):
        gathered, starts = index.gather(np.array(rows))
        parts = [index.codes(row).tolist() for row in rows]
        assert gathered.tolist() == [code for part in parts for code in part]
        assert np.diff(starts).tolist() == [len(part) for part in parts]
    assert [part.tolist() for part in index.gather(np.empty(0, dtype=np.int64))] == [[], [0]]


def test_idf_counts_sentences_not_occurrences(tmp_path: Path) -> None:
    ids = np.array([7, 7, 8, 7], dtype=np.int32)
    counts = np.array([3, 0, 1], dtype=np.int32)
    assert frequency_table(in_how_many_sentences(ids, counts), 3).tolist() == [[-1, 7, 8], [3, 2, 1]]
    build_tokens(np.zeros((4, 2), np.uint8), counts, ids, tmp_path / "t")
    idf = TokenIndex(tmp_path / "t", "no-such-weights", 2).idf(np.array([7, 8, 9], np.int32))
    np.testing.assert_allclose(idf, np.log1p([1.5 / 2.5, 2.5 / 1.5, 3.5 / 0.5]), rtol=1e-6)


def test_codes_of_another_quantizer_are_refused(tmp_path: Path) -> None:
    build_tokens(np.zeros((1, 2), np.uint8), np.array([1], np.int32), np.array([1], np.int32), tmp_path / "t")
    with pytest.raises(IndexDamaged, match="another quantizer"):
        TokenIndex(tmp_path / "t", DEFAULT, 384)


@pytest.fixture
def parts(tmp_path: Path) -> TokenIndex:
    """Sentences of 2, 0 and 1 codes, of 1 and 2, and of 3, in three parts."""
    codes, counts = np.arange(18, dtype=np.uint8).reshape(9, 2), np.array([2, 0, 1, 1, 2, 3], np.int32)
    with TokenWriter(tmp_path / "t") as writer:
        for first, stop in ((0, 3), (3, 5), (5, 6)):
            if first:
                writer.end_part()
            own = slice(counts[:first].sum(), counts[:stop].sum())
            writer.add(codes[own], counts[first:stop], np.arange(own.stop - own.start, dtype=np.int32))
    assert sorted(path.name for path in (tmp_path / "t").glob("codes*")) == ["codes-1.npy", "codes-2.npy", "codes.npy"]
    return TokenIndex(tmp_path / "t", "no-such-weights", 2)


def test_codes_in_parts_are_read_as_if_they_lay_together(parts: TokenIndex) -> None:
    own = [[[0, 1], [2, 3]], [], [[4, 5]], [[6, 7]], [[8, 9], [10, 11]], [[12, 13], [14, 15], [16, 17]]]
    assert [parts.codes(row).tolist() for row in range(6)] == own
    for rows in ([0, 1, 2, 3, 4, 5], [2, 3], [1], [3, 5], [0, 4, 5]):
        gathered, starts = parts.gather(np.array(rows))
        assert gathered.tolist() == [code for row in rows for code in own[row]]
        assert np.diff(starts).tolist() == [len(own[row]) for row in rows]


def test_a_whole_part_is_linked_and_what_is_less_or_more_is_written(parts: TokenIndex, tmp_path: Path) -> None:
    with TokenWriter(tmp_path / "now") as writer:
        writer.keep(parts, 0, 2, alone=True)
        writer.end_part()
        writer.keep(parts, 3, 5, alone=True)
        writer.end_part()
        writer.keep(parts, 5, 6)
        writer.end_part()
        writer.keep(parts, 3, 6, alone=True)
    assert writer.linked == {"codes-1.npy": "codes-1.npy"}
    assert (tmp_path / "now" / "codes-1.npy").samefile(tmp_path / "t" / "codes-1.npy")
    now = TokenIndex(tmp_path / "now", "no-such-weights", 2)
    assert [now.codes(row).tolist() for row in range(8)] == [
        parts.codes(row).tolist() for row in (0, 1, 3, 4, 5, 3, 4, 5)
    ]
