"""How a day is written, in numbers or with the name of its month, as patterns of text without accents and capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qa.ingest.dates.month_names import MONTH, MONTHS

_CENTURY_TURNS = 69  # of two digits 00 to 68 are of the years from 2000 on, as POSIX has it
_CUT_MONTH = rf"{MONTH}(?![^\W\d_])(?<!\d(?=\d))\.?"
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_BUDDHIST, _BUDDHIST_FROM = 543, 2300  # years as Thai papers count them
_NTH = r"(?:st|nd|rd|th|er|eme|[.ºª°]|:?[ea](?![a-z])|o(?![a-z])|লা|রা|ঠা|ই|শে)?"  # 3rd, 3., 1er, 3:e, 1o, ৮ই
_OF = r"(?:de |del |di |of |day of |d'|เดือน|ב)?"
_MORE_DAYS = r"(?:\s?[-–/]\s?\d{1,2})?"  # an edition of two days, told by its first
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_APART = r"(?<![\d.,/-])(?<!\d:)"
_ENDS = r"(?!\d|[-./]\d)"

# The groups of each: y, m, d for numbers (m may be a name), a and b where the order is open. One is tried at a place.
_FORMS = (
    rf"{_APART}(?P<y1>\d{{4}})(?P<s1>[-/]|\.\s?)(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}}){_ENDS}",
    r"(?<![\w.,:/-])(?P<y2>[12]\d{3})(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?:t?[0-2]\d[0-5]\d(?:[0-5]\d)?"
    r"|t[0-2]\d[0-5]\d(?:[0-5]\d(?:[.,]\d{1,9})?)?[+-]\d{2}:?(?:\d{2})?)?(?!\d|[-./]\d)",
    r"(?<!\d)(?P<y3>\d{4})\s?[年년]\s?(?P<m3>\d{1,2})\s?[月월]\s?(?P<d3>\d{1,2})\s?[日일号號]?",
    rf"(?<![\d-])(?P<y4>\d{{4}})(?: m\.)?[ .,/-]{{1,2}}(?P<m4>{_CUT_MONTH})[ /-]{{1,2}}(?P<d4>\d{{1,2}})(?!\d)",
    rf"(?<![\w.,:/-])(?P<d5>\d{{1,2}}){_NTH}{_MORE_DAYS}{_NTH}[\s/-]{{0,3}}{_OF}(?P<m5>{_CUT_MONTH})"
    rf"(?:[\s,/-]{{0,3}}(?:de |del |of |nam )?(?P<y5>\d{{4}})|(?:-|,? ['’]| (?=\d\d {_CLOCK}))(?P<e5>\d{{2}}))(?!\d)",
    rf"(?<![^\W_])(?P<m6>{_CUT_MONTH})[\s/-]{{0,3}}(?:the )?(?P<d6>\d{{1,2}}){_NTH}{_MORE_DAYS}{_NTH}"
    r"(?:[\s,/-]{1,3}(?:of )?(?P<y6>\d{4})|,? ['’](?P<e6>\d{2}))(?!\d)",
    rf"(?<![^\W_])(?P<m7>{_CUT_MONTH})\s{{1,3}}(?P<d7>\d{{1,2}}),?\s{_CLOCK}\s(?:(?:[a-z]{{1,5}}|[+-]\d{{4}})\s)?"
    r"(?P<y7>\d{4})(?!\d)",
    rf"(?<![\d-])(?P<yg>\d{{4}})\.? (?:gada|წლის|წ\.|ж\.|жылы) (?P<dg>\d{{1,2}})\.? (?P<mg>{_CUT_MONTH})",
)
_OF_EITHER_ORDER = (
    rf"{_APART}(?P<a8>\d{{1,2}})\.\s?(?P<b8>\d{{1,2}})\.\s?(?P<y8>\d{{4}}){_ENDS}",
    rf"{_APART}(?P<a0>\d{{2}}(?=\.\d{{2}}\.)|(?:1[3-9]|2\d|3[01])(?=\.[1-9]\.))\.(?P<b0>\d{{1,2}})\.(?P<e0>\d{{2}})"
    r"(?!\d|[-./:]\d)",
    rf"{_APART}(?P<a9>\d{{1,2}})(?P<s9>[-/])(?P<b9>\d{{1,2}})(?:(?P=s9)(?P<y9>\d{{4}})|/(?P<e9>\d{{2}})){_ENDS}",
)
# As often the number of a version, where no label stands before it.
_LABELLED = (
    rf"{_APART}(?P<ax>\d{{1,2}})\.(?P<bx>\d{{1,2}})\.(?P<ex>\d{{2}})(?!\d|[-./:]\d)",
    rf"{_APART}(?P<az>\d{{1,2}})-(?P<bz>\d{{1,2}})-(?P<ez>\d{{2}})(?!\d|[-./:]\d)",
)
NOTATIONS = re.compile("|".join((*_FORMS, *_OF_EITHER_ORDER, *_LABELLED)))
_EITHER_ORDER = re.compile("|".join(_OF_EITHER_ORDER))

TIME = re.compile(
    r"(?<!\d)(?:t(?=\d))?\d{1,2}(?:\s?[:.h]\s?[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?!\d)(?:\s?[ap]\.?\s?m(?![a-z])\.?)?"
    r"|\s(?:noon|midnight)|\s?[ap]\.?\s?m(?![a-z])\.?|\s?(?:h|uhr)(?![a-z])|\s?[時时点點시](?:\s?\d{1,2}\s?[分분])?)"
)
PAGE = re.compile(
    r"(?<![^\W_])(?:(?:pages?|pp?|pg|seite|pagina|strana)\.?\s?[a-z]?\d{1,3}(?:[-–]\d{1,3})?|section [a-z])(?![^\W_])"
)
OFFSET = re.compile(r"(?:gmt|utc)?\s?[+\-−]\d{1,2}(?::?\d{2})?(?!\d)")


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the day comes first in dates of numbers; None where that is open."""

    slashed: bool | None = None  # 5/3/2019, 05-03-2019
    dotted: bool | None = True  # 03.05.2019


USUAL_ORDER = DayOrder()


def day_of(match: re.Match[str], order: DayOrder = USUAL_ORDER) -> date | None:
    """The day that a match of a notation names; None where there is no such day, or there are two."""
    told = {name[0]: value for name, value in match.groupdict().items() if value}
    year = _year(told["y"] if "y" in told else told["e"])
    if "a" in told:
        readings = _readings(year, int(told["a"]), int(told["b"]))
        if order.dotted and match["a0"]:
            return readings[True]  # 10.15.30 is a time
        return _in_order(readings, order.dotted if "." in match[0] else order.slashed)
    name = told["m"].strip(".")
    year -= _BUDDHIST if _THAI.match(name) and year > _BUDDHIST_FROM else 0
    return _day(year, MONTHS.get(name) or int(name), int(told["d"]))


def needs_label(match: re.Match[str]) -> bool:
    """Whether a match of a notation is a day only where a word such as "Updated" stands before it."""
    return match["ax"] is not None or match["az"] is not None


def one_order(plain: str) -> tuple[bool, bool] | None:
    """Whether a date such as 31/5/2019 has dots, and whether the day comes first in it; None where it has two readings,
    or there is none.
    """
    match = _EITHER_ORDER.search(plain)
    if match is None:
        return None
    told = {name[0]: value for name, value in match.groupdict().items() if value}
    readings = _readings(_year(told.get("y") or told["e"]), int(told["a"]), int(told["b"]))
    possible = [first for first, day in readings.items() if day]
    return ("." in match[0], possible[0]) if len(possible) == 1 else None


def _readings(year: int, a: int, b: int) -> dict[bool, date | None]:
    """By whether the day comes first."""
    return {True: _day(year, b, a), False: _day(year, a, b)}


def _in_order(readings: dict[bool, date | None], day_first: bool | None) -> date | None:
    """Of two readings the one that is asked for; of one that one."""
    days = {day for day in readings.values() if day}
    if len(days) == 1:
        return days.pop()
    return readings[day_first] if days and day_first is not None else None


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < _CENTURY_TURNS else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
