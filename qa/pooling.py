"""One encoding pass, pooled: sentence vectors and passage vectors from the same token vectors.

Late chunking (Günther et al., 2024, arXiv 2409.04701): a sentence is the mean of its own tokens, each of
which has read the whole passage.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.encoder import Encoder
from qa.passages import PACKING, pack, passage_of
from qa.sentences import SPLITTER, split
from qa.types import Article, EncodedArticle, EncodedPassage, Passage

_BATCH = 32  # passages; batches never mix articles, so an article's vectors do not depend on its neighbours


def encoder_id(encoder: Encoder) -> str:
    """What an article's encoding depends on besides the article: weights, sentence splitter, passage packing."""
    return f"{encoder.id}/{SPLITTER}/{PACKING}"


def encode_article(article: Article, encoder: Encoder) -> EncodedArticle:
    """Split, pack, encode once and pool one article."""
    sentences = split(article.text, article.body)
    tokens = encoder.count_tokens([sentence.text for sentence in sentences])
    passages = list(pack(sentences, tokens, article.title))
    encoded = [
        item
        for start in range(0, len(passages), _BATCH)
        for item in encoder.encode_passages([passage.text for passage in passages[start : start + _BATCH]])
    ]
    pairs = list(zip(passages, encoded, strict=True))
    return EncodedArticle(
        offsets=np.array([(s.start, s.end) for s in sentences], dtype=np.int32).reshape(-1, 2),
        passage_of=passage_of(passages, len(sentences)),
        sentence_vectors=_stacked([row for pair in pairs for row in pool_sentences(*pair)], encoder.dimensions),
        passage_vectors=_stacked([item.vector for item in encoded], encoder.dimensions),
    )


def pool_sentences(passage: Passage, encoded: EncodedPassage) -> list[NDArray[np.float32]]:
    """For each sentence of the passage the mean (d,) of its own tokens; the passage's vector where it has none."""
    starts = np.where(encoded.spans[:, 1] > encoded.spans[:, 0], encoded.spans[:, 0], -1)
    return [
        encoded.tokens[own].mean(axis=0) if (own := (starts >= begin) & (starts < end)).any() else encoded.vector
        for begin, end in passage.spans
    ]


def _stacked(rows: Sequence[NDArray[np.float32]], dimensions: int) -> NDArray[np.float16]:
    vectors = np.array(rows, dtype=np.float32).reshape(-1, dimensions)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float16] = (vectors / np.maximum(norms, 1e-12)).astype(np.float16)
    return unit
