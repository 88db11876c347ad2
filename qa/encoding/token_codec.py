"""Token vectors to codes of a few bytes and back: which codec serves which encoder."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.encoding.product_quantizer import ProductQuantizer

SHIPPED = Path(__file__).parents[1] / "data"
_INT8_SCALE = 254.0  # a component of a unit vector of some hundred dimensions is seldom above .5
Codes = NDArray[np.uint8]  # (t, size)


class TokenCodec(Protocol):
    """Unit vectors to codes; codes and questions to a space in which dot products are the cosines, nearly."""

    id: str
    size: int  # bytes a token

    def encode(self, vectors: NDArray[np.float32]) -> Codes:
        """(t, size) codes of the unit vectors (t, d)."""
        ...

    def expand(self, codes: Codes) -> NDArray[np.float32]:
        """(t, r) what the codes stand for."""
        ...

    def project(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """(q, r) the question's token vectors (q, d), to be multiplied with what `expand` gives."""
        ...


class Int8Codec:
    """One byte a dimension: needs no training, so it serves any encoder."""

    def __init__(self, dimensions: int) -> None:
        self.id = "int8-1"
        self.size = dimensions

    def encode(self, vectors: NDArray[np.float32]) -> Codes:
        """(t, d) codes."""
        codes: Codes = np.clip(np.rint(vectors * _INT8_SCALE), -127, 127).astype(np.int8).view(np.uint8)
        return codes

    def expand(self, codes: Codes) -> NDArray[np.float32]:
        """(t, d) vectors."""
        return codes.view(np.int8).astype(np.float32) / np.float32(_INT8_SCALE)

    def project(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """The question as it is."""
        return question


@cache
def codec_for(weights_id: str, dimensions: int) -> TokenCodec:
    """The quantizer shipped for an encoder of this id, or else one byte a dimension.

    Which it is depends on the encoder alone, never on the archive: a code once written never changes, and an
    index updated step by step equals one rebuilt. 48 bytes a token lost nothing measurable against float32:
    see tests/benchmarks/train_token_quantizer.py.
    """
    shipped = SHIPPED / f"{weights_id}.pq"
    return ProductQuantizer(shipped) if shipped.is_file() else Int8Codec(dimensions)
