"""Topics of two parties: "Kim Jong Un and Moon Jae-in" asks what they had to do with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from qa.arrays import Mask
from qa.index.candidates import IndexedArticle

OPENING = 3  # sentences of an article that say, with its title, what it is about
MENTIONS = 2  # sentences of an article that name a party, for more than a passing mention
_NAME = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*"
_TWO = re.compile(rf"(?:^|.*?\b(?:of|with|the|between) |.*? )({_NAME}),? (?:and|&|versus|vs\.?) (?:the )?({_NAME})")

# What was one and is two is told apart by where it lies: the two Koreas, both Germanys, inter-Korean talks.
_HALVES = re.compile(r"\b(?:(?:[Tt]wo|[Bb]oth) |[Ii]nter-)([A-Z]\w+)[ns]\b")
HALVES = (frozenset({"North", "East"}), frozenset({"South", "West"}))


def parties(topic: str, articles: Sequence[IndexedArticle]) -> tuple[frozenset[str], ...]:
    """For each of the two names that the topic joins the words that only it has; () where it does not join two.

    `articles` are those it was found in: they tell whether there are halves of what it names.
    """
    if (halved := _HALVES.search(topic)) and all(_has_half(articles, half, halved[1]) for half in HALVES):
        return HALVES
    joined = _TWO.match(topic)
    if joined is None:
        return ()
    first, second = (frozenset(name.split()) for name in joined.groups())
    return (first - second, second - first) if first - second and second - first else ()


def _has_half(articles: Sequence[IndexedArticle], half: frozenset[str], whole: str) -> bool:
    name = re.compile(rf"\b(?:{'|'.join(sorted(half))}) {whole}")
    return any(name.search(text) for held in articles for text in held.texts())


def concerning(held: IndexedArticle, topic: str, named: Sequence[frozenset[str]]) -> Mask:
    """(n,) which sentences concern every party: each is named in them, or early and again in the article.

    All do in an article that has the topic's own words: "Bosnia and Herzegovina".
    """
    texts = held.texts()
    concerned: Mask = np.ones(len(texts), dtype=np.bool_)
    if any(topic in text for text in (held.article.title, *texts)):
        return concerned
    for words in named:
        naming = _naming([held.article.title, *texts], words)
        about = naming.sum() >= MENTIONS and naming[: 1 + OPENING].any()
        concerned &= about | naming[1:]
    return concerned


def _naming(texts: Sequence[str], words: frozenset[str]) -> Mask:
    name = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)")
    return np.array([name.search(text) is not None for text in texts], dtype=np.bool_)
