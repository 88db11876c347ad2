"""Packing sentences into passages, the unit that goes through the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa.encoding.types import Passage
from qa.text.unbroken import unbroken
from qa.types import Sentence, Span

PASSAGE_TOKENS = 200  # all-MiniLM-L6-v2 reads 256; the rest is for the title and the special tokens
MAX_TITLE_CHARS = 160
PACKING = f"passages-{PASSAGE_TOKENS}-3"  # part of what an encoding is keyed by


def pack(
    sentences: Sequence[Sentence], tokens: Sequence[int], title: str, most: int = PASSAGE_TOKENS
) -> Iterator[Passage]:
    """Consecutive sentences, as many as fit `most` tokens, each passage led by the title.

    `tokens[i]` is the number of tokens of sentence i; one that is longer alone gets a passage of its own.
    """
    if not sentences:
        return
    first, used = 0, 0
    for index, count in enumerate(tokens):
        if index > first and used + count > most:
            yield _passage(sentences, first, index, title)
            first, used = index, 0
        used += count
    yield _passage(sentences, first, len(sentences), title)


def passage_of(passages: Sequence[Passage], before: int = 0) -> NDArray[np.int32]:
    """(n,): the passage that each of their n sentences is in; the first has the number `before`."""
    sizes = [passage.stop - passage.first for passage in passages]
    return np.repeat(np.arange(before, before + len(passages), dtype=np.int32), sizes)


def _passage(sentences: Sequence[Sentence], first: int, stop: int, title: str) -> Passage:
    texts = [unbroken(sentence.text).text for sentence in sentences[first:stop]]
    return Passage(first, stop, *under_title(title, texts))


def under_title(title: str, texts: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """A title, cut where it is too long, and texts as one, a line each; and the place of each text in it."""
    joined, spans = title[:MAX_TITLE_CHARS], []
    for text in texts:
        joined += "\n" if joined else ""
        spans.append((len(joined), len(joined) + len(text)))
        joined += text
    return joined, tuple(spans)
