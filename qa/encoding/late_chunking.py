"""One encoding pass, pooled: sentence vectors and passage vectors from the same token vectors.

Late chunking (Günther et al., 2024, arXiv 2409.04701): a sentence is the mean of its own tokens, each of
which has read the whole passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder
from qa.encoding.passages import PASSAGE_TOKENS, pack, passage_of
from qa.encoding.side_by_side import side_by_side
from qa.encoding.token_codec import codec_for
from qa.encoding.types import EncodedArticle, EncodedText, Passage
from qa.heap import give_back_freed
from qa.text.sentences import split
from qa.types import Article, Sentence

_SPECIAL_TOKENS = 2  # what a model puts around a text
# Passages that are encoded together: enough to keep a core at its best, few enough for several cores to share a long
# article. They are of one article, whose vectors therefore do not depend on its neighbours.
_BATCH = 8
_PART = 8 * _BATCH  # passages of a part: 1.3 MB
# Passages: what a network frees between what is kept takes hundreds of MB after a minute. To give it back costs .1 s,
# to encode so many 6.
_GIVEN_BACK = 64
_COUNTED = 1000  # sentences: what a tokenizer gives of one takes some kB


def encode_article(article: Article, encoder: Encoder) -> EncodedArticle:
    """Split, pack, encode once and pool one article."""
    return joined(list(encode_parts(article, encoder)))


def encode_parts(article: Article, encoder: Encoder) -> Iterator[EncodedArticle]:
    """The same as consecutive parts, which of all but very long articles is one; passages are numbered through.

    Some passages at a time: a token's vector takes 1.5 kB, its code 48 bytes, and one article may have millions.
    """
    for _, parts in encode_all([article], encoder):
        yield from parts


def encode_all(articles: Iterable[Article], encoder: Encoder) -> Iterator[tuple[Article, Iterator[EncodedArticle]]]:
    """Articles in their order, each with its parts, which must be taken before the next is asked for.

    The next are split and encoded meanwhile, each batch in a thread of its own.
    """
    batches = (batch for article in articles for batch in _batches(article, encoder))
    found = side_by_side(
        lambda batch: _encoded(batch.passages, encoder), batches, encoder.threads, lambda: encoder.use_threads(1)
    )
    try:
        for article, of_article in groupby(_giving_back(found), lambda each: each[0].article):
            yield article, _parts(of_article)
    finally:
        encoder.use_threads(encoder.threads)  # again, for some of what the others set is set for all


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Consecutive passages of an article, which follow `before` others, and their sentences."""

    before: int
    passages: Sequence[Passage]
    sentences: Sequence[Sentence]


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    """Passages of a part that are encoded together."""

    article: Article
    part: _Part
    passages: Sequence[Passage]


def _batches(article: Article, encoder: Encoder) -> Iterator[_Batch]:
    sentences = split(article.text, article.body, article.language)
    [in_title] = encoder.count_tokens([article.title])
    room = encoder.reach - _SPECIAL_TOKENS - in_title
    title = article.title if room >= encoder.reach // 2 else ""  # a title that would crowd out its article
    most = min(PASSAGE_TOKENS, room if title else encoder.reach - _SPECIAL_TOKENS)
    passages, before = pack(sentences, _lengths(sentences, encoder), title, most), 0
    while some := list(islice(passages, _PART)):
        part = _Part(before, some, sentences[some[0].first : some[-1].stop])
        yield from (_Batch(article, part, some[start : start + _BATCH]) for start in range(0, len(some), _BATCH))
        before += len(some)


def _giving_back(found: Iterable[tuple[_Batch, _Encoded]]) -> Iterator[tuple[_Batch, _Encoded]]:
    passages = 0
    for batch, encoded in found:
        yield batch, encoded
        passages += len(batch.passages)
        if passages >= _GIVEN_BACK:
            give_back_freed()
            passages = 0


def _parts(found: Iterable[tuple[_Batch, _Encoded]]) -> Iterator[EncodedArticle]:
    for part, of_part in groupby(found, lambda each: each[0].part):
        yield _joined_part(part, [encoded for _, encoded in of_part])


def _joined_part(part: _Part, encoded: Sequence[_Encoded]) -> EncodedArticle:
    return EncodedArticle(
        offsets=np.array([(sentence.start, sentence.end) for sentence in part.sentences], dtype=np.int32),
        passage_of=passage_of(part.passages, part.before),
        **{name: _concatenated(encoded, name) for name in _Encoded.__dataclass_fields__},
    )


def joined(parts: Sequence[EncodedArticle]) -> EncodedArticle:
    """Consecutive parts, at least one, as one."""
    names = EncodedArticle.__dataclass_fields__
    return parts[0] if len(parts) == 1 else EncodedArticle(*(_concatenated(parts, name) for name in names))


def _concatenated(parts: Sequence[object], name: str) -> NDArray[Any]:
    return np.concatenate([getattr(part, name) for part in parts])


def _lengths(sentences: Sequence[Sentence], encoder: Encoder) -> list[int]:
    """How many tokens each has."""
    starts = range(0, len(sentences), _COUNTED)
    batches = ([sentence.text for sentence in sentences[start : start + _COUNTED]] for start in starts)
    return [length for texts in batches for length in encoder.count_tokens(texts)]


@dataclass(frozen=True, slots=True)
class _Encoded:
    """What is kept of some passages, as in an EncodedArticle."""

    sentence_vectors: NDArray[np.float16]
    passage_vectors: NDArray[np.float16]
    token_counts: NDArray[np.int32]
    token_ids: NDArray[np.int32]
    token_codes: NDArray[np.uint8]


def _encoded(passages: Sequence[Passage], encoder: Encoder) -> _Encoded:
    encoded = encoder.encode_documents([passage.text for passage in passages])
    owned = [part for passage, item in zip(passages, encoded, strict=True) for part in _by_sentence(passage, item)]
    tokens = _unit(np.concatenate([own.tokens for own in owned]))
    return _Encoded(
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
