"""What travels between the steps of encoding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.types import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences [first, stop) of one article, as one text for the encoder.

    `text` is led by the title; `spans[i]` is the place of sentence `first + i` in it.
    """

    first: int
    stop: int
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EncodedText:
    """What one pass of the encoder gives for one text.

    `vector` (d,) is the model's own pooled vector; `tokens` (t, d) are its token vectors, not normalized, special
    tokens left out; `ids` (t,) are their numbers in the vocabulary, `spans` (t, 2) the characters each covers.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32]
    ids: NDArray[np.int32]
    spans: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class EncodedArticle:
    """An article's sentences and vectors as they are kept: n sentences, m passages, t tokens of the sentences.

    `offsets` (n, 2); `passage_of` (n,) in 0..m-1; vectors (n, d) and (m, d) with unit rows; `token_counts` (n,) sums
    to t; `token_ids` (t,) and `token_codes` (t, size) by the encoder's codec.
    """

    offsets: NDArray[np.int32]
    passage_of: NDArray[np.int32]
    sentence_vectors: NDArray[np.float16]
    passage_vectors: NDArray[np.float16]
    token_counts: NDArray[np.int32]
    token_ids: NDArray[np.int32]
    token_codes: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class EncoderFacts:
    """What a snapshot says of its encoder: the model's name, the id of its weights, the id of all vectors depend on."""

    name: str
    weights_id: str
    encoding_id: str
    dimensions: int
