"""Documents of LibreOffice (.odt; ISO 26300)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.head.metadata import Head, language_tag, name_of, told
from qa.ingest.readers.blocks import Block, of_cell
from qa.ingest.readers.word import with_head_lines
from qa.ingest.readers.xml_tree import Element, local_name, text_of, words_in, xml_of
from qa.ingest.readers.zipped import members_of
from qa.types import Article, Details, Refusal

_ASIDES = frozenset({"note-body", "annotation", "text-box"})
_MANIFEST = "META-INF/manifest.xml"


def read_odt(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a document. Raises SourceError for a damaged or encrypted one."""
    if b"encryption-data" in members_of(path, _MANIFEST, needed=False).get(_MANIFEST, b""):
        raise SourceError("a document that is encrypted; save it without a password")
    parts = members_of(path, "content.xml", "meta.xml")
    blocks = list(_blocks(xml_of(parts["content.xml"])))
    head = Head()
    if parts.get("meta.xml"):
        meta = xml_of(parts["meta.xml"])
        head = Head(
            title=name_of(text_of(meta, "title")),
            language=language_tag(text_of(meta, "language")),
            details=Details(byline=name_of(text_of(meta, "initial-creator"))),
        )
    yield with_head_lines(told(head, "document"), path.stem, blocks)


def _blocks(element: Element) -> Iterator[Block]:
    """Paragraphs and headings in order; what is in a note or a deleted change is no prose, nor a figure in a table."""
    for child in element:
        name = local_name(child)
        if name == "h":
            yield Block(_words(child), prose=False)
        elif name == "p":
            around = {local_name(above) for above in child.iterancestors()}
            aside = not _ASIDES.isdisjoint(around)
            yield of_cell(_words(child)) if "table-cell" in around and not aside else Block(_words(child), not aside)
        elif name != "tracked-changes":
            yield from _blocks(child)


def _words(paragraph: Element) -> str:
    """Its text; a tab, a line break and repeated spaces are elements."""
    for blank in paragraph.xpath(".//*[local-name()='s' or local-name()='tab' or local-name()='line-break']"):
        blank.text = " "
    for note in paragraph.xpath(".//*[local-name()='note' or local-name()='annotation']"):
        note.clear(keep_tail=True)
    return words_in(paragraph)
