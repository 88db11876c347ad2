"""Which words of a cited sentence matched the question: those that late interaction matched, and equal stems."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.encoding.base import Encoder, codec_of
from qa.encoding.token_codec import Codes
from qa.encoding.types import EncodedText
from qa.retrieval.late_interaction import token_cosines
from qa.text.languages import ENGLISH, asked_in, primary
from qa.text.unbroken import unbroken
from qa.text.words import is_stop_word, matches, word_spans
from qa.types import Span

# How near a token must be to one of the question, and how much nearer than the sentence's tokens are on average. Read
# on 22 questions of seeds/: of 24 words so marked that share no stem with the question 21 mean the same or nearly
# ("forbids" for "ban", "rebuilt" for "restored"); a margin of .22 adds many that only share the topic ("British" for
# "Brexit", "Pompeo" for "Biegun").
NEAR = 0.38
MARGIN = 0.28


def highlights(
    encoder: Encoder, question: str, texts: Sequence[str], codes: Sequence[Codes], tags: Sequence[str] = ()
) -> list[tuple[Span, ...]]:
    """For each of `texts` the places of its matched words, ascending and disjoint; stop words never are.

    `codes` are those of each text's tokens, as its index holds them, `tags` its language, where it has one. A sentence
    that the tokenizer cuts otherwise alone than it did in its passage is marked by stems only.
    """
    if not texts:
        return []
    encoded = encoder.encode_question(question)
    subject = _subject_tokens(question, encoded)
    codec = codec_of(encoder)
    found = []
    views = [unbroken(text) for text in texts]
    tokens = encoder.token_spans([view.text for view in views])
    for text, view, own, spans, tag in zip(texts, views, codes, tokens, tags or [""] * len(texts), strict=True):
        language = primary(tag)
        places = set(matches(text, question, language))
        cosines = token_cosines(own, subject, codec)
        if len(cosines) == len(spans) and cosines.size:
            places |= _words_of(text, [view.place(*span)[0] for span in spans[_nearest(cosines)].tolist()], language)
        found.append(_apart(places))
    return found


def _subject_tokens(question: str, encoded: EncodedText) -> NDArray[np.float32]:
    """(q, d) the unit vectors of the question's tokens that are no stop words and no punctuation."""
    language = asked_in(question) or ENGLISH
    words = [(start, end) for start, end in word_spans(question) if not is_stop_word(question[start:end], language)]
    inside = [any(start <= begin < end for start, end in words) for begin, _ in encoded.spans]
    tokens = encoded.tokens[np.array(inside, dtype=np.bool_)]
    unit: NDArray[np.float32] = tokens / np.maximum(np.linalg.norm(tokens, axis=1, keepdims=True), 1e-12)
    return unit


def _nearest(cosines: NDArray[np.float32]) -> NDArray[np.int64]:
    """The tokens, of (t, q) cosines, that stand out as the match of some token of the question."""
    best = cosines.argmax(axis=0)
    height = cosines.max(axis=0)
    return np.unique(best[(height >= NEAR) & (height - cosines.mean(axis=0) >= MARGIN)])


def _apart(places: set[Span]) -> tuple[Span, ...]:
    """Those that overlap, as pairs of characters do, as one."""
    kept: list[Span] = []
    for start, end in sorted(places):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return tuple(kept)


def _words_of(text: str, begins: Sequence[int], language: str) -> set[Span]:
    """The words that hold the tokens that begin at these places in `text`."""
    words = [(start, end) for start, end in word_spans(text) if not is_stop_word(text[start:end], language)]
    return {(start, end) for begin in begins for start, end in words if start <= begin < end}
