"""Tables as pandoc writes them in Markdown: grids of "+---+" and "|", and columns above or below dashes.

markdown-it knows those of pipes alone, so that the others are turned into such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from qa.types import Span

_GRID = re.compile(r" {0,3}\+(?:[-=:]{2,}\+)+\s*")
_COLUMNS = re.compile(r" {0,3}-{2,}(?: +-{2,})+\s*")
_RULE = re.compile(r" {0,3}-{10,}\s*")
_FENCE = re.compile(r" {0,3}(```(?!.*`)|~~~)")
_DASHES = re.compile(r"-+")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]"
)  # two columns each
_MOST_LINES = 2000  # of a table that has an end, which is looked for


def with_pipes(markdown: str) -> str:
    """The same with these tables as rows of cells between pipes; what was broken into lines in a cell is one line."""
    lines = markdown.split("\n")
    if not any(map(_begins, lines)):
        return markdown
    found: list[str] = []
    place, fence = 0, ""
    while place < len(lines):
        marked = _FENCE.match(lines[place])
        if marked and fence in ("", marked[1]):
            fence = "" if fence else marked[1]
        end, rows = (place, []) if fence or marked else _table(lines, place)
        found += ["", *_written(rows), ""] if rows else [lines[place]]
        place = end if rows else place + 1
    return "\n".join(found)


def _begins(line: str) -> bool:
    return any(kind.fullmatch(line) for kind in (_GRID, _COLUMNS))


Rows = list[list[str]]


def _table(lines: Sequence[str], place: int) -> tuple[int, Rows]:
    """Where the table that begins there ends, and its rows, the first that of its head; no rows where there is none."""
    if place and lines[place - 1].strip():
        return place, []
    if _GRID.fullmatch(lines[place]):
        return _grid(lines, place)
    if _RULE.fullmatch(lines[place]) or _COLUMNS.fullmatch(lines[place]):
        return _between_rules(lines, place)
    if lines[place].strip() and place + 1 < len(lines) and _COLUMNS.fullmatch(lines[place + 1]):
        return _simple(lines, place)
    return place, []


def _grid(lines: Sequence[str], place: int) -> tuple[int, Rows]:
    end = place
    while end < len(lines) and (lines[end].lstrip().startswith("|") or _GRID.fullmatch(lines[end])):
        end += 1
    parts = groupby(lines[place:end], lambda line: bool(_GRID.fullmatch(line)))
    rows = [
        _joined([line.strip().strip("|").split("|") for line in part]) for is_border, part in parts if not is_border
    ]
    return end, rows


def _simple(lines: Sequence[str], place: int) -> tuple[int, Rows]:
    """A line of heads above dashes, and a line a row to the next empty one."""
    end = place + 2
    while end < len(lines) and lines[end].strip():
        end += 1
    columns = _columns(lines[place + 1])
    rows = [line for line in (lines[place], *lines[place + 2 : end]) if not _COLUMNS.fullmatch(line)]
    if any(_is_cut(line, columns) for line in rows):
        return place, []
    return end, [_cells(line, columns) for line in rows]


def _between_rules(lines: Sequence[str], place: int) -> tuple[int, Rows]:
    """Rows down to dashes below which nothing stands: of a line each, or of several with an empty line between them."""
    ends = range(place + 1, min(len(lines), place + _MOST_LINES))
    columned = next((n for n in range(place, min(len(lines), place + 9)) if _COLUMNS.fullmatch(lines[n])), None)
    end = next((n for n in ends if n != columned and (_RULE.fullmatch(lines[n]) or _COLUMNS.fullmatch(lines[n]))), None)
    if columned is None or end is None or end < columned or "".join(lines[end + 1 : end + 2]).strip():
        return place, []
    columns = _columns(lines[columned])
    several = not all(line.strip() for line in lines[columned + 1 : end])
    head, body = lines[place + 1 : columned], lines[columned + 1 : end]
    if any(_is_cut(line, columns) for line in (*head, *body)):
        return place, []
    rows = [head] if head else []
    rows += (
        [list(part) for filled, part in groupby(body, lambda line: bool(line.strip())) if filled]
        if several
        else ([[line] for line in body])
    )
    return end + 1, [_joined([_cells(line, columns) for line in row]) for row in rows]


def _columns(dashes: str) -> list[Span]:
    """From the beginning of each group of dashes to that of the next."""
    starts = [found.start() for found in _DASHES.finditer(dashes)]
    return list(zip([0, *starts[1:]], [*starts[1:], 1_000_000], strict=True))


def _cells(line: str, columns: Sequence[Span]) -> list[str]:
    line = _widened(line)
    there = takewhile(lambda column: column[0] < len(line), columns)
    return [line[start:end].replace("\0", "").strip() for start, end in there]


def _is_cut(line: str, columns: Sequence[Span]) -> bool:
    """Whether a column would begin within a word of the line, as in no table."""
    line = _widened(line)
    starts = takewhile(lambda start: start < len(line), (start for start, _ in columns[1:]))
    return any(line[start - 1].strip() and line[start].strip() for start in starts)


def _widened(line: str) -> str:
    """With two characters for each that takes two columns."""
    return _WIDE.sub("\\g<0>\0", line)


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    """The cells of a row from those of its lines."""
    width = max(map(len, lines))
    return [" ".join(line[n].strip() for line in lines if n < len(line) and line[n].strip()) for n in range(width)]


def _written(rows: Rows) -> Iterator[str]:
    """The first row as wide as the widest; those below it markdown-it fills."""
    width = max(map(len, rows))
    rows = [rows[0] + [""] * (width - len(rows[0])), *rows[1:]]
    for number, row in enumerate(rows):
        cells = [cell.replace("|", "\\|") for cell in row]
        yield f"| {' | '.join(cells)} |"
        if not number:
            yield "|" + " --- |" * width
