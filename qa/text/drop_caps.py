"""A paragraph's large first letter that a program took for a word of its own: "T⏎he council", "W HEN the council"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.text.sentence_words import OPENERS, ROLES
from qa.types import Span

_CAPITAL = r"[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
_QUOTES = r"[\"“”„‘’'«(\[]{0,2}"
_GAP = r"[ \t\xa0]{0,3}(?:\r?\n\s{0,20}|[ \t\xa0])"
# Of one capital letter only before what is no name: "I N the beginning", and not "T O Morris".
_REST = rf"(?:{_SMALL}+|{_CAPITAL}{{2,}}|{_CAPITAL}(?=\s(?:{_SMALL}|{_CAPITAL}{{2}})))(?![^\W_]|[-.]\w)"
_DROP_CAP = re.compile(rf"{_QUOTES}(?P<cap>{_CAPITAL})(?P<gap>{_GAP})(?={_REST})")
_EMPTY_LINE = re.compile(r"\n[ \t\r]{0,20}\n[ \t]{0,20}")
_LETTERS = re.compile(r"[^\W\d_]+")
_ALONE = re.compile(rf"{_QUOTES}{_CAPITAL}")
_OPENERS = frozenset(word.lower() for word in OPENERS | ROLES)
_WORDS_ALONE = frozenset("AIOÀEUWZYÉВОИКСУЯ")  # in some language
_TWO_WORDS = frozenset("about around yes afoul aloft alone".split())  # also read as two: "A round", and Spanish "Y es"


def gaps(text: str) -> Iterator[Span]:
    """What stands between such a letter and the rest of its word, where `text` begins and its paragraphs do."""
    for start in (0, *(line.end() for line in _EMPTY_LINE.finditer(text))):
        match = _DROP_CAP.match(text, start)
        rest = _LETTERS.match(text, match.end()) if match else None
        if match and rest and _is_one_word(match["cap"], rest[0], "\n" in match["gap"]):
            yield match.span("gap")


def is_drop_cap(line: str, following: str) -> bool:
    """Whether a line is the first letter of what stands in the next."""
    return len(line) <= 3 and _ALONE.fullmatch(line) is not None and any(gaps(f"{line}\n{following[:40]}"))


def _is_one_word(capital: str, rest: str, on_two_lines: bool) -> bool:
    """Whether a letter and what follows are one word: "A man", "I went", "T cells" and "E coli" are two."""
    from qa.text.punkt import vocabulary  # which takes longer to import than all of this

    word = (capital + rest).lower()
    if word in _OPENERS or len(rest) == 1:
        return word in _OPENERS - _TWO_WORDS
    if capital not in _WORDS_ALONE:
        return on_two_lines or word in vocabulary()
    return on_two_lines and word in vocabulary() - _TWO_WORDS and rest.lower() not in vocabulary()
