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
