"""Exports of a wiki (MediaWiki XML, as of Wikinews): each page an article, its markup taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.metadata import Head, name_of, told
from qa.ingest.readers.blocks import Block, article_of_blocks
from qa.ingest.readers.xml_tree import Element, elements, local_name, text_of
from qa.types import Article, Details, Refusal

_ARTICLES = "0"  # the namespace of pages that are articles
_REDIRECT = re.compile(r"\s*#\w+\s*:?\s*\[\[")
_DATE = re.compile(r"\{\{\s*(?:date|datum|fecha|data|дата)\s*\|([^{}|]{4,60})", re.IGNORECASE)
_HEADING = re.compile(r"\s*(={2,6})\s*(.+?)\s*\1\s*$")
_BEHIND = re.compile(
    r"(?:sources?|references?|see also|related (?:news|articles?|stories)|external links|further reading|notes)",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"^[*#:;]+\s*")
_FILE = re.compile(r"(?:File|Image|Datei|Fichier|Archivo|Category|Kategorie|Catégorie|Categoría):", re.IGNORECASE)
_REFERENCE = re.compile(r"<ref\b[^<>]{0,500}/>|<ref\b[^<>]{0,500}>.{0,5000}?</ref>", re.IGNORECASE | re.DOTALL)
_SIGN = "\ue000"  # for "=" of a heading, which strip_code would take off


def read_mediawiki(path: Path) -> Iterator[Article | Refusal]:
    """Each page of the first namespace that is no redirect. Raises SourceError where there is none."""
    source, others, found = "", frozenset[str](), False
    for element in elements(path, "siteinfo", "page"):
        if local_name(element) == "siteinfo":
            source, others = name_of(text_of(element, "sitename")), frozenset(_other_namespaces(element))
        elif not _is_article(element, others):
            continue
        elif not _REDIRECT.match(markup := _markup(revision := _last_revision(element))):
            found = True
            edited = parse_date(text_of(revision, "timestamp"))
            yield _article(text_of(element, "title"), markup, source, edited, text_of(element, "id"), path.stem)
    if not found:
        raise SourceError("no page in this export")


def _other_namespaces(siteinfo: Element) -> Iterator[str]:
    """The names of namespaces that hold no articles: talk, users, files."""
    for space in siteinfo.xpath(".//*[local-name()='namespace']"):
        if space.get("key") != _ARTICLES and space.text:
            yield space.text.strip().casefold()


def _is_article(page: Element, others: frozenset[str]) -> bool:
    """By the number of its namespace; in exports that have none, as old ones, by the name before its title's colon."""
    number = text_of(page, "ns")
    return number == _ARTICLES if number else text_of(page, "title").partition(":")[0].casefold() not in others


def _last_revision(page: Element) -> Element:
    """The page itself where it has none."""
    revisions = page.xpath("./*[local-name()='revision']")
    return max(revisions, key=lambda revision: text_of(revision, "timestamp"), default=page)


def _markup(revision: Element) -> str:
    texts = revision.xpath(".//*[local-name()='text']")
    return str(texts[-1].text or "") if texts else ""


def _article(title: str, markup: str, source: str, edited: date | None, number: str, stem: str) -> Article | Refusal:
    dated = _DATE.search(markup)
    head = Head(
        title=name_of(title),
        source=source,
        published=parse_date(dated[1]) if dated else None,
        details=Details(updated=edited),
    )
    blocks = [Block(head.title, prose=False), *_blocks(markup)]
    article = article_of_blocks(told(head, "markup"), f"{stem}-{number}", blocks, given=True, origin=number)
    return article if article.body else Refusal(number, f"a page without a text: {head.title}")


def _blocks(markup: str) -> Iterator[Block]:
    """Paragraphs and headings, up to the sources and what stands behind them."""
    for line in _plain(markup).split("\n"):
        heading = _HEADING.match(line)
        if heading and _BEHIND.fullmatch(heading[2].strip()):
            return
        yield Block(heading[2], prose=False) if heading else Block(_LIST_MARK.sub("", line))


def _plain(markup: str) -> str:
    """Without templates, tables, files and links; headings keep their signs."""
    import mwparserfromhell

    code = mwparserfromhell.parse(_REFERENCE.sub("", markup))
    unseen: list[Any] = [*code.filter_templates(recursive=False), *code.filter_comments()]
    unseen += (link for link in code.filter_wikilinks(recursive=False) if _FILE.match(str(link.title)))
    unseen += code.filter_tags(matches=lambda tag: str(tag.tag) == "table", recursive=False)
    for node in unseen:
        with suppress(ValueError):  # it stood in one that was removed before
            code.remove(node)
    for heading in code.filter_headings():
        signs = _SIGN * heading.level
        code.replace(heading, f"\n{signs}{heading.title.strip_code()}{signs}\n")
    return str(code.strip_code(normalize=True, collapse=True)).replace(_SIGN, "=")
