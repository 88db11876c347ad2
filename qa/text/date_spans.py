"""Which week, month, quarter, season or year a mention names."""

from __future__ import annotations

import re
from datetime import timedelta

from qa.text import date_verbs as verbs
from qa.text.date_days import number, year_told
from qa.text.date_reading import MONTH_AHEAD, STEPS, Days, Reading, months, year_number
from qa.text.english import MONTH_NAMES, MONTHS, QUARTERS, SEASONS

_NEAR = 120  # characters of a sentence that are looked at on either side
# Names of people that are names of months: "Since May took office", "critics of May", "before April Roe spoke".
_ALSO_NAMES = ("may", "april", "june", "august", "jan")
_SUBORDINATE = re.compile(r"(?<!who\s)(?<!which\s)(?<!that\s)\b(?:[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter)\s$")
_OF_A_SPAN = re.compile(
    r"\b(?:end|start|beginning|middle|months?|weeks?|weekend|half|third|part|days?|morning|evening|night|rest|most|all|course"
    r"|first|last|close|as|elections?|[0-9]+(?:st|nd|rd|th))\sof\s$"
)
_AND_MONTH = re.compile(rf"\s(?:and|or|to)\s(?:{MONTH_NAMES})\b")
_SURNAME = re.compile(r"\s[A-Z][a-z]")
_ACTS = re.compile(r"\s(?:was\s(?=[a-z]+(?:ed|en)\b))?(?:[a-z]+ly\s)?([a-z]+)")
_FOR_HER = re.compile(r"\sand\s(?:her|his)\b|,\swho\b")  # "the table is set for May and her children"
_PASSES = frozenset("ended began came passed started opened was".split())  # said of months too
_ACCOUNTS = timedelta(days=120)  # so long a quarter that is over is still the talk of the day
_WILL = re.compile(
    r"\b(?:will|would|(?:plan|hope|intend|aim)s?\sto|(?:is|are)\sto)\b"
    r"(?!\s(?:report|publish|release|announce|post|present|discuss)\b)[^,;:]{0,60}$"
)
_PLANNED_FOR = re.compile(
    r"\b(?:will|plans?\sto|due|(?:is|are)\s(?:not\s)?(?:to|set|planned|scheduled|slated|expected|likely))\b"
    r"(?:[^,;:.!?]{0,60}\s(?:in|by|until)|\sfor)\sthe\s$"
)
_OF = re.compile(r"\s(?:of|that|which)\b")
_SPORT = re.compile(
    r"\b(?:touchdowns?|scor(?:e|ed|es|ing)|yards?|(?<!percentage\s)(?<!basis\s)points|quarterback|rebounds|games?|halftime)\b"
)


def month_year(match: re.Match[str], reading: Reading) -> Days | None:
    """A month with its year."""
    year = year_told(match, reading)
    return months(year, _month_number(match)) if year else None


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def month(match: re.Match[str], reading: Reading) -> Days | None:
    """A month without its year; nothing where it is somebody's name."""
    if not match["which"] and _is_a_name(match):
        return None
    first = _month_number(match)
    return months(int(match["year"]), first) if match["year"] else _of_every_year(first, 1, match, reading)


def _is_a_name(match: re.Match[str]) -> bool:
    if match["month"].lower() not in _ALSO_NAMES:
        return False
    before, text = match.string[max(0, match.start() - _NEAR) : match.start()], match.string
    if before.endswith("of ") and (match["month"] == "May" or _named(text, match.end())):
        return not _OF_A_SPAN.search(before) and not _AND_MONTH.match(text, match.end())
    if before.endswith(" for ") and _FOR_HER.match(text, match.end()):
        return True
    if not _SUBORDINATE.search(before) and not before.endswith(" for "):
        return False
    acts = _ACTS.match(text, match.end())
    return _named(text, match.end()) or bool(acts and acts[1] not in _PASSES and verbs.is_past(acts[1]))


def _named(text: str, end: int) -> bool:
    return bool(_SURNAME.match(text, end))


def season(match: re.Match[str], reading: Reading) -> Days | None:
    """A season with its year, "last", "this" and "next"; and the coming one, where a plan says so: "will open in the
    autumn"."""
    first = SEASONS[match["season"].lower()]
    if match["year"]:
        return months(year_number(match["year"], reading), first, 3)
    if match["which"]:
        return _of_every_year(first, 3, match, reading)
    return _to_come(first, reading) if _is_planned(match) and reading.cue(match) == "forward" else None


def _is_planned(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 2 * _NEAR) : match.start()]
    return bool(_PLANNED_FOR.search(before)) and not _OF.match(match.string, match.end())


def _to_come(first: int, reading: Reading) -> Days:
    """The season that is not over yet and begins first."""
    published = reading.published
    return next(days for step in (-1, 0, 1) if (days := months(published.year + step, first, 3))[1] >= published)


def quarter(match: re.Match[str], reading: Reading) -> Days | None:
    """A quarter of a calendar year; nothing for those of a game."""
    first = QUARTERS[(match["nth"] or match["number"]).lower()]
    if match["year"]:
        return months(year_number(match["year"], reading), first, 3)
    whose = match["whose"] or (match["whose_before"] or "").lower()
    if whose:
        return months(reading.published.year + STEPS[whose], first, 3)
    if _SPORT.search(match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]):
        return None
    ahead = 0 if match["mark"] == "-" else MONTH_AHEAD[reading.cue(match)]
    last, named = _latest(first, 3, 0, reading), _latest(first, 3, ahead, reading)
    told = named == last or _WILL.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return named if told or reading.published - last[1] > _ACCOUNTS else None


def _of_every_year(first: int, count: int, match: re.Match[str], reading: Reading) -> Days:
    """Of a span that comes every year the last before, the nearest ("this"), the next, or the one the cue allows."""
    published = reading.published
    spans = [months(year, first, count) for year in range(published.year - 2, published.year + 2)]
    which = (match["which"] or "").lower()
    if which == "this":
        return min(spans, key=lambda days: abs((days[0] - published) + (days[1] - published)))
    if which == "next":
        return next(days for days in spans if days[0] > published)
    if which:
        return max(days for days in spans if days[1] < published)
    return _latest(first, count, MONTH_AHEAD[reading.cue(match)], reading)


def _latest(first: int, count: int, ahead: int, reading: Reading) -> Days:
    """The latest of a span that comes every year which begins no more than `ahead` days on."""
    published = reading.published
    spans = [months(year, first, count) for year in range(published.year - 2, published.year + 2)]
    return max(days for days in spans if days[0] <= published + timedelta(days=ahead))


def ago(match: re.Match[str], reading: Reading) -> Days | None:
    """Days and weeks are counted to the day; "three months ago" is a month, "two years ago" a year; "a year ago Friday"
    nothing, for it may be counted from either end.
    """
    if match["weekday"]:
        return None
    published, unit, count = reading.published, match["unit"], number(match["count"])
    if unit == "year":
        return months(published.year - count, 1, 12)
    if unit == "month":
        return months(published.year, published.month - count)
    return (published - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]),) * 2


def period(match: re.Match[str], reading: Reading) -> Days:
    """Weeks begin on Monday."""
    published, step = reading.published, STEPS[match["which"].lower()]
    if match["unit"] == "year":
        return months(published.year + step, 1, 12)
    if match["unit"] == "month":
        return months(published.year, published.month + step)
    monday = published + timedelta(days=7 * step - published.weekday())
    return monday + timedelta(days=5 if match["unit"] == "weekend" else 0), monday + timedelta(days=6)


def weekend(match: re.Match[str], reading: Reading) -> Days | None:
    """The last that has begun by the day before, or the next that is not over."""
    published = reading.published
    if reading.cue(match) == "unsure":
        return None
    saturday = published + timedelta(days=5 - published.weekday())
    if not reading.looks_ahead(match) and saturday >= published:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def year(match: re.Match[str], reading: Reading) -> Days:
    """A whole year."""
    return months(year_number(match["year"], reading), 1, 12)
