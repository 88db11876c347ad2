"""Questions that sentences answer, for whoever does not know yet what to ask: frames of English around their words.

A frame is taken only where the sentence opens with a plain subject that names something, and one of a few verbs, so
that what comes out is grammatical: of "The Hanoi talks failed over …" it is "Why did the Hanoi talks fail?".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.text.english import MONTH_NAMES, WEEKDAY_NAMES
from qa.text.words import is_stop_word

LONGEST = 6  # words of a subject
_WHY = {
    "failed": "fail",
    "collapsed": "collapse",
    "resigned": "resign",
    "crashed": "crash",
    "closed": "close",
    "burned": "burn",
    "fell": "fall",
    "reopened": "reopen",
    "stepped down": "step down",
    "broke down": "break down",
}
_WHAT = {
    "announced": "announce",
    "promised": "promise",
    "proposed": "propose",
    "demanded": "demand",
    "found": "find",
    "ordered": "order",
    "approved": "approve",
    "won": "win",
    "launched": "launch",
    "signed": "sign",
    "lost": "lose",
    "discovered": "discover",
    "vowed to": "vow to do",
    "planned to": "plan to do",
    "unveiled": "unveil",
    "published": "publish",
    "released": "release",
    "rejected": "reject",
    "opened": "open",
    "urged": "urge",
    "agreed to": "agree to",
    "called for": "call for",
    "warned of": "warn of",
    "promised to": "promise to do",
    "closed": "close",
    "cancelled": "cancel",
    "grounded": "ground",
    "banned": "ban",
    "suspended": "suspend",
}
_SAID = {"said": "say"}
_FRAMES = (("Why", _WHY), ("What", _WHAT), ("What", _SAID))  # in order of how much a question asks
_OBJECT = r" (?:the|a|an|his|her|its|their|that|no|new|more|[a-z]+ing|\d[\d,.]*)\b"
_DAYS = frozenset(f"{MONTH_NAMES}|{WEEKDAY_NAMES}".split("|"))
_NAME = r"(?:^|\b(?:that|of|in|with|to|for|from|by|between|against|and)) ((?:[A-Z][\w’'-]+ ?)+)(?<! )(?: ([a-z]+))?"
_AFTER = {"Why": r"(?=[.,;]| (?:on|in|over|after|because|when|during|at|early|last|for)\b)", "What": ""}
_JOINING = frozenset(("of", "the", "for"))
_TITLES = frozenset(("mr.", "mrs.", "ms.", "dr."))


def example_questions(sentences: Iterable[str], limit: int) -> list[str]:
    """At most `limit` questions, each of another subject: first those that ask why, then what, then what was said."""
    found: dict[str, str] = {}
    held = list(sentences)
    for asks, verbs in _FRAMES:
        for sentence in held:
            if len(found) < limit and (read := _read(sentence, asks, verbs)):
                subject, does = read
                found.setdefault(subject.casefold(), f"{asks} did {subject} {does}?")
    return list(found.values())


def _read(sentence: str, asks: str, verbs: dict[str, str]) -> tuple[str, str] | None:
    """The subject and what it did, as a question has them, of a sentence that opens so."""
    pattern = _OBJECT if verbs is _WHAT else _AFTER[asks]
    opening = re.match(rf"((?:[\w’'.-]+ ){{1,{LONGEST}}}?)({'|'.join(verbs)})\b{pattern}", sentence)
    if opening is None or not _names(subject := opening[1].strip()):
        return None
    first, _, rest = subject.partition(" ")
    does = verbs[opening[2]]
    if verbs is _SAID:  # what was said is a question only where it was said about something
        about = _named(sentence[opening.end() :], subject)
        if not about:
            return None
        does += f" about {about}"
    return (f"the {rest}" if first == "The" else subject), does


def _named(words: str, subject: str) -> str:
    """The first name in these words that stands alone: no part of the subject, no day, and no noun after it."""
    for found in re.finditer(_NAME, words):
        name = found[1]
        if not set(name.split()) & {*subject.replace(".", "").split(), *_DAYS} and (
            not found[2] or is_stop_word(found[2])
        ):
            return name
    return ""


def _names(subject: str) -> bool:
    """Whether these words are the name of something: a capital within them, and none that makes a clause of them."""
    first, *others = subject.split(" ")
    if first != "The" and first.casefold() not in _TITLES and (is_stop_word(first) or not first[0].isupper()):
        return False
    return any(word[0].isupper() for word in others) and not any(
        (is_stop_word(word) and word not in _JOINING) or word.endswith(("ed", "ly", "ing")) for word in others
    )
