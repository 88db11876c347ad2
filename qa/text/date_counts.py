"""Days counted from today, or within the month: "in two weeks' time", "the Friday before last", "on the 30th"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa.text import date_verbs as verbs
from qa.text.date_days import number
from qa.text.date_reading import Days, Reading, months
from qa.text.english import MONTH_NAMES, MONTHS, NUMBERS, WEEKDAY_NAMES, WEEKDAYS

_COUNT = rf"(?P<count>[Aa]|{'|'.join(NUMBERS)}|{'|'.join(NUMBERS).title()}|[1-9][0-9]?)"
_UNIT = {"day": 1, "week": 7, "fortnight": 14}
_NEAR = 120  # characters of a sentence that are looked at on either side

DAYS_ON = re.compile(
    r"\b(?=[AaEFINOSTefinost1-9])(?<!or\s)(?<!to\s)(?<!than\s)(?<!and\s)(?<!within\s)(?<!-)"
    rf"(?P<ahead>[Ii]n\s)?{_COUNT}\s(?:"
    r"(?P<unit>day|week|fortnight)(?:s?['’]s?|s)\stime\b(?!-)(?(ahead)|(?!))"
    r"|days?\sfrom\s(?P<named>now|today|tomorrow)\b(?!['’])(?(ahead)(?!)))"
)
# After a verb of what is to come: "opens in two weeks". What is done "in two weeks" takes as long.
SOON = re.compile(rf"\bin\s{_COUNT}\s(?P<unit>day|week|fortnight)s?(?=[.,;:!?)]|$)")
_TO_COME = frozenset(
    "open reopen begin start return resume end close expire retire leave arrive launch meet vote due".split()
)
_IS_DUE = re.compile(r"\b([a-z]+)(?:\s(?:again|here|back))?\s$")
_WAS_DUE = re.compile(r"\b(?:was|were|had|would|did|could)(?:n['’]t)?\b")

BEFORE_LAST = re.compile(
    rf"\b[Tt]he\s(?:(?P<weekday>{WEEKDAY_NAMES})|(?P<unit>week|weekend|month|year))\s(?P<beside>before\slast|after\snext)\b"
    r"(?=[.,;:!?)”\"—]|$|\s(?:the|an?|in|at|he|she|it|they|was|were|and|but|when|for|on|by|with|to)\b)"
)
NTH = re.compile(
    r"\b(?:(?<=\b[Oo]n\s)the\s(?P<day>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)(?=[.,;:!?)]|$)"
    r"|(?:the\s)?(?P<nth>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)\sof\s(?P<whose>this|last|next)\smonth\b)"
)
_MONTH_OR_YEAR = re.compile(rf"\b(?:(?P<month>{MONTH_NAMES})|(?P<year>(?:1[5-9]|20)[0-9]{{2}}))\b")
_IN_A_GAME = re.compile(
    r"\b(?:holes?|bogeys?|birdied?|birdies|eagled?|par|pars|putts?|putted|tees?|green|fairway|golfer|innings?|laps?|downs?"
    r"|floors?|verses?|yards?|amendment|pleaded|plead)\b"
)


def days_on(match: re.Match[str], reading: Reading) -> Days:
    """So many days, weeks or fortnights from today, or days from tomorrow."""
    count = number(match["count"]) * _UNIT[match["unit"] or "day"] + (match["named"] == "tomorrow")
    return (reading.published + timedelta(days=count),) * 2


def soon(match: re.Match[str], reading: Reading) -> Days | None:
    """So many days or weeks from today, after a verb of what is to come then."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    verb = _IS_DUE.search(before)
    if verb is None or (verbs.base(verb[1]) or verb[1]) not in _TO_COME or _WAS_DUE.search(before):
        return None
    return (reading.published + timedelta(days=number(match["count"]) * _UNIT[match["unit"]]),) * 2


def before_last(match: re.Match[str], reading: Reading) -> Days:
    """The second that is over, or the second that is to come."""
    published, step = reading.published, -1 if match["beside"].startswith("before") else 1
    if match["weekday"]:
        away = step * (WEEKDAYS[match["weekday"][:3].lower()] - published.weekday()) % 7 or 7
        return (published + timedelta(days=step * (away + 7)),) * 2
    if match["unit"] == "year":
        return months(published.year + 2 * step, 1, 12)
    if match["unit"] == "month":
        return months(published.year, published.month + 2 * step)
    monday = published + timedelta(days=14 * step - published.weekday())
    return monday + timedelta(days=5 if match["unit"] == "weekend" else 0), monday + timedelta(days=6)


def nth(match: re.Match[str], reading: Reading) -> Days | None:
    """A day of the month that the sentence is told in, the one before or the one after; nothing where another month was
    named, or where a game has so many parts.
    """
    published = reading.published
    if match["whose"]:
        return (_day_of(published, {"last": -1, "this": 0, "next": 1}[match["whose"]], int(match["nth"])),) * 2
    near = match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    step = {"back": -1, "past": -1, "forward": 1, "present": 1, "copula": 1}.get(reading.cue(match))
    if step is None or _IN_A_GAME.search(near):
        return None
    wanted, this = int(match["day"]), published.day
    turns = wanted > this if step < 0 else wanted < this
    day = _day_of(published, step if turns else 0, wanted)
    return (day, day) if _is_of_the_month_told(day, near, reading.anchor) else None


def _is_of_the_month_told(day: date, near: str, anchor: date | None) -> bool:
    """Whether no other month or year is named beside the day, or by the day that was named last."""
    if anchor is not None and (anchor.year, anchor.month) != (day.year, day.month):
        return False
    named = _MONTH_OR_YEAR.finditer(near)
    return all(
        int(told["year"]) == day.year if told["year"] else MONTHS[told["month"][:3].lower()] == day.month
        for told in named
    )


def _day_of(published: date, step: int, number: int) -> date:
    """The day of this number in the month so many months on; raises ValueError where it has none."""
    return months(published.year, published.month + step)[0].replace(day=number)
