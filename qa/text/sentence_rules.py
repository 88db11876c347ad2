"""What stands on both sides of a possible boundary, and whether it is one.

`goes_on` undoes a cut and `ends` makes one: Punkt knows words, not "Officials said" behind "U.S.".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.text.sentence_words import (
    CONNECTORS,
    MAY_END,
    NUMBERED,
    OPENERS,
    ORDINAL_NOUNS,
    ROLES,
    STATES_THAT_ARE_WORDS,
    TITLES,
    ShortForms,
)

_LETTERS = r"[^\W\d_]"
_LAST_WORD = re.compile(r"[^\s\"'“”„‘’«(\[—–/-][^\s\"“”„‘«(\[—–/-]{0,30}(?=\.[\"”’)\]]{0,3}$)")
_DOTTED = re.compile(
    rf"(?:{_LETTERS}{{1,2}}\.){{1,8}}{_LETTERS}{{1,2}}|(?:[A-Z][a-z]{{0,4}}\.){{1,5}}[A-Z][a-z]{{0,4}}"
)
_INITIAL = re.compile(rf"{_LETTERS}$")
_FIRST_WORD = re.compile(r"[\"“„‘«(\['’]{0,3}([A-Z][A-Za-z]*+)(?![.\w-])")
_NEXT_IS_SMALL = re.compile(r" ?[a-z$€£\d]")
_NEVER_A_NAME = re.compile(
    r"(?:The|An?|It|He|She|They|We|I|This|These|That|Those|There|In|On|At|But|And|For|As|If|So|When|Then)\b"
)

# An end that may go on where all is in small letters: “will it hold?” said one.
_OPEN_END = re.compile(r"[?!…](?:\s?[\"'”’»)\]])*$|\.\s?\.$|\.[\"'”’»)\]]+$|\.\w\.$")
_ADDRESS_OR_NAME = re.compile(r"[A-Z/\d]|\.\w|^[α-ω]-")
_LIST_LETTER = re.compile(r"(?:[a-z]|[ivx]{2,4})[.)]")
_MIDDLE_INITIAL = re.compile(r"\b[A-Z][a-z]+ [A-Z]\.$")  # George W. Bush
_LIST_MARKER = re.compile(r"[\"“‘(\[]*(?:\d{1,3}|[A-Za-z])[.)]+$")  # "2." and "B." alone announce what follows
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]+(?:, \w+\.)?$")  # "WILMINGTON, Del." before its dash
_DASH = re.compile(r"[-–—]+ ")
_WORD = re.compile(r"\w+")
_ALNUM = re.compile(r"[^\W_]")
_SHOUTED = re.compile(r"\d|[A-Z]{2}")
_SUFFIX = re.compile(r"['’]s\b|-\w")  # "G.O.P.'s"

_STATE = re.compile(r"(?:, ?|[(\[-])\w{2,4}\.$")  # Miss. behind a comma, a bracket or a hyphen
# "state Del. Dana Pike" and "Exec. Dir. Roe", and not "Dover, Del."
_MAYBE_A_TITLE = re.compile(r"(?:^|(?<!,) )(?:Del|Exec|Admin|Prin|Sup|Min|Adv|Asm|Just|Ret)\.$")
# No word: "Ptlm. Pike said", which may be anybody's title.
_NO_VOWEL = re.compile(r"(?<![\w'’.-])(?!Hm|Shh|Psst|Tsk|Grr|Brr|Pff|Nth)[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{2,5}\.$")
_NAMES = re.compile(r"[A-Z][\w'’-]+(?:\.? [A-Z][\w'’-]+|\.$| (?:said|says|told|asked)\b)")
_OF_A_STATE = re.compile(
    r"(?:Gov|Sen|Rep|Lt|Atty|Supreme|Appeals|General|House|Senate|State|Dept|Department|Legislature|Democrat|"
    r"Republican|Attorney|Route|Highway|Turnpike)\b"
)
_STREET = re.compile(r"(?:[A-Z][a-z]+|\d(?:st|nd|rd|th)) St\.$|\d (?:[A-Z]\w{1,20} ){1,3}Dr\.$")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:St|Dr)\.$")
_CLOCK = re.compile(r"\b(?:[ap]\.m|hrs?|o'clock)\.$")
_ATTRIBUTIVE_CLOCK = re.compile(r"\b(?:the|an?|its|their|his|her|this|that|every|daily|nightly) [\d:]{1,5} ?[ap]\.m\.$")
_DAY_OR_ZONE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}|"
    r"Eastern|Central|Mountain|Pacific|Atlantic|Alaska|Hawaii|Greenwich|Local|Christmas|Thanksgiving|Easter|New Year|"
    r"[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|JST|KST|[A-Z]{2,4}T)\b"
)
_CLAUSE = re.compile(
    r"(?:[A-Z][\w’'-]{1,20} ){1,3}(?:was|were|is|are|has|have|had|will|would|can|could|may|might|must|should|"
    r"do|does|did|said|says?|told|went|came|left|took|fell|rose|won|lost|opens?|closes?|begins?|began|starts?|"
    r"remains?|\w{3,20}ed)\b"
)
_SPACED_LETTER = re.compile(r"(?<![\w.])[a-zäöü]\.$")  # the "z." of "z. B."
_INITIAL_AHEAD = re.compile(rf"{_LETTERS}\.")
_ORDINAL = re.compile(r"(?:^|[\s(–-])\d{1,2}\.$")
_GERMAN_ORDINAL = re.compile(
    r"(?:^|\b(?:[Aa]m|[Dd]e[rmns]|[Dd]ie|[Dd]as|[Vv]om|[Zz]u[mr]|[Bb]is|[Aa]b|[Ss]eit|[Ii]m|und|bis|–|-) )\d{1,2}\.$"
)
_CAPITALIZED_NUMBER = re.compile(  # "Platz 3." ends, "der 3." and "Der 3." do not
    r"\b(?!(?:De[rmns]|Die|Das|Ein\w{0,2}|[AI]m|[VB]om|Zu[mr]|Beim|Bis|Ab|Seit|Nach|Vor|Ihr\w{0,2}|Sein\w{0,2}|Det) )"
    r"[A-ZÄÖÜ]\w{1,40} \d{1,2}\.$"
)
_DOUBLED = re.compile(r"\b([A-Z])\1\.$")  # the "JJ." of "JJ. OO.", as plurals are in Spanish
_DOUBLED_AHEAD = re.compile(r"([A-Z])\1\.")
_BRACKETED = re.compile(r"[(\[][a-z]{1,6}\.$")  # "(ed. Pike)", "(b. 1880)"
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|[dns]?[ae]ll)'(?=\w{2})")  # "l'art. 5"


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's short forms, and which words begin its sentences.

    `trusted` are the abbreviations, in lower case, behind which a cut by Punkt stands. In English there are none: 15 of
    the 17 that it made in 3,200 articles and no opener explains were wrong ("the D.C. Circuit", "U.S. Senator").
    """

    forms: ShortForms
    openers: frozenset[str]  # in lower case, but for English
    trusted: frozenset[str]
    english: bool = False

    def begins(self, after: str) -> bool:
        """Whether `after` is plainly the beginning of a sentence, even behind an abbreviation."""
        if not self.english:
            return after[:1].isupper() and re.split(r"\W", after, maxsplit=1)[0].lower() in self.openers
        first = _FIRST_WORD.match(after)
        if first is None:
            return False
        return first[1] in OPENERS or (first[1] in ROLES and _NEXT_IS_SMALL.match(after, first.end()) is not None)

    def goes_on(self, before: str, after: str, attached: bool, cased: bool) -> bool:
        """Whether there is no boundary between them.

        `attached`: there is no white space either; `cased`: there are capitals, so that a small letter tells something.
        """
        if not _ALNUM.search(after) or after[0] in ",;:，、；：&" or (attached and _SUFFIX.match(after)):
            return True  # only punctuation: a dash, a closing quote, the dots of ". . ."; "G.O.P.'s"
        if _LIST_MARKER.match(before) or (_is_small(after) and (cased or _OPEN_END.search(before))):
            return True
        if dash := _DASH.match(after):
            return _DATELINE.match(before) is not None or after[dash.end() :][:1].islower()
        word = self._last_word(before, after)
        return self._is_part(before, after) or (word != "" and self._is_short_form(word, before, after))

    def ends(self, before: str, after: str) -> bool:
        """Whether a sentence ends at a full stop where Punkt saw an abbreviation."""
        word = self._last_word(before, after)
        if not word or before.endswith(".."):
            return False
        if word in self.forms.never and not _is_street(before):
            return False
        if _INITIAL.fullmatch(word) and word not in self.forms.may_end:
            return False
        if self.english and _CLOCK.search(before) and _begins_after_clock(before, after):
            return True
        return self.begins(after)

    def _last_word(self, before: str, after: str) -> str:
        """The word before the full stop without it, "" where there is none; "No" of "NO. 5" and "Ft" of "FT. WORTH"."""
        found = _LAST_WORD.search(before)
        word = _ELISION.sub("", found[0].replace("’", "'"), count=1) if found else ""
        if len(word) == 1 or not word.isalpha() or not word.isupper() or not _SHOUTED.match(after):
            return word
        return word if word in self.forms.never | self.forms.may_end else word.capitalize()

    def _is_part(self, before: str, after: str) -> bool:
        """Of a name or a date: what Punkt cuts, and no word of ours tells."""
        if _MIDDLE_INITIAL.search(before):
            return not (_NEVER_A_NAME.match(after) if self.english else self.begins(after))
        if _SPACED_LETTER.search(before) and _INITIAL_AHEAD.match(after):
            return True
        if _BRACKETED.search(before) or (_DOUBLED.search(before) and _DOUBLED_AHEAD.match(after)):
            return True
        return self._is_ordinal(before, after) or (self.english and _is_hour(before, after))

    def _is_ordinal(self, before: str, after: str) -> bool:
        noun = _WORD.match(after)
        if noun is None or not _ORDINAL.search(before):
            return False
        if self.forms.ordinals:
            return not _CAPITALIZED_NUMBER.search(before) and noun[0].lower() not in self.openers
        return noun[0] in ORDINAL_NOUNS and _GERMAN_ORDINAL.search(before) is not None

    def _is_short_form(self, word: str, before: str, after: str) -> bool:
        if after.lstrip("([“")[:1].isdigit():
            return word in self.forms.never or word in self.forms.numbered or self._may_end(word, before, after)
        if self.ends(before, after):
            return False
        if word in self.forms.never:
            return True
        return self._may_end(word, before, after) and word.lower() not in self.trusted

    def _may_end(self, word: str, before: str, after: str) -> bool:
        if self.english and word in STATES_THAT_ARE_WORDS:
            return bool(_STATE.search(before) or _OF_A_STATE.match(after)) or _is_title(before, after)
        if self.english and _is_title(before, after):
            return True
        return word in self.forms.may_end or _DOTTED.fullmatch(word) is not None


def _is_street(before: str) -> bool:
    """ "on Main St." and "12 Maple Dr.", not "Mount St." of a saint nor "Monday Dr." of a doctor."""
    return _STREET.search(before) is not None and _DAY.search(before) is None


def _is_title(before: str, after: str) -> bool:
    """Of what may be another word, or none that is known: before two names, another title, or who says something."""
    return bool(_NAMES.match(after) and (_MAYBE_A_TITLE.search(before) or _NO_VOWEL.search(before)))


def _is_hour(before: str, after: str) -> bool:
    """ "at 8 a.m. Monday", "at 11 p.m. ET"."""
    return _CLOCK.search(before) is not None and _DAY_OR_ZONE.match(after) is not None


def _begins_after_clock(before: str, after: str) -> bool:
    if _ATTRIBUTIVE_CLOCK.search(before) or _DAY_OR_ZONE.match(after):
        return False
    return _CLAUSE.match(after) is not None


def _is_small(after: str) -> bool:
    """Whether it begins with a word in lower case, which is not an address, a name such as iPhone or "b)"."""
    word = after.split(maxsplit=1)[0]
    return word[0].islower() and not _ADDRESS_OR_NAME.search(word) and not _LIST_LETTER.fullmatch(word)


def is_dotted(word: str) -> bool:
    """Whether it is letters with full stops between them, as "u.s" and "ph.d" without their last."""
    return _DOTTED.fullmatch(word) is not None


ENGLISH = ShortForms(never=TITLES | CONNECTORS, numbered=NUMBERED, may_end=MAY_END | STATES_THAT_ARE_WORDS)
