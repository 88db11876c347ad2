"""What an answer of the web is (a page, a feed, a sitemap), and which pages feeds and sitemaps lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urljoin

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.readers.xml_tree import Element, html_of, local_name, text_of, words_in, xml_of

PAGES = frozenset({"text/html", "application/xhtml+xml"})
PACKED = frozenset({"application/gzip", "application/x-gzip"})
# What a page, a feed or a sitemap may be called; "": where nothing was said, its beginning tells.
KINDS = (
    PAGES
    | PACKED
    | {"", "text/xml", "application/xml"}
    | {f"application/{name}+xml" for name in ("rss", "atom", "rdf", "sitemap", "feed")}
)
_LOOKED_AT = 4096  # bytes at the beginning
_BEFORE_ROOT = re.compile(
    rb"(?:\s|<\?[^>]{0,500}>|<!--.{0,2000}?-->|<!doctype[^>\[]{0,500}>)*", re.IGNORECASE | re.DOTALL
)
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([a-z][\w.-]{0,40})", re.IGNORECASE)
_KIND_OF: dict[str, Literal["page", "feed", "sitemap"]] = {
    "html": "page",
    **dict.fromkeys(("rss", "feed", "rdf"), "feed"),
    **dict.fromkeys(("urlset", "sitemapindex"), "sitemap"),
}
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, or a further sitemap, that a sitemap names; `changed` is the earliest time where it tells none."""

    address: str
    changed: datetime
    is_sitemap: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the sitemap tells when it was changed."""
        return self.changed != _NEVER


def kind_of(data: bytes, content_type: str) -> Literal["page", "feed", "sitemap"]:
    """What it is, by its outermost element. Raises SourceError for what is none of them."""
    start = data[:_LOOKED_AT].translate(None, b"\0").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    start = start.removeprefix(b"\xfe\xff")
    match = _ROOT.match(start, _BEFORE_ROOT.match(start).end())  # type: ignore[union-attr]  # it matches nothing, too
    name = match[1].decode("ascii", "replace").lower() if match else ""
    if name in _KIND_OF:
        return _KIND_OF[name]
    if content_type in PAGES or (match and not content_type):
        return "page"
    raise SourceError(f"of the kind {content_type or '(none said)'}, but neither a page nor a feed nor a sitemap")


def links_of_feed(data: bytes, address: str) -> list[str]:
    """The address of the page of each entry, in its order; "" of one that names none."""
    try:
        root = xml_of(_trimmed(data))
    except SourceError:  # many a feed is not quite XML: read as a page is, in which <link> holds nothing
        root = html_of(data.replace(b"<![CDATA[", b"").replace(b"]]>", b""))
    entries = (each for each in root.iter() if local_name(each) in ("item", "entry"))
    return [_joined(_joined(address, entry.base or "") or address, _link_of(entry)) for entry in entries]


def _link_of(entry: Element) -> str:
    """Atom has links of several relations as attributes; RSS has one as a text, or as a guid that is an address."""
    guid = ""
    for child in entry:
        name = local_name(child)
        if name == "link" and (child.get("rel") or "alternate") == "alternate":
            if found := str(child.get("href") or child.text or child.tail or "").strip():
                return found
        elif name == "guid" and (child.get("isPermaLink") or child.get("ispermalink") or "true").lower() == "true":
            guid = words_in(child)
    return guid if guid.lower().startswith(("http://", "https://")) else ""


def links_of_sitemap(data: bytes) -> list[Listed]:
    """What it names, the newest first. Raises SourceError for what is not well-formed."""
    return by_age(_listed(xml_of(_trimmed(data))))


def by_age(listed: Iterable[Listed]) -> list[Listed]:
    """The newest first; what is of one time in the order given."""
    return sorted(listed, key=lambda each: each.changed, reverse=True)


def _listed(root: Element) -> Iterator[Listed]:
    for element in root:
        told = {local_name(child): child for child in element}
        address = words_in(told["loc"]) if "loc" in told else ""
        if not address:
            continue
        day = words_in(told["lastmod"]) if "lastmod" in told else text_of(element, "publication_date")
        yield Listed(address, _moment(day), local_name(element) == "sitemap")


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        day = parse_date(text)
        return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _NEVER
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _joined(address: str, link: str) -> str:
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return link


def _trimmed(data: bytes) -> bytes:
    """Without blanks before the XML declaration, which must stand first."""
    return data.lstrip() if data[:1].isspace() else data
