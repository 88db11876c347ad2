"""Times of the day within a sentence: "2:49 p.m. local time", "11 am", "14:30 GMT". A race run in 1:59:40 is none."""

from __future__ import annotations

import re

_HALF = r"\s?[ap]\.?m\b\.?"
_ZONE = r"\s?\(?(?:[A-Z]{1,2}[SD]?T|[A-Z]{3}T|UTC|GMT|Uhr|local time|Eastern(?: time)?|Pacific(?: time)?)\b\)?"
_CLOCK_TIME = re.compile(
    rf"(?<![\w:.,])(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?{_HALF}(?:{_ZONE})?|(?:[01]?\d|2[0-3])[:.][0-5]\d{_ZONE})"
)


def without_clock_times(text: str) -> str:
    """The text, a blank in the place of each time of the day that says "a.m." or "p.m.", or in which zone."""
    return _CLOCK_TIME.sub(" ", text)
