"""Whether the verbs of a sentence tell of what was or of what is to come.

A weekday beside a verb in the present is the next one: "The council votes Thursday". Clauses are read word by word,
for a form alone does not tell a verb from a noun: "votes" is a verb after "The council" and before "Thursday", and none
after "the", after "counted" or before "were".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.text import date_verbs as verbs
from qa.text import date_words as classes
from qa.text.date_mishaps import is_mishap
from qa.text.date_words import Word, words_of

_ASKED = 8  # words at most from "do" to the verb of a question
_BEHIND = 60  # words at most that are looked at for another verb
_ASIDE = 15  # words at most from a comma to the one that closes what it opens


@dataclass(frozen=True, slots=True)
class Event:
    """Characters [start, end) of a text that say whether what is told lies ahead or behind."""

    start: int
    end: int
    kind: str  # "back", "forward", "present", "copula", "until", "since", "unsure" or "end" of a sentence
    word: str = ""  # the first that tells so, in lower case
    aside: bool = False  # in a clause that explains a word, or says who says so


@dataclass(slots=True)
class _Clause:
    """What has been read of a clause so far."""

    finite: bool = False  # it has its verb, and nouns follow
    subject: bool = False  # somebody or something it is about was named
    plural: bool = False  # and is more than one
    headed: bool = False  # a subject was named in the sentence so far
    joined: bool = False  # "and" stood before its verb
    relative: bool = False  # it explains a word, until a comma
    told: bool = False  # a comma stands behind its verb: more nouns may follow
    prepositions: int = 0
    nouns: tuple[str, str] = ("", "")  # the last two that may name the subject, the verb itself among them


@dataclass(frozen=True, slots=True)
class _Place:
    """A word among its neighbors, in lower case; "" where there is none."""

    words: Sequence[Word]
    at: int
    clause: _Clause
    headline: bool

    def __getitem__(self, step: int) -> str:
        place = self.at + step
        return self.words[place].text if 0 <= place < len(self.words) else ""


def verb_events(text: str, start: int, end: int, told: Sequence[Event], headline: bool) -> Iterator[Event]:
    """The verbs of the sentence [start, end) that tell a time, in order; `told` are phrases that do so alone."""
    words, clause, spoken = list(words_of(text, start, end)), _Clause(), bool(told)
    phrases = iter([*told, Event(end, end, "end")])
    phrase = next(phrases)
    for at, word in enumerate(words):
        while phrase.end <= word.start:
            phrase = next(phrases)
        if phrase.start <= word.start:
            clause.finite = clause.finite or word.text in classes.FINITE
            continue
        place = _Place(words, at, clause, headline)
        _open_clause(place)
        kind = _kind(place, spoken)
        if kind:
            spoken = True
            yield Event(word.start, word.end, kind, word.text, place[-1] in classes.RELATIVES or _is_inserted(place))


def _is_inserted(place: _Place) -> bool:
    """Who says so, between commas: "The council will, Pike said, vote"."""
    return place[0] in ("said", "says", "added") and place[1] == "," and "," in (place[-2], place[-3])


def _open_clause(place: _Place) -> None:
    """Forgets what does not hold in the clause that a word opens, and learns of its subject."""
    word, before, clause = place[0], place[-1], place.clause
    clause.headed = clause.headed or clause.subject
    if word in classes.NEW_CLAUSE or before in verbs.REPORTING:
        clause.plural = clause.plural and word in ("who", "which", "that")
        clause.finite, clause.subject, clause.joined, clause.prepositions = False, False, False, 0
        clause.relative, clause.told = word in classes.RELATIVES, False
    if word == ",":
        clause.told = not clause.relative and (clause.told or clause.finite)
        clause.finite, clause.subject, clause.relative, clause.prepositions = False, False, False, 0
    elif word in ("and", "or"):
        clause.joined = not clause.finite and not clause.prepositions
    elif word in classes.PREPOSITIONS:
        clause.prepositions += 1
    elif not clause.finite:
        _learn_of_subject(place)


def _learn_of_subject(place: _Place) -> None:
    """From a word before the verb; after a preposition only where another noun begins: "after noon Carrick"."""
    word, clause = place[0], place.clause
    if not clause.prepositions:
        if _is_noun_like(word) and (not place.words[place.at].capital or not place.at):
            clause.nouns = (clause.nouns[1], word)
        clause.subject = clause.subject or (_is_noun_like(word) and word not in classes.ADJECTIVES)
        clause.plural = clause.plural or clause.joined or word in classes.PLURAL_SUBJECTS or bool(verbs.base(word))
    elif _is_noun_like(place[-1]) and (word in classes.DETERMINERS or place.words[place.at].capital):
        clause.subject = clause.subject or not place.words[place.at - 1].capital


def _kind(place: _Place, spoken: bool) -> str:
    """What a word says of the time as a verb; "" where it says nothing or is none."""
    word, before = place[0], place[-1]
    if word in classes.FINITE_AUXILIARIES:
        place.clause.finite = True
        return "copula" if _is_of_plan(place) else _of_auxiliary(word, place[1])
    if before in classes.AUXILIARIES:
        return ""
    if before == "to":
        headed = place.at > 1 and place[-2] not in classes.PREPOSITIONS and not place.clause.finite
        return "forward" if headed and not spoken and word in verbs.INTENDED else ""  # "Council to vote Friday"
    if before in ("after", "since") and word.endswith("ing"):
        return "back"
    return _of_verb(place)


def _is_of_plan(place: _Place) -> bool:
    """Of a form of "do": "The council does not vote", "Does the council vote", "When do they vote"."""
    if place[0] not in ("do", "does", "don't", "doesn't"):
        return False
    asked = not place.at or place[-1] in ("when", "where", "why", "how")
    if not asked and place[2] == "to":
        return False  # "does not appear to"
    return any(
        place[step] in verbs.PLANNED and place[step - 1] not in classes.NOT_SUBJECTS
        for step in range(1, _ASKED if asked else 2)
    )


def _of_auxiliary(word: str, after: str) -> str:
    if word in classes.PAST_AUXILIARIES:
        return "back"
    if word in classes.HAVE:
        return "back" if verbs.is_participle(after) else "forward" if after == "to" else "present"
    if word not in classes.IS:
        return ""
    if after in verbs.SUFFERED:
        return "back"
    if after in verbs.ONGOING:
        return ""
    return "present" if after.endswith("ing") or verbs.is_participle(after) else "copula"


def _of_verb(place: _Place) -> str:
    present = _base_of_present(place)
    if present:
        place.clause.finite = True
        return verbs.kind_of_present(present, _is_mishap(place, present), place.headline)
    if not _is_past(place):
        return ""
    if not verbs.is_only_participle(place[0]) and not _tells_which(place):
        place.clause.finite = True
    return "back"


def _is_mishap(place: _Place, verb: str) -> bool:
    noun = place.clause.nouns[place.clause.nouns[1] != place[0]]
    is_plural = bool(verbs.base(noun)) or noun.endswith("men")
    subject = (verbs.base(noun) or noun) if is_plural != bool(verbs.base(place[0])) else ""  # "Lightning visit Dunholt"
    return is_mishap(verb, place[1], place[2], place[1] in classes.OPENERS_OF_OBJECTS, subject)


def _tells_which(place: _Place) -> bool:
    """Of a participle after its noun: "a panel made up of judges", "a bridge built by Romans"."""
    after = place[2] if place[1] in ("up", "out", "in") else place[1]
    return after == "by" or (after == "of" and place[0] in ("made", "accused", "convicted", "suspected", "composed"))


def _is_past(place: _Place) -> bool:
    """A past tense or a participle that tells of an event, and does not only stand before a noun: "the lost cause"."""
    word, before, after = place[0], place[-1], place[1]
    if not (verbs.is_past(word) or verbs.is_only_participle(word)) or (place.words[place.at].capital and place.at):
        return False
    if before in classes.ARTICLES or (word in verbs.INVARIANT and (not place.at or before in classes.QUALIFIERS)):
        return False  # "the drowned", "a cut"
    if before in classes.QUALIFIERS and _is_noun_like(after):
        return False
    if before.endswith("'s") or (verbs.base(before) or before) in classes.STATES:
        return False
    return not _is_noun_like(after) if before in classes.PREPOSITIONS or not before else True


def _is_noun_like(word: str) -> bool:
    return word[:1].isalpha() and word not in classes.SMALL_WORDS


def _base_of_present(place: _Place) -> str:
    """The verb that a word is in the present; "" where it is a noun, or no verb in the present."""
    word, base = place.words[place.at], verbs.base(place[0])
    if not place.at:
        return base if word.timed and base in verbs.PRESENT else ""  # "Thursday marks"
    if word.capital:
        return ""
    if base:
        return base if _is_third_person(place, base) else ""
    return word.text if _is_plural_verb(place) else ""


def _is_third_person(place: _Place, base: str) -> bool:
    """Whether a word in -s is a verb, not several of what its base names."""
    before, after, plain = place[-1], place[1], base in verbs.PLAIN_VERBS
    if before in classes.SINGULAR_SUBJECTS:
        return True
    if before[:1].isdigit():
        return plain
    if before in classes.NOT_SUBJECTS or before.endswith("'"):
        return False
    if plain:
        return after not in classes.FINITE
    if before in classes.ADJECTIVES or before.endswith("'s") or before in ("and", "or", "but"):
        return after in classes.OPENERS_OF_OBJECTS and base in verbs.PRESENT
    return _may_have_verb(place) and _is_verb_by_use(place, base)


def _may_have_verb(place: _Place) -> bool:
    """Whether a clause has a subject so far and no verb, neither before the word nor right after it."""
    after = place[1]
    subject = place.clause.headed and not _is_listed(place) if place[-1] == "," else place.clause.subject
    followed = after in classes.FINITE or (verbs.is_past(after) and place[2] != "by")
    return subject and not place.clause.finite and not followed


def _is_listed(place: _Place) -> bool:
    """Of a word in -s after a comma: one of several nouns, unless the comma closes what another opened."""
    opened = any(place[step] == "," for step in range(-_ASIDE, -4))
    return place[-2].endswith("s") and not opened


def _is_verb_by_use(place: _Place, base: str) -> bool:
    if base in verbs.PRESENT or base in verbs.INVARIANT or verbs.is_verb_by_form(place[0]):
        return True
    return (place[1] in classes.OPENERS_OF_OBJECTS or _is_sole_verb(place)) and not verbs.is_noun_by_form(place[0])


def _is_sole_verb(place: _Place) -> bool:
    """Of a word in no list: nothing after it may be the verb that the sentence needs: "The king abdicates Friday"."""
    noun = place[1] in classes.RELATIVES or place[1] in ("of", "for") or verbs.is_past(place[-1])
    if noun or place.headline or place.clause.told:
        return False
    for at in range(place.at + 1, min(place.at + _BEHIND, len(place.words))):
        later = _Place(place.words, at, place.clause, place.headline)
        if later[0] in classes.NEW_CLAUSE:
            break
        if later[0] not in verbs.REPORTING and _may_be_finite(later):
            return False
    return True


def _may_be_finite(place: _Place) -> bool:
    word, before = place[0], place[-1]
    if word in classes.FINITE or verbs.is_past(word):
        return place[1] != "by"
    noun = before in classes.NOT_SUBJECTS or before in classes.ADJECTIVES or before.endswith("'s")
    return not noun and not place.words[place.at].capital and (verbs.base(word) or word) in verbs.PRESENT


def _is_plural_verb(place: _Place) -> bool:
    """A verb without -s after what is more than one: "talks resume", "who face trial", "Oxley and Carrick meet"."""
    word, before, after = place[0], place[-1], place[1]
    if place.clause.finite or after in classes.FINITE or before in classes.DETERMINERS - classes.PLURAL_SUBJECTS:
        return False
    if word in verbs.INVARIANT or "a" in (place[-2], place[-3]) or "an" in (place[-2], place[-3]):
        return False  # "voters cast ballots", "an earnings call"
    several = before in classes.PLURAL_SUBJECTS or before.endswith("men") or bool(verbs.base(before))
    if word not in verbs.PRESENT:
        several = several or place.clause.joined  # "the king and queen"
        return several and before not in classes.DETERMINERS and _is_unknown_verb(place)
    if several and before not in ("two", "three"):
        return True
    if before in classes.PREPOSITIONS or before in classes.ADJECTIVES or before.endswith("'s"):
        return False
    return place.clause.plural and (word in verbs.PLAIN_VERBS or not _is_noun_like(after))


def _is_unknown_verb(place: _Place) -> bool:
    """Of a word in no list, before an object or a day: "Crews douse the fire", "The bishops abstain Friday"."""
    word = place[0]
    bare = _is_noun_like(word) and not verbs.is_participle(word) and not word.endswith(("s", "ing", "ly"))
    if not bare or place[1] in classes.OPENERS_OF_OBJECTS:
        return bare
    last = place.at + 1 == len(place.words) or place.words[place.at + 1].timed
    return last and not verbs.is_noun_by_form(f"{word}s") and _is_sole_verb(place)
