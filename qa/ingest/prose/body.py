"""The paragraphs of a text, without what a web page leaves around an article."""

from __future__ import annotations

from qa.ingest.prose.furniture import is_furniture, prose_among, spans_of, without_tail
from qa.text.live_times import without_times
from qa.types import Span

is_boilerplate = is_furniture


def paragraphs(text: str, start: int = 0) -> tuple[Span, ...]:
    """The prose of `text` from character `start` on: trimmed, non-empty, ascending.

    Without furniture, and without the times of a live blog.
    """
    spans = without_times(text, list(spans_of(text, start)))
    own = prose_among([text[begin:end] for begin, end in spans])
    return tuple(
        (begin, begin + len(without_tail(text[begin:end])))
        for (begin, end), kept in zip(spans, own, strict=True)
        if kept
    )
