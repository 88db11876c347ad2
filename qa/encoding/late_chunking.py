"""One encoding pass, pooled: sentence vectors and passage vectors from the same token vectors.

Late chunking (Günther et al., 2024, arXiv 2409.04701): a sentence is the mean of its own tokens, each of
which has read the whole passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder
from qa.encoding.passages import PASSAGE_TOKENS, pack, passage_of
from qa.encoding.token_codec import codec_for
from qa.encoding.types import EncodedArticle, EncodedText, Passage
from qa.text.sentences import split
from qa.types import Article

_SPECIAL_TOKENS = 2  # what a model puts around a text
_BATCH = 32  # passages; batches never mix articles, so an article's vectors do not depend on its neighbours


def encode_article(article: Article, encoder: Encoder) -> EncodedArticle:
    """Split, pack, encode once and pool one article.

    Some passages at a time: a token's vector takes 1.5 kB, its code 48 bytes, and one article may have a million.
    """
    sentences = split(article.text, article.body, article.language)
    in_title, *lengths = encoder.count_tokens([article.title, *(sentence.text for sentence in sentences)])
    room = encoder.reach - _SPECIAL_TOKENS - in_title
    title = article.title if room >= encoder.reach // 2 else ""  # a title that would crowd out its article
    most = min(PASSAGE_TOKENS, room if title else encoder.reach - _SPECIAL_TOKENS)
    passages = list(pack(sentences, lengths, title, most))
    parts = [_encoded(passages[start : start + _BATCH], encoder) for start in range(0, len(passages), _BATCH)]
    return EncodedArticle(
        offsets=np.array([(s.start, s.end) for s in sentences], dtype=np.int32).reshape(-1, 2),
        passage_of=passage_of(passages, len(sentences)),
        sentence_vectors=np.concatenate([part.sentence_vectors for part in parts]),
        passage_vectors=np.concatenate([part.passage_vectors for part in parts]),
        token_counts=np.concatenate([part.token_counts for part in parts]),
        token_ids=np.concatenate([part.token_ids for part in parts]),
        token_codes=np.concatenate([part.token_codes for part in parts]),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What is kept of some passages, as in an EncodedArticle."""

    sentence_vectors: NDArray[np.float16]
    passage_vectors: NDArray[np.float16]
    token_counts: NDArray[np.int32]
    token_ids: NDArray[np.int32]
    token_codes: NDArray[np.uint8]


def _encoded(passages: Sequence[Passage], encoder: Encoder) -> _Part:
    encoded = encoder.encode_documents([passage.text for passage in passages])
    owned = [part for passage, item in zip(passages, encoded, strict=True) for part in _by_sentence(passage, item)]
    tokens = _unit(np.concatenate([own.tokens for own in owned]))
    return _Part(
        sentence_vectors=_unit(np.array([own.vector for own in owned])).astype(np.float16),
        passage_vectors=_unit(np.array([item.vector for item in encoded])).astype(np.float16),
        token_counts=np.array([len(own.ids) for own in owned], dtype=np.int32),
        token_ids=np.concatenate([own.ids for own in owned]),
        token_codes=codec_for(encoder.weights_id, encoder.dimensions).encode(tokens),
    )


def _by_sentence(passage: Passage, encoded: EncodedText) -> Iterator[EncodedText]:
    """For each sentence its own tokens and their mean; the passage's vector for one that has no tokens."""
    starts = encoded.spans[:, 0]
    for begin, end in passage.spans:
        own = (starts >= begin) & (starts < end)
        vector = encoded.tokens[own].mean(axis=0) if own.any() else encoded.vector
        yield EncodedText(vector, encoded.tokens[own], encoded.ids[own], encoded.spans[own])


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return unit
