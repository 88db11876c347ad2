"""What a date is resolved against: the day of publication, the day told last, and what the sentence says around it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from qa.text.date_cues import Cues
from qa.text.english import WEEKDAYS

Days = tuple[date, date]  # [first, last]

STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
# How many days ahead a day or a month without a year may lie, by its cue. Of those read in 45,000 sentences of news
# practically all days that came round within two months were meant so, even after "said": the ones before were ten
# months old, and of those newswire tells the year. What "will be held" may be further off, and a day without a cue is
# as a rule the nearer. Months are told of later: "he spent three days there in February" is written in December. A day
# right after its verb is over: "was sworn in on March 4"; articles are brought up to date for some days, though.
DAY_AHEAD = {"since": 0, "past": 28, "back": 62, "": 182, "copula": 182, "present": 182, "unsure": 182, "forward": 270}
MONTH_AHEAD = {"since": 0, "past": 0, "back": 0, "": 62, "copula": 62, "present": 122, "unsure": 62, "forward": 270}


@dataclass(frozen=True, slots=True)
class Reading:
    """The day of publication and the single day named last, where known; and the cues of the text,
    which most mentions that tell their year do without."""

    day: date | None
    anchor: date | None
    cues: Callable[[], Cues]

    @property
    def published(self) -> date:
        """Raises ValueError where it is not known."""
        if self.day is None:
            raise ValueError("only a publication date could resolve it")
        return self.day

    def looks_ahead(self, match: re.Match[str]) -> bool:
        """Whether a mention that comes round soon is the next."""
        return self.cue(match) in ("forward", "present", "copula") or self.cues().is_booked(*match.span())

    def cue(self, match: re.Match[str]) -> str:
        """Which way a mention looks, as `Cues.of` says."""
        return self.cues().of(*match.span())

    def horizon(self, match: re.Match[str], ahead: dict[str, int]) -> date:
        """The last day that a mention may mean."""
        return self.published + timedelta(days=ahead[self.cue(match)])


def likely_year(month: int, day: int, weekday: str | None, match: re.Match[str], reading: Reading) -> int:
    """The year that the weekday fits, where one is named; else the latest that is not too far ahead."""
    published = reading.published
    years = [year for year in range(published.year - 1, published.year + 2) if day <= monthrange(year, month)[1]]
    days = [date(year, month, day) for year in years]
    fitting = [found for found in days if weekday and found.weekday() == WEEKDAYS[weekday[:3].lower()]]
    if fitting:
        return min(fitting, key=lambda found: abs(found - published)).year
    return max(found for found in days if found <= reading.horizon(match, DAY_AHEAD)).year


def year_number(digits: str, reading: Reading) -> int:
    """Of four digits, or of two: "'98" is the latest such year that is not after the next one."""
    if len(digits) == 4:
        return int(digits)
    latest = reading.published.year + 1
    return latest - (latest - int(digits[-2:])) % 100


def months(year: int, month: int, count: int = 1) -> Days:
    """From the first day of a month to the last of the `count`th; months run on below 1 and above 12."""
    return _first_of(year, month), _first_of(year, month + count) - timedelta(days=1)


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
