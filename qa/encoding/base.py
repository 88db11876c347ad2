"""What building and searching need of an encoder, and what names its encodings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.encoding.passages import PACKING
from qa.encoding.token_codec import TokenCodec, codec_for
from qa.encoding.types import EncodedText
from qa.text.sentences import SPLITTER


class Encoder(Protocol):
    """What building and searching need of a model."""

    name: str
    weights_id: str  # names the weights: two encoders of one id and variant give the same vectors
    variant: str  # "", or "/" and a precision whose vectors are others than those of float32
    dimensions: int
    reach: int  # how many tokens of a text it reads, special tokens included

    @property
    def threads(self) -> int:
        """How many threads encode best side by side."""
        ...

    def use_threads(self, count: int) -> None:
        """From now on, encoding that is asked for in this thread may take so many cores."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        ...

    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        """One pass over each text; what lies beyond the model's reach gets no tokens."""
        ...

    def encode_question(self, text: str) -> EncodedText:
        """The same for a question, for which a model may have a prompt of its own."""
        ...

    def token_spans(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """(t, 2) for each text: the characters of each of its tokens, without encoding them."""
        ...


def codec_of(encoder: Encoder) -> TokenCodec:
    """What turns this encoder's token vectors into codes, and codes into vectors."""
    return codec_for(encoder.weights_id, encoder.dimensions)


def encoding_id(encoder: Encoder) -> str:
    """What an article's encoding depends on besides the article: weights, precision, splitter, packing, token codes."""
    return f"{encoder.weights_id}{encoder.variant}/{SPLITTER}/{PACKING}/{codec_of(encoder).id}"
