"""Metadata from the lines above a text: a header line, a title line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice

from qa.ingest.body import is_boilerplate
from qa.ingest.front_matter import read_front_matter
from qa.ingest.metadata import MAX_TITLE_CHARS, Head
from qa.ingest.publication_dates import parse_date

_HEAD_LINES = 16  # a header line and a title stand among the first lines, or nowhere

_LINE = re.compile(r"[^\r\n]+")
_VISIBLE = re.compile(r"\S")
_EMPTY_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*[\r\n]")
_BYLINE = re.compile(r"[Bb][Yy](?: (?:and|[A-Z][\w.'’-]*,?)){2,8}$")  # By Jane Q. Doe and John Roe
_SEPARATOR = re.compile(r"\s+[-–—|]\s+")
_PUNCTUATION_AT_END = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")


def read_head(text: str) -> Head:
    """The metadata at the top of a plain text or Markdown article."""
    head = read_front_matter(text)
    return _read_lines(text, head)


def _read_lines(text: str, head: Head) -> Head:
    """Take a header line, a date line and a title line from the top, in any order; stop at the first prose."""
    for line in islice(_LINE.finditer(text, head.end), _HEAD_LINES):
        content = line[0].strip()
        header = _header(content)
        if not content or _BYLINE.match(content) or is_boilerplate(content):
            continue
        if header:
            published = head.published or header[1]
            head = replace(head, end=line.end(), source=head.source or header[0], published=published)
        elif not head.title and _is_title(text, line):
            head = replace(head, end=line.end(), title=content)
        else:
            break
    return head


def _header(line: str) -> tuple[str, date] | None:
    """Source and date of a line such as `- The Example Gazette - Tuesday, October 1, 2019`."""
    if len(line) > MAX_TITLE_CHARS:
        return None
    parts = _SEPARATOR.split(line.strip("-–—| \t"))
    published = parse_date(parts[-1])
    if published is None:
        return None
    return (parts[-2].strip() if len(parts) > 1 else ""), published


def _is_title(text: str, line: re.Match[str]) -> bool:
    """A short line without an end mark, an empty line or a header after it, and something to be the title of."""
    if len(line[0].strip()) > MAX_TITLE_CHARS or _PUNCTUATION_AT_END.search(line[0].strip()):
        return False
    following = _LINE.search(text, line.end())
    alone = _EMPTY_LINE.match(text, line.end()) or (following and _header(following[0].strip()))
    return bool(alone) and _VISIBLE.search(text, line.end()) is not None
