"""What has changed from one answer to the next, of the same question asked of two builds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.types import Answer

Change = Literal["newly answered", "no longer answered", "new first citation"]


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer comes down to: whether there is one, and its first sentence; empty where there is no sentence."""

    build: str
    answered: bool
    confidence: float
    text: str = ""
    title: str = ""
    source: str = ""
    published: date | None = None
    link: str = ""


def told_of(answer: Answer) -> Told:
    """What an answer comes down to."""
    head = (answer.index.build, answer.answered, answer.confidence)
    if not answer.citations:
        return Told(*head)
    first = answer.citations[0]
    article = first.article
    return Told(*head, first.text, article.title, article.source, article.published, first.link)


def change(before: Told, after: Told) -> Change | None:
    """What has changed; None where both do not answer, or by the same words, whichever article holds them."""
    if before.answered != after.answered:
        return "newly answered" if after.answered else "no longer answered"
    same = before.text.split() == after.text.split()
    return None if same or not after.answered else "new first citation"
