"""What to do about a file that is refused, by the reason."""

from __future__ import annotations

import re

_AGAIN = "open it in the program that it is from and save it anew, or fetch it again"
_SMALLER = "part it into smaller files"
# By how reasons begin; those that say it themselves are not among them.
_ADVICE = (
    ("empty file|nothing in it", "fetch it again, or remove it"),
    ("binary data, not text|damaged UTF", "save its text as UTF-8, or name it as its format is named"),
    ("a damaged|malformed|a document without|cannot be (?:read|unpacked)|its reader broke down|not a table", _AGAIN),
    ("not JSON|JSON nested", "mend it there, or have it written anew"),
    (r"[\d,]+ bytes|an? (?:PDF|part|archive|article) of|needs more than|not read within|nothing but faults", _SMALLER),
    ("no room", "make room, or name another folder for it: TMPDIR=FOLDER qa build ..."),
    ("grows to more", "it may be made to do harm; if it is not, unpack it and give its folder"),
    ("archives within", "unpack the outer ones and give their folder"),
    ("XML that declares entities", "save it without them"),
    ("[Pp]ermission denied", "let yourself read it: chmod u+r, and u+x for a folder"),
    ("a link that|not a regular file|Too many levels", "give the file itself, or a copy"),
    ("files of this kind", "save it as one of them"),
)  # fmt: skip
_BY_REASON = tuple((re.compile(reason), advice) for reason, advice in _ADVICE)


def advised(reason: str) -> str:
    """The reason, and what to do about it where that is known and not said yet."""
    advice = next((advice for begins, advice in _BY_REASON if begins.match(reason)), "")
    return f"{reason}; {advice}" if advice else reason
