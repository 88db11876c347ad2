"""Near misses made of questions that have an answer: asked of another name or year than the text tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+(?: (?:of |the )?[A-Z][\w'’-]+)*")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NEAR = 5  # years
_SHORTEST = 4  # letters of a name, or of a word of it that tells it from others


def swapped(question: str, read: str, elsewhere: Sequence[str], random: Random) -> tuple[str, str] | None:
    """The question with one of its years or names exchanged for another, and that other in small letters.

    What goes is said in `read`, which answers the question; what comes is not, so that it answers no more. Names are
    those within the sentences `elsewhere` of the same article. None where there is none to exchange.
    """
    told = read.lower()
    if (year := _YEAR.search(question)) and year[0] in told:
        others = [str(int(year[0]) + off) for off in range(-_NEAR, _NEAR + 1)]
        return _exchanged(question, year, random.choice([other for other in others if other not in told]))
    names = sorted({name for text in elsewhere for name in _NAME.findall(text) if len(name) >= _SHORTEST})
    asked = [(name, found) for name in names if name.lower() in told and (found := _place(name, question))]
    if not asked:
        return None
    name, place = random.choice(asked)
    others = [other for other in names if _is_strange(other, told) and not _place(other, question)]
    alike = [other for other in others if len(other.split()) == len(name.split())] or others
    return _exchanged(question, place, random.choice(alike)) if alike else None


def _place(name: str, question: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(name)}\b", question, re.IGNORECASE)


def _is_strange(name: str, told: str) -> bool:
    return not any(word in told for word in _weighty(name))


def _weighty(name: str) -> Iterator[str]:
    return (word for word in name.lower().split() if len(word) >= _SHORTEST)


def _exchanged(question: str, place: re.Match[str], other: str) -> tuple[str, str]:
    """In small letters where the question has the name so."""
    written = other.lower() if place[0].islower() else other
    return question[: place.start()] + written + question[place.end() :], other.lower()
