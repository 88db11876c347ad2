"""Files of XML that name other files and addresses: no reader follows, and what declares entities says that it does."""

from __future__ import annotations

import re
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.ingest.advice import advised
from qa.ingest.readers.xml_tree import ENTITIES
from qa.ingest.sources import read_sources
from qa.types import Refusal
from tests.ingest.oversized import LINE
from tests.ingest.reading import articles, refusals
from tests.ingest.test_refusals import FILES, with_parts

SECRET = "canary of the harbour"
RSS = "<rss><channel><item><title>A &x; B</title><description>Fog. &x;</description></item></channel></rss>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><content>Fog. &x;</content></entry></feed>'
WIKI = "<mediawiki><page><ns>0</ns><id>7</id><revision><text>Fog. &x;</text></revision></page></mediawiki>"
NITF = "<nitf><body><body.content><p>Fog. &x;</p></body.content></body></nitf>"
G2 = "<newsItem><contentSet><inlineXML><html><body><p>Fog. &x;</p></body></html></inlineXML></contentSet></newsItem>"
HTML = f"<html><head><title>A</title></head><body><article><p>{LINE}</p><p>{LINE} &x;</p></article></body></html>"
OF_XML = {
    "rss.xml": RSS, "a.rss": RSS, "atom.xml": ATOM, "a.atom": ATOM,
    "wiki.xml": WIKI, "a.nitf": NITF, "nitf.xml": NITF, "a.newsml": G2,
}  # fmt: skip
OF_HTML = ("a.xhtml", "a.html", "page.xml")
DECLARED = (
    '<!DOCTYPE {root} [<!ENTITY x SYSTEM "{place}">]>',
    '<!DOCTYPE {root} [<!-- don\'t --><!ENTITY % p SYSTEM "{place}">%p;<!ENTITY x "y">]>',
    '<!DOCTYPE {root} SYSTEM "{place}" [<!ENTITY x "y">]>',
)


@pytest.fixture
def asked() -> Iterator[socket.socket]:
    """A server that nobody should ask."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.fixture
def places(tmp_path: Path, asked: socket.socket) -> list[str]:
    """A file outside of the source, and the address of that server."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(SECRET)
    return [(tmp_path / "outside" / "secret.txt").as_uri(), f"http://127.0.0.1:{asked.getsockname()[1]}/a.dtd"]


def declared(places: list[str], root: str) -> list[str]:
    return [form.format(root=root, place=place) for form in DECLARED for place in places]


def root_of(xml: str) -> str:
    return xml[1:].partition(">")[0].partition(" ")[0]


@pytest.mark.parametrize("name", OF_XML)
def test_xml_that_declares_entities_is_refused_for_it(tmp_path: Path, places: list[str], name: str) -> None:
    source = tmp_path / "wire"
    for number, declaration in enumerate([*declared(places, root_of(OF_XML[name])), *declared(places, "x")]):
        (source / str(number)).mkdir(parents=True)
        (source / str(number) / name).write_text('<?xml version="1.0"?>\n' + declaration + OF_XML[name])
    items = list(read_sources([source]))
    assert len(items) == 2 * len(DECLARED) * len(places)
    assert {item.reason if isinstance(item, Refusal) else item.id for item in items} == {advised(ENTITIES)}


def test_a_long_list_of_entities_is_one_too(tmp_path: Path) -> None:
    many = "".join(f'<!ENTITY e{number} "x">' for number in range(500))
    for root in ("rss", "x"):
        (tmp_path / f"{root}.xml").write_text(f"<!DOCTYPE {root} [{many}]>{RSS}")
    assert set(refusals(tmp_path).values()) == {advised(ENTITIES)}


def test_an_article_that_talks_about_entities_declares_none(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(f"<!DOCTYPE rss>{RSS.replace('&x;', '<![CDATA[Write <!ENTITY x> above it.]]>')}")
    (article,) = articles(tmp_path)
    assert "above it." in article.text


@pytest.mark.parametrize("name", OF_HTML)
def test_a_page_is_read_without_them(tmp_path: Path, places: list[str], name: str) -> None:
    source = tmp_path / "wire"
    for number, declaration in enumerate(declared(places, "html")):
        (source / str(number)).mkdir(parents=True)
        (source / str(number) / name).write_text(declaration + HTML)
    found = articles(source)
    assert len(found) == len(DECLARED) * len(places)
    assert not any(SECRET in article.text or "!ENTITY" in article.text for article in found)
    assert {article.title for article in found} == {"A"}


IN_DOCUMENTS = {
    "a.docx": ("pandoc.docx", "word/document.xml", "Residents of"),
    "a.odt": ("pandoc.odt", "content.xml", "Residents of"),
    "a.xlsx": ("libreoffice.xlsx", "xl/sharedStrings.xml", "Fares have"),
    "package.epub": ("pandoc.epub", "EPUB/content.opf", "Ines"),
    "container.epub": ("pandoc.epub", "META-INF/container.xml", "EPUB/"),
    "chapter.epub": ("pandoc.epub", "EPUB/text/ch001.xhtml", "Residents of"),
}


@pytest.mark.parametrize("name", IN_DOCUMENTS)
def test_documents_of_xml_reach_nothing_outside(tmp_path: Path, places: list[str], name: str) -> None:
    old, part, word = IN_DOCUMENTS[name]
    source = tmp_path / "wire"
    with zipfile.ZipFile(FILES / old) as archive:
        xml = archive.read(part).decode()
    assert word in xml
    declaration, _, rest = xml.rpartition("?>") if part.startswith("EPUB/text") else xml.partition("?>")
    rest = re.sub(r"<!DOCTYPE[^>]*>", "", rest).replace(word, f"&x;{word}")
    root = rest.strip()[1:].partition(" ")[0]
    for number, declares in enumerate(declared(places, root)):
        (source / str(number)).mkdir(parents=True)
        with_parts(
            FILES / old, source / str(number) / name, **{part.replace("/", "__"): f"{declaration}?>{declares}{rest}"}
        )
    items = list(read_sources([source]))
    assert len(items) == len(DECLARED) * len(places)
    told = [item.reason if isinstance(item, Refusal) else f"{item.title} {item.source} {item.text}" for item in items]
    assert not any(SECRET in each for each in told)
