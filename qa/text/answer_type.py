"""What kind of answer a question asks for, and whether a sentence holds something of that kind that is new.

Expected answer type is the oldest evidence in question answering (Li and Roth, "Learning Question Classifiers",
2002); here it is the question's own words, and patterns over the sentence's surface.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache

from qa.text.english import FULL_MONTH_NAMES
from qa.text.words import is_stop_word, stem, word_spans
from qa.types import Span


class AnswerType(Enum):
    """What a question asks for; OTHER where its words do not tell."""

    CAUSE = "cause"
    TIME = "time"
    QUANTITY = "quantity"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"
    OTHER = "other"


_QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|when|where|why|how|what|which)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<![A-Z][a-z]\.)(?<![A-Z][a-z][a-z]\.)[\"”’']?\s+(?=[A-Z“\"])")
_PLAIN = {
    **dict.fromkeys(("who", "whom", "whose"), AnswerType.PERSON),
    "when": AnswerType.TIME,
    "where": AnswerType.PLACE,
    "why": AnswerType.CAUSE,
}
_REASON = re.compile(r".*\b(?:reasons?|causes?) (?:for|of|why|behind|that)\b", re.IGNORECASE)
_CAUSED = re.compile(
    r"(?:what|who|which)\b.{0,40}?\b(?:caused?|causes|led to|prompt(?:s|ed)|trigger(?:s|ed)|sparked"
    r"|made(?! (?:of|from|in|by|up|with|at|on|for)\b))\b",
    re.IGNORECASE,
)
_HOW = {
    **dict.fromkeys(
        """many much old long far tall big fast large high often deep heavy wide hot cold expensive""".split(),
        AnswerType.QUANTITY,
    ),
    "soon": AnswerType.TIME,
    "recently": AnswerType.TIME,
    "come": AnswerType.CAUSE,
}
_VERBS = frozenset(
    """is are was were be do does did has have had can could will would should may might must of in to for that
    happened""".split()
)
PERSON_NOUNS = frozenset(
    """person people man woman actor actress singer president minister leader player author artist official senator
    politician celebrity athlete billionaire musician rapper director writer founder king queen prince princess
    judge justice lawmaker candidate coach star scientist astronaut chief governor mayor comedian host model
    inventor figure pundit golfer driver philosopher architect general pope saint emperor explorer member""".split()
)
# The noun that "what" or "which" asks for, after up to four other words: "which high-ranking US official".
_NOUNS = {
    **dict.fromkeys("year date day month time century decade season era age period".split(), AnswerType.TIME),
    **dict.fromkeys(
        """percent percentage number amount share proportion distance price population size temperature toll cost rate
        speed length height width weight score magnitude total""".split(),
        AnswerType.QUANTITY,
    ),
    **dict.fromkeys(
        """country countries city cities state states place town region continent nation nations island location venue
        river park county province ocean sea lake mountain planet village territory capital area street district
        university school college hospital airport stadium museum""".split(),
        AnswerType.PLACE,
    ),
    **dict.fromkeys(PERSON_NOUNS, AnswerType.PERSON),
}
_MEASURED = re.compile(
    r"what (?:is|was|are|were) the (?:total |average )?(?:number|amount|death toll|age|share|population|size|price)\b"
)
_CALLED = re.compile(r"\b(?:called|named?|known as)\W*$")


def asked_for(question: str) -> AnswerType:
    """The kind of answer a question asks for, of several sentences the last that asks."""
    clause = _asking(question)
    if _REASON.match(clause):
        return AnswerType.CAUSE
    word = _question_word(clause)
    if word is None:
        return AnswerType.OTHER
    rest = clause[word.start() :].lower()
    first, *following = re.findall(r"[^\W_]+", rest)
    if _CAUSED.match(rest):
        return AnswerType.CAUSE
    if first == "how":
        if following[:2] == ["long", "ago"]:
            return AnswerType.TIME
        return _HOW.get(following[0], AnswerType.OTHER) if following else AnswerType.OTHER
    return _PLAIN.get(first) or _of_noun(first, following, rest)


def _asking(question: str) -> str:
    sentences = [part for part in _SENTENCE_END.split(question.strip()) if part]
    asking = [part for part in sentences if part.rstrip('"”’ ').endswith("?")]
    return (asking or [part for part in sentences if _QUESTION_WORD.search(part)] or [question])[-1]


def _question_word(clause: str) -> re.Match[str] | None:
    """The one it begins with; else the last, of which "when", "where" and "who" may only join clauses."""
    found = list(_QUESTION_WORD.finditer(clause))
    if not found or len(clause[: found[0].start()].split()) <= 1:
        return found[0] if found else None
    asking = [word for word in found if word[0].lower() not in ("when", "where", "who")]
    return (asking or found)[-1]


def _of_noun(word: str, following: list[str], rest: str) -> AnswerType:
    """What "what ..." or "which ..." asks for."""
    if _MEASURED.match(rest):
        return AnswerType.QUANTITY
    if following and following[0] in _VERBS:
        return AnswerType.NAME if _CALLED.search(rest) or "name" in following[:4] else AnswerType.OTHER
    for noun in following[:5]:
        if noun in _VERBS:
            break
        if noun in _NOUNS:
            return _NOUNS[noun]
    return AnswerType.NAME if word == "which" else AnswerType.OTHER


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|(?:as a|the) results?|result(?:s|ed|ing)? (?:of|in|from)|(?:led|leads|leading) to"
    r"|caus(?:e|es|ed|ing)|reasons?|blam(?:e|es|ed|ing)|attribut(?:ed|able) to|stem(?:s|med|ming)? from|prompt(?:s|ed|ing)"
    r"|trigger(?:s|ed|ing)?|spark(?:s|ed|ing)|in response to|in order to|so that|amid|therefore|thus|hence"
    r"|over (?!\d|after|by|in|to|as|the (?:past|last|next|years?|weekend|course))|for fear|to (?:avoid|prevent|protect))\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:1[0-9]\d\d|20\d\d)s?\b|\b{_MONTH}\.? \d{{1,4}}\b|\b\d{{1,2}} {_MONTH}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bcentur(?:y|ies)\b|\b(?:yesterday|today|tonight|tomorrow)\b"
    r"|\b(?:last|next|this|earlier|later) (?:week|month|year|spring|summer|autumn|fall|winter|night)\b|\b(?:years?|months?|weeks?|days?|decades?) (?:ago|later|earlier)\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
    rf"|\b(?-i:{FULL_MONTH_NAMES.replace('|May', '')})\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|twice|double|several|percent)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ](?:['’][A-Z])?[^\W_]")
_JOINED = re.compile(f" {_CAPITAL.pattern}")
_BEGINNING = re.compile(
    r"(?:\A|(?<![A-Z])(?<![A-Z][a-z])(?<![A-Z][a-z][a-z])[.!?]|[“\"‘(:])\s*$"
)  # "Mr." begins nothing
_NOT_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mr mrs ms dr""".split()
)
_LOCATING = re.compile(
    r"\b(?:in|at|near|from|to|outside|inside|across|on|off|into|around|through|via|of|north(?:ern)?|south(?:ern)?|east(?:ern)?"
    r"|west(?:ern)?),? (?:the |a |an )?(?:[a-z]+ )?$",
    re.IGNORECASE,
)

_LOCATING_CHARS = 30  # before a name, in which a word such as "in" is looked for


def holds(sentence: str, kind: AnswerType, question: str) -> bool:
    """Whether the sentence has something of that kind in it, in words that are not the question's.

    Nothing can be said for OTHER, so False. A cause is shown by how it is joined, so there nothing need be new.
    """
    if kind is AnswerType.OTHER:
        return False
    if kind is AnswerType.CAUSE:
        return _CAUSE.search(sentence) is not None
    known = _stems(question)
    return any(stem(sentence[slice(*span)]) not in known for span in _MENTIONS[kind](sentence))


@lru_cache(maxsize=64)
def _stems(question: str) -> frozenset[str]:
    return frozenset(stem(question[slice(*span)]) for span in word_spans(question))


def is_question(sentence: str) -> bool:
    """Whether a sentence asks instead of telling."""
    return sentence.rstrip("\"”’') »」』").endswith(("?", "？", "؟"))


def _matched(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    """The words in what a pattern matches."""

    def words(sentence: str) -> Iterator[Span]:
        for match in pattern.finditer(sentence):
            for start, end in word_spans(match[0]):
                yield match.start() + start, match.start() + end

    return words


def _names(sentence: str) -> Iterator[Span]:
    """Words with a capital, but for one that may have it from beginning a sentence; days and months are not names."""
    for start, end in word_spans(sentence, _CAPITAL.pattern):
        word = sentence[start:end]
        if not _CAPITAL.match(word) or word.lower() in _NOT_NAMES or is_stop_word(word):  # the first for "W HEN"
            continue
        joined = _JOINED.match(sentence, end)
        if joined or word.isupper() or not _BEGINNING.search(sentence, max(0, start - 6), start):
            yield start, end


def _places(sentence: str) -> Iterator[Span]:
    """Names after a word such as "in", and the other words of such a name."""
    before = -2
    for start, end in _names(sentence):
        if start == before + 1 or _LOCATING.search(sentence, max(0, start - _LOCATING_CHARS), start):
            yield start, end
            before = end


_MENTIONS: dict[AnswerType, Callable[[str], Iterator[Span]]] = {
    AnswerType.TIME: _matched(_TIME),
    AnswerType.QUANTITY: _matched(_QUANTITY),
    AnswerType.PERSON: _names,
    AnswerType.PLACE: _places,
    AnswerType.NAME: _names,
}
