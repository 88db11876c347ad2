"""Documents of word processors: Word (.docx) and Rich Text (.rtf)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.encodings.decode import storable
from qa.ingest.head.head_lines import read_head
from qa.ingest.head.metadata import Head, article_of, language_tag, merged, name_of, told
from qa.ingest.head.titles import plain_title
from qa.ingest.readers.blocks import Block, article_of_blocks, of_cell
from qa.ingest.readers.text import read_bytes
from qa.types import Article, Details, Refusal

_FIRST_BLOCKS = 8
BULLETS = "•‣▪◦·*\t "
_HEADINGS = ("title", "subtitle", "heading", "caption", "toc", "header", "footer")


def read_docx(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a document, its tables after where they stand. Raises SourceError for a damaged one."""
    from docx import Document

    try:
        document = Document(str(path))
        blocks = list(_blocks(document))
    except Exception as error:  # python-docx lets through whatever its zip and its XML raise
        raise SourceError(f"a damaged document: {error}") from error
    properties = document.core_properties
    first = next((text for style, text in _styled(document) if style.startswith(("title", "heading 1"))), "")
    head = Head(
        title=name_of(first or properties.title),
        language=language_tag(properties.language),
        details=Details(byline=name_of(properties.author)),
    )
    yield with_head_lines(told(head, "document"), path.stem, blocks)


def with_head_lines(head: Head, name: str, blocks: Sequence[Block]) -> Article:
    """The article of these blocks; what its head does not say is read from the lines above the text."""
    head, blocks = _from_first_blocks(head, blocks)
    article = article_of_blocks(head, name, blocks)
    lines = read_head(article.text)
    head = merged(head, lines)
    head = replace(head, title=plain_title(head.title, head.source).title)
    body = tuple(span for span in article.body if span[0] >= lines.end and article.text[slice(*span)] != head.title)
    return article_of(head, name, article.text, body or article.body)


def _from_first_blocks(head: Head, blocks: Sequence[Block]) -> tuple[Head, list[Block]]:
    """Take title, author and day from the first blocks, each by itself; they are no prose."""
    rest = list(blocks)
    for number, block in enumerate(rest[:_FIRST_BLOCKS]):
        day = parse_date(block.text)
        if block.prose and not day and block.text.strip() not in (head.title, head.details.byline):
            break
        rest[number] = Block(block.text, prose=False)
        if day and head.published is None:
            head = told(replace(head, published=day), "header line")
    return head, rest


def read_rtf(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a document. Raises SourceError for a damaged one."""
    from striprtf.striprtf import rtf_to_text

    try:
        raw = read_bytes(path).decode("latin-1")
        text = storable(rtf_to_text(raw, errors="replace"))  # type: ignore[no-untyped-call]
    except Exception as error:  # striprtf lets through whatever its tables and its codecs raise
        raise SourceError(f"a damaged document: {error}") from error
    lines = (line.strip() for line in text.splitlines())
    rows = (line.split("|") for line in lines if line.strip("|"))
    blocks = [of_cell(cell) if len(row) > 1 else Block(cell.lstrip(BULLETS)) for row in rows for cell in row]
    yield with_head_lines(Head(), path.stem, blocks)


def _blocks(document: Any) -> Iterator[Block]:
    for style, text in _styled(document):
        yield of_cell(text) if style == "table" else Block(text, prose=not style.startswith(_HEADINGS))


def _styled(document: Any) -> Iterator[tuple[str, str]]:
    """The style and text of each paragraph and of each cell of a table, in order."""
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            cells = {
                cell._tc: cell.text for row in part.rows for cell in row.cells
            }  # one that is several wide is several
            yield from (("table", text) for text in cells.values())
        else:
            yield (part.style.name or "").lower() if part.style is not None else "", part.text
