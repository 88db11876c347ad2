"""Feeds (RSS, Atom): each entry an article, known by its guid wherever it stands in the feed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.head.metadata import Head, language_tag, name_of, told, web_address
from qa.ingest.readers.blocks import article_of_blocks
from qa.ingest.readers.html import blocks_of_html
from qa.ingest.readers.text import MAX_FILE_BYTES, read_bytes
from qa.ingest.readers.xml_tree import ENTITIES, declares_entities, documents
from qa.types import Article, Details, Refusal

_ADDRESS = re.compile(r"\s*\((?:mailto:[^()]*|[^()\s]+@[^()\s]+)\)|^\S+@\S+ \(([^()]+)\)$")  # beside an author's name


def read_feed(path: Path) -> Iterator[Article | Refusal]:
    """Each entry that has a text. Raises SourceError for what is no feed, or an empty one."""
    number = 0
    entries = ((feed.feed, entry) for feed in _feeds(path) for entry in feed.entries)
    for number, (feed, entry) in enumerate(entries, start=1):
        article = _article(feed, entry, path.stem, number)
        yield article if article.body else Refusal(str(number), "an entry without a text")
    if not number:
        raise SourceError("no entry in this feed")


def _feeds(path: Path) -> Iterator[Any]:
    """The feed; one that had better not be held as a whole as several, which must be well-formed."""
    if path.stat().st_size > MAX_FILE_BYTES:
        yield from map(_parsed, documents(path, "item", "entry"))
        return
    data = read_bytes(path)
    if declares_entities(data):
        raise SourceError(ENTITIES)
    feed = _parsed(data)
    if not feed.entries:
        raise SourceError(f"no entry in this feed: {feed.get('bozo_exception') or 'it is empty'}")
    yield feed


def _parsed(data: bytes) -> Any:
    import feedparser

    return feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def stable_id(stem: str, key: str) -> str:
    """The id of something that keeps its key while its place in the file changes."""
    return f"{stem}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _article(feed: Any, entry: Any, stem: str, number: int) -> Article:
    contents = [part.get("value", "") for part in entry.get("content", ())] or [entry.get("summary", "")]
    source = entry.get("source") or {}
    updated = parse_date(entry["updated"]) if "updated" in entry else None  # get() would give the day it was published
    head = Head(
        title=name_of(entry.get("title")),
        source=name_of(source.get("title") or feed.get("title")),
        published=parse_date(entry.get("published")) or updated,
        url=web_address(entry.get("link")),
        language=language_tag(entry.get("language") or feed.get("language")),
        details=Details(byline=name_of(_ADDRESS.sub(r"\1", entry.get("author", ""))), updated=updated),
    )
    key = str(entry.get("id") or entry.get("link") or entry.get("title") or number)
    blocks = blocks_of_html(max(contents, key=len))
    return article_of_blocks(told(head, "feed"), stable_id(stem, key), blocks, given=True, origin=str(number))
