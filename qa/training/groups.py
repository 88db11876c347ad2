"""Groups: a question with a window that answers it, where there is one, and windows that do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from qa.encoding.reading import Window, window_of
from qa.training.negatives import Place
from qa.training.questions import Document, Example, holds
from qa.training.swaps import swapped
from qa.types import Span

RIGHT, WRONG, UNSURE = 1, 0, -1
# How often a thing is done to an example, so that the reader does not come to lean on what it may not have in use: a
# title, neighbours, all words of the question, rightly spelt.
NO_TITLE = 0.25
WORD_DROPPED = 0.1
WORD_MISSPELT = 0.1
OTHER_WORDS = 0.3  # for "why", which people ask in more ways than those who write questions to paragraphs
NEAR_MISS = 0.12  # made of a question with an answer, which then has none
WINDOWS = 4  # in a group
NEIGHBOURS = (0, 1, 1, 2)  # how many sentences before, and after, the one in the middle
_WHY_DID = re.compile(
    r"[Ww]hy (?:did|does|do)"
    r" (?P<subject>(?:(?:the|his|her|their) [a-z][\w'-]*)|(?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)"
    r" (?P<deed>[a-z].*)"
)


@dataclass(frozen=True, slots=True)
class Group:
    """A question and its windows; `labels[w][i]` is RIGHT, WRONG or UNSURE for sentence i of window w.

    `span` is the answer, in characters of the text of the first window.
    """

    question: str
    windows: tuple[Window, ...]
    labels: tuple[tuple[int, ...], ...]
    span: Span | None


def group_of(example: Example, negatives: Sequence[Place], random: Random) -> Group:
    """One group of WINDOWS at most, drawn at random: the first holds a right sentence, where there is one, the others
    the `negatives`, the nearer ones more often."""
    document = example.document
    parts: list[tuple[Document, range]] = []
    if example.right:
        parts.append((document, _around(document, random.choice(example.right), random)))
    covered = {number for _, numbers in parts for number in numbers}
    for other, number in _drawn(example, negatives, random):
        if len(parts) == WINDOWS:
            break
        if other is not document:
            parts.append((other, _around(other, number, random)))
        elif number not in covered:
            parts.append((document, _around(document, number, random, covered)))
            covered |= {*parts[-1][1]}
    titled = random.random() >= NO_TITLE
    windows = [
        window_of(owner.title if titled else "", [owner.sentences[n].text for n in numbers]) for owner, numbers in parts
    ]
    labels = [tuple(_label(example, owner, number) for number in numbers) for owner, numbers in parts]
    if example.right and random.random() < NEAR_MISS:
        elsewhere = [sentence.text for sentence in document.sentences]
        if near_miss := swapped(example.question, windows[0].text, elsewhere, random):
            question, name = near_miss
            return Group(_worn(question, random), tuple(windows), tuple(_unanswered(windows, labels, name)), None)
    span = _span_in(example, windows[0], parts[0][1]) if example.right else None
    return Group(_worn(example.question, random), tuple(windows), tuple(labels), span)


def _around(document: Document, number: int, random: Random, without: frozenset[int] | set[int] = frozenset()) -> range:
    first = stop = number
    for _ in range(random.choice(NEIGHBOURS)):
        first -= first > 0 and first - 1 not in without
    for _ in range(random.choice(NEIGHBOURS)):
        stop += stop + 1 < len(document.sentences) and stop + 1 not in without
    return range(first, stop + 1)


def _drawn(example: Example, negatives: Sequence[Place], random: Random) -> Iterator[Place]:
    """All of `negatives` in an order drawn at random: of its own document, and of others, the nearer ones earlier."""
    own = [place for place in negatives if place[0] is example.document]
    left = own + [place for place in negatives if place[0] is not example.document]
    weights = [1 / (rank + 2) for some in (len(own), len(left) - len(own)) for rank in range(some)]
    while left:
        [chosen] = random.choices(range(len(left)), weights)
        del weights[chosen]
        yield left.pop(chosen)


def _label(example: Example, owner: Document, number: int) -> int:
    if owner is example.document:
        return RIGHT if number in example.right else UNSURE if number in example.unsure else WRONG
    return UNSURE if holds(owner.sentences[number].text, example.answers) else WRONG


def _unanswered(windows: Sequence[Window], labels: Sequence[tuple[int, ...]], name: str) -> Iterator[tuple[int, ...]]:
    """Labels where the question is of `name`: what does not name it is no answer, what does may be one."""
    for window, of_window in zip(windows, labels, strict=True):
        texts = (window.text[start:end].lower() for start, end in window.spans)
        yield tuple(
            UNSURE if label == UNSURE or name in text else WRONG for text, label in zip(texts, of_window, strict=True)
        )


def _span_in(example: Example, window: Window, numbers: range) -> Span | None:
    if example.span is None or example.right[0] not in numbers:
        return None
    start, end = window.spans[numbers.index(example.right[0])]
    found = (start + example.span[0], start + example.span[1])
    return found if found[1] <= end else None


def _worn(question: str, random: Random) -> str:
    """The question, now and then asked otherwise, without one of its words or with two letters of one exchanged."""
    words = (otherwise(question) if random.random() < OTHER_WORDS else question).split()
    if len(words) > 4 and random.random() < WORD_DROPPED:
        words.pop(random.randrange(len(words)))
    if random.random() < WORD_MISSPELT:
        place = random.randrange(len(words))
        word = words[place]
        if len(word) > 4:
            at = random.randrange(1, len(word) - 2)
            words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def otherwise(question: str) -> str:
    """ "Why did the talks fail?" as "what caused the talks to fail?"; any other question as it is."""
    found = _WHY_DID.fullmatch(question.strip())
    if found is None:
        return question
    subject, deed = found["subject"], found["deed"]
    return f"what caused {subject} to {deed}"
