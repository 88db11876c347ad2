"""Lines above a text that say when it was published, in which paper and by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qa.ingest.dates.calendar_names import BESIDE_A_DATE, WEEKDAYS, words_of
from qa.ingest.dates.day_orders import days_in_line, printed_day
from qa.ingest.dates.month_names import folded
from qa.ingest.dates.publication_dates import LABELS, DayTold, beside_a_day, days_told
from qa.ingest.prose.bylines import Byline, read_byline
from qa.ingest.prose.furniture import is_furniture
from qa.ingest.prose.outlets import is_outlet, is_section

MAX_DAY_LINE_CHARS = 200

_BY = re.compile(r"\s(?=(?:[Bb][Yy]|[Vv]on|[Pp]ar|[Pp]or):? [A-ZÀ-Þ])")
_BAR = re.compile(r"\s+[-–—|•·/]+\s+|\s*[|•·()]\s*|\s*[-–—]{2,}\s*")
_SMALL = frozenset("of the and for on in at de del des du der die das und et y e & van von di da la le el".split())
_MOST_WORDS = 8
_AND = re.compile(r"(?:and|und|et|y|e|och|og|en) (?=[^\W_])", re.IGNORECASE)
# In small letters only where an agency stands behind the day: "Tarnwick, May 3, 1863 - the battle" is history.
_TOWN = (
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,40}"
    r"|[A-ZÀ-Þ][\w'’-]{1,20}(?: [A-ZÀ-Þ][\w'’-]{1,20}){0,3}(?=,[^()—]{8,50}\([A-Z][^()]{1,30}\) ?[-–—]))"
)
_DATELINE = re.compile(
    rf"{_TOWN}(?:, (?:[A-Z][\w.]{{1,15}} ?){{1,2}})?(?:,|,? [(/]) ?(?P<rest>.{{6,60}}?)"
    r"(?:\s+[-–—]+\s|\s*(?:—|--)\s*)"
)
_AGENCY = re.compile(r"[(/].{1,40}[)/]")
_FROM = re.compile(r"(?:from|source|via|quelle|fuente|fonte|bron)(?:: ?| )(?:the )?(?=[A-ZÀ-Þ])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayLine:
    """What a line says besides a day; `is_bare` where it is only a day. `printed` is a day of publication in numbers,
    with two readings where there is no `published`."""

    published: date | None
    updated: date | None
    source: str = ""
    byline: str = ""
    section: str = ""
    title: str = ""
    is_bare: bool = False
    printed: str = ""


def read_day_line(line: str, below_a_title: bool = False) -> DayLine | None:
    """The day of a line, and what stands beside it; None where a line names no day, or says more of it than when.

    Below a title a name beside the day may be that of a writer or a place; elsewhere it is the paper's, or the line is
    a title: "The battle of Tarnwick, May 3, 1863".
    """
    days, sure = days_in_line(line) if len(line) <= MAX_DAY_LINE_CHARS else ((), ())
    if not days:
        return None
    parts = _parts(line, days)
    bylines = [byline for part in parts if (byline := read_byline(part))]
    names = [part for part in parts if not read_byline(part)]
    title = _title_before(names)
    names = names[1:] if title else names
    if not all(_may_stand_beside(part, line, below_a_title) for part in names):
        return None
    section = next((part for part in names if is_section(part)), "")
    return DayLine(
        published=next((told.day for told in sure if not told.updated), None),
        updated=next((told.day for told in sure if told.updated), None),
        printed=_printed(line, days),
        source=_source(
            [name for name in names if name != section and (is_outlet(name) or not is_furniture(name))],
            bylines,
            line,
            below_a_title,
        ),
        byline=", ".join(byline.names for byline in bylines),
        section=section,
        title=title,
        is_bare=not parts and not _is_labelled(line, days),
    )


def _printed(line: str, days: tuple[DayTold, ...]) -> str:
    first = next((told for told in days if not told.updated), days[0])
    return printed_day(line[first.start : first.end], (line[told.start : told.end] for told in days))


def is_label(line: str) -> bool:
    """Whether a line says only that a day follows: "Published", "Posted on:"."""
    words = words_of(line)
    return len(words) <= 4 and any(word in LABELS for word in words) and beside_a_day(line)


def day_of_dateline(prose: str) -> date | None:
    """The day between the town and the dash of "TARNWICK, May 3, 2019 (Example Wire) - The council ..."."""
    match = _DATELINE.match(prose[:160])
    days = days_told(match["rest"]) if match else ()
    return days[0].day if match and len(days) == 1 and beside_a_day(_rest(_AGENCY.sub("", match["rest"]))) else None


def _rest(words: str) -> str:
    days = days_told(words)
    return words[: days[0].start] + words[days[0].end :] if days else words


def _title_before(names: list[str]) -> str:
    """The title in "Talks to resume - The Example Gazette - October 1, 2019"."""
    if len(names) < 2 or not is_outlet(names[-1]) or is_outlet(names[0]) or is_section(names[0]):
        return ""
    return names[0] if len(names[0].split()) > 1 and not names[0].endswith((".", ",", ":")) else ""


def _is_labelled(line: str, days: tuple[DayTold, ...]) -> bool:
    return not LABELS.isdisjoint(words_of(line[: days[0].start]))


def _parts(line: str, days: tuple[DayTold, ...]) -> list[str]:
    """What stands before, between and behind the days, without labels, weekdays, times and zones."""
    bounds = [0, *(place for told in days for place in (told.start, told.end)), len(line)]
    pieces = [line[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    parts = (part for piece in pieces for bar in _BAR.split(piece) for part in _BY.split(f" {bar}"))
    return [name for part in parts if (name := _without_labels(part.strip(" \t,;:*_-–—")))]


def _without_labels(part: str) -> str:
    """ "Posted by Ada Finch on" is "by Ada Finch"; nothing is left of "at 10:12 a.m. EDT", and "The Sun" stays."""
    named = part[came.end() :] if (came := _FROM.match(part)) else part
    if is_outlet(named):
        return named.rstrip(".")
    joined = _AND.match(part)  # "and last updated"
    if joined and any(folded(word) in LABELS for word in part.split()[1:4]):
        part = part[joined.end() :]
    if not part.startswith("The ") and beside_a_day(part):
        return ""
    words = part.split()
    while words and folded(words[0].strip(":")) in LABELS:
        words = words[1:]
    while words and _is_label_behind(words[-1], words[-2:-1]):
        words = words[:-1]
    return " ".join(words).strip(" ,;:")


def _is_label_behind(word: str, before: list[str]) -> bool:
    plain = folded(word.strip(",.:"))
    weekday = plain in WEEKDAYS and bool(before) and before[0].endswith(",")
    return plain in LABELS or weekday or (plain in BESIDE_A_DATE and word.islower())


def _may_stand_beside(part: str, line: str, below_a_title: bool) -> bool:
    if is_outlet(part) or is_section(part) or is_furniture(part):
        return True
    words = part.split()
    if len(words) > _MOST_WORDS or part.endswith((".", "!", "?")):
        return False
    is_name = (word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    named = all(is_name) and words[0][0].isupper()
    return named and (below_a_title or _is_barred(part, line) or part.isupper())


def _is_barred(part: str, line: str) -> bool:
    """Whether a dash, a bar or a bracket parts it from the day, not just a comma."""
    return any(part == piece.strip(" ,-–—|") for piece in _BAR.split(line))


def _source(names: list[str], bylines: list[Byline], line: str, below_a_title: bool) -> str:
    """The paper among the names beside a day: what looks like one, or above a title what stands in "- Paper - Day"."""
    outlets = [name for name in names if is_outlet(name)] or [byline.source for byline in bylines if byline.source]
    if outlets:
        return outlets[-1]
    led = line.lstrip()[:1] in "-–—"  # "- Paper - Day", as exports have it
    barred = [n for n in names if _is_barred(n, line) and (led or n.startswith("The ") or not below_a_title)]
    return barred[-1] if barred and (" " not in barred[-1] or "|" not in line) else ""
