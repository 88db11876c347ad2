"""A line as a reader sees it: without characters that show nothing, with plain blanks."""

from __future__ import annotations

import re

_SHOWN_AS_NOTHING = "\u00ad\u034f\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
# They order or join what is beside them, and do nothing at the end of a line.
_NOTHING_AT_AN_END = "\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans(dict.fromkeys(_SHOWN_AS_NOTHING, "") | dict.fromkeys(_BLANKS, " "))
_ANY = re.compile(f"[{_SHOWN_AS_NOTHING}{_NOTHING_AT_AN_END}{_BLANKS}]")


def visible(line: str) -> str:
    """What is seen of a line, trimmed; "" where nothing is. Most lines hold no such character, and stay as they are."""
    if line.isascii() or not _ANY.search(line):
        return line
    return line.translate(_PLAIN).strip(f"{_NOTHING_AT_AN_END} ")
