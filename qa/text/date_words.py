"""The words of a sentence and their classes, as far as the tense of its verbs depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.text.english import MONTH_NAMES, WEEKDAY_NAMES

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:['’][^\W\d_]*)?|[0-9](?:\w|[.,:](?=[0-9]))*|[,;:()—–]")
_TIME = re.compile(
    rf"(?:{WEEKDAY_NAMES}|{MONTH_NAMES}|{WEEKDAY_NAMES.upper()}|[Tt]oday|[Tt]omorrow|[Yy]esterday|[Tt]onight)\.?$"
)
_PARTS = frozenset("morning afternoon evening night".split())  # transparent after the name of a day
_ADVERBS = frozenset(
    """also now again still not then soon later early late first just even only already often both together here there
    never once twice finally instead too yet home abroad ever n't""".split()
)
_LY_WORDS = frozenset("family july italy ally reply supply rally assembly belly lily bully fly rely apply".split())
_MODALS = frozenset(
    """will would may might can could shall should must cannot won't can't couldn't wouldn't i'll he'll she'll it'll
    we'll you'll they'll that'll""".split()
)
IS = frozenset("is are am isn't aren't he's she's it's that's there's who's they're we're you're i'm".split())
HAVE = frozenset("have has haven't hasn't they've we've i've you've".split())
_DO = frozenset("do does don't doesn't".split())
PAST_AUXILIARIES = frozenset("didn't hadn't wasn't weren't".split())
FINITE_AUXILIARIES = _MODALS | _DO | IS | HAVE | PAST_AUXILIARIES
FINITE = FINITE_AUXILIARIES | frozenset("was were did had".split())
SINGULAR_SUBJECTS = frozenset("he she it who which nobody everybody everyone someone somebody anyone".split())
PLURAL_SUBJECTS = frozenset(
    """they we you i who police people men women children teens folk youth both many some all thousands hundreds dozens
    millions most several two three four five six seven eight nine ten which""".split()
)
_POSSESSIVES = frozenset("his her its their our your my whose".split())
ARTICLES = _POSSESSIVES | frozenset("a an the these those".split())
DETERMINERS = ARTICLES | frozenset(
    """this each every no any another such more most many few several some all both other enough
    two three four five six seven eight nine ten dozen""".split()
)
ADJECTIVES = frozenset(
    """new old big small major minor recent last next past early late federal local national regional final legal public
    private annual weekly daily monthly mass political military free fresh heavy high low long short good bad great key
    main own same further first second third""".split()
)
PREPOSITIONS = frozenset(
    """of in on at by for from with to into over under about against between among through during amid near around
    above across along toward towards upon within without outside inside behind beyond per via like despite following
    off including as""".split()
)
_STAYING = frozenset("stay remain get become keep".split())  # "stays closed" is no past
OPENERS_OF_OBJECTS = _POSSESSIVES | frozenset("a an the this these him them".split())
RELATIVES = frozenset("which who whose that where".split())
NEW_CLAUSE = frozenset(
    """that who which whose whom where when while because if unless although though since until before after than but
    nor yet as so ; : — – ( )""".split()
)
SMALL_WORDS = PREPOSITIONS | NEW_CLAUSE | FINITE | DETERMINERS | frozenset("and or up down out away back".split())
QUALIFIERS = DETERMINERS | ADJECTIVES
NOT_SUBJECTS = DETERMINERS | PREPOSITIONS
AUXILIARIES = _MODALS | IS | HAVE | {"be", "being"}
STATES = _STAYING | {"as"}


@dataclass(frozen=True, slots=True)
class Word:
    """Characters [start, end) of a text: a word, a number or a mark that parts clauses."""

    start: int
    end: int
    text: str  # in lower case, with straight apostrophes
    capital: bool
    timed: bool  # a day is named right before


def words_of(text: str, start: int, end: int) -> Iterator[Word]:
    """Without days, "on" before them, and adverbs, which stand anywhere."""
    timed, held = False, None  # `timed`: right after a day
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        lower = word.lower().replace("’", "'")
        if _TIME.match(word) or (timed and (lower in _PARTS or lower[0].isdigit())):
            timed, held = True, None if held and held.text in ("on", "by", "until", "of") else held
            continue
        if held:
            yield held
        held = None
        if _is_adverb(lower):
            continue
        held = Word(match.start(), match.end(), lower, word[0].isupper(), timed)
        timed = False
    if held:
        yield held


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and word not in _LY_WORDS)
