"""A line as a reader sees it: without characters that show nothing, with plain blanks."""

from __future__ import annotations

import re

from qa.text.unseen import DIRECTION, NOTHING, SHAPING, UNSEEN, ZERO_WIDTH_SPACE

_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SHOWN_AS_NOTHING = re.compile(f"[{NOTHING}{ZERO_WIDTH_SPACE}]+")
_AT_AN_END = f"[{DIRECTION}{SHAPING} ]+"  # where they do nothing
_AT_THE_ENDS = re.compile(rf"\A{_AT_AN_END}|{_AT_AN_END}\Z")
_BLANK = re.compile(f"[{_BLANKS}]")
_ANY = re.compile(f"[{UNSEEN}{_BLANKS}]")


def visible(line: str) -> str:
    """What is seen of a line, trimmed; "" where nothing is. Most lines hold no such character, and stay as they are."""
    if line.isascii() or not _ANY.search(line):
        return line
    return _AT_THE_ENDS.sub("", _BLANK.sub(" ", _SHOWN_AS_NOTHING.sub("", line)))
