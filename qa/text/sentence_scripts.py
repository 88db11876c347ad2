"""Marks that end a sentence in the scripts that have their own; what they mean depends on no language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.types import Span

_MARKS = (
    "。｡！？"  # Chinese and Japanese
    "।॥"  # the danda of Hindi and its neighbours
    "؟۔"  # Arabic, Persian, Urdu
    "։"  # Armenian
    "።፧፨"  # Ethiopic
    "။"  # Burmese
    "។៕"  # Khmer
    "\u037e"  # the question mark of Greek
)
_CLOSERS = r"」』”’）】》〉〕\"')\]»"
_END = re.compile(rf"[{_MARKS}][{_MARKS}!?…]*[{_CLOSERS}]*")
_ASCII_END = re.compile(r"[?!]+(?=[\u3040-\u30ff\u4e00-\u9fff])")  # in Japanese without a space behind
# 「行く。」と言った: what is quoted goes on in hiragana, as a particle.
_GOES_ON = re.compile(r"(?<=[」』”’）])[\u3041-\u309f、，]|\s*[,;:，、；：]")


def ends(text: str, span: Span) -> Iterator[int]:
    """Where in `span` of `text` a sentence is over, by the marks of its script."""
    for pattern in (_END, _ASCII_END) if not text.isascii() else ():
        for match in pattern.finditer(text, *span):
            if match.end() < span[1] and not _GOES_ON.match(text, match.end(), span[1]):
                yield match.end()
