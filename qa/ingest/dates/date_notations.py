"""How a day is written, in numbers or with the name of its month, as patterns of text without accents and capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qa.ingest.dates.calendar_names import MONTHS

_CENTURY_TURNS = 69  # of two digits 00 to 68 are of the years from 2000 on, as POSIX has it
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_CUT_MONTH = rf"{_MONTH}(?![^\W\d_])\.?"
_NTH = r"(?:st|nd|rd|th|er|eme|[.ºª°]|:?[ea](?![a-z])|o(?![a-z]))?"  # 3rd, 3., 1er, 3:e, 1o
_OF = r"(?:de |del |di |of |day of |d')?"
_MORE_DAYS = r"(?:\s?[-–/]\s?\d{1,2})?"  # an edition of two days, told by its first
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"

# The groups of each: y, m, d for numbers (m may be a name), a and b where the order is open. One is tried at a place.
_FORMS = (
    r"(?<![\d.,:/-])(?P<y1>\d{4})(?P<s1>[-./])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d|[-./]\d)",
    r"(?<![\w.,:/-])(?P<y2>[12]\d{3})(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?:t?[0-2]\d[0-5]\d(?:[0-5]\d)?"
    r"|t[0-2]\d[0-5]\d(?:[0-5]\d(?:[.,]\d{1,9})?)?[+-]\d{2}:?(?:\d{2})?)?(?!\d|[-./]\d)",
    r"(?<!\d)(?P<y3>\d{4})\s?[年년]\s?(?P<m3>\d{1,2})\s?[月월]\s?(?P<d3>\d{1,2})\s?[日일号號]?",
    rf"(?<![\d-])(?P<y4>\d{{4}})[ .,/-]{{1,2}}(?P<m4>{_CUT_MONTH})[ /-]{{1,2}}(?P<d4>\d{{1,2}})(?!\d)",
    rf"(?<![\w.,:/-])(?P<d5>\d{{1,2}}){_NTH}{_MORE_DAYS}{_NTH}[\s/-]{{0,3}}{_OF}(?P<m5>{_CUT_MONTH})"
    rf"(?:[\s,/-]{{0,3}}(?:de |del |of )?(?P<y5>\d{{4}})|(?:-|,? ['’]| (?=\d\d {_CLOCK}))(?P<e5>\d{{2}}))(?!\d)",
    rf"(?<![^\W_])(?P<m6>{_CUT_MONTH})[\s/-]{{0,3}}(?:the )?(?P<d6>\d{{1,2}}){_NTH}{_MORE_DAYS}{_NTH}"
    r"(?:[\s,/-]{1,3}(?:of )?(?P<y6>\d{4})|,? ['’](?P<e6>\d{2}))(?!\d)",
    rf"(?<![^\W_])(?P<m7>{_CUT_MONTH})\s{{1,3}}(?P<d7>\d{{1,2}}),?\s{_CLOCK}\s(?:(?:[a-z]{{1,5}}|[+-]\d{{4}})\s)?"
    r"(?P<y7>\d{4})(?!\d)",
    r"(?<![\d.,:/-])(?P<a8>\d{1,2})\.\s?(?P<b8>\d{1,2})\.\s?(?P<y8>\d{4})(?!\d|[-./]\d)",
    r"(?<![\d.,:/-])(?P<a0>\d{2}(?=\.\d{2}\.)|(?:1[3-9]|2\d|3[01])(?=\.[1-9]\.))\.(?P<b0>\d{1,2})\.(?P<e0>\d{2})(?!\d|[-./:]\d)",
    r"(?<![\d.,:/-])(?P<a9>\d{1,2})(?P<s9>[-/])(?P<b9>\d{1,2})(?:(?P=s9)(?P<y9>\d{4})|/(?P<e9>\d{2}))(?!\d|[-./]\d)",
)
NOTATIONS = re.compile("|".join(_FORMS))
_EITHER_ORDER = re.compile("|".join(_FORMS[-3:]))

TIME = re.compile(
    r"(?<!\d)(?:t(?=\d))?\d{1,2}(?:\s?[:.h]\s?[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?!\d)(?:\s?[ap]\.?\s?m(?![a-z])\.?)?"
    r"|\s(?:noon|midnight)|\s?[ap]\.?\s?m(?![a-z])\.?|\s?(?:h|uhr)(?![a-z])|\s?[時时点點시](?:\s?\d{1,2}\s?[分분])?)"
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
        return _in_order(readings, order.slashed if match["a9"] else order.dotted)
    name = told["m"].strip(".")
    return _day(year, MONTHS.get(name) or int(name), int(told["d"]))


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
    return (not match["a9"], possible[0]) if len(possible) == 1 else None


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
