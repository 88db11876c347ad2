"""Markdown articles (.md). The text is the prose without its markup: paragraphs, headings, list items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa.ingest.encodings.decode import decoded, storable
from qa.ingest.head.front_matter import read_front_matter
from qa.ingest.head.head_lines import read_head
from qa.ingest.head.metadata import with_encoding
from qa.ingest.readers.blocks import Block, article_of_blocks, of_cell
from qa.ingest.readers.left_out import with_left_out
from qa.ingest.readers.markdown_tables import with_pipes
from qa.ingest.readers.text import read_bytes
from qa.types import Article, Refusal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CELLS = ("td", "th")
_CAPTION = re.compile(r"(?:Table)?: ")


def read_markdown(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a Markdown file. Raises SourceError when it is not text."""
    read = decoded(read_bytes(path))
    raw = storable(read.text)
    head = with_encoding(read_head(raw), read.guessed)
    blocks = list(_blocks(raw[head.end :]))
    title = read_front_matter(raw).title or next((text for _, text in _blocks(head.title)), "")
    title = title or next((text for kind, text in blocks if kind == "h1"), "")
    parts = [of_cell(text) if kind in _CELLS else Block(text, kind == "paragraph") for kind, text in blocks]
    article = article_of_blocks(replace(head, end=0, title=title), path.stem, parts)
    yield with_left_out(article, raw[: head.end].splitlines())


def _blocks(markdown: str) -> Iterator[tuple[str, str]]:
    """The kind ("paragraph", "h1" to "h6", "td", "th", "caption") and plain text of each block; code is left out."""
    kind, below_table = "", False
    for token in _parser().parse(with_pipes(markdown)):
        if token.type.endswith("_open"):
            below_table = kind == "table"
            kind = "paragraph" if token.tag == "p" else token.tag
        elif token.type == "table_close":
            kind = "table"
        elif token.type == "inline" and (text := _plain(token)):
            yield ("caption" if below_table and _CAPTION.match(text) else kind), text


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _plain(inline: Token) -> str:
    parts = {"softbreak": " ", "hardbreak": " "}
    kept = (
        parts.get(token.type) or (token.content if token.type in ("text", "code_inline") else "")
        for token in inline.children or ()
    )
    return " ".join("".join(kept).split())
