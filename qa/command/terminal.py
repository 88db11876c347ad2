"""Wrapping, counting and tables for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from qa.types import IndexInfo

_WIDTH = 100


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns, the first row over a line."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def held_text(index: IndexInfo) -> str:
    """What a snapshot holds, in words."""
    dates = f", {index.first} to {index.last}" if index.first else ""
    return f"{counted(index.articles, 'article')}, {counted(index.sentences, 'sentence')}{dates}"


def counted(number: int, noun: str) -> str:
    """A number of things in words: 1 article, 1,200 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def wrapped(text: str, first: str, other: str) -> str:
    """`text` in lines of the terminal's width, the first after `first`, the others after `other`."""
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=other, break_on_hyphens=False)
