"""The calendar as English writes it: names, and what they count."""

from __future__ import annotations

MONTHS = {name: month for month, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = {name: day for day, name in enumerate("mon tue wed thu fri sat sun".split())}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # their first month, north of the equator
NUMBERS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}

FULL_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH_NAMES = f"{FULL_MONTH_NAMES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
WEEKDAY_NAMES = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
