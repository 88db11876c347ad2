"""The calendar as English writes it: names, and what they count."""

from __future__ import annotations

MONTHS = {name: month for month, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = {name: day for day, name in enumerate("mon tue wed thu fri sat sun".split())}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # their first month, north of the equator
NUMBERS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10, "1": 1, "2": 4, "3": 7, "4": 10}  # their first month
# Month and day of holidays that fall on the same day every year; Independence Day is that of the United States.
HOLIDAYS = {
    "New Year's Day": (1, 1),
    "Australia Day": (1, 26),
    "Groundhog Day": (2, 2),
    "Valentine's Day": (2, 14),
    "International Women's Day": (3, 8),
    "St. Patrick's Day": (3, 17),
    "April Fools' Day": (4, 1),
    "Earth Day": (4, 22),
    "Anzac Day": (4, 25),
    "May Day": (5, 1),
    "Cinco de Mayo": (5, 5),
    "Juneteenth": (6, 19),
    "Canada Day": (7, 1),
    "Independence Day": (7, 4),
    "Fourth of July": (7, 4),
    "July Fourth": (7, 4),
    "Bastille Day": (7, 14),
    "Halloween": (10, 31),
    "All Saints' Day": (11, 1),
    "All Souls' Day": (11, 2),
    "Bonfire Night": (11, 5),
    "Guy Fawkes Night": (11, 5),
    "Armistice Day": (11, 11),
    "Remembrance Day": (11, 11),
    "Veterans Day": (11, 11),
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "Boxing Day": (12, 26),
    "New Year's Eve": (12, 31),
}

FULL_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTH_NAMES = f"{FULL_MONTH_NAMES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
WEEKDAY_NAMES = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
