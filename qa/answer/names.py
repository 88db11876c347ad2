"""Names in a question, and whether what was found knows them: a person by another first name is somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.text.languages import ENGLISH, asked_in
from qa.text.words import is_stop_word, stem, stems, word_spans

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s?$")
TITLES = frozenset(
    """president minister secretary senator governor mayor chancellor premier king queen prince princess pope judge
    justice general colonel captain sergeant officer inspector chief chairman chairwoman director professor doctor coach
    lord lady sir dame bishop archbishop cardinal ambassador congressman congresswoman representative sheriff
    commissioner prosecutor leader envoy mr mrs ms""".split()
)


def names_in(question: str) -> list[str]:
    """The stems of its words in capitals, the first word aside; none of a question that is in capitals throughout, or
    in another language, which may inflect them, and German writes every noun so."""
    if asked_in(question) not in ("", ENGLISH):
        return []
    words = [question[slice(*span)] for span in word_spans(question)][1:]
    named = [word for word in words if word[0].isupper() and len(word) > 1 and not is_stop_word(word)]
    return [stem(word) for word in named] if not question.isupper() else []


def is_known(name: str, texts: Sequence[str]) -> bool:
    """Whether `texts` mention a name, of a person or a place, by its stem, at all."""
    return any(name in stems(text) for text in texts)


def names_a_namesake(question: str, texts: Sequence[str]) -> bool:
    """Whether a first name in it stands in none of `texts`, which have its surname behind others: "Lars Lindqvist",
    where Erik and Anna Lindqvist are told of. Another form of one of those (Jim, James) begins with the same letter."""
    small = {word for text in texts for word in _WORD.findall(text) if word.islower()}
    for first, last in _full_names(question):
        if not is_known(stem(first), texts):
            found = {bearer for text in texts for bearer, name in _full_names(text) if name == last}
            bearers = [bearer for bearer in found if bearer.lower() not in small]  # not the "Yesterday" of another line
            if bearers and all(bearer[0] != first[0] for bearer in bearers):
                return True
    return False


def _full_names(text: str) -> list[tuple[str, str]]:
    """Neighbouring words in capitals, the first of them no title."""
    pairs = (
        (text[slice(*one)], text[slice(*other)])
        for one, other in pairwise(word_spans(text))
        if text[one[1] : other[0]] == " "
    )
    return [
        (first, _POSSESSIVE.sub("", last))
        for first, last in pairs
        if first[0].isupper() and last[0].isupper() and not is_stop_word(first) and first.lower() not in TITLES
    ]
