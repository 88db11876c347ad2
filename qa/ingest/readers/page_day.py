"""The day of a web page: what its tags tell, or a line beside its title; never one that only its prose names.

Of a page without such a tag trafilatura takes whatever looks like a day: the year of a copyright line, the day of an
event in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from qa.ingest.dates.calendar_names import PUBLISHED, folded
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.day_lines import DayLine, read_day_line
from qa.ingest.readers.xml_tree import Element, local_name, words_in

_NAMED = frozenset({"meta", "time", "abbr", "span"})  # whose attributes tell a day in any notation
_PROSE_CHARS, _SENTENCE_CHARS = 100, 50
_ABOVE = 3  # lines above a title
_LABEL_WORDS = 4  # at the head of a line that may stand anywhere


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
    """What a line between the title and the prose, a little above the title, or after "Published" anywhere tells."""
    place = next((n for n, line in enumerate(lines) if title and " ".join(line.split()) == title), 0)
    prose = next((n for n in range(place + 1, len(lines)) if _is_prose(lines[n])), len(lines))
    beside = [*lines[place + 1 : prose], *lines[max(0, place - _ABOVE) : place + 1]]
    labelled = (line for line in lines if _is_labelled(line))
    return next(_days((*beside, *labelled)), None)


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE_CHARS or (len(line) >= _SENTENCE_CHARS and line.endswith((".", "!", "?", "”", '"')))


def _days(lines: Iterable[str]) -> Iterator[DayLine]:
    for line in lines:
        told = read_day_line(line, below_a_title=True) if len(line) < _PROSE_CHARS else None
        if told and told.published:
            yield told


def _is_labelled(line: str) -> bool:
    return any(folded(word.strip(":")) in PUBLISHED for word in line[:_PROSE_CHARS].split()[:_LABEL_WORDS])
