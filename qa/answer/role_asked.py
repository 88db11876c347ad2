"""Who did it, or to whom: of a question that names one of the two, whether a sentence gives it the part that is asked.

"Who sued Alvero?" asks who did it, which "Alvero sued Brix" does not tell. Only what stands right beside the deed is
judged, and a sentence that names the deed or the name twice is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from qa.text.date_verbs import is_past
from qa.text.date_words import PREPOSITIONS
from qa.text.english import FULL_MONTH_NAMES, WEEKDAY_NAMES
from qa.text.words import is_stop_word, stem, word_spans

# What both sides do together, so that either may be named first, and what may stand before who does it (says Brix).
_TOGETHER = (
    "say said meet met marry divorce date face fight fought border resemble join equal match debate wed play beside"
    " versus and or"
)
_DAYS = frozenset(f"{FULL_MONTH_NAMES}|{WEEKDAY_NAMES}".split("|"))
IS = frozenset("be been being is are was were".split())
_HAS = frozenset("has have had".split())
_DID = frozenset("did does do".split())
_BY_WHOM = frozenset("by under with".split())
_DETERMINERS = frozenset("a an the his her its their two three four five several".split())
_OPENS_A_CLAUSE = frozenset("that when because while but whether if although though".split())
# What may follow a name that is not the beginning of a longer one.
_FOLLOWS = PREPOSITIONS | frozenset("before after since until again last this next yesterday today tomorrow".split())
_ENDS = re.compile(r"\W*[,.;:!?—–()\"”\n]")  # right behind a word: what follows is not joined to it
_DATELINE = re.compile(r"^[A-ZÀ-Þ][^.!?]{1,60}?(?: \([A-Z]\w+\))? ?[—–] ")


def deed_stem(word: str) -> str:
    """Snowball leaves the e of "sue" and takes that of "sued"."""
    return stem(word).rstrip("e")


MUTUAL = frozenset(map(deed_stem, _TOGETHER.split()))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of a question: the words of its name, the stem of its deed, and whether the one named does it."""

    name: tuple[str, ...]
    deed: str
    does: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a sentence, and what stands between each and the next."""

    words: tuple[str, ...]
    behind: tuple[str, ...]

    def at(self, place: int) -> str:
        """A word in lower case; "" beyond the ends."""
        return self.words[place].lower() if 0 <= place < len(self.words) else ""

    def is_joined(self, place: int) -> bool:
        """Whether only a blank stands between a word and the next."""
        return 0 <= place < len(self.words) - 1 and not self.behind[place].strip()


def gives_part_asked(question: str, sentence: str) -> bool | None:
    """False of "Alvero sued Brix" for "Who sued Alvero?" and of "Brix sued Alvero" for "Whom did Alvero sue?"; true of
    each for the other.

    None where the question is not of these forms, or the sentence does not plainly say which part the one named has.
    """
    asked = _asked(question)
    if asked is None or asked.name[0].lower() not in sentence.lower():
        return None
    told = _parted(_DATELINE.sub("", sentence))
    count = len(asked.name)
    names = [n for n in range(len(told.words)) if told.words[n : n + count] == asked.name]
    deeds = [n for n, word in enumerate(told.words) if word[0].islower() and deed_stem(word) == asked.deed]
    if len(names) != 1 or len(deeds) != 1:
        return None
    does = _does(told, names[0], names[0] + count, deeds[0])
    return None if does is None else does == asked.does


@lru_cache(maxsize=64)
def _asked(question: str) -> _Asked | None:
    told = _parted(question)
    first, second = told.at(0), told.at(1)
    if first not in ("who", "whom"):
        return None
    if second in _DID:  # "Whom did Brix sue"
        name = _name_at(told, 2)
        deed = 2 + len(name)
        end, does = deed + 1, True
    elif second in IS and told.at(3) == "by":  # "Who was sued by Brix"
        name, deed, does = _name_at(told, 4), 2, True
        end = 4 + len(name)
    else:  # "Who sued Brix"
        deed = 2 if second in _HAS else 1
        name, does = _name_at(told, deed + 1), False
        end = deed + 1 + len(name)
    word = told.at(deed)
    is_whole = not told.at(end) or _follows(told.at(end))  # not "Who sued Brix executives"
    if not name or not word or is_stop_word(word) or deed_stem(word) in MUTUAL or not is_whole:
        return None
    return _Asked(name, deed_stem(word), does)


def _parted(text: str) -> _Told:
    spans = list(word_spans(text))
    behind = tuple(text[end:start] for (_, end), (start, _) in pairwise([*spans, (len(text), 0)]))
    return _Told(tuple(text[start:end] for start, end in spans), behind)


def _name_at(told: _Told, place: int) -> tuple[str, ...]:
    """The words in capitals from a place on; none where what is meant is something of theirs."""
    name = tuple(takewhile(lambda word: word[0].isupper() and not is_stop_word(word), told.words[place:]))
    return () if any("'" in word or "’" in word for word in name) else name


def _does(told: _Told, first: int, end: int, deed: int) -> bool | None:
    """Whether the name at [first, end) does the deed, or has it done to it; None where that is not plain."""
    if told.at(deed + 1) == "by" and told.is_joined(deed):  # "sued by"
        if _after_title(told, deed + 2, first) and _is_whole(told, end) and told.at(deed - 1) in IS:
            return True
        return False if end == deed - 1 and told.at(deed - 1) in IS and _opens(told, first) else None
    if told.at(deed - 1) in IS:
        return None
    if _after_title(told, deed + 1, first) and told.is_joined(deed) and _is_whole(told, end):
        return False if deed and told.at(deed - 1) not in ("to", *_DID) else None
    before = deed - (told.at(deed - 1) in _HAS or told.at(deed - 1).endswith("ly"))
    adjoins = end == before and all(map(told.is_joined, range(end - 1, deed)))
    return True if adjoins and _opens(told, first) and _has_object(told, deed) else None


def _after_title(told: _Told, start: int, first: int) -> bool:
    """Whether nothing stands between a place and a name but "the", or what he is: "President"."""
    between = range(start, first)
    titles = (n for n in between if told.at(n) != "the")
    return start <= first and all(told.words[n][0].isupper() for n in titles) and all(map(told.is_joined, between))


def _is_whole(told: _Told, end: int) -> bool:
    """Whether a name ends there, and goes on neither as another's nor as a name of something: "Brix executives"."""
    after = told.at(end)
    return not after or bool(_ENDS.match(told.behind[end - 1])) or _follows(after)


def _follows(word: str) -> bool:
    return word in _FOLLOWS or word[0].isdigit() or (is_stop_word(word) and word not in ("and", "or"))


def _opens(told: _Told, first: int) -> bool:
    """Whether a name, with what he is before it, opens the sentence or a clause."""
    start = first
    while start and told.words[start - 1][0].isupper() and told.is_joined(start - 1) and told.at(start - 1) != "the":
        start -= 1
    return start == 0 or (told.is_joined(start - 1) and told.at(start - 1) in _OPENS_A_CLAUSE)


def _has_object(told: _Told, deed: int) -> bool:
    """Whether somebody or something else stands right behind a deed, to whom it is done, and nobody who may do it
    further on: not "Labour leads the polls under Keir Starmer", nor "Duke coach Mike Krzyzewski"."""
    may_do = (n for n, word in enumerate(told.words[:-1]) if word in _BY_WHOM and told.words[n + 1][0].isupper())
    is_deed = told.at(deed).endswith(("ed", "s")) or is_past(told.at(deed))
    if not is_deed or any(n > deed for n in may_do):
        return False
    after = told.words[deed + 1] if told.is_joined(deed) else ""
    return bool(after) and (after.lower() in _DETERMINERS or (after[0].isupper() and after not in _DAYS))
