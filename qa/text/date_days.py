"""Which single day a mention names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa.text.date_patterns import BESIDE as BESIDE_A_DAY
from qa.text.date_reading import STEPS, Days, Reading, likely_year, year_number
from qa.text.english import HOLIDAYS, MONTHS, NUMBERS, WEEKDAY_NAMES, WEEKDAYS

_BESIDE_CHARS = 24  # "the morning after the "
_LONGEST_HOURS = 6  # "twelve hours ago" was yesterday or today
_NAMES_A_DAY = re.compile(rf"\b(?:{WEEKDAY_NAMES}|yesterday|last\snight)\b")
NEAR = 120  # characters of a sentence that are looked at on either side
_AS_A_TIME = re.compile(
    r"(?:(?:^|[.!?,;:(—–“])\s?|\b(?:[Oo]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Bb]y|[Ff]rom|[Tt]hrough|of|and|is|was"
    r"|this|last|next|[Ll]ate|[Ee]arly|around|between|to|for)\s)$"
)
_OF_A_KIND = re.compile(
    r"['’]s\s[A-Z]|\s(?:[A-Z][a-z]+\s[A-Z]|(?:parades?|part(?:y|ies)|sales?|dinners?|gifts?|cards?|costumes?|masks?|swims?"
    r"|traditions?|celebrations?|fireworks|decorations?|cand(?:y|ies)|weekends?|breaks?|holidays?|lunch|menus?|songs?"
    r"|specials?|shopping)\b)"
)
_OPENS = re.compile(r"(?:^|[.!?;:,—–“\"(]|\b(?:[Aa]nd|[Bb]ut|[Tt]hen|[Yy]et|[Oo]n|[Ll]ater|[Ee]arly|[Ll]ate))\s?$")
_CLOSES = re.compile(r"\s?(?:$|[.,;:!?)—–])|\s(?:was|were|is|are|had|has|have|would|could)\b")


def iso(match: re.Match[str], reading: Reading) -> Days:
    """2019-02-28."""
    return (date(int(match["year"]), int(match["month"]), int(match["day"])),) * 2


def numeric(match: re.Match[str], reading: Reading) -> Days | None:
    """Nothing where both numbers may be the month: 05/03/2019. With full stops the day comes first."""
    if match["year"]:
        return iso(match, reading)
    one, other, year = int(match["one"]), int(match["other"]), int(match["last"])
    day_first = match["sign"] == "." or one > 12 or one == other
    if not day_first and other <= 12:
        return None
    day, month = (other, one) if other > 12 or not day_first else (one, other)
    return (date(year, month, day),) * 2


def numeric_short(match: re.Match[str], reading: Reading) -> Days | None:
    """5/31/18 and 31/5/18; nothing where both numbers may be the month."""
    one, other = int(match["one"]), int(match["other"])
    if max(one, other) <= 12 and one != other:
        return None
    year = year_number(match["year"], reading)
    return (date(year, min(one, other), max(one, other)),) * 2


def hyphened(match: re.Match[str], reading: Reading) -> Days:
    """3-May-2019."""
    return (date(int(match["year"]), _month_number(match), int(match["day"])),) * 2


def day(match: re.Match[str], reading: Reading) -> Days | None:
    """A day of a month, or a few of them; "3. April" only with its year, for a sentence may end there."""
    if match["untold"] or ("dot" in match.groupdict() and match["dot"] and not match["year"]):
        return None
    month, number = _month_number(match), int(match["day"])
    weekday = match["weekday"] or match["weekday_behind"]
    year = year_told(match, reading) or likely_year(month, number, weekday, match, reading)
    return date(year, month, number), date(year, month, int(match["until"] or number))


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match["month"][:3].lower()]


def year_told(match: re.Match[str], reading: Reading) -> int | None:
    """The year that is written beside a month or day."""
    if match["whose"]:
        return reading.published.year + STEPS[match["whose"]]
    return year_number(match["year"], reading) if match["year"] else None


def instant(match: re.Match[str], reading: Reading) -> Days:
    """Of letters of old: this month (inst.), the one before (ult.) and the next (prox.)."""
    published, step = reading.published, {"inst": 0, "ult": -1, "prox": 1}[match["which"].lower()]
    months = published.year * 12 + published.month - 1 + step
    return (date(months // 12, months % 12 + 1, int(match["day"])),) * 2


def holiday(match: re.Match[str], reading: Reading) -> Days | None:
    """A day of the calendar; none where it is one of every year, or only tells of what kind a thing is."""
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    which = (match["which"] or "").lower()
    if match["untold"] or not (which or _AS_A_TIME.search(before)) or _OF_A_KIND.match(match.string, match.end()):
        return None
    month, number = HOLIDAYS[_holiday_name(match["holiday"])]
    year = year_told(match, reading) or _year_of(month, number, which, match, reading)
    return (date(year, month, number),) * 2


def _holiday_name(words: str) -> str:
    return re.sub(r"\s", " ", words).replace("’", "'").replace("St ", "St. ").replace("Veterans'", "Veterans")


def _year_of(month: int, number: int, which: str, match: re.Match[str], reading: Reading) -> int:
    published = reading.published
    if which in ("last", "past"):
        return published.year - (date(published.year, month, number) >= published)
    if which == "next":
        return published.year + (date(published.year, month, number) <= published)
    if which == "this":
        return published.year
    return likely_year(month, number, None, match, reading)


def weekday(match: re.Match[str], reading: Reading) -> Days | None:
    """The nearest such day, before or after. It may be the publication day either way, which newswire names so too."""
    published, cue = reading.published, reading.cue(match)
    wanted, which = _weekday_number(match["weekday"]), (match["which"] or "").lower()
    until = (wanted - published.weekday()) % 7
    if match["week"]:
        until = wanted - published.weekday() + 7 * STEPS[match["week"]]
    elif which in ("last", "past"):
        until -= 7
    elif which == "next":
        until = until or 7
    elif cue == "unsure" and not which:
        return None
    elif until and not reading.looks_ahead(match) and (which != "this" or cue in ("back", "past")):
        until -= 7
    return (published + timedelta(days=until),) * 2


def _weekday_number(name: str) -> int:
    return WEEKDAYS[name[:3].lower()]


def weeks_from(match: re.Match[str], reading: Reading) -> Days:
    """Counted from the nearest such weekday: back from the last, on from the next."""
    published = reading.published
    weeks = _weeks(match)
    name = match["weekday"] or match["weekday_before"]
    if not name:
        start = STEPS.get(match["named"], 0)
    elif weeks < 0:
        start = -((published.weekday() - _weekday_number(name)) % 7)
    else:
        start = (_weekday_number(name) - published.weekday()) % 7
    return (published + timedelta(days=start + 7 * weeks),) * 2


def _weeks(match: re.Match[str]) -> int:
    """How many weeks on; negative for back."""
    count = number(match["count"] or match["count_before"] or "a")
    unit = match["unit"] or match["unit_before"] or match["unit_alone"]
    back = match["way"] == "ago" or match["unit_before"]
    return count * (2 if unit == "fortnight" else 1) * (-1 if back else 1)


def number(words: str) -> int:
    """In digits or in words; an article is one."""
    return int(words) if words.isdigit() else NUMBERS.get(words.lower(), 1)


def named_day(match: re.Match[str], reading: Reading) -> Days:
    """Today, last night, the day before yesterday."""
    word = (match["named"] or match["part"].split()[0]).lower()
    step = {"before": -1, "after": 1}.get((match["beside"] or "").lower(), 0)
    return (reading.published + timedelta(days=STEPS[word] + step),) * 2


def moments_ago(match: re.Match[str], reading: Reading) -> Days | None:
    """The day of publication; nothing where many hours have gone by, or where the sentence was said another day."""
    count = match["count"] or ""
    near = match.string[max(0, match.start() - NEAR) : match.end() + NEAR]
    hours = number(count) if match["unit"].lower() == "hour" else 0
    return None if hours > _LONGEST_HOURS or _NAMES_A_DAY.search(near) else (reading.published,) * 2


def following(match: re.Match[str], reading: Reading) -> Days | None:
    """Told against the day named last: "The next day, ...", "... two days earlier."; nothing where none was named."""
    opens = _OPENS.search(match.string[max(0, match.start() - NEAR) : match.start()])
    closes = _CLOSES.match(match.string, match.end())
    bound = match["beside"] or match["way"] in ("after", "before")  # else of what follows: "a day after the vote"
    if reading.anchor is None or not (closes if bound else opens or closes):
        return None
    return (reading.anchor + timedelta(days=_days_on(match)),) * 2


def _days_on(match: re.Match[str]) -> int:
    if match["count"]:
        unit = {"day": 1, "week": 7, "fortnight": 14}[match["unit"]]
        return number(match["count"]) * unit * (-1 if match["way"] in ("earlier", "before") else 1)
    word = match["step"] or match["beside"] or "same"
    return {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1, "same": 0}[word]


def beside(match: re.Match[str], named: Days) -> tuple[int, Days]:
    """Where a mention begins and the days it names, with what stands right before it: "the eve of May 3" is May 2."""
    told = BESIDE_A_DAY.search(match.string, max(0, match.start() - _BESIDE_CHARS), match.start())
    if told is None or named[0] != named[1]:
        return match.start(), named
    step = number(told["count"]) * (7 if told["unit"] == "week" else 1) if told["count"] else 1
    back = told["eve"] or "before" in (told["way"], told["counted"])
    return told.start(), (named[0] + timedelta(days=-step if back else step),) * 2
