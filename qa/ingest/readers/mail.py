"""Mail: one message (.eml), or a box of them (.mbox); a newsletter is as good a source as a page."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.encodings.decode import decode, storable
from qa.ingest.encodings.mojibake import mended
from qa.ingest.head.metadata import Head, article_of, is_note, name_of, told, web_address
from qa.ingest.prose.body import paragraphs
from qa.ingest.readers.blocks import Block, article_of_blocks
from qa.ingest.readers.feed import stable_id
from qa.ingest.readers.html import blocks_of_html
from qa.ingest.readers.text import MAX_FILE_BYTES, read_bytes
from qa.types import Article, Details, Refusal

_STUFFED = re.compile(rb"(?m)^>(>*From )")  # a line that an mbox would take for the beginning of a message
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(r"(?m)^>.*$")
_SIGNATURE = re.compile(r"(?m)^-- $")


def read_message(path: Path) -> Iterator[Article | Refusal]:
    """The one message of a file. Raises SourceError where it has no text."""
    article = _article(read_bytes(path), path.stem)
    if not article.body:
        raise SourceError("a message without a text")
    yield article


def read_mailbox(path: Path) -> Iterator[Article | Refusal]:
    """Each message, known by its Message-ID. Raises SourceError where there is none."""
    found = False
    box = mailbox.mbox(path, create=False)
    try:
        for number, key in enumerate(box.iterkeys(), start=1):
            found = True
            data = _STUFFED.sub(rb"\1", box.get_bytes(key))
            if len(data) > MAX_FILE_BYTES:
                yield Refusal(str(number), f"a message of more than {MAX_FILE_BYTES:,} bytes")
                continue
            article = replace(_article(data, path.stem, several=True), origin=str(number))
            yield article if article.body else Refusal(str(number), "a message without a text")
    finally:
        box.close()
    if not found:
        raise SourceError("no message in this mailbox")


def _article(data: bytes, stem: str, several: bool = False) -> Article:
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    name, address = parseaddr(str(message.get("From", "")))
    head = Head(
        title=name_of(_REPLY.sub("", str(message.get("Subject", "")).strip())),
        source=name_of(name or address),
        published=parse_date(str(message.get("Date", ""))),
        url=web_address(str(message.get("List-Archive", "")).strip("<> ")),
        details=Details(byline=name_of(name)),
    )
    head = told(head, "mail header")
    given = stable_id(stem, str(message.get("Message-ID") or data.decode("latin-1"))) if several else stem
    part = message.get_body(("plain", "html"))
    if part is None:
        return article_of(head, given, "", ())
    raw = part.get_payload(decode=True)
    text = _decoded(raw if isinstance(raw, bytes) else b"", part.get_content_charset())
    if part.get_content_type() == "text/html":
        return article_of_blocks(head, given, [Block(head.title, prose=False), *blocks_of_html(text)], several)
    signed = _SIGNATURE.search(text)
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    body = tuple(
        span
        for span in paragraphs(text, is_note=is_note(head))
        if not (signed and span[0] >= signed.start()) and not any(start <= span[0] < end for start, end in quoted)
    )
    return article_of(head, given, text, body, several)


def _decoded(data: bytes, charset: str | None) -> str:
    """As the message says, where that is so."""
    try:
        return mended(storable(data.decode(charset))) if charset else storable(decode(data))
    except (LookupError, UnicodeDecodeError):
        return storable(decode(data))
