"""A text as a reader sees it, where a line end or a character that shows nothing breaks a word in two."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

# Soft hyphens, joiners, marks of direction, marks of byte order: they part nothing, wherever they stand.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
# These part words in some scripts, and shape letters in others.
_UNSEEN_IN_WORDS = "\u200b-\u200d"
_LETTER = r"[^\W\d_]"
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
_LINE_END = r"[ \t]{0,3}+\r?\n[ \t]{0,20}+"
_HYPHEN = rf"[-\u2010]{_LINE_END}"

# First parts whose hyphen is their own at the end of a line too ("well-⏎known"), unless the second part begins so, for
# then both are one word: "high-⏎way".
_OWN_UNLESS = {
    "well": "ness",
    "self": "ish less ie",
    "non": "sense eth chal desc",
    "anti": r"bio bod cip dot gens?\b sep thes ox trust pod path qu",
    "post": "pon al er age ing ed man men card grad scr hum ure mark master code",
    "half": "way pen",
    "high": "way land light ly er est ness",
    "low": "er est land ly",
    "long": "ing er est it ev",
    "short": "age er est en ly fall list hand com stop wave",
    "mid": r"dle night field day week summer winter way wif wiv st\b land ship get town",
    "all": "ow ia ie eg er oc ot ey y",
    "full": "y er ness",
    "part": "n ly ing ed ic is ia ie y ri",
    "vice": "roy",
    "cross": "road ing word bar over fire bow walk wind piece es",
    "left": "over ist",
    "right": "eous ful ly ist",
    "by": "pass stand law gone lin word zan",
    "first": "ly born",
    "second": r"ar ly ed ing s\b",
    "third": "ly",
    "double": "",
    "one": "self ness",
    "two": "some",
    "three": "some",
    "four": "teen th some",
    "five": "r",
    "six": "teen th ty ties tieth",
    "seven": "teen th ty ties tieth",
    "eight": "een h ie y",
    "nine": "teen th ty ties tieth",
    "year": "ly ling book n",
    "month": "ly",
    "week": "ly end day night",
    "hour": "ly glass",
    "minute": "ly ness man men",
    "twenty": "",
    "thirty": "",
    "forty": "",
    "fifty": "",
    "sixty": "",
    "seventy": "",
    "eighty": "",
    "ninety": "",
}
# First parts that mostly only begin a word ("ex-⏎plain"): the hyphen is their own where the second part begins so.
_OWN_BEFORE = {
    "so": "called",
    "re": "e",
    "co": "o found author chair host pilot work star defend produc president lead led direct sponsor sign writ wrote",
    "ex": "president wife husband minister soldier mayor police chief partner boyfriend girlfriend convict prime "
    "leader offic army player teammate coach captain boss football manager governor senator general cop marine",
    "pre": "war elect trial exist season school tax dawn match pandemic record order empt emin game pack approv budget "
    "industrial cook plan date arrang histor marital natal paid teen owned race independ determin",
    "pro": r"democra life\b choice europ independen abortion reform business government war",
    "ten": "year month week day hour minute mile man men point time strong foot story storey member goal inch page "
    "game percent meter metre second",
    "far": "right left reach off flung fetched away rang sighted",
    "semi": "final official detached autonom automatic skill professional permanent",
}
# Second parts that mostly stand behind a hyphen, and words that end like them without one: "with-⏎held".
_OWN_AFTER = (
    "owned run backed based sponsored controlled funded elect style speaking related friendly held built born made "
    "winning term level general minded scale class sided ranking scoring fashioned called spoken year month"
)
_SOLID = "dis out over under with hand life free hair home stub new cor inter mis fore up down air sub pre lop mid"
_LINKS = "to of in on by and the at up a or de du sur upon under"  # "face-⏎to-face", "up-to-⏎date"


def _any(starts: str) -> str:
    return "(?:" + "|".join(starts.split()) + ")"


_NO_BREAK = "|".join(
    [
        *(rf"(?<=\b{one}){_HYPHEN}" + (f"(?!{_any(two)})" if two else "") for one, two in _OWN_UNLESS.items()),
        *(rf"(?<=\b{one}){_HYPHEN}{_any(two)}" for one, two in _OWN_BEFORE.items()),
        rf"(?<=day){_HYPHEN}(?!light|time|break|dream|ing|maker)",
        rf"(?<={_LETTER}{{3}})"
        + "".join(rf"(?<!\b{one})" for one in _SOLID.split())
        + rf"{_HYPHEN}{_any(_OWN_AFTER)}\b",
        rf"(?<={_LETTER}{{3}})(?<!l){_HYPHEN}led\b",
        rf"(?<=\b{_LETTER}){_HYPHEN}",  # "e-⏎mail"
        rf"(?:{'|'.join(f'(?<=-{link})' for link in 'to of the and at on by up'.split())}){_HYPHEN}",
        rf"(?<=-in){_HYPHEN}(?:law|chief|residence|waiting|command)",
        rf"{_HYPHEN}{_any(_LINKS)}-{_LETTER}",
        rf"(?<!thous)(?<!isl)(?<!husb)(?<!err){_HYPHEN}(?:and|und|oder)\b",  # "pre-⏎and post-war"
    ]
)
# Between two letters, the second of them small behind a hyphen: "Thurs-⏎day" and, with a soft hyphen, "Thurs¬day".
BREAK = (
    rf"(?<={_LETTER})(?:[{_UNSEEN}{_UNSEEN_IN_WORDS}]{{1,4}}(?={_SMALL})|[{_UNSEEN}]{{1,4}}(?={_LETTER})"
    rf"|\u200b(?<=[A-Z]\u200b)(?=[A-Z])|\u00ad{_LINE_END}(?={_LETTER})"
    rf"|(?={_HYPHEN})(?<![A-Z]{{2}})(?!(?i:{_NO_BREAK})){_HYPHEN}(?={_SMALL}))"
)
_BREAK = re.compile(rf"{BREAK}|[{_UNSEEN}]+|\u200b+(?!\w)|(?<!\w)\u200b+|(?<=[.!?…\"”’)])[\u200c\u200d]+")
# Most texts hold none, and this is told at once.
_MAY_BREAK = re.compile(rf"[{_UNSEEN}{_UNSEEN_IN_WORDS}]|{_HYPHEN}")


@dataclass(frozen=True, slots=True)
class View:
    """A text without its breaks; where in it each run of characters begins, and by how much it lies further on."""

    text: str
    begins: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters [start, end) of the view, at least one, stand in the text as given."""
        return self._shifted(start), self._shifted(end - 1) + 1

    def _shifted(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.begins, at) - 1]


def unbroken(text: str) -> View:
    """In time that grows with the length of the text."""
    breaks = [match.span() for match in _BREAK.finditer(text)] if _MAY_BREAK.search(text) else []
    if not breaks:
        return View(text)
    runs = list(_runs(breaks, len(text)))
    begins, shifts = [0], [0]
    for start, end in breaks:
        shifts.append(shifts[-1] + end - start)
        begins.append(end - shifts[-1])
    return View("".join(text[start:end] for start, end in runs), tuple(begins), tuple(shifts))


def _runs(breaks: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    free = 0
    for start, end in breaks:
        yield free, start
        free = end
    yield free, length
