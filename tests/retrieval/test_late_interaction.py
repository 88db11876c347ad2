from __future__ import annotations

import numpy as np

from qa.encoding.token_codec import Int8Codec
from qa.retrieval.late_interaction import best_cosines


def unit(*rows: list[float]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_maxsim_by_hand() -> None:
    """Three sentences of two, none and one tokens in the plane; the question asks in both directions."""
    codec = Int8Codec(2)
    codes = codec.encode(unit([1, 0], [0.6, 0.8], [0, 1]) / 2)
    starts = np.array([0, 2, 2, 3])
    question = unit([1, 0], [0, 1])
    np.testing.assert_allclose(2 * best_cosines(codes, starts, question, codec), [[1, 0.8], [0, 0], [0, 1]], atol=0.01)
    assert best_cosines(codes[:0], starts[1:3], question, codec).tolist() == [[0, 0]]
    assert best_cosines(codes, starts, question[:0], codec).shape == (3, 0)
