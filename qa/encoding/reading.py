"""What a reader is given, windows of an article, and what it gives: whether each sentence of them answers, and by which
words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from qa.encoding.passages import under_title
from qa.types import Reads, Span

# Sentences before and after the one that is read, and how much of each: where a pronoun or a "why" leads is seldom
# further away, and what is read costs a millisecond for every five words.
NEIGHBOUR_CHARS = 300
SENTENCE_CHARS = 600
# Windows of a question by round, in order of evidence. What more of them are worth stands in docs/evaluation.md.
ROUNDS: Mapping[Reads, tuple[int, ...]] = {"full": (4, 7), "fast": (2,)}


@dataclass(frozen=True, slots=True)
class Window:
    """`text` leads with the title; `spans[i]` is the place of the window's sentence i in it."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader makes of one sentence: the log-odds that it answers, and those of its characters that do."""

    log_odds: float
    answer: Span


class Reader(Protocol):
    """A model that reads question and sentences together; safe to use from several threads.

    `rounds` says how many windows of a question it is given: so many, and to the next number where these leave doubt.
    """

    name: str
    rounds: tuple[int, ...]

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Verdict]]:
        """For each window a verdict on each of its sentences."""
        ...


def window_of(title: str, sentences: Sequence[str]) -> Window:
    """These sentences, in their order, as one text under the title; a very long one is cut at its end."""
    return Window(*under_title(title, [sentence[:SENTENCE_CHARS] for sentence in sentences]))
