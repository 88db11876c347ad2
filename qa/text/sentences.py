"""Sentence boundaries by Punkt (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", 2006).

Punkt makes the first cuts, with the parameters of the language. What it does not know stands in sentence_rules
(abbreviations, in sentence_words) and sentence_scripts (。 and ।).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from qa.text.punkt import abbreviations, punkt, starters
from qa.text.sentence_rules import ENGLISH, Rules
from qa.text.sentence_scripts import ends
from qa.text.sentence_words import OTHER_LANGUAGES
from qa.text.unbroken import unbroken
from qa.types import Sentence, Span

SPLITTER = "punkt-7"  # part of what an encoding is keyed by: raise it when a boundary can move
MAX_PARAGRAPH_CHARS = 20_000  # NLTK gives a regular expression five seconds; longer is no prose, and is cut first
MAX_SENTENCE_CHARS = 1000  # a table or a list without full stops is cut, at white space where there is any

PUNKT_OF = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "et": "estonian", "fi": "finnish",
    "fr": "french", "it": "italian", "ml": "malayalam", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian", "sl": "slovene", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip
# An initial ends a sentence too ("known as Le Grand K. It was locked"): what follows can be no part of a name.
_ENDING_INITIAL = re.compile(
    r"(?<=[a-z\d] )[A-Z]\.[\"”’)]*\s+(?=(?:The|It|He|She|They|We|This|These|That|Those|There|But|And)\b [^A-Z])"
)
_FULL_STOP = re.compile(r"(?<=\w)\.[\"”’)\]]{0,3}\s++(?=[\"“„‘«'(\[]{0,2}[^\W\d_a-z])")  # before a capital letter
_QUESTION_MARK_OF_GREEK = re.compile(r";\s++")
_REFERENCE = r"\[\d{1,3}(?:\s?[-–,]\s?\d{1,3}){0,9}\](?!\S)"  # a footnote's number behind the full stop
_CLOSERS = re.compile(
    rf"(?:[”’»)\]]++(?!\w)|[\"']+(?=[,;:)\]])|{_REFERENCE})(?:\s?{_REFERENCE}){{0,9}}"
)  # at the start of a sentence they close the one before
_OPENERS = re.compile(r"(?<=\s)[“‘«(\[]+$")  # at the end of a sentence they open the next
_DOUBLED = str.maketrans("‹›", "«»")  # which Punkt knows for quotation marks
_CONTEXT_CHARS = 80  # what is looked at on either side of a boundary; without a bound the work grows as the square


def split(text: str, body: Iterable[Span], language: str = "") -> tuple[Sentence, ...]:
    """The sentences of the paragraphs `body` of `text`, in order; each lies within one paragraph.

    `language` is a BCP 47 tag; "" and a language without parameters of its own are read as English.
    Invariant: `text[s.start:s.end] == s.text`, and no sentence is empty or begins or ends with white space.
    """
    name = PUNKT_OF.get(re.split("[-_]", language.lower(), maxsplit=1)[0], "english")
    paragraphs = tuple(body)
    spans = [
        (start, end)
        for paragraph in paragraphs
        for part in _cut(text, paragraph, MAX_PARAGRAPH_CHARS)
        for start, end in _within(text, part, name)
    ]
    if not spans:  # what shows nothing and is no white space is a sentence after all: an article has one at least
        spans = [span for paragraph in paragraphs for span in _trimmed(text, *paragraph)]
    return tuple(Sentence(start, end, text[start:end]) for start, end in spans)


def _within(text: str, part: Span, language: str) -> Iterator[Span]:
    """The sentences of a part as a reader sees it: what shows nothing is in no sentence's beginning or end."""
    view = unbroken(text[part[0] : part[1]])
    seen = view.text.translate(_DOUBLED)
    cuts = _first_cuts(seen, (0, len(seen)), language)
    for span in _joined(seen, _quotes_moved(seen, list(cuts)), _rules(language)):
        start, end = view.place(*span)
        yield from _cut(text, (part[0] + start, part[0] + end), MAX_SENTENCE_CHARS)


def _first_cuts(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    begin, stop = paragraph
    for first, last in punkt(language).span_tokenize(text[begin:stop]):
        start, end = begin + first, begin + last
        for place in sorted({*ends(text, (start, end)), *_missed(text, (start, end), language)}):
            yield from _trimmed(text, start, place)
            start = place
        yield from _trimmed(text, start, end)


def _missed(text: str, span: Span, language: str) -> Iterator[int]:
    """Where a sentence ends behind what Punkt took for a mere abbreviation."""
    rules = _rules(language)
    for match in _FULL_STOP.finditer(text, *span):
        before = text[max(span[0], match.start() - _CONTEXT_CHARS) : match.end()].rstrip()
        if rules.ends(before, text[match.end() : min(span[1], match.end() + _CONTEXT_CHARS)]):
            yield match.end()
    if rules.english:
        yield from (match.end() for match in _ENDING_INITIAL.finditer(text, *span))
    if language == "greek":
        yield from (match.end() for match in _QUESTION_MARK_OF_GREEK.finditer(text, *span))


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


def _joined(text: str, spans: list[Span], rules: Rules) -> list[Span]:
    """Undo the cuts within a sentence, but for one that would be too long and be cut again, where no full stop is."""
    joined: list[Span] = []
    cased = bool(spans) and not text[spans[0][0] : spans[-1][1]].islower()
    for start, end in spans:
        fits = bool(joined) and end - joined[-1][0] <= MAX_SENTENCE_CHARS
        if fits and _goes_on(text, joined[-1], (start, end), rules, cased):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _goes_on(text: str, left: Span, right: Span, rules: Rules, cased: bool) -> bool:
    before = text[max(left[0], left[1] - _CONTEXT_CHARS) : left[1]]
    after = text[right[0] : min(right[1], right[0] + _CONTEXT_CHARS)]
    return rules.goes_on(before, after, left[1] == right[0], cased)


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
def _rules(language: str) -> Rules:
    if language == "english":
        return Rules(ENGLISH, openers=frozenset(), trusted=frozenset(), english=True)
    forms = OTHER_LANGUAGES[language]
    openers = starters(language) | forms.openers
    return Rules(forms, openers, trusted=abbreviations(language))
