"""Wrapping, counting and tables for a terminal, and what may reach it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import click

from qa.types import IndexInfo

_WIDTH = 100
# What moves the cursor, colours, renames the window or turns the direction of writing, and half characters, of which
# the bytes of a file's name may be made; an article may hold any of it.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def echo(text: str, err: bool = False) -> None:
    """Print it, each control character as its number; in JSON that is how it is written anyway."""
    click.echo(printable(text), err=err)


def printable(text: str) -> str:
    """The text with its control characters, but for line feed and tab, written as \\u001b."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


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
