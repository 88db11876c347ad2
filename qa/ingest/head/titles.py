"""A title without what is set around it: the kicker before it, the paper's name behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.ingest.prose.outlets import OPINION, is_outlet, is_section

_KICKER = re.compile(
    rf"(?P<kicker>{OPINION}) ?(?:[:|»›] ?(?=\S+ \S)|[-–—] (?=\S+ \S+ \S))(?!(?-i:[a-z]))", re.IGNORECASE
)
_IN_BRACKETS = re.compile(
    rf"[(\[](?P<kicker>{OPINION}|video|photos|watch|gallery|podcast)[)\]] ?[:–—-]? ?(?=\S+ \S)", re.IGNORECASE
)
_IN_BRACKETS_BEHIND = re.compile(
    rf"(?P<title>\S+ \S.*\S) ?[(\[](?P<kicker>{OPINION}|video|photos|gallery|podcast)[)\]]", re.IGNORECASE
)
_LABEL = (
    r"(?P<kicker>videos?|photos|(?:photo )?gallery|in (?:pictures|photos)|watch|listen|podcast|quiz) ?[:|] ?(?=\S+ \S)"
)
_LABELLED = re.compile(_LABEL, re.IGNORECASE)
_MEDIA = re.compile(rf"{_LABEL}(?!(?-i:[a-z]))", re.IGNORECASE)
_SECTION = re.compile(r"(?P<kicker>[^|»›]{2,30}?) ?[|»›] ?(?=\S+ \S)")
# What an agency says of a version of its story: "UPDATE 2-", "CORRECTED-REFILE-", "Corrected:", "(Updated)".
_WIRE_MARK = (
    r"(?:(?:UPDATE|WRAPUP|REFILE|RPT|RECASTS?|RECAP|LEAD|EXCLUSIVE|URGENT|ALERT|FLASH|SUBS?|ADDS?|WRITETHRU|ADVISORY"
    r"|CORRECTED|CORRECTION|UPDATED|CLARIFICATION)(?: ?\d{1,2})?)"
)
_CHANGE = r"(?:correct(?:ed|ion)|clarif(?:ied|ication)|updated?(?: \d{1,2})?)"
_MARK_BEFORE = re.compile(
    rf"(?:(?P<wire>{_WIRE_MARK}(?:[-/ ]{{1,3}}{_WIRE_MARK}){{0,3}}) ?[-–—:]+ ?|(?P<colon>(?i:{_CHANGE})) ?: ?"
    rf"|[(\[](?P<bracket>{_WIRE_MARK}|(?i:{_CHANGE}))[)\]] ?[-–—:]* ?)(?=[\"“‘'(]?[A-ZÀ-Þ\d]\S* \S)"
)
_MARK_BEHIND = re.compile(rf"(?P<title>\S+ \S.*\S) ?[(\[](?P<mark>{_WIRE_MARK}|(?i:{_CHANGE}))[)\]]")
_IS_CORRECTION = re.compile(r"correct|clarif", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<title>.+\S)(?:\s+(?:[-–—•·|]+|::|[«‹»›])\s+|\s*\|\s*)(?P<last>\S.{0,50})")
_BETWEEN_NAMES = re.compile(r" ?[|›»>•·] ?| / ")
# Sections that stand beside the name of a place; beside others, "Film | Lost Hours", it may be a title.
_WITH_PLACES = frozenset(
    """news local world us uk national international metro state region regional sport sports business politics home
    weather traffic crime courts education community""".split()
)
_MOST_SUFFIXES = 3
_MOST_BAR_CHARS = 80
_MOST_PLACE_WORDS = 2


@dataclass(frozen=True, slots=True)
class PlainTitle:
    """A title, and what stood around it; "" where nothing did."""

    title: str
    section: str = ""
    source: str = ""


def marked_title(title: str) -> tuple[str, str]:
    """The title without what an agency says of this version of its story, and that: ("Ferry sinks", "UPDATE 2")."""
    if before := _MARK_BEFORE.match(title):
        return title[before.end() :], before["wire"] or before["colon"] or before["bracket"]
    behind = _MARK_BEHIND.fullmatch(title)
    return (behind["title"], behind["mark"]) if behind else (title, "")


def is_correction(mark: str) -> bool:
    """Whether such a mark says that the story was corrected."""
    return bool(_IS_CORRECTION.search(mark))


def plain_title(title: str, source: str = "") -> PlainTitle:
    """The title without its kicker, and without the name of the `source`, or of what looks like a paper, behind it."""
    title, section = marked_title(title)
    before = _IN_BRACKETS.match(title) or _KICKER.match(title) or _MEDIA.match(title) or _SECTION.match(title)
    if before and (before.re is not _SECTION or is_section(before["kicker"])):
        section, title = before["kicker"].strip(), title[before.end() :]
    outlet = ""
    for _ in range(_MOST_SUFFIXES):
        behind = _BEHIND.fullmatch(title)
        if behind is None or " " not in behind["title"] or not _is_suffix(behind["last"], outlet or source):
            break
        title = behind["title"]
        outlet = outlet or ("" if is_section(behind["last"]) else behind["last"])
    if within := _IN_BRACKETS_BEHIND.fullmatch(title):
        title, section = within["title"], section or within["kicker"]
    return PlainTitle(title, section, outlet)


def is_labelled(title: str) -> bool:
    """Whether a title says what it is the title of, as a link may: "Video: Ferry sinks", "Quiz: How old is it?"."""
    return _LABELLED.match(title) is not None


def names_in_bar(words: str) -> list[str]:
    """The names of sections, and of places beside them, in a line such as "NEWS | HARBOR CITY"; none of other lines."""
    names = [name.strip() for name in _BETWEEN_NAMES.split(words)] if len(words) <= _MOST_BAR_CHARS else []
    if len(names) < 2 or not all(name[:1].isupper() and len(name.split()) <= _MOST_PLACE_WORDS for name in names):
        return []
    told = any(_WITH_PLACES.issuperset(name.lower().split()) for name in names) or all(map(is_section, names))
    return names if told else []


def _is_suffix(last: str, source: str) -> bool:
    return is_outlet(last) or is_section(last) or bool(source and _key(last) == _key(source))


def _key(name: str) -> str:
    return re.sub(r"^the |\.com$|\W", "", name.lower())
