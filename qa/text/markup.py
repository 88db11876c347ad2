"""What entities and tags of HTML that were left in a text mean to a reader: "caf&eacute; <b>plan</b>"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

Edit = tuple[int, int, str]  # characters [start, end) of a text, and the one character that is seen there, or none

_ENTITY = r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});"
_WITHIN_LINES = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd mark q s samp small span strike strong sub"
    " sup tt u var wbr"
)
_LINES = (
    "address article aside blockquote body br center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr"
    " html li main nav ol p pre section table tbody td tfoot th thead tr ul"
)


def _tags(names: str) -> str:
    """Tags of these names, with or without attributes: "x <a and b> y" is none."""
    return rf"</?(?:{'|'.join(names.split())})(?:\s[^<>=]{{0,100}}=[^<>]{{0,2000}})?\s?/?>"


_SEEN_AS_NOTHING = rf"{_tags(_WITHIN_LINES)}|<!--(?s:.){{0,1000}}?-->"
# Where a line ends, and with all but <br> a paragraph, in any case; "the <p> tag" ends none.
LINE_TAG = rf"{_tags(_LINES)}(?! (?:tag|element|and|or)s?\b)"


@cache
def _markup() -> re.Pattern[str]:
    """Compiled where a text may hold some: most commands read none."""
    return re.compile(rf"{_ENTITY}|(?i:(?P<line>{LINE_TAG})|{_SEEN_AS_NOTHING})")


def edits(text: str) -> Iterator[Edit]:
    """Where entities and tags stand in it, and what is seen instead: of a tag that parts lines, a line end."""
    for match in _markup().finditer(text):
        if match[0][0] == "<":
            yield *match.span(), "\n" if match["line"] else ""
        elif len(char := unescape(match[0])) == 1 and not "\ud800" <= char <= "\udfff":
            yield *match.span(), char


def unmarked(text: str) -> str:
    """The text as it is meant, without entities and tags."""
    parts, free = [], 0
    for start, end, char in edits(text):
        parts += [text[free:start], char]
        free = end
    return "".join([*parts, text[free:]])


def unescaped(text: str) -> str:
    """What a text was before it was escaped as a whole; as it is where some "&" in it never was."""
    return unescape(text) if text.count("&") == sum(1 for _ in re.finditer(_ENTITY, text)) else text
