"""PDF with a text layer: the pages' lines (pdfium), put in order by columns and rejoined into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_int, create_string_buffer
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.encodings.decode import storable
from qa.ingest.head.metadata import Head, name_of, told
from qa.ingest.readers.blocks import Block
from qa.ingest.readers.left_out import with_left_out
from qa.ingest.readers.page_layout import Line, paragraphs_of, read_in_order
from qa.ingest.readers.word import BULLETS, with_head_lines
from qa.types import Article, Details, Refusal

MAX_PDF_BYTES = 500_000_000
MAX_PAGES = 5000
_LEAST_CHARS = 10  # a page, on average: what has fewer is a picture of a page
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_FONT_NAME = 100  # bytes
_LINE = re.compile(r"[^\s\ufffe\x02](?:[^\r\n\ufffe\x02]*[^\s\ufffe\x02])?[\ufffe\x02]?")
_FILE_NAME = (".doc", ".docx", ".indd", ".qxd", ".tex", ".dvi", ".pdf", ".odt", ".rtf", ".html")


def read_pdf(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a file. Raises SourceError for a scan without text, an encrypted and a damaged file."""
    if path.stat().st_size > MAX_PDF_BYTES:
        raise SourceError(f"a PDF of more than {MAX_PDF_BYTES:,} bytes")
    document = _opened(path)
    try:
        if len(document) > MAX_PAGES:
            raise SourceError(f"a PDF of {len(document):,} pages; it may have {MAX_PAGES:,}")
        pages = [_lines(document[number]) for number in range(len(document))]
        head = _head(document.get_metadata_dict())
    finally:
        document.close()
    if sum(len(line.text) for lines in pages for line in lines) < _LEAST_CHARS * len(pages):
        raise SourceError("a PDF without text: a scan; make its text readable first, as with ocrmypdf")
    lines, left_out = read_in_order(pages)
    blocks = [Block(storable(text).lstrip(BULLETS), prose) for text, prose in paragraphs_of(lines)]
    if not head.title and (largest := next((block.text for block in blocks if not block.prose), "")):
        head = told(Head(title=name_of(largest), details=head.details), "largest line")
    yield with_left_out(with_head_lines(head, path.stem, blocks), map(storable, left_out))


def _opened(path: Path) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(path)
    except PdfiumError as error:
        secret = "assword" in str(error)
        raise SourceError(
            "a PDF that is encrypted; save it without a password" if secret else f"a damaged PDF: {error}"
        ) from error


def _lines(page: Any) -> list[Line]:
    """The lines of a page as pdfium puts them together, by the boxes of their first and last characters."""
    text_page = page.get_textpage()
    try:
        found = []
        for match in _LINE.finditer(text_page.get_text_range()):
            left, bottom, _, top = text_page.get_charbox(match.start(), loose=True)
            _, _, right, _ = text_page.get_charbox(match.end() - 1, loose=True)
            bold = all(_BOLD.search(_font(text_page, place)) for place in (match.start(), match.end() - 1))
            found.append(Line(left, bottom, right, top, match[0], bold=bold))
        return found
    finally:
        text_page.close()
        page.close()


def _font(text_page: Any, place: int) -> str:
    """The name of the font of a character."""
    from pypdfium2.raw import FPDFText_GetFontInfo

    name = create_string_buffer(_FONT_NAME)
    FPDFText_GetFontInfo(text_page, place, name, _FONT_NAME, c_int())
    return name.value.decode("latin-1")


def _head(metadata: dict[str, str]) -> Head:
    """What the file says of itself; many a title is the name of the file that it was made of."""
    title = name_of(metadata.get("Title", ""))
    named = title.lower().endswith(_FILE_NAME) or title.lower().startswith(("microsoft word", "untitled"))
    head = Head(title="" if named else title, details=Details(byline=name_of(metadata.get("Author", ""))))
    return told(head, "document")
