"""What a paper sets before a sentence of an agency, and behind it: the town, the day, the agency, "UPDATE 1"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.text.english import MONTHS
from qa.text.house_style import state_in_full

_MARKS_READ = 4  # UPDATE 1 - MILLFORD, May 3 (Reuters) - (AP)
_CHARS_READ = 160

_AGENCY = (
    r"(?:The )?(?:AP|Associated Press|Reuters|Thomson Reuters|AFP|Agence France[- ]Presse|UPI|CNN|CNBC|BBC|[NC]BC|"
    r"CBS|ABC|Fox|NPR|PA|PA Media|Press Association|[Dd][Pp][Aa]|EFE|ANSA|TASS|Interfax|Xinhua|Kyodo|Yonhap|ANI|PTI|"
    r"IANS|AAP|CP|Canadian Press|Bloomberg|Politico|POLITICO|Axios)(?: (?:News|Business|Sports|Newsource|Underscored))?"
)
_AGENCIES = rf"(?:{_AGENCY})(?:(?: ?[/&] ?|, | and )(?:{_AGENCY})){{0,2}}"
_BRACKETED = rf"[(\[]{_AGENCIES}[)\]]"
_BYLINE = r"(?:[(\[][A-Z][^()\[\]]{1,40}[)\]]|/ ?[A-Z][A-Za-z. -]{1,30}/)"
_MONTH = rf"(?:{'|'.join(MONTHS).title()})[a-z]{{0,6}}\.?"
_DAY = rf"(?P<day>{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = (
    r"(?!(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY\b)"
    r"(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /](?:(?:of|de|del|la|on|upon) )?[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4})"
)
_NAME = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"(?P<town>[A-ZÀ-Þ][\w.'’-]*(?:[ /](?:(?:of|de|del|la|on|upon) )?[A-ZÀ-Þ][\w.'’-]*){0,3}?)"
)
_REGION = rf"(?:, (?!{_MONTH} \d)(?P<region>[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){{0,2}}))?"
_DASH = r"(?:\s+[-–_]+\s+|\s*(?:—|--)+\s*)"
_SIGN = r"\s+[•|]\s+"
_BEGINS = r"(?=[\"“'‘(\[]*[A-ZÀ-Þ\d])"

_LEADS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:UPDATE|CORRECTED|CORRECTION|REFILE|RPT|WRAPUP|BREAKING(?: NEWS)?|EXCLUSIVE|URGENT|LEAD|ALERT|FLASH)"
        r"(?:\s?\d+)?\s*[-–—:]+\s*",
        r"(?:Update|Breaking(?: [Nn]ews)?|Exclusive|JUST IN|Just [Ii]n|DEVELOPING|Developing)(?: \d+)?(?:: | [-–—] )",
        r"\((?:Adds|Clarifies|Corrects|Recasts|Refiles|Repeats|Rewrites|Updates|Writes [Tt]hr(?:ough|u))\b"
        r"[^()]{0,100}\)\s*(?:[-–—]+\s*)?",
        rf"{_BRACKETED}(?:{_DASH}|\s*:?\s*)",
        rf"{_CAPITALS}{_REGION}(?:, {_DAY})?(?:(?:,? |--){_BYLINE})?(?:{_DASH}|{_SIGN}|:\s*){_BEGINS}",
        rf"{_CAPITALS}{_REGION}(?:, {_DAY})?,? {_BRACKETED}:?\s+{_BEGINS}",
        rf"{_NAME}{_REGION}, {_DAY},? {_BRACKETED}:?\s+{_BEGINS}",
        rf"[(\[]{_NAME}{_REGION}[)\]](?:{_DASH}|{_SIGN}){_BEGINS}",
        rf"{_NAME}{_REGION}(?:, {_DAY})?,? {_BYLINE}{_DASH}{_BEGINS}",
        rf"(?:{_NAME}{_REGION},? )?(?:{_AGENCY}){_DASH}{_BEGINS}",
        rf"{_NAME}{_REGION}(?:, {_DAY})?{_DASH}{_BEGINS}",
        rf"{_DAY} {_BYLINE}{_DASH}{_BEGINS}",
    )
)
_CREDIT = re.compile(
    rf"(?:(?<=[.!?])|(?<=[.!?][\"”’]))\s*(?:{_BRACKETED}|[-–—]+ ?(?:{_AGENCY}))[.]?$|\s*{_BRACKETED}[.]$"
)
_MAY_CREDIT, _CREDIT_CHARS = re.compile(r"[(\[–—-]"), 48  # told at once

# "FALSE: The ferry sank" says that it did not.
_VERDICTS = frozenset(
    "no not false fake hoax myth fact claim rumor rumour lie untrue wrong misleading satire unconfirmed unverified"
    " denied disputed debunked retracted".split()
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A sentence without what was set around it; `town`, `region` and `day` in lower case, "" where not given."""

    sentence: str
    town: str = ""
    region: str = ""
    day: str = ""

    def agrees(self, other: Dateline) -> bool:
        """Whether they name no two places and no two days: "PARIS — The government resigned" is told of France."""
        places = ((self.town, other.town), (self.region, other.region))
        near = (not one or not two or not _words(one).isdisjoint(_words(two)) for one, two in places)
        return all(near) and (not self.day or not other.day or self.day == other.day)


def split_dateline(sentence: str) -> Dateline:
    """Take off the marks; a sentence all in capitals has none but those with an agency."""
    found = {"town": "", "region": "", "day": ""}
    rest = sentence.strip()
    tail = max(0, len(rest) - _CREDIT_CHARS)
    if _MAY_CREDIT.search(rest, tail) and (credit := _CREDIT.search(rest, tail)):
        rest = rest[: credit.start()]
    for _ in range(_MARKS_READ):
        match = next((match for lead in _LEADS if (match := lead.match(rest, 0, _CHARS_READ))), None)
        if (
            match is None
            or _is_verdict(match)
            or match.end() == len(rest)
            or (rest.isupper() and not re.search(r"[(\[]", match[0]))
        ):
            break
        found |= {name: value.lower() for name, value in match.groupdict().items() if value}
        rest = rest[match.end() :]
    return Dateline(rest, found["town"], _region(found["region"]), _day(found["day"]))


def _is_verdict(match: re.Match[str]) -> bool:
    return not _VERDICTS.isdisjoint(_words((match.groupdict().get("town") or "").lower()))


def _region(written: str) -> str:
    """One word of a state of the United States: North and South Carolina have none in common."""
    return state_in_full(written).replace(" ", "") or written


def _day(written: str) -> str:
    """ "may 3" of "3 may" and "Sept. 3"."""
    number, month = re.search(r"\d+", written), re.search(r"[a-z]{3}", written)
    return f"{month[0]} {number[0]}" if number and month else ""


def _words(place: str) -> set[str]:
    return set(re.findall(r"\w+", place))
