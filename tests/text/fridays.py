"""Which Friday a sentence means that is published on Wednesday, May 8, 2019."""

from __future__ import annotations

from datetime import date

from qa.text.dates import date_mentions

PUBLISHED = date(2019, 5, 8)
LAST, NEXT = date(2019, 5, 3), date(2019, 5, 10)


def fridays(text: str) -> list[date]:
    return [found.first for found in date_mentions(text, PUBLISHED) if "Friday" in text[found.start : found.end]]
