"""Books and magazines (EPUB): each chapter that has a text is an article."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.metadata import Head, language_tag, name_of, told
from qa.ingest.readers.blocks import Block, article_of_blocks
from qa.ingest.readers.html import blocks_of
from qa.ingest.readers.xml_tree import Element, attribute_of, first_of, html_of, text_of, xml_of
from qa.ingest.readers.zipped import members_of
from qa.types import Article, Details, Refusal

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_LEAST_CHARS = 200  # of prose: less is a cover, a title page, a list of contents


def read_epub(path: Path) -> Iterator[Article | Refusal]:
    """Each chapter in the order of reading. Raises SourceError for a damaged or encrypted book."""
    if _is_encrypted(path):
        raise SourceError("a book that is encrypted; get a copy without protection (DRM)")
    package = attribute_of(xml_of(members_of(path, _CONTAINER)[_CONTAINER]), "full-path", "rootfile")
    root = xml_of(members_of(path, package)[package])
    head = _head(root)
    found = False
    for number, chapter in enumerate(_chapters(root, posixpath.dirname(package)), start=1):
        article = _article(head, members_of(path, chapter)[chapter], f"{path.stem}-{number}", number)
        if sum(end - start for start, end in article.body) >= _LEAST_CHARS:
            found = True
            yield article
    if not found:
        raise SourceError("no chapter with a text in this book")


def _is_encrypted(path: Path) -> bool:
    """Whether anything is but its fonts, which are disguised in many a book that may be read."""
    parts = members_of(path, _ENCRYPTION, needed=False)
    if _ENCRYPTION not in parts:
        return False
    methods = xml_of(parts[_ENCRYPTION]).xpath(".//*[local-name()='EncryptionMethod']")
    return not methods or any(method.get("Algorithm") not in _OF_FONTS for method in methods)


def _head(root: Element) -> Head:
    """The book, which is what its chapters are from."""
    return Head(
        source=name_of(text_of(root, "title")),
        published=parse_date(text_of(root, "date")),
        language=language_tag(text_of(root, "language")),
        details=Details(byline=name_of(text_of(root, "creator"))),
    )


def _chapters(root: Element, folder: str) -> Iterator[str]:
    """The names of the chapters' files, in the order of reading."""
    items = {item.get("id"): item for item in root.xpath(".//*[local-name()='manifest']/*[local-name()='item']")}
    for place in root.xpath(".//*[local-name()='spine']/*[local-name()='itemref']"):
        item = items.get(place.get("idref"))
        if (
            item is not None
            and "nav" not in (item.get("properties") or "")
            and "html" in (item.get("media-type") or "")
        ):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _article(head: Head, data: bytes, name: str, number: int) -> Article:
    tree = html_of(data)
    title = name_of(next((text for kind in ("h1", "h2", "title") if (text := text_of(tree, kind))), ""))
    head = replace(head, title=title, source="" if head.source == title else head.source)  # a book of one article
    body = first_of(tree, "body")
    blocks: list[Block] = list(blocks_of(body)) if body is not None else []
    return article_of_blocks(told(head, "document"), name, blocks, given=True, origin=str(number))
