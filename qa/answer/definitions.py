"""Questions for a definition, "Who is Stephen Biegun?": whether a sentence says who or what the one named is.

News says so in passing, by an apposition, a title or a relative clause (patterns as of Hearst, "Automatic acquisition
of hyponyms from large text corpora", 1992), where a reader taught on other questions looks for more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from qa.answer.names import TITLES
from qa.retrieval.ranking import Ranking
from qa.text.answer_type import PERSON_NOUNS
from qa.text.date_verbs import is_past
from qa.text.date_words import PREPOSITIONS
from qa.text.languages import is_english
from qa.text.words import AS_TYPED, is_stop_word, unaccented
from qa.types import Span

_ASKED = re.compile(
    r"(?:(?:please\s+)?tell\s+me\s+)?(?P<word>who|what)(?:\s+exactly)?(?:\s+(?:is|was|are|were)|[’']s)\s+(?:exactly\s+)?(?:(?:the|an?)\s+(?=(?-i:[A-Z])))?"
    r"(?P<name>\S+(?:\s+\S+){0,4})",
    re.IGNORECASE,
)
_A_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*|of|the|per|de|da|di|van|von|bin|al|[a-z]{1,3}[’']\S+)")
_OFFICES = (TITLES | {"head"}) - frozenset("king queen prince princess pope judge justice lady lord bishop".split())
_SAYS = PERSON_NOUNS | TITLES | frozenset("new next old oldest best most last first".split())
_FORMS = r"(?:Mr|Mrs|Ms|Dr)\.?\s"
_END = r"(?=\s?(?:[,;:!?—–)\n]|\.(?!\S))|$)"
_INSIDE = r"(?:[^,;.:!?—–()\n]|\.(?=\S))"
_DETERMINER = r"(?:(?i:an?|the|its|his|her|their|two|three)|[A-Z][\w.]*[’']s?)"
_DETERMINED = (
    rf"(?:(?:an?|the|one of|its|his|her|their|then|now|former|formerly|[A-Z][\w.]*[’']s?)\s{_INSIDE}{{3,110}}?)"
)
_WHO = (
    r"(?:who|which|that)\s(?:is|was|are|were|became|has been|had been|heads?|headed|leads?|led|runs?|ran|makes?|made"
    r"|chairs?|chaired)\b"
)
_ROLE = "|".join(
    sorted(
        PERSON_NOUNS
        | TITLES
        | frozenset(
            """spokesman spokeswoman spokesperson adviser advisor lawyer physicist engineer economist analyst diplomat
            historian journalist runner rival aide executive owner widow wife husband brother sister son daughter father
            mother banker nurse activist negotiator deputy boxer striker swimmer cyclist novelist poet painter composer
            conductor chemist biologist astronomer mathematician researcher farmer fisherman teacher""".split()
        )
    )
)
_OPENS = "After And As At Because Before But By For From If In Of On Since So That Then To Until When Where While With"
_BEFORE_ROLE = """prime foreign vice deputy first chief former special national security senior acting then opposition
attorney general his her its their the a an""".split()
_MODIFIER = rf"(?:(?!(?:{'|'.join(_OPENS.split())})\b)[A-Z][\w.’'-]*|{'|'.join(_BEFORE_ROLE)})"
_OF = r"(?:\s(?:of|for)(?:\sthe)?(?:\s(?!The\b)[A-Z]\w*|\sstaff|\sstate){1,2})?"
_TITLE = rf"(?P<title>(?:{_MODIFIER}\s){{0,5}}(?i:{_ROLE}){_OF})"
_PASSED = re.compile(r"\b(?:day|days|week|month|year|morning|evening|night|hours?|end|time|moment|first|meantime)\b")
_FINITE = r"\b(?:said|says|is|was|were|are|has|had|have|will|would|told|added|did)\b"
_VERB = re.compile(rf"(?<!who )(?<!which )(?<!that ){_FINITE}")
_LED_BY = re.compile(
    r"(?:^|[.!?—–]\s|\n)(?:According to|For|To|With|At|In|Inside|Outside|Near|On|From|Under|Like|Unlike|After|Before|By"
    r"|Behind|Without)\s$"
)


@lru_cache(maxsize=64)
def defined_name(question: str) -> str:
    """The name that a question asks who or what it is, without a title before it; "" of any other question."""
    found = _ASKED.fullmatch(question.strip().rstrip("?!. "))
    if found is None:
        return ""
    words = found["name"].split()
    while len(words) > 1 and found["word"].lower() == "who" and words[0].rstrip(".").lower() in TITLES:
        words = words[3:] if words[1] == "of" and len(words) > 3 else words[1:]  # "Secretary of State Mike Pompeo"
    is_name = words[0][0].isupper() and not words[-1].islower() and all(map(_A_NAME.fullmatch, words))
    if any(word.lower() in _OFFICES for word in words):  # "Prime Minister of Norland" is nobody's name
        return ""
    return " ".join(words) if is_name or (found["word"] == "who" and _may_be_small_name(words)) else ""


def _may_be_small_name(words: Sequence[str]) -> bool:
    """Whether words in small letters may name somebody: not "suing brix", "the best player", "arrested yesterday"."""
    first = words[0]
    says_more = is_stop_word(first) or first in PREPOSITIONS or first.endswith("ing") or is_past(first)
    return 1 < len(words) < 4 and not says_more and all(w.isalpha() and w.islower() and w not in _SAYS for w in words)


def with_definitions(ranking: Ranking, question: str) -> Ranking:
    """The same in the same order; of a question for a definition, what was read and defines it is marked by that."""
    if not (name := defined_name(question)):
        return ranking
    marked = tuple(
        replace(found, answer=definition_of(name, sentence.text) or found.answer)
        if found.answer and is_english(sentence.language)
        else found
        for found, sentence in zip(ranking.evidence, ranking.sentences, strict=True)
    )
    return replace(ranking, evidence=marked)


def definition_of(name: str, sentence: str) -> Span | None:
    """The characters of a sentence that say who or what `name` is; None where it does not."""
    sentence = _as_typed(sentence)
    if not re.search(_parts(name)[-1], sentence, re.IGNORECASE):
        return None
    for pattern in _patterns(name):
        for found in pattern.finditer(sentence):
            kind = str(found.lastgroup)
            is_led = kind in ("apposition", "before") and _LED_BY.search(sentence, 0, found.start())
            if _is_told(kind, found[kind]) and not is_led:
                return found.span(kind)
    return None


def _as_typed(text: str) -> str:
    """As long, each letter with a mark as one without."""
    plain = (AS_TYPED.get(char.lower(), unaccented(char))[:1] or char for char in text)
    typed = (one.upper() if char.isupper() else one for one, char in zip(plain, text, strict=True))
    return "".join(typed).replace("’", "'")


def _parts(name: str) -> list[str]:
    """Patterns of the parts of a name as `_as_typed` has them; "ss" may have been one letter."""
    typed = "".join(AS_TYPED.get(char.lower(), char) if char.lower() in AS_TYPED else char for char in name)
    return [re.escape(part).replace("ss", "ss?") for part in re.split(r"[\s-]", _as_typed(typed)) if part]


def _is_told(kind: str, words: str) -> bool:
    """Whether words beside a name are of it, and not what happened then: "According to Brix, the ferry sank"."""
    if kind == "before":
        return not (_PASSED.search(words) or _VERB.search(words)) and not any(map(is_past, words.lower().split()))
    return kind != "apposition" or not _VERB.search(words)


@lru_cache(maxsize=64)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """Of the ways in which news says it, those that say most first."""
    whole = r"[\s-]".join(_parts(name))
    longer = r"(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|per|of|de|di|del|l[’']\w+)){0,3}"  # "Moon Jae-in" of whom "Moon" was asked
    named = rf"(?<!\w)(?:(?i:{whole}){longer}|{_FORMS}{_parts(name)[-1]})"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{named}\s(?:is|was|became|has been|had been|remains)\s(?P<copula>{_DETERMINED}){_END}",
            rf"{named},\s(?:(?:aged\s)?\d{{1,3}},\s)?(?P<apposition>{_DETERMINED}){_END}",
            rf"(?P<before>(?<!\w){_DETERMINER}\s(?:(?!{_FINITE}){_INSIDE}){{3,80}}?),\s{named}(?:{_END}|\sand\s)",
            rf"(?P<called>(?<!\w)(?:an?|the)\s{_INSIDE}{{3,60}}?)\s(?:called|named|known as)\s{named}{_END}",
            rf"(?<!\w){_TITLE},?\s{named}(?!\w)",
            rf"{named},\s(?P<relative>{_WHO}{_INSIDE}{{3,110}}?){_END}",
        )
    )
