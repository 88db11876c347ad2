"""Whether a question wants one answer, several, or one for each of two things that it compares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from qa.retrieval.measured import many_or_much, measured
from qa.text.words import is_stop_word, stems

_NAME = r"(?:(?:the|a|an|his|her|their) )?[\w’'.-]+(?: [\w’'.-]+){0,4}?"
_BE = r"(?:is|are|was|were|did|does|do|has|have|had|will|can)"
_END = r"(?=\s*[?.!]*\s*$)"


def _pair(between: str) -> str:
    return rf"(?P<pair>(?P<one>{_NAME}){between}(?P<other>{_NAME}))"


_COMPARED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:between|both) {_pair(' and ')}{_END}",  # what is the difference between A and B
        rf"^(?:compare {_pair('(?:,? and| with| to) ')}{_END})",
        rf"[,:;–—-] ?{_pair(',? or ')}{_END}",  # which is longer, A or B
        rf"^{_BE} {_pair(' or ')} (?=\w)",  # is A or B longer
        rf"\b{_pair('(?:,? vs[.]?|,? versus| (?:as )?(?:compared|opposed) (?:with|to)) ')}{_END}",
        rf"\bhow {_BE} {_pair(' and ')} (?=differ|compare)",
    )
]
_THAN = re.compile(
    rf"^{_BE} (?P<one>{_NAME})(?P<how> (?:\w+er|(?:more|less|fewer|worse) \w+)\b.*?) than (?P<other>{_NAME}){_END}",
    re.I,
)
_DOES_MORE = re.compile(
    rf"^(?P<do>do|does|did) (?P<one>{_NAME}) (?P<verb>\w+) (?:more|less|fewer) (?P<rest>\w.*?)"
    rf" than (?P<other>{_NAME}){_END}",
    re.I,
)
_ASKS_WHICH = re.compile(r"^(?:(?:in|at|of|from|to|for|by|with|on) )?(?:which|what) ((?:\w+ ?){1,2})", re.IGNORECASE)
_ASKS_FOR_ALL = re.compile(
    r"^(?:who|what) (?:are|were|all)\b|^(?:please )?(?:name|list|enumerate)\b|\b(?:list of|(?:who|what) else)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[^isu]s$")
_MANY = frozenset("people men women children police media".split())


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things compared: the question asked of it alone, and the stems of its name that the other lacks."""

    question: str
    name: frozenset[str]


def asks_for_several(question: str) -> bool:
    """Whether more than one answer is expected: "which countries", "who were", "name the"."""
    if found := _ASKS_WHICH.match(question):
        words = list(takewhile(lambda word: not is_stop_word(word), found[1].lower().split()))
        if words:
            return any(word in _MANY or _PLURAL.search(word) for word in words)
    return bool(_ASKS_FOR_ALL.search(question))


def sides_of(question: str) -> tuple[Side, ...]:
    """The two things that a question compares, or none."""
    text = question.strip()
    for one, other, first, second in _found(text):
        names = [_name(one), _name(other)]
        if names[0] - names[1] and names[1] - names[0]:
            return Side(first, names[0] - names[1]), Side(second, names[1] - names[0])
    return ()


def _name(words: str) -> frozenset[str]:
    """The stems of what is written as a name or a number, or of all words where none is."""
    capital = [word for word in words.split() if not word.islower()]
    return frozenset(stems(" ".join(capital) or words))


def _found(text: str) -> Iterator[tuple[str, str, str, str]]:
    """The names of the two, and the question with the first alone and with the second."""
    for pattern in _COMPARED:
        if found := pattern.search(text):
            start, end = found.span("pair")
            names = found["one"], found["other"]
            first, second = (measured(text[:start] + name + text[end:], name) for name in names)
            yield *names, first, second
    if found := _DOES_MORE.match(text):
        names, do, verb, rest = (found["one"], found["other"]), found["do"].lower(), found["verb"], found["rest"]
        first, second = (f"How {many_or_much(rest)} {rest} {do} {name} {verb}?" for name in names)
        yield *names, first, second
    if found := _THAN.match(text):
        opening, rest, names = text[: found.start("one")], found["how"] + "?", (found["one"], found["other"])
        first, second = (measured(opening + name + rest, name) for name in names)
        yield *names, first, second
