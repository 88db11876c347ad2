"""Who wrote an article, by the line that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from qa.ingest.dates.calendar_names import BESIDE_A_DATE, WEEKDAYS
from qa.ingest.dates.month_names import MONTHS, folded
from qa.ingest.prose.furniture_words import ROLE_WORDS
from qa.ingest.prose.outlets import is_outlet, is_section

MAX_BYLINE_CHARS = 140

_BY = re.compile(
    r"(?:(?:[Ss]tory|[Ww]ritten|[Rr]eported|[Tt]ext|[Ww]ords|[Aa]nalysis|[Pp]osted|[Pp]ublished|[Rr]eview|STORY) )?"
    r"(?P<by>[Bb][Yy]|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|Di|Door|Av|Af)(?: ?: ?| )"
)
_ROLES = (
    rf"(?:{ROLE_WORDS} ){{0,4}}"
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|producers?|journalists?|analyst|bureau"
    r"|photographers?|staff|agencies|critic|redaktion|rédaction|redacción)"
)
_ROLE = re.compile(
    rf"(?:our |the |a |an |ap )?{_ROLES}(?: (?:at|for|of|in) .{{1,40}})?|special (?:to|for) .{{1,40}}"
    r"|(?:staff|wire|news|agency)(?: (?:and|&) (?:staff|wire|news|agency))? (?:reports?|services?)",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(rf",? (?:{_ROLES})$", re.IGNORECASE)
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|del|della|di|da|dos|van|von|der|den|la|le|bin|al|el|y|O'\w+)"
_PERSON = re.compile(rf"[A-ZÀ-Þ][\w.'’-]*(?: {_NAME_WORD}){{0,4}}")
_FULL_NAME = re.compile(
    r"(?!(?:An?|The|This|That|AN?|THE) )(?:[A-ZÀ-Þ][\w'’-]+|[A-Z]\.)(?: (?:[A-Z]\.|de|del|della|di|da|dos|van|von|der"
    r"|den|la|le|bin|al|el|y)){0,3} [A-ZÀ-Þ][\w'’-]+(?: (?:Jr|Sr)\.)?"
)
_JOIN = re.compile(r",? (?:and|und|et|y|e|&|with|AND|WITH) |, | ?[;/] ?")
_PLACE_OR_PAPER = re.compile(
    r",? (?:in|at|for|of|from|FOR|IN|AT|For|In|aus|à|en) (?=(?:the )?[A-ZÀ-Þ])|,? (?:[Ss]pecial|SPECIAL) (?:[Tt]o|TO) "
)
_ADDRESS = re.compile(r"[,;]? ?\(?[|•]?(?:\S{1,40}@\S{1,60}|@\w{1,30})\)?|,? (?:on )?(?:twitter|x):?$", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w.-]{1,60}|@\w{1,30}")
_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,}(?!\w)")
_BAR = re.compile(r"\s+[|•·–—-]\s+|\s*[|•]\s*")
_END = re.compile(r"[?!:;…\"”]$|(?<![A-Z])(?<!\bJr)(?<!\bSr)\.$")
_MOST_NAMES = 8
_DAYS = WEEKDAYS | MONTHS.keys()  # "By Monday"


@dataclass(frozen=True, slots=True)
class Byline:
    """The names as they are printed, and the paper where one is named beside them."""

    names: str
    source: str = ""


def read_byline(line: str) -> Byline | None:
    """The names of a line such as "By Ada Finch and Tom Birk, Example News"; None where a line is no byline."""
    match = _BY.match(line)
    if match is None or len(line) > MAX_BYLINE_CHARS:
        return None
    told = _names(_ADDRESS.sub("", line[match.end() :]).strip())
    foreign = match["by"].lower() != "by"
    return None if told is None or (foreign and " " not in told.names) else told


def read_names(line: str) -> Byline | None:
    """The same of a line without "by", where a byline may stand: "Ada Finch in Tarnwick", "Ada Finch, Staff Writer"."""
    if len(line) > MAX_BYLINE_CHARS or is_outlet(line) or is_section(line):
        return None
    if any(len(word) > 4 and folded(word) in BESIDE_A_DATE for word in line.split()):
        return None  # "Final Edition"
    told = _names(_ADDRESS.sub("", line).strip())
    return told if told and all(_FULL_NAME.fullmatch(name) for name in _JOIN.split(told.names)) else None


def read_names_above(line: str, below: str) -> Byline | None:
    """The same of a line above what stands below a byline: "Ada Finch" above "Associated Press"."""
    if not is_beside_a_byline(below):
        return None
    told = Byline(line) if _ROLE.fullmatch(line) else read_names(line)
    outlet = below.split(",")[0]
    return Byline(told.names, told.source or (outlet if is_outlet(outlet) else "")) if told else None


def is_beside_a_byline(line: str) -> bool:
    """Whether a line is what stands below a byline: "Example News, Tarnwick", "Staff Writer", an address."""
    if len(line) > MAX_BYLINE_CHARS:
        return False
    return is_outlet(line.split(",")[0]) or bool(_ROLE.fullmatch(line) or _MAIL.fullmatch(line))


def _names(words: str) -> Byline | None:
    first, *beside = _BAR.split(words)
    if _END.search(first):
        return None
    people = _PLACE_OR_PAPER.split(_ROLE_BEHIND.sub("", first), maxsplit=1)
    parts = _JOIN.split(people[0])
    names = list(takewhile(_is_person, parts[:_MOST_NAMES])) or parts[:1]
    beside += parts[len(names) :]
    if not _PERSON.fullmatch(names[0]) or folded(names[0]) in _DAYS or not all(map(_is_beside, beside)):
        return None
    end = people[0].rindex(names[-1]) + len(names[-1])
    return Byline(people[0][:end], next((part for part in [*beside, *people[1:]] if is_outlet(part)), ""))


def _is_person(part: str) -> bool:
    mixed = not part.isupper() and _CAPITALS.search(part)  # "USA TODAY Sports"
    return bool(_PERSON.fullmatch(part)) and not (mixed or is_outlet(part) or _ROLE.fullmatch(part))


def _is_beside(part: str) -> bool:
    """What may stand beside a name: a paper, a section, what the person does, a place."""
    return is_outlet(part) or is_section(part) or bool(_ROLE.fullmatch(part) or _PERSON.fullmatch(part))
