"""The day an article was published, in whatever notation it is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import takewhile

from qa.ingest.dates.calendar_names import BESIDE_A_DATE, PUBLISHED, UPDATED, WEEKDAYS, words_of
from qa.ingest.dates.date_notations import NOTATIONS, OFFSET, PAGE, TIME, USUAL_ORDER, DayOrder, day_of, needs_label
from qa.ingest.dates.month_names import any_of, folded
from qa.ingest.dates.name_notations import DAY_IN_FOLDERS, DAY_IN_NAME, DAY_IN_PATH, DAY_IN_QUERY
from qa.text.unseen import UNSEEN

_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_MOST_CHARS = 120  # "Published: Friday, May 3, 2019 at 10:12 a.m. EDT | Updated: ..." has 90
_LABEL_CHARS = 80  # before a day
_FIRST_SECOND, _LAST_SECOND = 100_000_000, 4_102_444_800  # 1973 and 2100: fewer digits are some other number
LABELS = PUBLISHED | UPDATED
_NOTHING = BESIDE_A_DATE | LABELS | WEEKDAYS
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_DIGITS, _DIGIT = re.compile(r"[0-9]+"), re.compile(r"\d")
_OF_JSON = re.compile(r"\\?/Date\((?P<since>[0-9]{11,13})(?:[+-][0-9]{4})?\)\\?/")  # as .NET writes it
_UNSEEN = re.compile(f"[{UNSEEN}]")
_UPDATED_BEHIND = re.compile(rf"[\W_]{{0,3}}(?:[^\W\d_]{{1,10}} ){{0,2}}{any_of(UPDATED)}[.)\]]{{0,2}}\s*")
_OF_TWO_WORDS = re.compile(r"(?<!\w)(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat|cap nhat)(?!\w)")  # Vietnamese
_THIS_PAGE = re.compile(
    r"(?<!\w)(?:this|the) (?:page|article|story|post|entry|report|item|document|content)(?: was| is| has been)?"
    r"(?= (?:first |last |originally )?(?:publish|post|updat|modifi|edit|revis|amend|correct|review)ed\b)"
)


@dataclass(frozen=True, slots=True)
class DayTold:
    """Characters [start, end) of a line tell the day; `updated` where it is told as that of a change."""

    start: int
    end: int
    day: date
    updated: bool = False


def parse_date(value: object, *, day_first: bool | None = None, dots_day_first: bool | None = True) -> date | None:
    """A calendar date from a string in any usual notation, a number of seconds or milliseconds since 1970, what MongoDB
    writes, or a list of one of these; None for anything else.

    Of 5/3/2019 only `day_first` tells which number is the day: it is no date without; of 03.05.2019 `dots_day_first`.
    0001-01-01 and 9999-12-31 stand for "no date" in many an export; so do all years that printed no news.
    """
    for key in ("$date", "$numberLong"):
        value = value.get(key, value) if isinstance(value, Mapping) else value
    value = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        found = _of_number(str(value).removesuffix(".0"))
    elif isinstance(value, str) and len(value.strip()) <= _MOST_CHARS:
        found = _of_text(_UNSEEN.sub("", value).strip(), DayOrder(day_first, dots_day_first))
    else:
        return None
    return found if found and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def days_told(line: str, order: DayOrder = USUAL_ORDER) -> tuple[DayTold, ...]:
    """The days that a line names, in its order; none of what has two readings."""
    places = range(len(line)) if line.isascii() else [at for at, sign in enumerate(line) if not _is_mark(sign)]
    plain, end, told = same_length("".join(line[place] for place in places)), 0, []
    for start, stop, day in _days(plain, order):
        told.append(DayTold(places[start], places[stop - 1] + 1, day, _is_update(plain[end:start])))
        end = stop
    if told and _UPDATED_BEHIND.fullmatch(plain, end) and not _is_labelled(plain[:end]):
        told[-1] = replace(told[-1], updated=True)
    return tuple(told)


def _is_mark(sign: str) -> bool:
    """Whether a character shows nothing, or only changes the letter before it."""
    return unicodedata.combining(sign) > 0 or bool(_UNSEEN.match(sign))


def beside_a_day(rest: str) -> bool:
    """Whether a part of a line is only what stands beside a date: weekday, time, zone, "published on"."""
    plain = folded(_UNSEEN.sub("", rest))
    for pattern in (_THIS_PAGE, _OF_TWO_WORDS, PAGE, TIME, OFFSET):
        plain = pattern.sub(" ", plain)
    return all(word in _NOTHING for word in words_of(plain))


def date_in_name(name: str) -> date | None:
    """The day in the name of a file or in an address: at the start of one of its parts, as a part, or year/month/day;
    else the only one it tells in another way.
    """
    plain = _slashed(name)
    path = re.sub(r"^[a-z]{1,10}://[^/]*|[?#].*$", "", plain)
    if found := _days_in(DAY_IN_PATH, f"/{path}/"):
        return found[-1]
    found = _days_in(DAY_IN_NAME, f"/{path}/") or _days_in(DAY_IN_QUERY, plain)
    return found[0] if len(set(found)) == 1 else None


def date_in_folders(place: str) -> date | None:
    """The day in the folders of a path, year/month/day. A folder named by one whole day tells none: it as often is that
    of an export, or of a visit to the site.
    """
    found = _days_in(DAY_IN_FOLDERS, f"/{_slashed(place)}/")
    return found[-1] if found else None


def _slashed(name: str) -> str:
    return same_length(name.strip()[:2000].replace("\\", "/"))


def _days_in(pattern: re.Pattern[str], plain: str) -> list[date]:
    days = (day_of(match) for match in pattern.finditer(plain))
    return [day for day in days if day and _FIRST_YEAR <= day.year <= _LAST_YEAR]


def same_length(text: str) -> str:
    """In lower case, without accents and in plain digits, each character in its place."""
    if text.isascii():
        return text.lower()
    return "".join(map(_same_letter, text))


@lru_cache(4096)
def _same_letter(letter: str) -> str:
    return plain if len(plain := folded(letter)) == 1 else letter


def _of_number(digits: str) -> date | None:
    """A day as its eight digits (and a time as six more), or as seconds or milliseconds since 1970."""
    whole = digits.partition(".")[0]
    if not _DIGITS.fullmatch(whole):
        return None
    days = [day for _, _, day in _days(whole, USUAL_ORDER)] if whole == digits and len(whole) in (8, 12, 14) else []
    if days or len(whole) < 9:
        return days[0] if days else None
    seconds = int(whole) // 1000 if len(whole) > 11 else int(whole)
    if len(whole) > 13 or not _FIRST_SECOND <= seconds < _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC).date()


def _of_text(text: str, order: DayOrder) -> date | None:
    if re.fullmatch(r"[0-9]+(?:\.[0-9]{1,9})?", text):
        return _of_number(text)
    if match := _OF_JSON.fullmatch(text):
        return _of_number(match["since"])
    days = days_told(text[:10] if _ISO.match(text) else text, order)
    if not days or not (_ISO.match(text) or _tells_nothing_else(text, days)):
        return None
    return next((told.day for told in days if not told.updated), days[0].day)


def _tells_nothing_else(text: str, days: tuple[DayTold, ...]) -> bool:
    bounds = [0, *(place for told in days for place in (told.start, told.end)), len(text)]
    parts = zip(bounds[::2], bounds[1::2], strict=True)
    return beside_a_day(" ".join(text[start:end] for start, end in parts))


def _days(plain: str, order: DayOrder) -> Iterator[tuple[int, int, date]]:
    for match in NOTATIONS.finditer(plain) if _DIGIT.search(plain) else ():
        day = day_of(match, order)
        told = day and (
            not needs_label(match) or _is_labelled(plain[max(0, match.start() - _LABEL_CHARS) : match.start()])
        )
        if day and told and _FIRST_YEAR <= day.year <= _LAST_YEAR:
            yield match.start(), match.end(), day


def _is_labelled(before: str) -> bool:
    """Whether a label is among the words right before a day."""
    words = takewhile(_NOTHING.__contains__, reversed(words_of(before)))
    return any(word in LABELS for word in words)


def _is_update(before: str) -> bool:
    words = set(words_of(before))
    return not words.isdisjoint(UPDATED) and words.isdisjoint(PUBLISHED)
