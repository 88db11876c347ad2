"""Agency markup: NITF, and NewsML-G2, which may hold several items and NITF or XHTML within them (IPTC)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.metadata import Head, byline_of, language_tag, name_of, told
from qa.ingest.readers.blocks import Block, article_of_blocks
from qa.ingest.readers.feed import stable_id
from qa.ingest.readers.html import blocks_of
from qa.ingest.readers.text import MAX_FILE_BYTES, read_bytes
from qa.ingest.readers.xml_tree import Element, attribute_of, elements, first_of, local_name, text_of, xml_of
from qa.types import Article, Details, Refusal

_ITEMS = ".//*[local-name()='newsItem']"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(path: Path) -> Iterator[Article | Refusal]:
    """Each text item of the file. Raises SourceError for malformed XML and where there is none."""
    long = path.stat().st_size > MAX_FILE_BYTES
    held = [] if long else _items(xml_of(read_bytes(path)))
    several = long or len(held) > 1
    number = 0
    for number, item in enumerate(elements(path, "newsItem") if long else held, start=1):
        article = (_of_nitf if local_name(item) == "nitf" else _of_item)(item, path.stem, number if several else 0)
        yield article if article.body else Refusal(article.origin, "an item without a text")
    if not number:
        raise SourceError(
            f"{path.stat().st_size:,} bytes, and no news item within; an item alone may have {MAX_FILE_BYTES:,}"
        )


def _items(root: Element) -> Sequence[Element]:
    items: Sequence[Element] = [root] if local_name(root) in ("nitf", "newsitem") else root.xpath(_ITEMS)
    if not items:
        package = local_name(root) == "packageitem" or first_of(root, "packageItem") is not None
        raise SourceError("a package that only names other items" if package else "no news item in it")
    return items


def _of_nitf(item: Element, stem: str, number: int = 0) -> Article:
    head = Head(
        title=name_of(text_of(item, "hl1") or text_of(item, "title")),
        source=name_of(attribute_of(item, "name", "pubdata") or text_of(item, "distributor") or text_of(item, "org")),
        published=parse_date(_notation(attribute_of(item, "norm", "date.issue") or text_of(item, "story.date"))),
        language=language_tag(item.get(_LANGUAGE)),
        details=Details(
            byline=byline_of(text_of(item, "byline", "person") or text_of(item, "byline")),
            section=name_of(attribute_of(item, "position.section", "pubdata")),
        ),
    )
    return _article(told(head, "markup"), item, first_of(item, "body.content"), stem, number)


def _of_item(item: Element, stem: str, number: int = 0) -> Article:
    within = first_of(item, "inlineXML")
    nitf = first_of(within, "nitf") if within is not None else None
    created = text_of(item, "contentCreated") or text_of(item, "versionCreated") or text_of(item, "firstCreated")
    head = Head(
        title=name_of(text_of(item, "headline") or text_of(item, "title")),
        source=name_of(
            text_of(item, "provider")
            or attribute_of(item, "literal", "provider")
            or text_of(item, "creditline")
            or text_of(item, "infoSource", "name")
            or text_of(item, "copyrightHolder", "name")
        ),
        published=parse_date(_notation(created)),
        language=language_tag(attribute_of(item, "tag", "language") or item.get(_LANGUAGE)),
        details=Details(
            byline=byline_of(text_of(item, "by") or text_of(item, "creator", "name")),
            updated=parse_date(_notation(text_of(item, "versionCreated"))),
        ),
    )
    body = (
        first_of(nitf, "body.content") if nitf is not None else first_of(within, "body") if within is not None else None
    )
    return _article(told(head, "markup"), item, body, stem, number)


def _article(head: Head, item: Element, body: Element | None, stem: str, number: int) -> Article:
    key = str(item.get("guid") or attribute_of(item, "id-string", "doc-id") or number)
    name = stable_id(stem, key) if number else stem
    title = Block(head.title, prose=False)
    blocks = [title, *(block for block in blocks_of(body) if block != title)] if body is not None else [title]
    return article_of_blocks(head, name, blocks, given=bool(number), origin=str(number or ""))


def _notation(written: str) -> str:
    """20190503T101200Z is written without its signs in NITF."""
    day = written.strip()[:8]
    return day if day.isdigit() else written.strip()
