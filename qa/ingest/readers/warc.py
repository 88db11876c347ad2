"""Web archives (WARC, ISO 28500): each page that was fetched and holds an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from qa.errors import SourceError
from qa.ingest.readers.feed import stable_id
from qa.ingest.readers.html import article_of_page
from qa.ingest.readers.text import MAX_FILE_BYTES
from qa.types import Article, Refusal

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(path: Path) -> Iterator[Article | Refusal]:
    """Each page, known by its address; one that was fetched twice is read once, and those without text are refused."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    seen: set[str] = set()
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
                if record.rec_type != "response" or not kind.startswith(_PAGES) or address in seen:
                    continue
                if record.http_headers.get_statuscode() != "200":
                    continue
                seen.add(address)
                yield _page(record.content_stream().read(MAX_FILE_BYTES + 1), address, len(seen))
        except ArchiveLoadFailed as error:
            raise SourceError(f"a damaged web archive: {error}") from error
    if not seen:
        raise SourceError("no page in this web archive")


def _page(data: bytes, address: str, number: int) -> Article | Refusal:
    if len(data) > MAX_FILE_BYTES:
        return Refusal(str(number), f"a page of more than {MAX_FILE_BYTES:,} bytes: {address[:200]}")
    parts = urlsplit(address)
    stem = parts.path.rstrip("/").rpartition("/")[2].rpartition(".")[0] or parts.path.strip("/").rpartition("/")[2]
    name = stable_id("".join(c if c.isalnum() else "-" for c in stem)[:80].strip("-") or parts.netloc, address)
    try:
        return article_of_page(data, name, address, given=True, origin=str(number))
    except SourceError as error:
        return Refusal(str(number), f"{error.message}: {address[:200]}")
