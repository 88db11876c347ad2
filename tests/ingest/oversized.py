"""A file of each format that is read in no time, and one that takes seconds: thousands of lines of a letter each."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from openpyxl import Workbook
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from qa.ingest.guard import SMALL_BYTES
from tests.ingest.test_page_layout import below, pdf

FILES = Path(__file__).with_name("files")
LINE = "The harbour board counted every boat that crossed the bay in the spring of the year. "
PROSE = LINE * (SMALL_BYTES // len(LINE) + 1)
MANY = 15_000
HOLE = 3_000_000_000  # bytes


def text(count: int) -> str:
    return PROSE + "\n\n" + "  - a\n" * count


def html(count: int, tag: str = "p") -> str:
    return f"<{tag}>{PROSE}</{tag}>" + f"<{tag}>- a</{tag}>" * count


def page(count: int) -> str:
    return f"<!doctype html><html><head><title>Boats</title></head><body><article>{html(count)}</article></body></html>"


def document(name: str, before: str, added: str) -> Callable[[Path, int], None]:
    """Writes the document of pandoc's making with more before the end of its text."""

    def write(path: Path, count: int) -> None:
        with zipfile.ZipFile(FILES / name) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                part = old.read(info)
                new.writestr(info, part.replace(before.encode(), (added * count + before).encode()))

    return write


def mail(count: int) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada Finch <ada@courier.example>", "Boats"
    message["Date"], message["Message-ID"] = "Fri, 03 May 2019 10:00:00 +0000", "<a@courier.example>"
    message.set_content(text(count))
    return message.as_bytes()


def workbook(path: Path, count: int) -> None:
    book = Workbook()
    book.active.append(["title", "text"])
    book.active.append(["Boats", PROSE + "\n- a" * min(count, 5_000)])  # a cell has 32,767 characters
    book.save(path)


def archive_of_the_web(path: Path, count: int) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        body = io.BytesIO(page(count).encode())
        record = writer.create_warc_record("https://c.example/a", "response", body, http_headers=head)
        writer.write_record(record)
        record.raw_stream.close()


def archive(path: Path, count: int) -> None:
    """A file that is passed over, of zeros that take no room on the disk, and one that is read."""
    hidden, boat = tarfile.TarInfo(".hidden"), tarfile.TarInfo("boat.txt")
    hidden.size, boat.size = (HOLE if count else 0), len(PROSE)
    with path.open("wb") as file:
        file.write(hidden.tobuf())
        file.seek(hidden.size, io.SEEK_CUR)
        file.write(boat.tobuf() + PROSE.encode() + bytes(-len(PROSE) % 512 + 1024))


def written(made: Callable[[int], str | bytes]) -> Callable[[Path, int], None]:
    def write(path: Path, count: int) -> None:
        data = made(count)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    return write


FACTIVA = "HD Boats\nPD 3 May 2019\nSN Courier\nLP\n{}\nDocument COUR000020190503ef5300001\n"
NITF = "<nitf><body><body.content>{}</body.content></body></nitf>"
RSS = "<rss><channel><item><title>Boats</title><description><![CDATA[{}]]></description></item></channel></rss>"
WIKI = "<mediawiki><page><ns>0</ns><id>7</id><revision><text>{}</text></revision></page></mediawiki>"
WRITERS: dict[str, Callable[[Path, int], object]] = {
    "a.txt": written(text),
    "a.md": written(text),
    "a.jsonl": written(lambda count: json.dumps({"text": text(count)})),
    "a.json": written(lambda count: json.dumps([{"text": text(count)}])),
    "a.csv": written(lambda count: f'title,text\nBoats,"{text(count)}"\n'),
    "a.xlsx": workbook,
    "a.html": written(page),
    "a.mhtml": written(lambda count: "Content-Type: text/html\n\n" + page(count)),
    "a.pdf": lambda path, count: pdf(path, [below(2 * count + 600, [LINE] * 4 + ["- a"] * (count // 8))]),
    "a.docx": document("pandoc.docx", "<w:sectPr", "<w:p><w:r><w:t>- a</w:t></w:r></w:p>"),
    "a.odt": document("pandoc.odt", "</office:text>", "<text:p>- a</text:p>"),
    "a.rtf": written(lambda count: "{\\rtf1\\ansi " + PROSE + "\\par - a\n" * count + "}"),
    "a.epub": document("pandoc.epub", "</body>", "<p>- a</p>"),
    "a.eml": written(mail),
    "a.mbox": written(lambda count: b"From a@c.example Fri May  3 10:00:00 2019\n" + mail(count)),
    "a.rss": written(lambda count: RSS.format(html(count))),
    "a.nitf": written(lambda count: NITF.format(html(count))),
    "wiki.xml": written(lambda count: WIKI.format(text(count).replace("  - ", "* "))),
    "a.warc": archive_of_the_web,
    "export.txt": written(lambda count: FACTIVA.format(text(count))),
    "a.tar": archive,
}
