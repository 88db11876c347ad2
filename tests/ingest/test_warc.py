"""Web archives, written by hand after ISO 28500."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose, refusals
from tests.ingest.test_html import FIRST, PAGE, SECOND


def warc(*pages: tuple[str, bytes]) -> list[bytes]:
    """By hand after ISO 28500, so that no writer of the reader's own library is trusted."""
    records = [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"]
    for address, page in pages:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2022-02-09T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return records


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_web_archive(tmp_path: Path, name: str) -> None:
    page, menu = PAGE.encode(), b"<html><body><a href=/>Home</a></body></html>"
    pages = [("https://courier.example/2022/lamps.html", page), ("https://courier.example/", menu)]
    records = warc(*pages, pages[0])
    (tmp_path / name).write_bytes(b"".join(map(gzip.compress, records) if name.endswith("gz") else records))
    (article,) = articles(tmp_path)
    assert prose(article) == [FIRST, SECOND]
    assert article.id.startswith("lamps-")
    assert (article.url, article.published) == ("https://courier.example/2022/lamps.html", date(2022, 2, 8))
    (reason,) = refusals(tmp_path).values()
    assert reason == "no article found in this page: https://courier.example/"
