"""The paragraphs of a text, without what a web page leaves around an article."""

from __future__ import annotations

from collections.abc import Sequence

from qa.ingest.prose.furniture import (
    MAX_NOTICE_CHARS,
    is_furniture,
    is_heading_of_correction,
    is_note_of_correction,
    prose_among,
    spans_of,
    without_tail,
)
from qa.text.live_times import without_times
from qa.types import Span

is_boilerplate = is_furniture


def paragraphs(text: str, start: int = 0, is_note: bool = False) -> tuple[Span, ...]:
    """The prose of `text` from character `start` on: trimmed, non-empty, ascending.

    Without furniture, and without the times of a live blog. A note of correction is furniture below an article; it is
    prose where nothing else is, and at the top of a short text that `is_note`.
    """
    spans = without_times(text, list(spans_of(text, start)))
    texts = [text[begin:end] for begin, end in spans]
    own = prose_among(texts)
    notes = _notes(texts, own, is_note)
    return tuple(
        (begin, end if place in notes else begin + len(without_tail(words)))
        for place, ((begin, end), words, kept) in enumerate(zip(spans, texts, own, strict=True))
        if kept or place in notes
    )


def _notes(texts: Sequence[str], own: Sequence[bool], is_note: bool) -> frozenset[int]:
    """The places of the notes of correction that are the article."""
    chars = sum(len(words) for words, kept in zip(texts, own, strict=True) if kept)
    if chars > (MAX_NOTICE_CHARS if is_note else 0):
        return frozenset()
    headed = [False, *map(is_heading_of_correction, texts)]
    notes = [n for n, words in enumerate(texts) if not headed[n + 1] and (headed[n] or is_note_of_correction(words))]
    first = next((n for n, kept in enumerate(own) if kept), len(own))
    return frozenset(n for n in notes if n < first)
