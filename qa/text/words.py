"""Words: BM25 (Robertson and Zaragoza, 2009; Lucene's variant) over stemmed tokens, and which words matched."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

import Stemmer

from qa.text.unbroken import BREAK, unbroken
from qa.types import Span

# Also where an accent is a character of its own, and where a line's end or a soft hyphen breaks the word in two.
_LETTERS = rf"(?:\w[\u0300-\u036f\u3099\u309a]*)+(?:{BREAK}(?:\w[\u0300-\u036f\u3099\u309a]*)+)*"
_WORD = re.compile(rf"(?<!\w)(?:[^\W\d_]\.){{2,}}|{_LETTERS}(?:['’]{_LETTERS})*(?:[.,]\d+)*")
_NOT_WORDS = re.compile(r"\W+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}$")
_POSSESSIVE = re.compile(r"'s$", re.IGNORECASE)
_CONTRACTION = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$")  # what's, don't, they've
_EUROPEAN = re.compile(r"[A-Za-z\u00aa-\u02af\u0370-\u052f]")  # Latin, Greek, Cyrillic
_NOT_DECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_LOCAL = threading.local()
# Words of a question that say how it asks, not what about.
STOP_WORDS = frozenset(
    """a about an and any are as at be been being but by can can't could did do does doing done for from get gets got
    had has have having he her hers him his how i if in into is it its itself just may me might must my of off on or our
    ours shall she should so some such than that the their theirs them then there these they this those to too us was
    we were what when where which who whom whose why will with won't would you your yours s t""".split()
)


def question_terms(question: str) -> tuple[str, ...]:
    """The distinct stems of a question that carry its subject; all of them where it has no others."""
    words = (question[slice(*span)] for span in word_spans(question))
    return tuple(dict.fromkeys(stems(question) or filter(None, map(stem, words))))


def matches(text: str, terms: Iterable[str]) -> tuple[Span, ...]:
    """The places in `text` of words that share a stem with `terms`."""
    wanted = frozenset(terms)
    return tuple(span for span in word_spans(text) if stem(text[slice(*span)]) in wanted)


def plain(text: str) -> str:
    """The words of `text` in lower case, one blank around each: whole words stand in it between blanks."""
    return f" {_NOT_WORDS.sub(' ', text.casefold()).strip()} "


def stems(text: str) -> list[str]:
    """The stems of the words of `text` in order, stop words left out."""
    return [found for word in _WORD.findall(text) if (found := _content(word))]


def word_spans(text: str) -> Iterator[Span]:
    """The places of the words of `text`; "U.S.", "Kim's" and "3.5" are one word each."""
    return (match.span() for match in _WORD.finditer(text))


def is_stop_word(word: str) -> bool:
    """Capitals tell the country "US" and the agency "WHO" from the pronouns."""
    plain = word.replace("’", "'").lower()
    return (plain in STOP_WORDS or _CONTRACTION.sub("", plain) in STOP_WORDS) and (len(word) == 1 or not word.isupper())


@lru_cache(maxsize=200_000)
def _content(word: str) -> str:
    """The stem of a word; nothing for a stop word."""
    return "" if is_stop_word(word) else stem(word)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem of a word without case, accents, possessive and the full stops of initials."""
    plain = _POSSESSIVE.sub("", unbroken(word).text.replace("’", "'"))
    plain = plain.replace(".", "") if _INITIALS.match(plain) else plain
    return str(_stemmer().stemWord(unaccented(plain)))


def unaccented(word: str) -> str:
    """In lower case, Latin, Greek and Cyrillic letters without their marks: elsewhere が is another letter than か."""
    if word.isascii():
        return word.lower()
    kept, base = [], ""
    for char in unicodedata.normalize("NFKD", word):
        if not unicodedata.combining(char):
            base = char
        elif not base.isalpha() or _EUROPEAN.match(base):
            continue
        kept.append(char)
    return unicodedata.normalize("NFKC", "".join(kept)).casefold().translate(_NOT_DECOMPOSED)


def _stemmer() -> Stemmer.Stemmer:
    """One a thread: a Stemmer is not safe to share."""
    if not hasattr(_LOCAL, "stemmer"):
        _LOCAL.stemmer = Stemmer.Stemmer("english")
    return cast(Stemmer.Stemmer, _LOCAL.stemmer)
