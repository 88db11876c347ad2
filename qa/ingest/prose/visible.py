"""A line as a reader sees it: without characters that show nothing and without tags, with plain blanks."""

from __future__ import annotations

import re

from qa.text.markup import unmarked
from qa.text.unseen import DIRECTION, NOTHING, SHAPING, UNSEEN, ZERO_WIDTH_SPACE

_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans(dict.fromkeys(NOTHING + ZERO_WIDTH_SPACE, "") | dict.fromkeys(_BLANKS, " "))
_NOTHING_AT_AN_END = DIRECTION + SHAPING
_ANY = re.compile(f"[{UNSEEN}{_BLANKS}]")


def visible(line: str) -> str:
    """What is seen of a line, trimmed; "" where nothing is. Most lines hold no such character, and stay as they are."""
    if "&" in line or "<" in line:
        line = unmarked(line).strip()
    if line.isascii() or not _ANY.search(line):
        return line
    return line.translate(_PLAIN).strip(f"{_NOTHING_AT_AN_END} ")
