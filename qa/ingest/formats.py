"""Which reader a file has: by what stands at its beginning, and where that says nothing, by its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest import compound_file
from qa.ingest.readers.xml_tree import ENTITIES, PROLOGUE, declares_entities
from qa.ingest.readers.zipped import DAMAGED, has_short_directory
from qa.types import Article, Refusal

_LOOKED_AT = 4096  # bytes at the beginning


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `reader` is the function that reads one, by its file in readers/.

    `holds` are the articles of a file, in words. A `plain` reader uses no library that a small file may have been made
    to hang. One of records can be told by which names fields go.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    holds: str
    plain: bool = False
    records: bool = False

    def read(self, path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
        """Its articles. Raises SourceError, OSError, and whatever the reader's library lets through."""
        read = self._function(self.reader.partition(".")[2])
        found: Iterator[Article | Refusal] = read(path, renamed) if self.records else read(path)
        return found

    def given_ids(self, path: Path) -> Iterator[str]:
        """The ids that records give themselves."""
        found: Iterator[str] = self._function("given_ids")(path)
        return found

    def _function(self, name: str) -> Any:
        return getattr(import_module(f"qa.ingest.readers.{self.reader.partition('.')[0]}"), name)


TEXT = Format("plain text", (".txt", ".text"), "text.read_text", "one: a header line, a title, paragraphs", plain=True)
MARKDOWN = Format("Markdown", (".md", ".markdown"), "markdown.read_markdown", "one, its front matter read", plain=True)
JSONL = Format(
    "JSON Lines", (".jsonl", ".ndjson"), "jsonl.read_jsonl", "one a line, of named fields", plain=True, records=True
)
JSON = Format("JSON", (".json",), "json_file.read_json", "one a record, of named fields", plain=True, records=True)
TABLE = Format("table", (".csv", ".tsv"), "table.read_table", "one a line, of named columns", plain=True, records=True)
WORKBOOK = Format("Excel workbook", (".xlsx",), "workbook.read_workbook", "one a row, of named columns", records=True)
HTML = Format("web page", (".html", ".htm", ".xhtml"), "html.read_html", "one, without the page around it")
MHTML = Format("saved web page", (".mhtml", ".mht"), "html.read_mhtml", "one, without the page around it")
PDF = Format("PDF", (".pdf",), "pdf.read_pdf", "one, of the text layer; columns, headers and hyphens undone")
DOCX = Format("Word", (".docx",), "word.read_docx", "one")
ODT = Format("OpenDocument", (".odt",), "opendocument.read_odt", "one")
RTF = Format("Rich Text", (".rtf",), "word.read_rtf", "one")
EPUB = Format("EPUB", (".epub",), "epub.read_epub", "one a chapter")
MAIL = Format("mail", (".eml",), "mail.read_message", "one")
MAILBOX = Format("mailbox", (".mbox",), "mail.read_mailbox", "one a message")
FEED = Format("RSS, Atom", (".rss", ".atom", ".rdf"), "feed.read_feed", "one an entry")
NEWSML = Format("NITF, NewsML-G2", (".nitf", ".newsml"), "newsml.read_newsml", "one an item")
MEDIAWIKI = Format("MediaWiki export", (), "mediawiki.read_mediawiki", "one a page (.xml)")
WARC = Format("web archive", (".warc", ".warc.gz"), "warc.read_warc", "one a page")
CLIPPINGS = Format("LexisNexis, Factiva export", (), "clippings.read_clippings", "one a document (.txt)")
PACKED = Format("archive", (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz"), "", "those of the files in it")

FORMATS = (
    *(TEXT, MARKDOWN, HTML, MHTML, PDF, DOCX, ODT, RTF, EPUB, MAIL, MAILBOX),
    *(JSONL, JSON, TABLE, WORKBOOK, FEED, NEWSML, MEDIAWIKI, WARC, CLIPPINGS, PACKED),
)
_BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}
_SIGNS = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"WARC/", WARC),
    *((sign, PACKED) for sign in (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")),
)
_ROOTS = (
    (("rss", "feed", "rdf"), FEED),
    (("nitf", "newsitem", "newsmessage", "packageitem"), NEWSML),
    (("mediawiki",), MEDIAWIKI),
    (("html",), HTML),
)
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
_MAIL = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,50}){3,60}", re.DOTALL)
_MAIL_FIELD = re.compile(rb"(?mi)^(?:from|message-id|mime-version|received):")
_MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml", ""})


def format_of(path: Path) -> Format | None:
    """The format of a file; None for one that is not read. Raises OSError, and SourceError where it says why."""
    named = WARC if path.name.lower().endswith(".warc.gz") else _BY_SUFFIX.get(path.suffix.lower())
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    if start.startswith(compound_file.SIGN):
        raise SourceError(compound_file.reason_against(path))
    signed = next((each for sign, each in _SIGNS if start.startswith(sign)), None)
    if signed:
        return named if named is WARC else signed
    if start[257:262] == b"ustar":
        return PACKED
    if named is TEXT:
        return _of_text(path)
    if path.suffix.lower() in _MARKUP:
        found = _of_markup(start) or named or _of_no_name(start, path)
        if found is None and declares_entities(start):
            raise SourceError(ENTITIES)
        return found
    return named


def _of_zip(path: Path) -> Format:
    """Documents that are zip files within say so by the names of their parts."""
    if not has_short_directory(path):
        return PACKED
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except DAMAGED:
        return _BY_SUFFIX.get(path.suffix.lower(), PACKED)
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return WORKBOOK
    return EPUB if b"epub" in kind else ODT if b"opendocument.text" in kind else PACKED


def _of_markup(start: bytes) -> Format | None:
    match = _ROOT.match(start, PROLOGUE.match(start).end())  # type: ignore[union-attr]  # it matches nothing, too
    name = match[1].decode("ascii").lower() if match else ""
    return next((each for names, each in _ROOTS if name in names), None)


def _of_text(path: Path) -> Format:
    """Text as such, or as databases of clippings export it; mail and pages that are called .txt are read as text."""
    from qa.ingest.readers.clippings import is_clippings

    with path.open("rb") as file:
        sample = file.read(2_000_000)
    return CLIPPINGS if is_clippings(sample.decode("latin-1")) else TEXT


def _of_no_name(start: bytes, path: Path) -> Format | None:
    """What a file without a suffix holds: mail, as servers keep it."""
    if path.suffix:
        return None
    if start.startswith(b"From ") and _MAIL_FIELD.search(start):
        return MAILBOX
    return MAIL if _MAIL.match(start) and _MAIL_FIELD.search(start) else None


def suffixes() -> str:
    """Every suffix, in words."""
    return ", ".join(suffix for each in FORMATS for suffix in each.suffixes)


def as_table() -> str:
    """The formats as a table of Markdown, for the README."""
    rows = [
        f"| {each.name} | {' '.join(f'`{suffix}`' for suffix in each.suffixes)} | {each.holds} |" for each in FORMATS
    ]
    return "\n".join(["| format | name | articles |", "|---|---|---|", *rows])
