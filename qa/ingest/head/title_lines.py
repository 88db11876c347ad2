"""Short lines above a text: which may be its title, a kicker above it, a subtitle or a name below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.ingest.head.metadata import MAX_TITLE_CHARS, Head
from qa.ingest.head.titles import names_in_bar
from qa.ingest.prose.bylines import read_names
from qa.ingest.prose.lines import Line
from qa.ingest.prose.outlets import is_outlet, is_section
from qa.types import Details

_SENTENCE_WORDS = 15  # of a title that ends in a full stop

_MARKUP = re.compile(r"^(?:#{1,6}\s+|\*{1,3}(?=\S)|_{1,2}(?=\S))|\s+#+$|(?<=\S)(?:\*{1,3}|_{1,2})$")
_BLOCK_MARKUP = re.compile(r"[-+*>#=`|\d]")
_SENTENCE_WITHIN = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?][\"”’]?\s+[\"“]?[A-ZÀ-Þ]")
_STOP = re.compile(r"\.[\"”’)\]]*$")
_NO_END = re.compile(r"[:;,]$")
_ASKS = re.compile(r"[?!…][\"”’)\]]*$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|[ap]\.m)\.$")
_BEGINS_A_SENTENCE = re.compile(r"(?:An?|The|He|She|It|They|We|I|There|This|That|In|On|At)\b")


def plain_words(line: str) -> str:
    """A line without the marks that Markdown sets around it, where it says the same without them."""
    words = _MARKUP.sub("", line).strip()
    return line if _BLOCK_MARKUP.match(words) or not words else words


def may_be_title(lines: Sequence[Line], place: int, above: Sequence[Line]) -> bool:
    """Whether a line is short and no sentence, or the only sentence of a paragraph of one line.

    `above` are the short lines before it. A line in small letters is one if it continues the last of those.
    """
    line = lines[place]
    if line.chars > MAX_TITLE_CHARS or (_NO_END.search(line.words) and not _is_half(lines, place)):
        return False
    if line.case == "lower":
        return bool(above) and above[-1] is lines[place - 1] and not line.after_empty and not is_sentence(line)
    if not is_sentence(line):
        return True
    return _is_alone(lines, place) and (bool(above) or _is_one_sentence(line.words))


def _is_half(lines: Sequence[Line], place: int) -> bool:
    """Whether a line that ends in a comma goes on in the next, which ends as a title does."""
    if place + 2 >= len(lines) or not lines[place].words.endswith(","):
        return False
    below = lines[place + 1]
    within = below.case == "lower" and not below.after_empty and lines[place + 2].after_empty
    return within and not (is_sentence(below) or _NO_END.search(below.words) or _ASKS.search(below.words))


def is_sentence(line: Line) -> bool:
    """Whether a line ends in a full stop that is no abbreviation's."""
    return bool(_STOP.search(line.words)) and not _ABBREVIATION.search(line.words)


def told_by_lines(short: Sequence[Line], has_title: bool) -> Head:
    """What short lines tell that stand above a line with the day, the writer or the like."""
    lead = 0 if has_title else min(_leading(short), len(short) - 1)
    title = [] if has_title else _title_lines(short[lead:])
    names = [plain_words(line.words) for line in short[lead + len(title) :]]
    people = [told for name in names if (told := read_names(name))]
    outlets = [name for name in names if is_outlet(name)] + [told.source for told in people if told.source]
    above = _told_above(short[:lead])
    return Head(
        title=_joined(title),
        source=outlets[0] if outlets else above.source,
        details=Details(byline=people[0].names if people else "", section=above.details.section),
    )


def title_alone(short: Sequence[Line], below: Sequence[Line]) -> tuple[Head, int]:
    """What short lines tell that stand above prose, and where it ends: a title, perhaps below a kicker.

    Such a title does not end as sentences do, an empty line follows it, and something to be the title of.
    """
    lead, lines = _leading(short), [*short, *below]
    title = _title_lines(short[lead:])
    taken = lead + len(title)
    if not _is_title_alone(title) or not (_is_followed(lines, taken) or _is_marked(title[-1])):
        title, taken = [], lead
    if not taken or not (title or _is_followed(lines, taken)):
        return Head(), 0
    above = _told_above(short[:lead])
    return Head(title=_joined(title), source=above.source, details=above.details), lines[taken - 1].end


def _is_followed(lines: Sequence[Line], place: int) -> bool:
    """Whether an empty line and something below it follow the lines before `place`."""
    return place < len(lines) and lines[place].after_empty


def _leading(short: Sequence[Line]) -> int:
    """How many lines above a title are a kicker, names of sections or of a paper."""
    names = (plain_words(line.words) for line in short)
    return sum(1 for _ in takewhile(_is_above_a_title, names))


def _is_above_a_title(name: str) -> bool:
    return is_section(name) or is_outlet(name) or bool(names_in_bar(name))


def _told_above(lead: Sequence[Line]) -> Head:
    """The section, where there is but one, and the paper."""
    names = [name for line in lead for name in names_in_bar(plain_words(line.words)) or [plain_words(line.words)]]
    sections = [name for name in names if is_section(name)]
    papers = [name for name in names if is_outlet(name) and not is_section(name)]
    section = sections[0] if len(sections) == 1 else ""
    return Head(source=papers[0] if papers else "", details=Details(section=section))


def _is_title_alone(title: Sequence[Line]) -> bool:
    if not title or any(is_sentence(line) for line in title):
        return False
    words = _joined(title)
    return not _ASKS.search(words) and not (words.endswith(".") and _BEGINS_A_SENTENCE.match(words))


def _is_marked(line: Line) -> bool:
    """Whether Markdown marks it as a heading, which needs no empty line below."""
    return line.words.startswith("#") and plain_words(line.words) != line.words


def _joined(title: Sequence[Line]) -> str:
    return " ".join(plain_words(line.words) for line in title)


def _title_lines(short: Sequence[Line]) -> list[Line]:
    """The first line, and the second where the title goes on in it."""
    if len(short) < 2 or short[1].after_empty:
        return list(short[:1])
    one, two = short[0], short[1]
    capitals = one.words.isupper() and two.words.isupper()
    goes_on = two.case == "lower" or one.is_open or capitals
    return [one, two] if goes_on and one.chars + two.chars < MAX_TITLE_CHARS else [one]


def _is_alone(lines: Sequence[Line], place: int) -> bool:
    begins = place == 0 or lines[place].after_empty
    return begins and (place + 1 == len(lines) or lines[place + 1].after_empty)


def _is_one_sentence(words: str) -> bool:
    return len(words.split()) <= _SENTENCE_WORDS and not _SENTENCE_WITHIN.search(words)
