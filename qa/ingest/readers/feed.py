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
from qa.ingest.readers.text import read_bytes
from qa.ingest.readers.xml_tree import ENTITIES, declares_entities
from qa.types import Article, Details, Refusal

_MAILTO = re.compile(r"\s*\(mailto:[^()]*\)")


def read_feed(path: Path) -> Iterator[Article | Refusal]:
    """Each entry that has a text. Raises SourceError for what is no feed, or an empty one."""
    import feedparser

    data = read_bytes(path)
    if declares_entities(data):
        raise SourceError(ENTITIES)
    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise SourceError(f"no entry in this feed: {feed.get('bozo_exception') or 'it is empty'}")
    for number, entry in enumerate(feed.entries, start=1):
        article = _article(feed.feed, entry, path.stem, number)
        yield article if article.body else Refusal(str(number), "an entry without a text")


def stable_id(stem: str, key: str) -> str:
    """The id of something that keeps its key while its place in the file changes."""
    return f"{stem}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _article(feed: Any, entry: Any, stem: str, number: int) -> Article:
    contents = [part.get("value", "") for part in entry.get("content", ())] or [entry.get("summary", "")]
    source = entry.get("source") or {}
    head = Head(
        title=name_of(entry.get("title")),
        source=name_of(source.get("title") or feed.get("title")),
        published=parse_date(entry.get("published")) or parse_date(entry.get("updated")),
        url=web_address(entry.get("link")),
        language=language_tag(entry.get("language") or feed.get("language")),
        details=Details(
            byline=name_of(_MAILTO.sub("", entry.get("author", ""))), updated=parse_date(entry.get("updated"))
        ),
    )
    key = str(entry.get("id") or entry.get("link") or entry.get("title") or number)
    blocks = blocks_of_html(max(contents, key=len))
    return article_of_blocks(told(head, "feed"), stable_id(stem, key), blocks, given=True, origin=str(number))
