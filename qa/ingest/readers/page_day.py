"""The day of a web page: what its tags tell, or a line beside its title; never one that only its prose names.

Of a page without such a tag trafilatura takes whatever looks like a day: the year of a copyright line, the day of an
event in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qa.ingest.dates.calendar_names import words_of
from qa.ingest.dates.publication_dates import LABELS, parse_date
from qa.ingest.head.day_lines import DayLine, read_day_line
from qa.ingest.readers.xml_tree import Element, local_name, words_in

_NAMED = frozenset({"meta", "time", "abbr", "span"})  # whose attributes tell a day in any notation
_PROSE_CHARS, _SENTENCE_CHARS = 100, 50
_DIGITS = re.compile(r"\d+")
_ABOVE = 3  # lines above a title
_LABEL_WORDS = 4  # at the head of a line that may stand anywhere; or at its end: "... tarihinde yayımlandı."


def is_tagged(page: Element, day: date) -> bool:
    """Whether a tag, or the data that scripts read, tells this day."""
    forms = (f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}")
    return any(any(form in value for form in forms) or parse_date(value) == day for value in _told_by_tags(page))


def _told_by_tags(page: Element) -> Iterator[str]:
    for element in page.iter():
        name = local_name(element)
        if name == "script":
            yield element.text or ""
        elif name == "time":
            yield words_in(element)[:_PROSE_CHARS]
        if name in _NAMED:
            yield from (value for key, value in element.attrib.items() if key not in ("class", "id", "style"))


def day_beside_title(lines: Sequence[str], title: str) -> DayLine | None:
    """What a line between the title and the prose, a little above the title, or after "Published" anywhere tells; else
    the one day that is told as that of a change."""
    place = next((n for n, line in enumerate(lines) if title and " ".join(line.split()) == title), 0)
    prose = next((n for n in range(place + 1, len(lines)) if _is_prose(lines[n])), len(lines))
    beside = [*lines[place + 1 : prose], *lines[max(0, place - _ABOVE) : place + 1]]
    labelled = (line for line in lines if _is_labelled(line))
    days = list(_days((*beside, *labelled)))
    published = next((day for day in days if day.published or (day.printed and not day.updated)), None)
    return published or (days[0] if len({day.updated for day in days}) == 1 else None)


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE_CHARS or (len(line) >= _SENTENCE_CHARS and line.endswith((".", "!", "?", "”", '"')))


def _days(lines: Iterable[str]) -> Iterator[DayLine]:
    for line in lines:
        if len(line) < _PROSE_CHARS and (told := read_day_line(line, below_a_title=True)):
            yield told


def _is_labelled(line: str) -> bool:
    words = words_of(_DIGITS.sub(" ", line[:_PROSE_CHARS]))
    return not LABELS.isdisjoint((*words[:_LABEL_WORDS], *words[-1:]))
