"""Two versions of one sentence: which is told more fully, and which corrects the other.

Only for sentences of one story, or of an article and a note that corrects it: two reports of two matches hold sentences
as near to each other as a sentence and its correction. Versions have their sentences in about the same places, so that
of a very long one only those NEAR the place of a sentence are compared with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from qa.text.datelines import split_dateline
from qa.text.house_style import BOUNDARY, tokens
from qa.text.near_duplicates import same_fact

NEAR = 100  # sentences before a place, and behind it: of an article with fewer, all
_WORTH_A_LOOK = 0.4  # of its words as they stand, that another sentence has
_ALIKE = 0.7  # of the words of the longer: of 20 words five may be others, a name of two words and a sum among them
_LEAST = 4  # words that both have
_SHORTENED = 0.5  # of its words that a sentence told in fewer must have
_LIGHT = frozenset(("a", "an", "the", "that", "which", "also", "on", BOUNDARY))
# What says less, or the contrary, where it is left out.
_NARROWING = frozenset(
    "no not never nearly almost if unless until may might could would alleged allegedly reportedly about only former"
    " ex hardly barely neither nor without except likely possibly perhaps said say says according".split()
)
_WRONG = re.compile(
    r"(?i)\b(?:mis(?:stated|spell\w*|spelt|identified|attributed|quoted|reported|characteri[sz]ed)|incorrect\w*|"
    r"erroneous\w*|wrong\w*|mistaken\w*|inaccura\w+|correct(?:ion|ed|s)|corrects|berichtig\w+|korrektur|corrección|"
    r"rectificat\w+)\b"
)
_INSTEAD = re.compile(
    r"(?i)(?:,? (?:and )?not|,? rather than|,? instead of) (?P<wrong>[^,;.!?]{1,80}(?:\.\d[^,;.!?]*)?)"
)
_SHARED = 3  # words of weight that a note and the sentence it corrects have in common
_WEIGHTY = 4  # characters of such a word


class Telling:
    """The sentences of one version of a story, by their numbers in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        """`texts` are all of its sentences."""
        self.texts = texts
        self._known: dict[int, frozenset[str]] = {}

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(self.texts)

    def near(self, number: int) -> range:
        """The numbers of the sentences about the place that `number` has in another version."""
        return range(max(0, number - NEAR), min(number + NEAR + 1, len(self.texts)))

    def like(self, text: str, numbers: Iterable[int]) -> Iterator[int]:
        """Those of these sentences that have many words of `text`."""
        words = _as_written(text)
        return (n for n in numbers if len(words & self._words_of(n)) >= _WORTH_A_LOOK * len(words))

    def holds(self, text: str, number: int) -> bool:
        """Whether it has this sentence, which is number `number` of another version, or what a paper cut it to."""
        near = (self.texts[n] for n in self.like(text, self.near(number)))
        return text in self._whole or any(same_fact(text, each) or is_told_within(each, text) for each in near)

    def corrected_in(self, number: int, new: Telling) -> int | None:
        """Of a corrected version, the sentence in the place of this one; None where this one stands, or none does."""
        text = self.texts[number]
        if text in new._whole:
            return None
        alike = {n: _likeness(_words(text), _words(new.texts[n])) for n in new.like(text, new.near(number))}
        if any(_words(new.texts[n]) == _words(text) for n in alike):
            return None
        come = [n for n, likeness in alike.items() if likeness >= _ALIKE and not self._tells(new.texts[n], n)]
        nearest = max(come, key=lambda n: (alike[n], -abs(n - number)), default=None)
        return nearest if nearest is not None and _says_otherwise(text, new.texts[nearest]) else None

    def _tells(self, text: str, number: int) -> bool:
        near = self.like(text, self.near(number))
        return text in self._whole or any(_words(self.texts[n]) == _words(text) for n in near)

    def _words_of(self, number: int) -> frozenset[str]:
        if number not in self._known:
            self._known[number] = _as_written(self.texts[number])
        return self._known[number]


def is_told_within(short: str, full: str) -> bool:
    """Whether another paper cut `full` to `short`: the same words in the same order, and nothing left out that narrows
    what they say."""
    few, many = _words(short), _words(full)
    if not _SHORTENED * len(many) <= len(few) < len(many) or len(few) < _LEAST:
        return False
    rest = iter(many)
    left = {word for word, behind in pairwise((*many, "")) if not (word == "may" and behind.isdigit())} - set(few)
    return all(word in rest for word in few) and _NARROWING.isdisjoint(left)


def may_be_note(text: str) -> bool:
    """Whether a text speaks of a mistake in another."""
    return _WRONG.search(text) is not None


def corrects(note: str, about: str, sentence: str) -> bool:
    """Whether a sentence of a note ("It is $15 million, not $14 million") says that this one is wrong.

    `about` is all of the note: it has to speak of the same thing.
    """
    wrong = called_wrong(note)
    if not wrong or not any(_holds(_words(sentence), each) for each in wrong):
        return False
    words = _words(sentence)
    weighty = {word for word in words if len(word) >= _WEIGHTY}.difference(*wrong)
    return len(weighty & set(_words(about))) >= _SHARED


@lru_cache(maxsize=4096)
def called_wrong(note: str) -> tuple[tuple[str, ...], ...]:
    """The words that a sentence of a note says were wrong: most have none, and each is held against whole articles."""
    return tuple(filter(None, (_words(match["wrong"]) for match in _INSTEAD.finditer(note))))


def _as_written(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in tokens(split_dateline(text).sentence) if word not in _LIGHT)


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    shared = len(set(one) & set(other))
    return shared / max(len(set(one)), len(set(other))) if shared >= _LEAST else 0.0


def _says_otherwise(old: str, new: str) -> bool:
    gone, come = set(_words(old)) - set(_words(new)), set(_words(new)) - set(_words(old))
    denied = not _NARROWING.isdisjoint(gone ^ come)
    return bool((gone and come) or denied) and not same_fact(old, new)


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[n : n + len(part)] == part for n in range(len(words) - len(part) + 1))
