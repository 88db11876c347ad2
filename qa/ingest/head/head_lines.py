"""Metadata from the lines above a text: its title, its day, its paper, its writers.

A line with a day, a byline and a line that names its field tell for certain; short lines above such a line are the
title, a kicker before it, a subtitle or names below. A line in doubt is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from qa.ingest.dates.day_orders import PRINTED_DAY
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.day_lines import DayLine, day_of_dateline, is_label, read_day_line
from qa.ingest.head.front_matter import read_front_matter
from qa.ingest.head.keyed_lines import is_name, read_keyed
from qa.ingest.head.metadata import MAX_TITLE_CHARS, Head, language_tag, merged, name_of, told, web_address
from qa.ingest.head.title_lines import is_sentence, may_be_title, plain_words, title_alone, told_by_lines
from qa.ingest.head.titles import is_correction, is_labelled, marked_title, plain_title
from qa.ingest.prose.bylines import is_beside_a_byline, read_byline, read_names_above
from qa.ingest.prose.furniture import is_furniture, is_heading_of_correction, is_note_of_correction
from qa.ingest.prose.furniture_notices import TITLE_OF_NOTE
from qa.ingest.prose.lines import Line, lines_of
from qa.ingest.prose.outlets import is_outlet, is_section
from qa.ingest.prose.visible import visible
from qa.types import Details

_HEAD_LINES = 60  # with the notices above a title; a header line and a title stand among the first lines, or nowhere
_MOST_SHORT = 4  # lines of kicker, title and subtitles, besides the names of sections
_DAYS_BELOW = 12  # lines in which another day alone on its line makes both entries of a chronicle
_DATELINE_ALONE = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*,? ?){1,6}(?:[-–]{2,3}|—|–)")  # "Harbor City, Example News —"
_YEAR_AND_STOP = re.compile(r"\d{4}\.$")
_RULE = re.compile(r"[=-]{3,}")  # below a title
_MAIL_ADDRESS = re.compile(r"<?[^\s<>()]{1,60}@[^\s<>()]{1,60}>?")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, or two: what they tell for certain; without it a short line, or one of the page's."""

    lines: tuple[Line, ...]
    tells: Head | None = None
    of_page: bool = False


def read_head(text: str) -> Head:
    """The metadata at the top of a plain text or Markdown article."""
    front = read_front_matter(text)
    lines = _visible(islice(lines_of(text, front.end), _HEAD_LINES))
    rows = _rows(lines, front)
    head = _with_plain_title(_assembled(front, rows, lines[sum(len(row.lines) for row in rows) :]))
    head = _with_day_below(head, [line for line in lines if line.start >= head.end])
    return told(head, "header line")


def _visible(lines: Iterable[Line]) -> list[Line]:
    """The lines as a reader sees them; one that shows nothing is an empty one."""
    seen: list[Line] = []
    empty = 0  # above the line that shows nothing, and itself
    for line in lines:
        words = visible(line.words)
        if not words:
            empty += line.empty_before + 1
            continue
        is_plain = words == line.words and not empty
        seen.append(line if is_plain else replace(line, words=words, empty_before=line.empty_before + empty))
        empty = 0
    return seen


def _with_day_below(head: Head, prose: Sequence[Line]) -> Head:
    """With the day that stands in a dateline, or alone below a sentence that introduces the article, which is prose."""
    if _knows_day(head) or not prose:
        return head
    day = day_of_dateline(prose[0].words)
    if day:
        by = (*head.details.told_by, ("published", "dateline"))
        return replace(head, published=day, details=replace(head.details, told_by=by))
    told_below = [(line, told_day) for line in prose[1:_DAYS_BELOW] if (told_day := _bare_day(line))]
    is_second = head.title and len(told_below) == 1 and told_below[0][0] is prose[1] and prose[1].after_empty
    return replace(merged(head, _of_day(told_below[0][1])), end=head.end) if is_second else head


def _bare_day(line: Line) -> DayLine | None:
    day = read_day_line(line.words)
    return day if day and day.is_bare else None


def _rows(lines: Sequence[Line], front: Head) -> list[_Row]:
    """The lines from the top to the first that is prose."""
    rows: list[_Row] = []
    place = 0
    while place < len(lines) and (row := _row(lines, place, rows, front)):
        rows.append(row)
        place += len(row.lines)
    return rows


def _row(lines: Sequence[Line], place: int, rows: list[_Row], front: Head) -> _Row | None:
    certain_above = max((number for number, row in enumerate(rows, 1) if row.tells is not None), default=0)
    short = [line for row in rows[certain_above:] if not row.of_page for line in row.lines]
    certain = _certain(lines, place, short, _assembled(front, rows[:certain_above], ()))
    if certain:
        return certain
    words = lines[place].words
    marked = not short and _is_headline_with_label(lines, place, rows, front)
    if not (_bare_day(lines[place]) or is_outlet(words) or marked) and is_furniture(words):
        if short and all(is_note_of_correction(line.words) for line in lines[place:]):
            return None  # the note is what the title is of
        return _Row((lines[place],), of_page=True)
    names = sum(is_section(line.words) for line in short)
    if len(short) - names < _MOST_SHORT and may_be_title(lines, place, short):
        return _Row((lines[place],))
    return None


def _is_headline_with_label(lines: Sequence[Line], place: int, rows: list[_Row], front: Head) -> bool:
    """Whether a line is a headline with a label: "CORRECTED: Ferry sinks", "Video: ..." above a day or prose."""
    words = lines[place].words
    if not (is_labelled(words) or _is_title_of_note(lines[place])):
        return not is_sentence(lines[place]) and _is_headline_with_mark(words)
    known = _assembled(front, rows, ())
    if known.title or place + 1 == len(lines):
        return False
    is_prose = is_sentence(lines[place + 1]) or lines[place + 1].chars > MAX_TITLE_CHARS
    return (is_prose and not is_heading_of_correction(words)) or _certain(
        lines, place + 1, [lines[place]], known
    ) is not None


def _is_title_of_note(line: Line) -> bool:
    """Whether a line names what a note corrects, and is not the note: "Correction: age of the lamp", "Correction"."""
    label = TITLE_OF_NOTE.match(line.words)
    told = line.words[label.end() :].strip() if label else ""
    dated = bool(told) and is_heading_of_correction(line.words)
    return label is not None and not (is_sentence(line) or dated or (told and is_furniture(told)))


def _is_headline_with_mark(words: str) -> bool:
    """Whether a line is no note on a correction but the headline of a corrected story: "CORRECTED: Ferry sinks"."""
    title, mark = marked_title(plain_words(words))
    return bool(mark) and not is_furniture(title) and not is_heading_of_correction(words)


def _certain(lines: Sequence[Line], place: int, short: list[Line], known: Head) -> _Row | None:
    """A line, or a label and the day below it, that tells something for certain."""
    words = plain_words(lines[place].words)
    below = lines[place + 1 : place + 2]
    if is_label(words) and below and (day := read_day_line(f"{words} {below[0].words}", True)):
        return _Row(tuple(lines[place : place + 2]), _of_day(day))
    goes_on = below and not below[0].after_empty and below[0].case == "lower"
    if goes_on and not (read_keyed(words) and read_keyed(below[0].words)):
        return None  # a line of a paragraph
    if any(map(is_sentence, short)) and is_heading_of_correction(words):
        return None  # the note stands below the article, short as that is
    day = read_day_line(words, bool(short or known.title))
    if (
        day
        and not _ends_a_sentence(lines[place], short)
        and _is_of_head(day, lines[place + 1 : place + 1 + _DAYS_BELOW], short, known)
    ):
        return _Row((lines[place],), _of_day(day))
    names = read_names_above(words, below[0].words) if below else None
    if names:
        return _Row(tuple(lines[place : place + 2]), Head(source=names.source, details=Details(byline=names.names)))
    tells = _of_field(words) or _of_byline(words) or _of_address(words)
    if tells is None and not short and known.details.byline and is_beside_a_byline(words):
        outlet = words.split(",")[0]
        tells = Head(source=outlet if is_outlet(outlet) else "")
    if tells is None and short and not lines[place].after_empty and _RULE.fullmatch(words):
        tells = Head()
    if tells is None and _DATELINE_ALONE.fullmatch(words):
        tells = Head()
    return _Row((lines[place],), tells) if tells is not None else None


def _ends_a_sentence(line: Line, short: list[Line]) -> bool:
    """Whether a line goes on from the one above: "... will meet on / May 3, 2019." """
    return bool(short) and not line.after_empty and (short[-1].is_open or bool(_YEAR_AND_STOP.search(line.words)))


def _is_of_head(day: DayLine, below: Sequence[Line], short: list[Line], known: Head) -> bool:
    """Whether a line with a day is the article's, and no entry of a chronicle, nor the day of a sentence above it."""
    if not day.is_bare:
        return True
    sentences = [line for line in short if is_sentence(line)]
    if _knows_day(known) or (sentences and (known.title or len(short) > 1)):
        return False
    is_subtitled = len(short) - (not known.title) > 0
    return not (is_subtitled and any(map(_bare_day, below)))


def _knows_day(head: Head) -> bool:
    return head.published is not None or PRINTED_DAY in dict(head.details.told_by)


def _of_day(day: DayLine) -> Head:
    return Head(
        title=day.title,
        source=day.source,
        published=day.published,
        details=Details(
            byline=day.byline,
            updated=day.updated,
            section=day.section,
            told_by=((PRINTED_DAY, day.printed),) if day.printed else (),
        ),
    )


def _of_byline(words: str) -> Head | None:
    byline = read_byline(words)
    return Head(source=byline.source, details=Details(byline=byline.names)) if byline else None


def _of_address(words: str) -> Head | None:
    return Head(url=web_address(words)) if web_address(words) and not _PICTURE.search(words) else None


def _of_field(words: str) -> Head | None:
    keyed = read_keyed(words)
    if keyed is None:
        return None
    name, value = keyed
    if name in ("source", "byline") and not is_name(_MAIL_ADDRESS.sub("", value)):
        return None  # what a reporter or a source says
    day = read_day_line(value, True)
    values = {
        "title": Head(title=name_of(value)),
        "published": Head(published=parse_date(value) or (day.published if day else None)),
        "updated": Head(details=Details(updated=parse_date(value))),
        "source": Head(source=name_of(value)),
        "byline": Head(details=Details(byline=_writer(value))),
        "section": Head(details=Details(section=name_of(value.split(";")[0]))),
        "url": Head(url=web_address(value)),
        "language": Head(language=language_tag(value)),
    }
    found = values.get(name, Head())
    return None if name in ("published", "updated") and found == Head() else found


def _writer(value: str) -> str:
    """The name in "By Ada Finch", "Ada Finch <finch@example.com>" and "finch@example.com (Ada Finch)"."""
    byline = read_byline(value)
    return byline.names if byline else name_of(_MAIL_ADDRESS.sub("", value).strip(' ()"')) or name_of(value)


def _assembled(front: Head, rows: Sequence[_Row], below: Sequence[Line]) -> Head:
    """What the rows tell together, the first to tell a thing first; the prose begins behind the last that does."""
    head, short = front, list[Line]()
    for place, row in enumerate(rows):
        if row.tells is None:
            short += () if row.of_page else row.lines
            continue
        if short:
            is_paper = len(short) == 1 and is_outlet(plain_words(short[0].words)) and _has_short(rows[place:])
            head = merged(head, told_by_lines(short, bool(head.title or row.tells.title or is_paper)))
        head = replace(merged(head, row.tells), end=row.lines[-1].end)
        short = []
    if short and not head.title:
        alone, end = title_alone(short, below)
        head = replace(merged(head, alone), end=end or head.end)
    return head


def _has_short(rows: Sequence[_Row]) -> bool:
    return any(row.tells is None and not row.of_page for row in rows)


def _with_plain_title(head: Head) -> Head:
    """The title without kicker and paper; a day that is only told as that of a change is the best that is known."""
    plain, mark = plain_title(head.title, head.source), marked_title(head.title)[1]
    corrected = (mark,) if is_correction(mark) else ()
    details = replace(
        head.details,
        section=head.details.section or plain.section,
        corrections=(*head.details.corrections, *corrected),
    )
    return replace(
        head,
        title=plain.title,
        source=head.source or (plain.source if is_outlet(plain.source) else ""),
        published=head.published or head.details.updated,
        details=details,
    )
