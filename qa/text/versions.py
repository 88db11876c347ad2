"""Two versions of one sentence: which is told more fully, and which corrects the other.

Only for sentences of one story, or of an article and a note that corrects it: two reports of two matches hold sentences
as near to each other as a sentence and its correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from qa.text.datelines import split_dateline
from qa.text.house_style import BOUNDARY, tokens
from qa.text.near_duplicates import same_fact

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


def corrected_pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Of the sentences of an article those that a corrected version has otherwise, each with the one in its place."""
    before, after = [_words(text) for text in old], [_words(text) for text in new]
    kept = set(after)
    come = [n for n, words in enumerate(after) if words not in set(before)]
    for place, words in enumerate(before):
        if words in kept or not come:
            continue
        nearest = max(come, key=lambda n: (_likeness(words, after[n]), -abs(n - place)))
        if _likeness(words, after[nearest]) >= _ALIKE and _says_otherwise(old[place], new[nearest]):
            yield place, nearest


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
    wrong = _called_wrong(note)
    if not wrong or not any(_holds(_words(sentence), each) for each in wrong):
        return False
    words = _words(sentence)
    weighty = {word for word in words if len(word) >= _WEIGHTY}.difference(*wrong)
    return len(weighty & set(_words(about))) >= _SHARED


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in tokens(split_dateline(text).sentence) if word not in _LIGHT)


@lru_cache(maxsize=4096)
def _called_wrong(note: str) -> tuple[tuple[str, ...], ...]:
    """The words that a sentence of a note says were wrong: most have none, and each is held against whole articles."""
    return tuple(filter(None, (_words(match["wrong"]) for match in _INSTEAD.finditer(note))))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    shared = len(set(one) & set(other))
    return shared / max(len(set(one)), len(set(other))) if shared >= _LEAST else 0.0


def _says_otherwise(old: str, new: str) -> bool:
    gone, come = set(_words(old)) - set(_words(new)), set(_words(new)) - set(_words(old))
    denied = not _NARROWING.isdisjoint(gone ^ come)
    return bool((gone and come) or denied) and not same_fact(old, new)


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[n : n + len(part)] == part for n in range(len(words) - len(part) + 1))
