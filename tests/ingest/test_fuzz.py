"""Damaged and invented files of every format: an article or a refusal, in time, and never anything else.

The test takes some of each; QA_FUZZ=5000 makes so many inputs in all.
"""

from __future__ import annotations

import gzip
import io
import os
import random
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from qa.ingest.guard import READ_SECONDS
from qa.ingest.sources import read_sources
from qa.types import Article
from tests.ingest.reading import articles, guard
from tests.ingest.test_clippings import FACTIVA, LEXIS, NEXIS
from tests.ingest.test_exports import ATOM, G2, NITF, RSS, WIKI
from tests.ingest.test_html import PAGE
from tests.ingest.test_records import CSV
from tests.ingest.test_warc import warc

FILES = Path(__file__).with_name("files")
MAIL = (
    b"From: A <a@b.example>\nSubject: =?utf-8?q?Fog?=\nDate: Fri, 03 May 2019 10:00:00 +0000\n"
    b"Content-Type: text/plain; charset=koi8-r\n\nFog.\n"
)


def packed(opened: type[zipfile.ZipFile] | None) -> bytes:
    buffer = io.BytesIO()
    if opened:
        with opened(buffer, "w") as archive:
            archive.writestr("a/b.txt", "Fog closed the port.")
            archive.writestr("c.html", PAGE)
    else:
        with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
            info = tarfile.TarInfo("a/b.txt")
            info.size = 4
            tar.addfile(info, io.BytesIO(b"Fog."))
    return buffer.getvalue()


SEEDS = {
    **{f"{path.stem}{path.suffix}": path.read_bytes() for path in sorted(FILES.iterdir()) if path.name != "README.md"},
    "a.txt": b"Fog\n\nThe Courier - May 3, 2019\n\nFog closed the port. It lifted at noon.\n",
    "b.md": b"---\ntitle: Fog\ndate: 2019-05-03\n---\n# Fog\n\nFog *closed* the port.\n",
    "c.jsonl": b'{"id": "k", "text": "Fog.", "date": "2019-05-03"}\n{"text": ["One.", {"text": "Two."}]}\n',
    "d.json": b'{"articles": [{"headline": {"main": "Fog"}, "content": "<p>Fog.</p>", "source": {"name": "C"}}]}',
    "e.csv": CSV.format(",").encode(),
    "f.html": PAGE.encode(),
    "g.xml": RSS.encode(),
    "h.atom": ATOM.encode(),
    "i.xml": NITF.encode(),
    "j.newsml": G2.encode(),
    "k.xml": WIKI.encode(),
    "l.txt": LEXIS.encode(),
    "m.txt": NEXIS.encode(),
    "n.txt": FACTIVA.encode(),
    "o.eml": MAIL,
    "p.mbox": b"From a@b.example Fri May  3 10:00:00 2019\n" + MAIL + b"\n",
    "q.warc": b"".join(warc(("https://c.example/fog", PAGE.encode()))),
    "r.warc.gz": b"".join(map(gzip.compress, warc(("https://c.example/rain", PAGE.encode())))),
    "s.mhtml": b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n" + PAGE.encode(),
    "t.zip": packed(zipfile.ZipFile),
    "u.tar.gz": packed(None),
    "v.txt.gz": gzip.compress(b"Fog closed the port."),
}  # fmt: skip
INPUTS = int(os.environ.get("QA_FUZZ", 4 * len(SEEDS)))
TOKENS = (
    b"\0",
    b"\xff\xfe",
    b"<",
    b"]]>",
    b"<![CDATA[",
    b"&#0;",
    b"&x;",
    b"\r",
    b"\x1a",
    b"%00",
    b"{" * 99,
    b"\\u0000",
    b"\xe2\x80",
    b"=" * 300,
    b"9" * 400,
    b'"',
    b"-1",
)


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Cut, repeated, mixed with another, with other bytes, or with what parsers trip over."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 4, 16))):
        at = draw.randrange(len(changed) + 1)
        kind = draw.randrange(6)
        if kind == 0:
            del changed[at : at + draw.choice((1, 7, 100, len(changed)))]
        elif kind == 1:
            changed[at:at] = draw.choice(TOKENS)
        elif kind == 2 and changed:
            changed[min(at, len(changed) - 1)] = draw.randrange(256)
        elif kind == 3:
            changed[at:at] = changed[max(0, at - 200) : at] * draw.choice((1, 3, 50))
        elif kind == 4:
            other = draw.choice(list(SEEDS.values()))
            changed[at:] = other[draw.randrange(len(other)) :][:50_000]
        else:
            changed[at:at] = draw.randbytes(draw.choice((1, 8, 500)))
    return bytes(changed)


@pytest.mark.parametrize("name", SEEDS)
def test_a_damaged_file_is_an_article_or_a_refusal(tmp_path: Path, name: str) -> None:
    draw = random.Random(f"{name} 1")
    suffix = name[name.index(".") :]
    for number in range(max(1, INPUTS // len(SEEDS))):
        (tmp_path / f"{number}{suffix}").write_bytes(mutated(SEEDS[name], draw))
    began, count = time.process_time(), 0  # of this process: what another one reads is under guard
    for item in read_sources([tmp_path], guard=guard()):
        count += 1
        item.origin.encode()
        if isinstance(item, Article):
            assert item.id
            assert item.text.encode()
            assert all(0 <= start < end <= len(item.text) for start, end in item.body)
            assert not item.url or item.url.lower().startswith("http")
        assert time.process_time() - began < READ_SECONDS
        began = time.process_time()
    assert count >= 1


def test_the_files_are_read_before_they_are_damaged(tmp_path: Path) -> None:
    for name, data in SEEDS.items():
        (tmp_path / name).write_bytes(data)
    assert [name for name in SEEDS if not articles(tmp_path / name)] == []
