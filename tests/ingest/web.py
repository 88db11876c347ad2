"""Pages, feeds and sitemaps of a small town, and what was fetched of them."""

from __future__ import annotations

from pathlib import Path

from qa.ingest.web.crawl import Fetched, fetch
from tests.ingest.reading import articles, prose
from tests.ingest.site import Page, client

XML = {"Content-Type": "application/xml"}
NETS = "Seals tore nine nets off Tarn Bay on Friday, and the fishers of the harbour asked the council for help."
FOG = "Fog closed the port of Tarn Bay for a whole day, and the ferry stayed at its pier until the evening."
LAMPS = "The lamps of the harbour will dim when nobody walks by, the council of Tarn Bay decided after a long winter."


def page(title: str, text: str, day: str = "2019-05-03") -> Page:
    return 200, {"Content-Type": "text/html; charset=utf-8"}, html(title, text, day).encode()


def html(title: str, text: str, day: str = "2019-05-03") -> str:
    return f"""<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="og:site_name" content="Tarn Bay Courier"><meta property="article:published_time" content="{day}">
</head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""


def feed(*entries: str) -> Page:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Bay Courier</title>{items}</channel></rss>'
    return 200, {"Content-Type": "application/rss+xml"}, text.encode()


def sitemap(*entries: tuple[str, str], of: str = "url") -> bytes:
    listed = "".join(f"<{of}><loc>{address}</loc><lastmod>{day}</lastmod></{of}>" for address, day in entries)
    root = "urlset" if of == "url" else "sitemapindex"
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{root}>'.encode()


def taken(folder: Path, *addresses: str, most: int = 100) -> Fetched:
    return fetch(addresses, folder / "web", client(), most)


def read(got: Fetched) -> dict[str, str]:
    """The text of the articles of the archives, by the path of its address."""
    return {
        (each.url or "").partition("127.0.0.1:")[2].partition("/")[2]: prose(each)[0]
        for each in articles(*got.archives)
    }


def reasons(got: Fetched) -> list[tuple[str, str]]:
    """The path of each address that was not had, and why."""
    return [(each.origin.partition("127.0.0.1:")[2].partition("/")[2], each.reason) for each in got.refusals]
