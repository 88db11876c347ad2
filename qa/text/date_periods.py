"""The days that a question asks about: those it names, all between two of them, or all before or after one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from qa.text.date_reading import Days, months
from qa.text.dates import DateMention, date_mentions
from qa.text.english import FULL_MONTH_NAMES, MONTH_NAMES, NUMBERS

_ONE_DAY = timedelta(days=1)
# Not "today", by which people mean their own.
_A_TIME = re.compile(rf"\d|\b(?:{MONTH_NAMES}|spring|summer|autumn|fall|winter|years?|months?|weeks?)\b", re.I)
_THINGS = "votes points percent people workers jobs dollars euros pounds miles metres meters feet hours times tons"
_COUNTS = rf"(?:per cent|{'|'.join(_THINGS.split())})\b"
_YEAR = re.compile(
    r"(?:(?<![\w.,/-])|(?<=\b[12]\d{3}-))(?:19|20)\d\d(?![\w/]|-(?!(?:19|20)\d\d\b)|[.,]\d"
    rf"|\s(?:(?:to|and|or)\s(?:19|20)\d\d\s)?{_COUNTS})"
)
_DECADE = re.compile(r"(?:\bthe )?\b(?:(?P<part>early|mid|late)[ -])?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b", re.I)
_IN_DECADE = re.compile(
    r"\b(?:in|during|since|until|till|before|after|by|from|to|through(?:out)?|between|and|over) $", re.I
)
_OF_DECADE = {"early": (0, 4), "mid": (3, 4), "late": (6, 4)}  # the first of its years that is meant, and how many are
_OWN = r"(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\btheir )(?<![’']s )"  # years of theirs and not of the archive's
_COUNTED = re.compile(
    rf"{_OWN}\b(?:last|past) (?P<count>{'|'.join(NUMBERS)}|[1-9]\d?) (?P<unit>day|week|month|year)s\b(?! of\b)", re.I
)
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
# People type months in small letters; may and march are words unless a year or a day stands beside them.
_SMALL = MONTH_NAMES.lower()
_BESIDE_YEAR = rf"(?:{_SMALL})(?=\.?,? (?:of )?(?:1[5-9]|20)\d\d\b|\.? \d\d?(?:st|nd|rd|th)?,? (?:1[5-9]|20)\d\d\b)"
_WHEN = "".join(rf"(?<=\b{word} )|" for word in "on by since until before after".split()).rstrip("|")
_BESIDE_DAY = rf"(?:{_WHEN})(?:may|march)(?= \d\d?(?:st|nd|rd|th)?\b)|(?<=\d(?:st|nd|rd|th) of )(?:may|march)"
_ELSE = FULL_MONTH_NAMES.lower().replace("march|", "").replace("may|", "")
_AFTER_DAY = r"(?<=\d )(?:feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
_SMALL_MONTH = re.compile(rf"\b(?:{_BESIDE_YEAR}|{_BESIDE_DAY}|{_ELSE}|{_AFTER_DAY})\b")
_BY_NAME = re.compile(r"(?<=\bby )(?:April|May|June|August)(?=\s[A-Z])")  # "a play by August Wilson"
# Each is read by itself, as "in August".
_TWO_MONTHS = re.compile(
    rf"\b(?P<lead>between|from|in|during) (?P<first>{FULL_MONTH_NAMES}) (?P<to>and|or|to|until|till|through)"
    rf" (?=(?:{FULL_MONTH_NAMES})\b(?!,? \d\d?\b))"
)
_A_MONTH = re.compile(rf"\b(?:{MONTH_NAMES})\b")
_TOLD_WHICH = re.compile(r"\b(?:(?:1[5-9]|20)\d\d|next|tomorrow|coming)\b", re.I)
_TO_COME = re.compile(r"\b(?:will|going to|due|planned|scheduled|upcoming)\b", re.I)
_TO = re.compile(r"\s?[-–—]\s?|\s(?:and|or|to|until|till|through|than)\s(?:in\s)?(?:early\s|mid-?\s?|late\s)?")
_FROM = re.compile(r"\b(?:between|from)\s(?:early\s|mid-?\s?|late\s)?$", re.I)
_LEAD = re.compile(
    r"\b(?P<lead>before|prior to|earlier than|until|till|up to|by|no later than|since|after|later than)\s"
    r"(?:(?:the\s)?(?P<part>start|beginning|end)\sof\s|early\s|late\s|mid-?\s?)?$",
    re.I,
)
_ON = re.compile(
    r"\s(?:(?P<on>on\b(?!\s\w)|(?:and|to|until|till)\s(?:now|today|the\spresent)\b)|onwards?\b"
    r"|(?:and|or)\s(?:later\b|(?:after|since)(?=[?.,;]|$)))"
)
_EARLIER = re.compile(r"\s(?:and|or)\s(?:earlier\b|before(?=[?.,;]|$))")


def period_asked(text: str, published: date | None) -> DateMention | None:
    """The first that a question names, relative to `published`; open ends are date.min and date.max."""
    text = _SMALL_MONTH.sub(lambda month: month[0].capitalize(), text)
    text = _BY_NAME.sub(lambda name: " " * len(name[0]), text)
    decades = (decade for decade in _decades(text) if _IN_DECADE.search(text, 0, decade.start))  # not "a 1980s film"
    named_then = _mentions(_each_by_itself(text), published)
    dated = [*(_that_was(text, each, published) for each in named_then), *decades]
    named = dated or [*_counted(text, published)]
    years = _years(text, named)
    found = sorted([*named, *years], key=lambda each: each.start)
    if not found:
        return None
    first = min(named or years, key=lambda each: each.start)
    for one, other in pairwise(found):
        if first in (one, other) and _TO.fullmatch(text, one.end, other.start):
            return _between(text, one, other)
    return _within(text, first, found)


def days_named(text: str, published: date | None) -> list[DateMention]:
    """What a sentence names, its decades and years without a preposition included: "the 2018 summit"."""
    named = [*date_mentions(text, published), *_decades(text)]
    return named + _years(text, named)


def in_words(first: date, last: date) -> str:
    """A period as it is told to who asked."""
    if first == date.min or last == date.max:
        return f"{last} and earlier" if first == date.min else f"{first} and later"
    if first == last:
        return str(first)
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years and first.year == last.year:
        return f"the year {first.year}"
    return f"the years {first.year} to {last.year}" if whole_years else f"{first} to {last}"


def _mentions(text: str, published: date | None) -> Iterator[DateMention]:
    return (named for named in date_mentions(text, published) if _A_TIME.search(text, named.start, named.end))


def _each_by_itself(text: str) -> str:
    """As long: "between May and July" as "in May in July"."""
    return _TWO_MONTHS.sub(lambda two: f"{'in':>{len(two['lead'])}} {two['first']} {'in':>{len(two['to'])}} ", text)


def _that_was(text: str, named: DateMention, published: date | None) -> DateMention:
    """A day or month without a year as the last that was: people ask of what an archive may hold, not of plans."""
    by_month = _A_MONTH.search(text, named.start, named.end)  # not "this winter"
    is_told = _TOLD_WHICH.search(text, max(0, named.start - 9), named.end) or _TO_COME.search(text)
    if published is None or named.first <= published or is_told or not by_month:
        return named
    try:
        return replace(named, first=_year_before(named.first), last=_year_before(named.last))
    except ValueError:  # the 29th of February
        return named


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1)


def _years(text: str, named: Sequence[DateMention]) -> list[DateMention]:
    """Years without a preposition, as people type them, which are no part of those `named`: "unemployment 2019"."""
    years = (DateMention(*found.span(), *months(int(found[0]), 1, 12)) for found in _YEAR.finditer(text))
    return [year for year in years if not any(_overlap(year, other) for other in named)]


def _decades(text: str) -> Iterator[DateMention]:
    for found in _DECADE.finditer(text):
        first = int(found["decade"])
        of_century = 10 if first % 100 == 0 and first < 2000 else 1  # "the 1800s"
        skipped, years = _OF_DECADE.get((found["part"] or "").lower(), (0, 10))
        yield DateMention(*found.span(), *months(first + skipped * of_century, 1, 12 * years * of_century))


def _counted(text: str, published: date | None) -> Iterator[DateMention]:
    """ "The last two years", which end with what is published last."""
    if published is None:
        return
    for found in _COUNTED.finditer(text):
        count = NUMBERS.get(found["count"].lower()) or int(found["count"])
        days = timedelta(days=round(count * _UNIT_DAYS[found["unit"].lower()]))
        yield DateMention(*found.span(), published - days, date.max)


def _overlap(one: DateMention, other: DateMention) -> bool:
    return one.start < other.end and other.start < one.end


def _between(text: str, one: DateMention, other: DateMention) -> DateMention:
    """From the first day of the one to the last of the other, by whose year one without is read."""
    if one.first > other.last:
        one = next(iter([*date_mentions(_each_by_itself(text)[: one.end], other.last)][-1:]), one)
    lead = _FROM.search(text, 0, one.start)
    first, last = min(one.first, other.first), max(one.last, other.last)
    return DateMention(lead.start() if lead else one.start, other.end, first, last)


def _within(text: str, asked: DateMention, found: Sequence[DateMention]) -> DateMention:
    """What is asked for, and where it is open at an end, up to a day that closes it: "after May before July 2019"."""
    period = _opened(text, asked)
    for other in (_opened(text, each) for each in found if each is not asked):
        first, last = max(period.first, other.first), min(period.last, other.last)
        if {date.min, date.max} <= {period.first, period.last, other.first, other.last} and first <= last:
            start, end = min(period.start, other.start), max(period.end, other.end)
            return DateMention(start, end, first, last)
    return period


def _opened(text: str, named: DateMention) -> DateMention:
    """With "before" or "since" right before it, or "and later" behind."""
    lead = _FROM.search(text, 0, named.start)
    if (behind := _ON.match(text, named.end)) and (lead or not behind["on"]):
        return DateMention(lead.start() if lead else named.start, behind.end(), named.first, date.max)
    if behind := _EARLIER.match(text, named.end):
        return DateMention(named.start, behind.end(), date.min, named.last)
    lead = _LEAD.search(text, 0, named.start)
    if not lead:
        return named
    first, last = _open_days(lead["lead"].lower(), lead["part"], named)
    return replace(named, start=lead.start(), first=first, last=last)


def _open_days(lead: str, part: str | None, named: DateMention) -> Days:
    """All days on the side of `named` that `lead` says, of its start or its end where `part` says that."""
    begins, ends = named.first, named.last
    begins, ends = (ends, ends) if part == "end" else (begins, begins) if part else (begins, ends)
    if lead in ("since", "after", "later than"):
        return (begins if lead == "since" else ends + _ONE_DAY), date.max
    before = lead in ("before", "prior to", "earlier than") and part != "end"
    return date.min, begins - _ONE_DAY if before else ends
