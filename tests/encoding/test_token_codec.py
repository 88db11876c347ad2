from __future__ import annotations

import numpy as np

from qa.encoding.token_codec import codec_for

DEFAULT = "all-MiniLM-L6-v2-53aa51172d14"


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
