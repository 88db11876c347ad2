"""Holidays that fall on another day each year: by a weekday of their month, or by Easter."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa.text.date_days import NEAR, year_told
from qa.text.date_patterns import OF_YEAR, WHICH
from qa.text.date_reading import DAY_AHEAD, Days, Reading

# Days from the Sunday of Easter.
_OF_EASTER = {
    "Shrove Tuesday": -47,
    "Ash Wednesday": -46,
    "Palm Sunday": -7,
    "Maundy Thursday": -3,
    "Good Friday": -2,
    "Holy Saturday": -1,
    "Easter Sunday": 0,
    "Easter Monday": 1,
    "Ascension Day": 39,
    "Whit Monday": 50,
}
# Month, weekday, which of the month, and the first year that it was so, as the United States keep them.
_OF_A_MONTH = {
    "Martin Luther King": (1, 0, 3, 1986),
    "President": (2, 0, 3, 1971),
    "Memorial": (5, 0, -1, 1971),
    "Labor": (9, 0, 1, 1894),
    "Columbus": (10, 0, 2, 1971),
    "Thanksgiving": (11, 3, 4, 1942),
}
_EASTER_BEGINS = 1583  # of the Gregorian calendar
_EASTERS = "|".join(_OF_EASTER).replace(" ", r"\s")
_DAYS = r"Martin\sLuther\sKing|President|Memorial|Labor|Columbus|Thanksgiving"
FEAST = re.compile(
    rf"\b(?=[A-Zlnt])(?:{WHICH}\s)?(?:(?P<easter>{_EASTERS})|(?P<day>{_DAYS})(?:,?\sJr\.?|['’]?s['’]?)?\sDay"
    rf"|(?P<alone>Thanksgiving))\b{OF_YEAR}?"
)
_AS_A_TIME = re.compile(
    r"\b(?:[Oo]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Bb]y|[Aa]round|[Ee]ve\sof|[Ll]ate|[Ee]arly)\s$"
)
_OF_ONE_YEAR = frozenset(("back", "past", "since", "forward"))  # by the cue; what is so at present may be so every year
# Before a noun it tells of what kind a thing is: "Thanksgiving dinner", "the Good Friday Agreement".
_MAY_FOLLOW = re.compile(
    r"['’]s\s[a-z]|[.,;:!?)—–”\"]|$|\s(?:the|an?|this|that|he|she|it|they|we|his|her|its|their|in|at|on|by|with|for|from|to|when|as"
    r"|after|before|while|and|but|or|was|were|is|are|has|had|will|would|than|[0-9]+)\b"
)
_ELSEWHERE = {
    "Labor": re.compile(r"\b(?:May|China|Chinese|Beijing|Vietnam\w*|Philippine\w*|India\w*|Europe\w*)\b"),
    "Memorial": re.compile(r"\b(?:Israel\w*|Korea\w*|Armenia\w*)\b"),
    "Thanksgiving": re.compile(r"\b(?:Canad\w*|Toronto|Ottawa|Montreal|Vancouver|Ontario|Quebec|Alberta)\b"),
}
_OTHER_EASTER = re.compile(
    r"\b(?:Orthodox\w*|Gre(?:ek|ece)\w*|Russia\w*|Ukrain\w*|Kyiv|Moscow|Serbia\w*|Bulgaria\w*|Romania\w*|Copt\w*|Egypt\w*"
    r"|Ethiopia\w*|Eritrea\w*|Georgia\w*|Cypr\w*|Macedonia\w*|Belarus\w*|Athens|Patriarch\w*)\b"
)
_CANADIAN = 10  # the month of Canada's Thanksgiving


def feast(match: re.Match[str], reading: Reading) -> Days | None:
    """The day of a holiday that moves; none where it is one of every year, of another country, or tells of a kind."""
    name = re.sub(r"\s", " ", match["easter"] or match["day"] or match["alone"])
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    as_a_time = match["which"] or match["year"] or _AS_A_TIME.search(before)
    if match["untold"] or not as_a_time or not _MAY_FOLLOW.match(match.string, match.end()):
        return None
    if _is_elsewhere(name, before + match.string[match.start() : match.end() + NEAR]):
        return None
    year = year_told(match, reading)
    day = _day(name, year) if year else _nearest(name, match, reading)
    return (day, day) if day else None


def _is_elsewhere(name: str, near: str) -> bool:
    pattern = _OTHER_EASTER if name in _OF_EASTER else _ELSEWHERE.get(name)
    return bool(pattern and pattern.search(near))


def _nearest(name: str, match: re.Match[str], reading: Reading) -> date | None:
    """The last, the next, or the latest that is not too far ahead; none where the present may tell of every year, and
    of Thanksgiving none in the month when Canada keeps it.
    """
    published, which, cue = reading.published, (match["which"] or "").lower(), reading.cue(match)
    if name == "Thanksgiving" and published.month == _CANADIAN:
        return None
    days = [_day(name, year) for year in range(published.year - 1, published.year + 2)]
    if which in ("last", "past"):
        return max(day for day in days if day < published)
    if which == "next":
        return min(day for day in days if day > published)
    if which == "this":
        return days[1]
    return max(day for day in days if day <= reading.horizon(match, DAY_AHEAD)) if cue in _OF_ONE_YEAR else None


def _day(name: str, year: int) -> date:
    """Raises ValueError for a year when it was not kept so."""
    if name in _OF_EASTER:
        return _easter(year) + timedelta(days=_OF_EASTER[name])
    month, weekday, which, begins = _OF_A_MONTH[name]
    if year < begins:
        raise ValueError(f"none in {year}")
    first = date(year, month, 1) if which > 0 else date(year, month + 1, 1)
    ahead = (weekday - first.weekday()) % 7
    return first + timedelta(days=ahead + 7 * (which - 1 if which > 0 else which))


def _easter(year: int) -> date:
    """Of the Gregorian calendar; raises ValueError before."""
    from dateutil.easter import easter

    if year < _EASTER_BEGINS:
        raise ValueError(f"none in {year}")
    found: date = easter(year)
    return found
