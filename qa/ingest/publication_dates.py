"""The day an article was published, in whatever notation it is told."""

from __future__ import annotations

import re
from datetime import date, datetime

_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_DATE_FORMS = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")


def parse_date(value: object) -> date | None:
    """A calendar date from an ISO 8601 or RFC 2822 string or from English words; None for anything else.

    0001-01-01 and 9999-12-31 stand for "no date" in many an export; so do all years that printed no news.
    """
    if not isinstance(value, str) or not 6 <= len(value.strip()) <= 60:
        return None
    words = _WEEKDAY.sub("", value.strip())
    plain = " ".join(re.sub(r"(?<=[A-Za-z])\.|,", " ", words).split())
    plain = re.sub(r"(?i)\bsept\b", "Sep", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain))
    found = _iso(words) or _in_words(plain) or _rfc(value)
    return found if found and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _iso(text: str) -> date | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _in_words(text: str) -> date | None:
    if text.isdigit() and len(text) != len("20191001"):
        return None  # %Y%m%d would take fewer digits too
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _rfc(text: str) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
