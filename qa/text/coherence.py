"""Which sentences can stand in a summary, and which only together with others.

A summary of copied sentences reads as a text when no pronoun has lost its antecedent and no quotation its speaker
(Nanba and Okumura, "Producing More Readable Extracts by Revising Them", 2000); here the others are taken along.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.text.interviews import Turns, turns, unlabelled
from qa.text.languages import is_english

Marks = list[tuple[int, bool]]  # where each quotation mark ends, and whether it opens

MIN_WORDS = 8  # shorter ones, such as "That was the easy part.", say little: without them Lead-3 gains .003 ROUGE-1
# But "Forty people died." says much: nuggets of ten articles .648, without .641; of six others and of topics the same.
MIN_WITH_FIGURE = 3
MAX_TOGETHER = 4  # sentences; a longer quotation is left out rather than let fill the summary

_OPENING = r"[\"“‘'(\[]*"
_CONNECTIVE = (
    r"(?:But|And|So|Yet|Or|Nor|Then|Thus|Still|However|Instead|Also|Therefore|Moreover|Besides|Otherwise|Nevertheless"
    r"|Nonetheless|Similarly|Likewise|Hence|Rather|Meanwhile|Even so|As a result|In addition|In contrast|By contrast"
    r"|For example|For instance|In turn|In other words|On the other hand|That said|After all|Of course|Indeed)"
)
_PRONOUN = r"(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|himself|herself|itself|themselves)"
_POINTER = (
    r"(?:this|that|these|those|such|both(?! (?:the\b|(?-i:[A-Z])))|neither|either|others?|another"
    r"|the (?:two|three|pair|former|latter|same|others?|duo|trio)"
    r"|(?:some|many|most|all|none|one|two|each|several|few) of (?:them|these|those))"
)
_NOW = r"(?:week|weekend|month|year|morning|afternoon|evening|spring|summer|autumn|fall|winter|season|time)"
_DATE = r"(?:[A-Z][a-z]+day|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?|\d{1,4}(?:st|nd|rd|th)?)"
_LED = re.compile(rf"{_OPENING}{_CONNECTIVE}\b")
_DANGLING = re.compile(rf"{_OPENING}(?:{_CONNECTIVE}\b,? )?(?![A-Z]{{2}})(?i:{_PRONOUN}|{_POINTER})\b(?! {_NOW}\b)")
# "In exchange, he said", "This week he": a pronoun after an opening phrase without a name or an article in it; and a
# quotation that goes on with "But", after what was said before.
_FRONTED = re.compile(
    rf"{_OPENING}[A-Z][a-z]+(?: (?:(?!the |an? )[a-z]+|{_DATE})){{0,7}}, {_PRONOUN}\b"
    rf"|{_OPENING}(?:On|In|By|Since|Until) {_DATE}(?:,? {_DATE})*,? {_PRONOUN}\b"
    rf"|{_OPENING}(?:(?:This|That|Last|Next) {_NOW}|Now|Today|Later|Earlier|Soon|Here|There|Once) {_PRONOUN}\b"
    rf"|[\"“‘'][\"“‘'(\[]*{_CONNECTIVE}\b"
)

_ENDS_WHOLE = re.compile(r"[.!?…][\"”’'»)\]]*$")
_ASKS = re.compile(r"\?[\"”’'»)\]]*$")
_ENDS = re.compile(r"[.!?…。！？।॥؟۔։።။៕][\"”’'»)\]」』）“‘«]*$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ASKS_IN_ANY = re.compile(r"[?？؟;\u037e][\"”’'»)\]」』）“‘«]*$")
_ANNOUNCES = re.compile(r":$")
_BYLINE = re.compile(r"(?:By|Von|Par) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:,.*)?$|(?:By|BY) [A-Z .'’-]+$")
_CREDIT = re.compile(
    r"\((?:pictured|photo|image|picture|left|right|above|below|centre|center|from left)\b"
    r"|^(?:photo|photograph|picture|image|video|file photo|watch|listen|read more|related|see also|scroll down|click"
    r"|follow|subscribe|sign up|share this|advertisement|editing by|reporting by|writing by|additional reporting"
    r"|copyright|this (?:story|article|recap|is a recap))\b|\w/(?:ap|afp|reuters|getty|epa|shutterstock|cnn)\b"
    r"|contributed to this (?:report|story|article)|\b(?:getty images|ap photo|afp photo|all rights reserved)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\w.,:])(?:\d[\d.,]*|(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|dozens|hundreds|thousands|million))[ -][a-z]{3,}\b(?! ago\b)"
)
_WORD = re.compile(r"\w")
# Marks that open or close the quotation of a sentence; single ones only there, for they are apostrophes elsewhere.
_MARK = re.compile(
    r"(?P<open>“|(?:(?<=\s)|^)[\"'‘](?=\s?[A-Z“]))|(?P<close>”|(?<=[.,!?…])\s?[\"'’](?=\s|$)|\"(?=\s|$))"
)
_ANY_MARK = re.compile(r"[“”\"]|(?:^|\s)['‘]|['’](?:\s|$)")
_MARKS = "“\"'‘"
_HE_SAID = re.compile(r"\W*(?:(?:he|she|they) [a-z]+|[a-z]+ (?:he|she|they))\b(?!.*[a-z] [A-Z])")
_FIRST_PERSON = re.compile(r"\b(?:(?<!War )I(?!-)|[Ww]e|[Mm]y|[Oo]ur|us|me|I['’]\w+|[Ww]e['’]\w+)\b(?!\.)")


def choosable(texts: Sequence[str], language: str = "") -> list[bool]:
    """Whether each sentence could be a key sentence: whole, no question, caption, byline or credit, and neither very
    short nor, without a figure, short.

    `language` is a BCP 47 tag. Of what is not English no captions, bylines and credits are known.
    """
    english = is_english(language)
    return [_is_choosable(text) if english else _is_whole(text) for text in texts]


def units(texts: Sequence[str], paragraphs: Sequence[int], language: str = "") -> list[tuple[int, ...]]:
    """For each sentence of an article the ascending numbers of those it must stand with, its own among them.

    A pronoun or "But" at its head takes along the sentence before, part of a quotation takes the rest of it, and the
    answer of an interview its question.
    `paragraphs[i]` is the number of sentence i's paragraph. Empty where more than MAX_TOGETHER would be needed. In
    another `language` than English pronouns and quotations are not known, and take nothing along.
    """
    spoken = turns(texts, paragraphs)
    if is_english(language):
        marks = [_marks(text) for text in texts]
        inside = _open_before(texts, paragraphs, marks)
        before, after = _needs_before(texts, inside, marks, spoken), _needs_after(texts, inside)
    else:
        before, after = [False] * len(texts), _needs_after(texts, [False] * len(texts))
    before = [needs or number in spoken.tied for number, needs in enumerate(before)]
    after = [needs or number in spoken.asking for number, needs in enumerate(after)]
    return [_unit(number, before, after) for number in range(len(texts))]


def dangles(text: str) -> bool:
    """Whether a sentence opens with a word that points back to the one before."""
    return bool(_DANGLING.match(text) or _FRONTED.match(text))


def is_led(text: str) -> bool:
    """Whether a sentence opens with a connective, such as "But", which no summary should begin with."""
    return bool(_LED.match(text))


def _is_choosable(text: str) -> bool:
    words = len(text.split())
    if words < MIN_WITH_FIGURE or (words < MIN_WORDS and not _FIGURE.search(text)):
        return False
    if not _ENDS_WHOLE.search(text) or _ASKS.search(text):
        return False
    return not (_BYLINE.match(text) or _CREDIT.search(text))


def _is_whole(text: str) -> bool:
    """Where no spaces stand between words, two characters count as one."""
    words = max(len(text.split()), len(_UNSPACED.findall(text)) // 2)
    return words >= MIN_WORDS and bool(_ENDS.search(text)) and not _ASKS_IN_ANY.search(text)


def _unit(number: int, before: Sequence[bool], after: Sequence[bool]) -> tuple[int, ...]:
    first = last = number
    while last - first < MAX_TOGETHER:
        if before[first]:
            first -= 1
        elif after[last]:
            last += 1
        else:
            return tuple(range(first, last + 1))
    return ()


def _marks(text: str) -> Marks:
    return [(mark.end(), mark["open"] is not None) for mark in _MARK.finditer(text)] if _ANY_MARK.search(text) else []


def _needs_before(texts: Sequence[str], inside: Sequence[bool], marks: Sequence[Marks], spoken: Turns) -> list[bool]:
    """The first sentence never does: what it points to is the title. A label names who speaks, and whom is asked."""
    return [
        number > 0
        and number not in spoken.asking
        and (
            inside[number]
            or dangles(unlabelled(text) if number in spoken.labelled else text)
            or (number not in spoken.labelled and _lacks_speaker(texts, inside, marks, number))
        )
        for number, text in enumerate(texts)
    ]


def _needs_after(texts: Sequence[str], inside: Sequence[bool]) -> list[bool]:
    """A quotation that goes on, and what ends with a colon. The last sentence never does."""
    followed = zip(texts, inside[1:], strict=False)
    return [on or bool(_ANNOUNCES.search(text)) for text, on in followed] + [False] * bool(texts)


def _open_before(texts: Sequence[str], paragraphs: Sequence[int], marks: Sequence[Marks]) -> list[bool]:
    """Whether a quotation is open where each sentence begins.

    The end of a paragraph closes it, unless the next one opens with a mark: newspapers so tell that it goes on.
    """
    opened, result = False, []
    for number, text in enumerate(texts):
        if number and paragraphs[number] != paragraphs[number - 1]:
            opened = opened and text[0] in _MARKS
        result.append(opened)
        opened = marks[number][-1][1] if marks[number] else opened
    return result


def _lacks_speaker(texts: Sequence[str], inside: Sequence[bool], marks: Sequence[Marks], number: int) -> bool:
    """Nothing but a quotation, or somebody says "I" or "we" outside of quotation marks: who, stands before."""
    text = texts[number]
    if text[0] in _MARKS and not _names_speaker(texts, inside, marks, number):
        return True
    return any(not _is_quoted(place.start(), marks[number]) for place in _FIRST_PERSON.finditer(text))


def _names_speaker(texts: Sequence[str], inside: Sequence[bool], marks: Sequence[Marks], number: int) -> bool:
    """Whether the quotation that sentence `number` opens has words besides it: here, or where it ends."""
    end = number
    while end + 1 < len(texts) and end - number < MAX_TOGETHER and inside[end + 1]:
        end += 1
    closing = [place for place, opens in marks[end] if not opens]
    behind = texts[end][closing[0] :] if closing else ""
    return bool(_WORD.search(behind)) and not _HE_SAID.match(behind)


def _is_quoted(place: int, marks: Marks) -> bool:
    before = [opens for end, opens in marks if end <= place]
    return before[-1] if before else bool(marks) and not marks[0][1]
