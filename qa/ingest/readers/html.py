"""Web pages: the article of a page without the page around it (trafilatura; Barbaresi, 2021), and pieces of HTML."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.dates.day_orders import PRINTED_DAY
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.day_lines import read_day_line
from qa.ingest.head.fields import from_fields
from qa.ingest.head.metadata import Head, language_tag, name_of, told, web_address
from qa.ingest.readers.blocks import Block, article_of_blocks, of_cell
from qa.ingest.readers.left_out import with_left_out
from qa.ingest.readers.page_day import day_beside_title, is_tagged
from qa.ingest.readers.text import read_bytes
from qa.ingest.readers.xml_tree import Element, fragment_of, local_name, without_entities, words_in
from qa.types import Article, Details, Refusal

_PROSE = frozenset({"p", "item", "li", "blockquote", "quote", "dd", "pre"})
_OTHER = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "figcaption", "caption"})
_CELLS = frozenset({"cell", "td", "th"})
_PARTS = 20  # of a page that may hold the article: of hundreds within one another each would be read through
_SET = frozenset({"pre", "quote"})  # with empty lines; trafilatura calls both so
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_BREAKING = frozenset({"div", "table", "list", "ul", "ol", "br", "lb"})
_BLOCKS = _PROSE | _OTHER | _CELLS | _BREAKING
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_HIDDEN = "//*[@hidden or self::select or contains(translate(@style, ' ', ''), 'display:none')]"
_LINE_END = "\v"  # of <br>: a blank of its own, as source text is full of others
_SPACES = re.compile(r"\s+")
_BOM = "\ufeff"
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af)\s+", re.IGNORECASE)
_LEAST_CHARS = 40  # of prose: less is what a page without an article has left over


def read_html(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a saved page. Raises SourceError where the page holds none."""
    yield article_of_page(read_bytes(path), path.stem)


def read_mhtml(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a page that a browser saved in one file (RFC 2557)."""
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(read_bytes(path))
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise SourceError("a web archive without a page in it")
    data = page.get_payload(decode=True)
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    yield article_of_page(data if isinstance(data, bytes) else b"", path.stem, address)


def article_of_page(data: bytes, name: str, address: str = "", given: bool = False, origin: str = "") -> Article:
    """The article of the page at `address`. Raises SourceError where there is none."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page is said by the refusal
    data = without_entities(data)
    found = bare_extraction(
        data,
        url=web_address(address),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True, "min_date": "1500-01-01"},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise SourceError("no article found in this page")
    head = Head(
        title=name_of(found.title),
        source=name_of(found.sitename or found.hostname),
        published=parse_date(found.date),
        url=web_address(address) or web_address(found.url),
        language=language_tag(found.language),
        details=Details(byline=name_of(found.author), section=name_of((found.categories or [""])[0])),
    )
    page = load_html(data)
    head = told(head if page is None else _with_page(head, page), "meta tag")
    head = _with_day_line(head, page) if head.published is None and page is not None else head
    body = found.body if page is None else _whole(found.body, page)
    blocks = [block for block in blocks_of(body) if not _is_told(block.text, head)]
    title = [Block(head.title, prose=False)] if head.title else []
    article = article_of_blocks(head, name, [*title, *blocks], given, origin)
    if sum(end - start for start, end in article.body) < _LEAST_CHARS:
        raise SourceError("no article found in this page")
    return article if page is None else with_left_out(article, _seen_in(page))


def _whole(body: Element, page: Element) -> Element:
    """The part of the page that trafilatura has put into one paragraph, headings and links and all, as it does with an
    article of a few sentences; else the body that it found."""
    if len(body) != 1 or local_name(body[0]) != "p":
        return body
    words = _SPACES.sub("", words_in(body[0]))
    parts = islice((part for part in page.iter("article", "main", "body") if len(part)), _PARTS)
    return next((part for part in parts if _SPACES.sub("", words_in(part)) == words), body)


def _seen_in(page: Element) -> Iterator[str]:
    """What a reader sees of a page, a block each."""
    for element in page.xpath(_HIDDEN):
        element.clear(keep_tail=True)
    for body in page.iter("body"):
        yield from (block.text for block in blocks_of(body))


def _is_told(line: str, head: Head) -> bool:
    """Whether a line is the title, the byline or the day, which the head has."""
    name = _BY.sub("", " ".join(line.split()))
    if name in (head.title, head.details.byline) or parse_date(name) is not None:
        return True
    day = read_day_line(name, below_a_title=True)
    return bool(day and day.source and day.source == head.source and day.published == head.published)


def _with_page(head: Head, page: Element) -> Head:
    """What the tags of the page tell besides: when it was updated, its language; no day that they do not tell."""
    tags = from_fields(_meta_tags(page, "property", "itemprop", "name"))
    updated = tags.details.updated or from_fields(_meta_tags(page, "http-equiv")).details.updated
    published = head.published if head.published and is_tagged(page, head.published) else None
    language = head.language or language_tag(page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang"))
    details = replace(head.details, updated=updated)
    return replace(head, published=published or tags.published, language=language, details=details)


def _meta_tags(page: Element, *names: str) -> dict[str, str]:
    """What the tags of a page tell that are named by one of these attributes; of several the first."""
    named = [(next(filter(None, map(tag.get, names)), ""), tag) for tag in page.iter("meta")]
    return {name: tag.get("content") or tag.get("datetime") or "" for name, tag in reversed(named) if name}


def _with_day_line(head: Head, page: Element) -> Head:
    """With the day that a line of the page tells, and the names beside it; that of a change is the best that is known
    where there is no other."""
    lines = (line for block in blocks_of(page) for line in block.text.split(_LINE_END))
    line = day_beside_title([" ".join(line.split()) for line in lines], head.title)
    if line is None:
        return told(replace(head, published=head.details.updated), "meta tag")
    details = replace(
        head.details,
        updated=head.details.updated or line.updated,
        byline=head.details.byline or line.byline,
        told_by=(*head.details.told_by, *(((PRINTED_DAY, line.printed),) if line.printed else ())),
    )
    published, source = line.published or line.updated, head.source or line.source
    return told(replace(head, published=published, source=source, details=details), "header line")


def blocks_of_html(html: str) -> list[Block]:
    """The blocks of a piece of HTML that is an article and nothing else; of a text without tags, its lines."""
    if "<" not in html:
        return [Block(line) for line in html.splitlines()]
    body = fragment_of(html.lstrip(_BOM))
    for element in list(body.iter(*_UNSEEN)):
        element.clear(keep_tail=True)
    return list(blocks_of(body))


def blocks_of(body: Element) -> Iterator[Block]:
    """The blocks under an element, in order; text between them is prose of its own."""
    loose: list[str] = []
    for kind, text in _pieces(body):
        if kind == "loose":
            loose.append(text)
            continue
        if line := "".join(loose).strip():
            yield Block(line)
        loose.clear()
        if text.strip():
            yield of_cell(text) if kind == "cell" else Block(text, kind == "prose")
    if line := "".join(loose).strip():
        yield Block(line)


def _pieces(element: Element) -> Iterator[tuple[str, str]]:
    """("prose" | "cell" | "other" | "loose", text) of what stands in an element; blocks in blocks are apart."""
    yield "loose", element.text or ""
    for child in element:
        name = local_name(child)
        if name in _UNSEEN or not name:
            pass
        elif name in _OTHER:
            yield "other", words_in(child)
        elif name in _CELLS:
            yield from (("cell" if block.prose else "other", block.text) for block in blocks_of(child))
        elif name in _PROSE and not _holds_blocks(child):
            parts = _EMPTY_LINE.split("".join(child.itertext())) if name in _SET else [words_in(child)]
            yield from (("prose", part) for part in parts)
        elif name in ("br", "lb"):
            yield ("prose", "") if _is_doubled(child) else ("loose", _LINE_END)
        elif name in _PROSE or _holds_blocks(child) or name in ("div", "section", "article", "tr", "row"):
            yield "prose", ""
            yield from _pieces(child)
            yield "prose", ""
        else:
            yield "loose", "".join(child.itertext())
        yield "loose", child.tail or ""


def _is_doubled(line_break: Element) -> bool:
    """Whether another follows at once: two end a paragraph, and one a line of it."""
    following = line_break.getnext()
    return following is not None and local_name(following) in ("br", "lb") and not (line_break.tail or "").strip()


def _holds_blocks(element: Element) -> bool:
    within = (local_name(child) for child in element.iterdescendants())
    return any(name in _BLOCKS for name in within)
