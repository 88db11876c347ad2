from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.encoding.token_codec import Codes, Int8Codec, codec_for
from qa.errors import IndexDamaged
from qa.index.tokens import TokenIndex, TokenWriter, frequency_table, in_how_many_sentences

DEFAULT = "all-MiniLM-L6-v2-53aa51172d14"


def build_tokens(codes: Codes, counts: np.ndarray, ids: np.ndarray, folder: Path) -> None:
    """One sentence at a time, as an archive adds one article at a time."""
    ends = np.cumsum(counts)
    with TokenWriter(folder, len(codes), codes.shape[1]) as writer:
        for count, end in zip(counts, ends, strict=True):
            own = slice(end - count, end)
            writer.add(codes[own], np.array([count], np.int32), ids[own])


def unit(*rows: list[float]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_maxsim_by_hand(tmp_path: Path) -> None:
    """Three sentences of two, none and one tokens in the plane; the question asks in both directions."""
    tokens = unit([1, 0], [0.6, 0.8], [0, 1])
    codec = Int8Codec(2)
    build_tokens(codec.encode(tokens / 2), np.array([2, 0, 1], np.int32), np.array([7, 8, 7], np.int32), tmp_path / "t")
    index = TokenIndex(tmp_path / "t", "no-such-weights", 2)
    question = unit([1, 0], [0, 1])
    best = index.best_cosines(question, np.array([2, 1, 0]))
    np.testing.assert_allclose(2 * best, [[0, 1], [0, 0], [1, 0.8]], atol=0.01)
    assert len(index) == 3
    assert index.best_cosines(question, np.array([1])).tolist() == [[0, 0]]
    assert index.best_cosines(question[:0], np.array([0])).shape == (1, 0)


def test_idf_counts_sentences_not_occurrences(tmp_path: Path) -> None:
    ids = np.array([7, 7, 8, 7], dtype=np.int32)
    counts = np.array([3, 0, 1], dtype=np.int32)
    assert frequency_table(in_how_many_sentences(ids, counts), 3).tolist() == [[-1, 7, 8], [3, 2, 1]]
    build_tokens(np.zeros((4, 2), np.uint8), counts, ids, tmp_path / "t")
    idf = TokenIndex(tmp_path / "t", "no-such-weights", 2).idf(np.array([7, 8, 9], np.int32))
    np.testing.assert_allclose(idf, np.log1p([1.5 / 2.5, 2.5 / 1.5, 3.5 / 0.5]), rtol=1e-6)


def test_the_shipped_quantizer_is_small_and_keeps_dot_products() -> None:
    """Close neighbours stay close: the code of a vector is far nearer to it than to any other."""
    codec = codec_for(DEFAULT, 384)
    assert (codec.size, codec.id[:3]) == (48, "pq-")
    vectors = np.random.default_rng(0).standard_normal((50, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    codes = codec.encode(vectors)
    assert codes.shape == (50, 48)
    assert codes.dtype == np.uint8
    products = codec.expand(codes) @ codec.project(vectors).T
    assert (products.argmax(axis=1) == np.arange(50)).all()


def test_another_encoder_needs_no_training() -> None:
    codec = codec_for("some-model-0123456789ab", 384)
    vectors = np.random.default_rng(0).standard_normal((50, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    products = codec.expand(codec.encode(vectors)) @ codec.project(vectors).T
    np.testing.assert_allclose(products, vectors @ vectors.T, atol=0.01)


def test_codes_of_another_quantizer_are_refused(tmp_path: Path) -> None:
    build_tokens(np.zeros((1, 2), np.uint8), np.array([1], np.int32), np.array([1], np.int32), tmp_path / "t")
    with pytest.raises(IndexDamaged, match="another quantizer"):
        TokenIndex(tmp_path / "t", DEFAULT, 384)
