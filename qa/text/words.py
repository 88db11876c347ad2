"""Words, their stems by language (Snowball), and which words matched.

Chinese, Japanese, Thai and their kin put no spaces between words: two neighbouring characters count as one there.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain

import Stemmer

from qa.text.function_words import FUNCTION_WORDS
from qa.text.languages import ENGLISH, NAMES, likeliest
from qa.text.unbroken import unbroken
from qa.types import Span

_LETTERS = r"\w[\w\u0300-\u034e\u0350-\u036f\u3099\u309a]*+"  # also where an accent is a character of its own
_WORD = rf"(?:(?<!\w)(?:[^\W\d_]\.){{2,}}+|{_LETTERS}(?:['’]{_LETTERS})*+(?:[.,]\d+)*+)"
_NOT_WORDS = re.compile(r"\W+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}$")
_POSSESSIVE = re.compile(r"'s$", re.IGNORECASE)
_CONTRACTION = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$")  # what's, don't, they've
_EUROPEAN = re.compile(r"[A-Za-z\u00aa-\u02af\u0370-\u052f]")  # Latin, Greek, Cyrillic
# Letters with a mark that Unicode takes for letters of their own, and what is typed where a keyboard lacks them.
AS_TYPED = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
_AS_TYPED = str.maketrans(AS_TYPED)
_LOCAL = threading.local()
_ELISION = re.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|(?:d|n|s)ell|(?:a|da)ll|quest|quell|un)'(?=\w)", re.I
)
_UNSPACED = frozenset("ja km lo my th zh".split())
_RUN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
# What stems depend on: raise the number when a word can come to another one.
STEMS = f"stems-3/snowball-{Stemmer.version()}"
Term = tuple[str, ...]  # the stems that one word has in the languages of an archive
# Words of a question that say how it asks, not what about.
STOP_WORDS = frozenset(
    """a about an and any are as at be been being but by can can't could did do does doing done for from get gets got
    had has have having he her hers him his how i if in into is it its itself just may me might must my of off on or our
    ours shall she should so some such than that the their theirs them then there these they this those to too us was
    we were what when where which who whom whose why will with won't would you your yours s t""".split()
)


def question_terms(question: str, languages: Sequence[str] = (ENGLISH,)) -> tuple[Term, ...]:
    """The distinct words of a question that carry its subject, each by its stems in these languages, those of the
    archive; all of its words where no other carry it."""
    own = likeliest(question, languages)
    words = [question[slice(*span)] for span in word_spans(question)]
    subject = [word for word in words if not is_stop_word(word, own)]
    spaced = [language for language in languages if language not in _UNSPACED] or [languages[0]]
    cut = any(language in _UNSPACED for language in languages)
    terms = chain.from_iterable(_terms(word, spaced, cut) for word in subject or words)
    return tuple(dict.fromkeys(filter(None, terms)))


def _terms(word: str, spaced: Sequence[str], cut: bool) -> Iterator[Term]:
    if cut and _RUN.search(word):
        yield from ((word[slice(*span)],) for span in _pairs(word))
    else:
        yield tuple(dict.fromkeys(filter(None, (stem(word, language) for language in spaced))))


def matches(text: str, question: str, language: str = ENGLISH) -> tuple[Span, ...]:
    """The places in `text`, of this language, of words that share a stem with `question`; stop words never do."""
    wanted = frozenset(stems(question, language))
    spans = unspaced_spans(text) if language in _UNSPACED else word_spans(text)
    return tuple(span for span in spans if _content(text[slice(*span)], language) in wanted)


def plain(text: str) -> str:
    """The words of `text` in lower case, one blank around each: whole words stand in it between blanks."""
    return f" {_NOT_WORDS.sub(' ', text.casefold()).strip()} "


def stems(text: str, language: str = ENGLISH) -> list[str]:
    """The stems of the words of `text` in order, stop words left out."""
    return [found for word in words_of(text, language) if (found := _content(word, language))]


def words_of(text: str, language: str = ENGLISH) -> list[str]:
    """The words of `text` in order, unbroken; of a script that puts no spaces between them, pairs of characters."""
    text = unbroken(text).text
    if language in _UNSPACED:
        return [text[slice(*span)] for span in unspaced_spans(text)]
    return _pattern().findall(text)


def word_spans(text: str, beginning: str = "") -> Iterator[Span]:
    """The places of the words of `text`; "U.S.", "Kim's" and "3.5" are one word each, and so is a broken one.

    Only of those, where `beginning` is given, that begin with what this pattern matches.
    """
    view = unbroken(text)
    spans = (match.span(1) for match in _pattern(beginning).finditer(view.text) if match[1])
    return spans if view.text == text else (view.place(*span) for span in spans)


@cache
def _pattern(beginning: str = "") -> re.Pattern[str]:
    """Compiled when the first word is wanted: it takes as long as all the rest of a command that shows an article.

    A match passes over the words that begin otherwise, and ends in one that does, or has none where the text ends.
    """
    passed = rf"(?:[a-z]++ |{_WORD})"  # what most words are is told at once
    return re.compile(rf"(?:(?!{beginning}){passed}|\W)*+({_WORD})?" if beginning else f"({_WORD})")


def unspaced_spans(text: str) -> Iterator[Span]:
    """The same where a script that puts no spaces between words is cut into pairs of its characters."""
    for start, end in word_spans(text):
        yield from ((start + first, start + last) for first, last in _pairs(text[start:end]))


def _pairs(word: str) -> Iterator[Span]:
    """What stands between such characters is whole; one that stands alone is a pair by itself."""
    place = 0
    for run in _RUN.finditer(word):
        yield from [(place, run.start())] if place < run.start() else []
        start, end = run.span()
        yield from ((first, min(first + 2, end)) for first in range(start, max(end - 1, start + 1)))
        place = run.end()
    yield from [(place, len(word))] if place < len(word) else []


def is_stop_word(word: str, language: str = ENGLISH) -> bool:
    """Capitals tell the country "US" and the agency "WHO" from the pronouns."""
    plain = word.replace("’", "'").lower()
    if language != ENGLISH:
        return _ELISION.sub("", plain) in FUNCTION_WORDS.get(language, ())
    return (plain in STOP_WORDS or _CONTRACTION.sub("", plain) in STOP_WORDS) and (len(word) == 1 or not word.isupper())


@lru_cache(maxsize=200_000)
def _content(word: str, language: str) -> str:
    """The stem of a word; nothing for a stop word."""
    return "" if is_stop_word(word, language) else stem(word, language)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str = ENGLISH) -> str:
    """Stem of a word without case, accents, possessive and the full stops of initials."""
    plain = unbroken(word).text.replace("’", "'")
    plain = _POSSESSIVE.sub("", plain) if language == ENGLISH else _ELISION.sub("", plain)
    plain = plain.replace(".", "") if _INITIALS.match(plain) else plain
    if language == ENGLISH:
        return _stemmed(unaccented(plain), language)
    return unaccented(_stemmed(unicodedata.normalize("NFC", plain).lower(), language))  # its rules tell é from e


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
    return unicodedata.normalize("NFKC", "".join(kept)).casefold().translate(_AS_TYPED)


def _stemmed(word: str, language: str) -> str:
    """By Snowball's rules, as it is where there are none. A Stemmer is not safe to share: each thread has its own."""
    held: dict[str, Stemmer.Stemmer] = _LOCAL.__dict__
    if language not in held:
        name = NAMES.get(language, "").lower()
        held[language] = Stemmer.Stemmer(name) if name in Stemmer.algorithms() else None
    stemmer = held[language]
    return str(stemmer.stemWord(word)) if stemmer else word
