"""From addresses of the web to web archives: a page by itself, and the pages that a feed or a sitemap leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from qa.errors import QaError, SourceError
from qa.ingest.formats import FEED
from qa.ingest.guard import Guard
from qa.ingest.web.address import Unreached, place_of, shown
from qa.ingest.web.compressed import GZIP, unpacked
from qa.ingest.web.fetch import Client
from qa.ingest.web.fetched import Store, in_utf8
from qa.ingest.web.listings import KINDS, PAGES, Listed, by_age, kind_of, links_of_feed, links_of_sitemap
from qa.ingest.web.request import Answer
from qa.types import Article, Refusal

MOST_SITEMAPS = 50  # that an index of sitemaps leads to
_MOST_TOLD = 20  # reasons in an error
_IN_NAME = re.compile(r"[^a-z0-9.-]")

Progress = Callable[[str, int, int, int], None]  # stage, done, of how many, 0
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The archives that hold what was fetched, the addresses that were had, and each that was not; `again` are those of
    them that may be had another time."""

    archives: tuple[Path, ...]
    refusals: tuple[Refusal, ...]
    had: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()


def fetch(
    addresses: Sequence[str],
    folder: Path,
    client: Client,
    most: int,
    progress: Progress = lambda *_: None,
    say: Say = lambda _: None,
) -> Fetched:
    """Fetch what the addresses lead to into web archives of the folder, up to `most` pages of a feed or a sitemap.

    A page that the folder has is put in its place. Where it is stopped by Ctrl-C, what was fetched by then is kept.
    """
    archives: dict[Path, None] = {}
    refusals: list[Refusal] = []
    had: set[str] = set()
    again: set[str] = set()
    with telling_what_is_kept(archives, refusals, say):
        for address in dict.fromkeys(addresses):
            with Store(folder) as store:
                crawl = _Crawl(client, store, most, progress)
                try:
                    crawl.take(address)
                finally:
                    archives |= dict.fromkeys(store.settle(_name_of(address)))
                    refusals += crawl.refusals
                    had |= crawl.had
                    again |= crawl.again
    return Fetched(tuple(archives), tuple(refusals), frozenset(had), frozenset(again - had))


def needed(fetched: Fetched) -> Fetched:
    """The same. Raises SourceError, with the reasons, where nothing was had."""
    if not fetched.archives:
        reasons = "".join(f"\n  {refusal.origin}: {refusal.reason}" for refusal in fetched.refusals[:_MOST_TOLD])
        raise SourceError(f"nothing was fetched{reasons}", "qa add ANOTHER_ADDRESS")
    return fetched


@contextmanager
def telling_what_is_kept(archives: Collection[Path], refusals: Sequence[Refusal], say: Say) -> Iterator[None]:
    """Where it ends by Ctrl-C or an error: what was not had, and how to add what was."""
    try:
        yield
    except (KeyboardInterrupt, QaError):
        for refusal in refusals:
            say(f"refused: {refusal.origin}: {refusal.reason}")
        if archives:
            say(f"what was fetched is kept; to add it: qa add {' '.join(map(str, archives))}")
        raise


class _Crawl:
    """What one address leads to. Each page is fetched once."""

    def __init__(self, client: Client, store: Store, most: int, progress: Progress) -> None:
        self.refusals: list[Refusal] = []
        self.had: set[str] = set()
        self.again: set[str] = set()
        self._client = client
        self._store = store
        self._most = most
        self._progress = progress

    def take(self, address: str) -> None:
        """Fetch it, and what it lists."""
        self._progress("fetching", 0, 0, 0)
        try:
            answer, kind = self._had(address)
            if kind == "page":
                self._keep(answer)
            elif kind == "feed":
                self._take_feed(answer)
            else:
                self._refuse(self._take_pages(self._pages_of(answer)))
        except SourceError as error:
            self._refuse({address: error.message})

    def _had(self, address: str) -> tuple[Answer, str]:
        """What stands at an address, unpacked, and whether it is a "page", a "feed" or a "sitemap"."""
        packed = {"application/octet-stream"} if address.partition("?")[0].endswith(".gz") else set()
        try:
            answer = self._client.get(address, KINDS | packed)
        except Unreached:
            self.again.add(shown(address))
            raise
        if answer.body.startswith(GZIP):
            answer = replace(answer, body=unpacked([answer.body], "gzip"))
        kind = kind_of(answer.body, answer.kind)
        self.had |= {shown(address), shown(answer.address)}
        return answer, kind

    def _keep(self, page: Answer) -> None:
        if page.address not in self._store:
            kind = page.kind if page.kind in PAGES else "text/html"
            self._store.put(page.address, in_utf8(page.body, page.charset), kind)

    def _take_pages(self, addresses: Sequence[str]) -> dict[str, str]:
        """Fetch these pages; gives the reasons of those that were not had."""
        missing = {}
        for number, address in enumerate(addresses, start=1):
            try:
                if address not in self._store:
                    self._keep(self._page(address))
            except SourceError as error:
                missing[address] = error.message
            self._progress("fetching", number, len(addresses), 0)
        return missing

    def _page(self, address: str) -> Answer:
        answer, kind = self._had(address)
        if kind != "page":
            raise SourceError(f"a {kind}, not a page")
        return answer

    def _take_feed(self, feed: Answer) -> None:
        """Fetch the pages of its entries; where one cannot be had, what the feed itself has of it."""
        links = links_of_feed(feed.body, feed.address)[: self._most]
        if not any(links):
            raise SourceError("no entry of this feed names a page" if links else "no entry in this feed")
        if nameless := links.count(""):
            self._refuse({feed.address: f"{nameless} of the {len(links)} entries of this feed name no page"})
        missing = self._take_pages(list(dict.fromkeys(link.partition("#")[0] for link in links if link)))
        texts = _texts_of(feed) if missing else {}
        for link, reason in missing.items():
            if link in texts and _normal(link) not in self._store:
                missing[link] = f"{reason}; what the feed has of it is taken instead"
                self._store.put(_normal(link), page_of(texts[link]), "text/html", substitute=True)
        self._refuse(missing)

    def _pages_of(self, first: Answer) -> list[str]:
        """The newest pages of a sitemap, and of the sitemaps that it lists."""
        listed, read = links_of_sitemap(first.body), {first.address}
        pages, sitemaps = self._newest(listed), [each for each in listed if each.is_sitemap]
        while due := [each for each in sitemaps if each.address not in read and not self._is_newer(pages, each)]:
            if len(read) > MOST_SITEMAPS:
                self._refuse({first.address: f"of its sitemaps, {MOST_SITEMAPS} were read and {len(due)} were not"})
                break
            read.add(due[0].address)
            listed = self._listed_in(due[0].address)
            pages = self._newest([*pages, *listed])
            sitemaps = by_age([*due[1:], *(each for each in listed if each.is_sitemap)])
        if not pages:
            raise SourceError("no page in this sitemap")
        return [page.address for page in pages]

    def _listed_in(self, address: str) -> list[Listed]:
        try:
            answer, kind = self._had(address)
            if kind != "sitemap":
                raise SourceError(f"a {kind}, not a sitemap")
            return links_of_sitemap(answer.body)
        except SourceError as error:
            self._refuse({address: error.message})
            return []

    def _newest(self, listed: Sequence[Listed]) -> list[Listed]:
        pages: dict[str, Listed] = {}
        for each in by_age(listed):
            if not each.is_sitemap:
                pages.setdefault(each.address, each)
        return by_age(pages.values())[: self._most]

    def _is_newer(self, pages: Sequence[Listed], sitemap: Listed) -> bool:
        """Whether there are enough pages, none of them older than all that the sitemap can list."""
        return len(pages) == self._most and sitemap.is_dated and pages[-1].changed >= sitemap.changed

    def _refuse(self, reasons: Mapping[str, str]) -> None:
        self.refusals += [Refusal(shown(address), shown(reason)) for address, reason in reasons.items()]


def page_of(article: Article) -> bytes:
    """An article as a page that is read as that article again."""
    published, updated = article.published, article.details.updated
    named = {
        "og:title": article.title,
        "og:site_name": article.source,
        "article:published_time": published.isoformat() if published else "",
        "article:modified_time": updated.isoformat() if updated else "",
    }
    tags = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in named.items() if value)
    tags += f'<meta name="author" content="{escape(article.details.byline)}">' if article.details.byline else ""
    text = "".join(f"<p>{escape(article.text[start:end])}</p>" for start, end in article.body)
    head = f'<html lang="{escape(article.language)}"><head><title>{escape(article.title)}</title>{tags}</head>'
    return (
        f"<!doctype html>{head}<body><article><h1>{escape(article.title)}</h1>{text}</article></body></html>".encode()
    )


def _texts_of(feed: Answer) -> dict[str, Article]:
    """By their addresses, the entries of a feed that have a text."""
    with TemporaryDirectory(prefix="cuttings-") as folder, Guard() as guard:
        path = Path(folder, "feed.xml")
        path.write_bytes(feed.body)
        try:
            entries = [item for item in guard.read(FEED, path) if isinstance(item, Article)]
        except SourceError:
            return {}
    return {entry.url.partition("#")[0]: entry for entry in entries if entry.url}


def _normal(link: str) -> str:
    """An address as it is written when it is asked for, though it may be none that is."""
    try:
        return place_of(link, allow_private=True).address
    except SourceError:
        return link


def _name_of(address: str) -> str:
    """The name of the archive of what an address leads to."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return f"{_IN_NAME.sub('-', host)[:80].strip('.-') or 'web'}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
