"""What kind of answer a question asks for, and whether a sentence holds something of that kind.

Expected answer type is the oldest evidence in question answering (Li and Roth, "Learning Question Classifiers",
2002); here it is a handful of patterns over the question's first words and the sentence's surface.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"


class AnswerType(Enum):
    """What a question asks for; OTHER where its words do not tell."""

    CAUSE = "cause"
    TIME = "time"
    QUANTITY = "quantity"
    PERSON = "person"
    PLACE = "place"
    OTHER = "other"


_ASKS = {
    AnswerType.CAUSE: r"why\b|how come\b|(?:what|who|which)\b.{0,40}?\b(?:caused?|causes|led to|prompt(?:s|ed)|trigger(?:s|ed)|sparked|made(?! (?:of|from|in|by|up|with|at|on|for)\b))\b"
    r"|.*\b(?:reasons?|causes?) (?:for|of|why|behind|that)\b",
    AnswerType.TIME: r"(?:\w+ )?(?:when|what (?:year|date|day|month|time|century|decade)|which (?:year|date|day|month|century|decade))\b|how (?:long ago|soon|recently)\b",
    AnswerType.QUANTITY: r"(?:\w+ )?(?:how (?:many|much|old|long|far|tall|big|fast|large|high|often|deep|heavy|wide|hot|cold|expensive)"
    r"|what (?:(?:is|was|are|were) the (?:total |average )?)?(?:percent|percentage|number|amount|death toll|age|share|proportion|distance|price|population|size|temperature))\b|.*\bhow (?:many|much)\b",
    AnswerType.PERSON: r"(?:\w+ )?(?:who|whom|whose)\b|(?:what|which) (?:person|man|woman|actor|actress|singer|president|minister|leader|player|author|artist)\b",
    AnswerType.PLACE: r"(?:\w+ )?where\b|(?:\w+ )?(?:what|which) (?:country|countries|city|cities|state|place|town|region|continent|nation|island|location|venue|river)\b",
}
_QUESTIONS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _ASKS.items()}

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|(?:as a|the) results?|result(?:s|ed|ing)? (?:of|in|from)|(?:led|leads|leading) to"
    r"|caus(?:e|es|ed|ing)|reasons?|blam(?:e|es|ed|ing)|attribut(?:ed|able) to|stem(?:s|med|ming)? from|prompt(?:s|ed|ing)"
    r"|trigger(?:s|ed|ing)?|spark(?:s|ed|ing)|in response to|in order to|so that|amid|therefore|thus|hence"
    r"|over (?!\d|after|by|in|to|as|the (?:past|last|next|years?|weekend|course))|for fear|to (?:avoid|prevent|protect))\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:1[0-9]\d\d|20\d\d)s?\b|\b{_MONTH}\.? \d|\b\d{{1,2}} {_MONTH}\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bcentur(?:y|ies)\b|\b(?:yesterday|today|tonight|tomorrow)\b"
    r"|\b(?:last|next|this|earlier|later) (?:week|month|year|spring|summer|autumn|fall|winter|night)\b|\b(?:years?|months?|weeks?|days?|decades?) (?:ago|later|earlier)\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b"
    r"|\b(?-i:January|February|March|April|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter|twice|double|several|percent)\b",
    re.IGNORECASE,
)
# A capital inside the sentence, or several words that begin with one at its start; days and months are not names.
_CAPITAL_WORD = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-ZÀ-ÖØ-Þ](?:['’][A-Z])?[^\W\d_]+"
_NAME = re.compile(rf"(?<![.!?“\"‘'(])(?<!^) {_CAPITAL_WORD}|^(?:{_CAPITAL_WORD} ){{1,3}}{_CAPITAL_WORD}")
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|outside|inside|across|on|off|into|around|through|via|of) (?:the |a |an )?(?:\w+ )?(?-i:[A-Z])"
    r"|\b(?:north|south|east|west)(?:ern)? |\b(?:city|country|town|village|region|island|province|state|river|coast|border|hotel|palace|park)\b",
    re.IGNORECASE,
)


def asked_for(question: str) -> AnswerType:
    """The kind of answer a question asks for."""
    start = question.strip()
    return next((kind for kind, pattern in _QUESTIONS.items() if pattern.match(start)), AnswerType.OTHER)


def holds(sentence: str, kind: AnswerType) -> bool:
    """Whether the sentence has something of that kind in it; nothing can be said for OTHER, so False."""
    check = _HOLDS.get(kind)
    return check is not None and check(sentence)


def _finds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda sentence: pattern.search(sentence) is not None


_HOLDS: dict[AnswerType, Callable[[str], bool]] = {
    AnswerType.CAUSE: _finds(_CAUSE),
    AnswerType.TIME: _finds(_TIME),
    AnswerType.QUANTITY: _finds(_QUANTITY),
    AnswerType.PERSON: _finds(_NAME),
    AnswerType.PLACE: _finds(_PLACE),
}
