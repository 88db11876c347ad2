"""The paragraphs of printed pages: runs of text put together to lines, lines to columns, and columns to prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_EDGE = 3  # lines at the top and bottom of a page that may recur
_RECURS = 0.5  # of the pages, those of one side counted alone
_LEAST_RECURRING, _LEAST_IN_PLACE = 3, 2  # pages, at least; of what stands on each at the same height
_SAME_LINE = 0.5  # of a line's height, by which runs of one line may be apart
_GAP = 1.45  # of the usual distance of lines: a wider one parts paragraphs
_INDENT = 0.8  # of a line's height
_LARGER = 1.12  # than the usual line: a heading; first letters make lines of one font differ by a twentieth
_HEADING_LINES, _HEADING_CHARS = 2, 120  # at most, of one that is in bold type and no larger
_BELOW_HEADING = 1.03  # of the usual distance at least: else a paragraph begins with words in bold type
_SHORT = 0.85  # of a column's width: a line that ends before it is the last of its paragraph, where a sentence ends,
_VERY_SHORT = 0.6  # and before this it is so wherever the next does not go on in small letters
_COLUMN = 4  # heights that lines of one column may begin apart
_BULLET = re.compile(r"[•‣▪◦●■][\s\u00a0]*\S")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)\]]*$")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\s]*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?[-–—|\s]*|[ivxlc]{1,6})", re.IGNORECASE
)
_DIGITS, _LETTER = re.compile(r"\d+"), re.compile(r"[^\W\d_]")
_BROKEN = re.compile(r"(\w+)[-\u00ad\u2010\ufffe\x02]$")
_SOFT = "\u00ad\ufffe\x02"  # hyphens that a line end alone has made: pdfium gives the last two
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a run of one; places in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    margin: float = 0.0  # where its column ends
    bold: bool = False

    @property
    def height(self) -> float:
        """From its lowest to its highest point."""
        return self.top - self.bottom


def read_in_order(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[str]]:
    """The lines of the pages in the order of reading, and the texts, each once, of those that are left out: page
    numbers, and what recurs at the edges of pages."""
    lined = [_with_margins(_lines(runs)) for runs in pages]
    recurring = _recurring(lined)
    lines: list[Line] = []
    left_out: dict[str, None] = {}
    for page in lined:
        edges = [*_top(page), *_bottom(page)]
        for line in page:
            if line in edges and (_PAGE_NUMBER.fullmatch(line.text) or _key(line) in recurring):
                left_out[line.text] = None
            else:
                lines.append(line)
    return lines, list(left_out)


def paragraphs_of(lines: Sequence[Line]) -> list[tuple[str, bool]]:
    """Each paragraph of these lines, and whether it is prose; headings are not.

    A word that was broken at a line's end is whole again, and a paragraph that goes on in the next column or on the
    next page is one.
    """
    if not lines:
        return []
    usual = median(line.height for line in lines)
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    return [(_joined([line.text for line in some], known), prose) for some, prose in _paragraphs(lines, usual)]


def _lines(runs: Sequence[Line]) -> list[Line]:
    """Runs that follow one another on one line, and lie near, as one."""
    lines: list[Line] = []
    for run in runs:
        last = lines[-1] if lines else None
        if last and _on_one_line(last, run):
            gap = " " if run.left - last.right > 0.1 * last.height else ""
            lines[-1] = Line(
                min(last.left, run.left),
                min(last.bottom, run.bottom),
                max(last.right, run.right),
                max(last.top, run.top),
                f"{last.text}{gap}{run.text}",
                bold=last.bold and run.bold,
            )
        else:
            lines.append(run)
    return lines


def _with_margins(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with where those end that begin where it does."""
    return [
        replace(line, margin=_margin([each.right for each in lines if abs(each.left - line.left) <= near], near))
        for line in lines
        for near in [_COLUMN * line.height]
    ]


def _margin(ends: list[float], near: float) -> float:
    """Where most of the lines end, if that is one place, so that a title across columns is none; else the widest."""
    usual = median(ends)
    flush = [end for end in ends if abs(end - usual) < near / 8]
    return max(flush if len(ends) > _EDGE and len(flush) > len(ends) / 2 else ends)


def _on_one_line(last: Line, run: Line) -> bool:
    height = min(last.height, run.height)
    level = min(last.top, run.top) - max(last.bottom, run.bottom) > _SAME_LINE * height
    return level and -height < run.left - last.right < 2 * max(last.height, run.height)


def _recurring(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What stands at the edges of many pages, without its numbers."""
    edges = [[*_top(page), *_bottom(page)] for page in pages]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    places = ({(_key(line), round(line.bottom)) for line in lines if _LETTER.search(line.text)} for lines in edges)
    in_place = Counter(place for on_page in places for place in on_page)
    share = _RECURS * len(pages) / 2  # a header of left pages stands on half of them
    found = {key for key, count in counts.items() if count >= max(_LEAST_RECURRING, share)}
    return frozenset(found | {key for (key, _), count in in_place.items() if count >= max(_LEAST_IN_PLACE, share)})


def _top(page: Sequence[Line]) -> list[Line]:
    return sorted(page, key=lambda line: -line.top)[:_EDGE]


def _bottom(page: Sequence[Line]) -> list[Line]:
    return sorted(page, key=lambda line: line.bottom)[:_EDGE]


def _key(line: Line) -> str:
    return _DIGITS.sub("0", line.text.lower())


def _paragraphs(lines: Sequence[Line], usual: float) -> Iterator[tuple[list[Line], bool]]:
    """Lines that belong together, and whether they are prose."""
    distance = _usual_distance(lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (_ends_heading(paragraph, line, distance) or _begins(paragraph, line, usual, distance)):
            yield paragraph, _is_prose(paragraph, usual)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph, _is_prose(paragraph, usual)


def _usual_distance(lines: Sequence[Line]) -> float:
    """From one line to the next of a paragraph."""
    down = [
        above.bottom - below.bottom
        for above, below in pairwise(lines)
        if 0 < above.bottom - below.bottom < 4 * above.height
    ]
    return median(down) if down else 0.0


def _begins(paragraph: Sequence[Line], line: Line, usual: float, distance: float) -> bool:
    """Whether a line begins another paragraph than that of the lines before it."""
    last = paragraph[-1]
    if (line.height > _LARGER * usual) != (last.height > _LARGER * usual):
        return True
    ended = bool(_SENTENCE_END.search(last.text))
    step = last.bottom - line.bottom
    if step <= 0 or step > 4 * max(last.height, line.height):  # another column or page
        return ended or not (line.text[:1].islower() or _BROKEN.search(last.text) or last.text.endswith((",", ";")))
    if distance and step > _GAP * distance:
        return True
    if _BULLET.match(line.text):
        return True
    reached = (last.right - last.left) / max(1.0, last.margin - last.left)
    indented = line.left - last.left > _INDENT * usual and line.left < last.right
    if ended:
        return indented or reached < _SHORT
    return reached < _VERY_SHORT and not line.text[0].islower()


def _ends_heading(paragraph: Sequence[Line], line: Line, distance: float) -> bool:
    """Whether a line stands below a heading in bold type."""
    last = paragraph[-1]
    step = last.bottom - line.bottom
    return not line.bold and _is_heading(paragraph) and (step <= 0 or step > _BELOW_HEADING * distance)


def _is_heading(paragraph: Sequence[Line]) -> bool:
    chars = sum(len(line.text) for line in paragraph)
    few = len(paragraph) <= _HEADING_LINES and chars <= _HEADING_CHARS
    return few and all(line.bold for line in paragraph) and not _SENTENCE_END.search(paragraph[-1].text)


def _is_prose(paragraph: Sequence[Line], usual: float) -> bool:
    return median(line.height for line in paragraph) <= _LARGER * usual and not _is_heading(paragraph)


def _joined(texts: Iterable[str], known: Counter[str]) -> str:
    """One text of lines; a hyphen at a line's end stays where the word has it elsewhere too."""
    whole = ""
    for text in texts:
        broken = _BROKEN.search(whole)
        if not broken:
            whole = f"{whole} {text}" if whole else text
        elif whole[-1] in _SOFT or _is_one_word(broken[1], text, known):
            whole = whole[:-1] + text
        else:
            whole = whole[:-1] + "-" + text
    return whole


def _is_one_word(first: str, following: str, known: Counter[str]) -> bool:
    """Whether the hyphen between two halves is the printer's: the whole word, or no such compound, stands elsewhere."""
    match = _WORD.match(following)
    if not match or not match[0][0].islower() or first[-1:].isdigit():
        return False
    second = match[0]
    whole, compound = f"{first}{second}".lower(), f"{first}-{second}".lower()
    return known[whole] > 0 or not known[compound]
