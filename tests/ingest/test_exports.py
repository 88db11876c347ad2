"""Feeds, agency markup, mail, web archives, wikis and clipping databases: files of several articles."""

from __future__ import annotations

import gzip
import mailbox
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose, refusals
from tests.ingest.test_html import FIRST, PAGE, SECOND

DAY = date(2019, 5, 3)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tarn Bay Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>Seals &amp; nets</title><link>https://courier.example/seals</link><guid>tag:seals</guid>
<pubDate>Fri, 03 May 2019 22:30:00 -0400</pubDate><dc:creator>Ines Okafor</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>Seals tore nine nets.</p><p>Fishers asked for help.</p>]]></content:encoded></item>
<item><title>Fog</title><guid>tag:fog</guid><description>Fog closed the port for a day.</description></item>
<item><title>Nothing</title><guid>tag:nothing</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><id>urn:1</id><title>Seals</title>
<link href="https://courier.example/seals"/><published>2019-05-03T22:30:00-04:00</published>
<updated>2019-05-05T08:00:00Z</updated><author><name>Ines Okafor</name></author>
<content type="html">&lt;p&gt;Seals tore nine nets.&lt;/p&gt;</content></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS, "utf-8")
    seals, fog = articles(tmp_path)
    assert prose(seals) == ["Seals tore nine nets.", "Fishers asked for help."]
    assert (seals.title, seals.source, seals.published, seals.url, seals.language, seals.details.byline) == (
        "Seals & nets", "Tarn Bay Courier", DAY, "https://courier.example/seals", "en-GB", "Ines Okafor",
    )  # fmt: skip
    assert (fog.text, fog.published) == ("Fog closed the port for a day.", None)
    assert refusals(tmp_path) == {f"{tmp_path.name}/feed.xml:3": "an entry without a text"}


def test_an_entry_keeps_its_id_when_it_moves_down_the_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_text(RSS, "utf-8")
    before = {article.title: article.id for article in articles(path)}
    path.write_text(
        RSS.replace("<item>", "<item><guid>new</guid><description>New.</description></item><item>", 1), "utf-8"
    )
    after = {article.title: article.id for article in articles(path)}
    assert {title: after[title] for title in before} == before


def test_atom(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM, "utf-8")
    (entry,) = articles(tmp_path)
    assert (entry.title, entry.published, entry.details.updated) == ("Seals", DAY, date(2019, 5, 5))
    assert prose(entry) == ["Seals tore nine nets."]


NITF = """<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
<nitf><head><title>Seals</title><docdata><doc-id id-string="x1"/><date.issue norm="20190503T221500Z"/></docdata>
<pubdata name="Tarn Bay Courier" position.section="Sea"/></head><body><body.head><hedline><hl1>Seals tear nets</hl1>
</hedline><byline>By Ines Okafor</byline></body.head><body.content><p>Seals tore nine nets.</p><p>Fishers asked.</p>
</body.content></body></nitf>"""
G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:courier:1" xml:lang="en"><itemMeta><provider literal="Courier"/><versionCreated>2019-05-04T09:00:00Z</versionCreated>
</itemMeta><contentMeta><contentCreated>2019-05-03T22:30:00-04:00</contentCreated><headline>Seals tear nets</headline>
<by>Ines Okafor</by></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Seals tear nets</h1><p>Seals tore nine nets.</p></body></html></inlineXML>
</contentSet></newsItem><newsItem guid="urn:newsml:courier:2"><contentSet><inlineXML><nitf><body><body.content>
<p>Fog closed the port.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:courier:3"><contentSet><remoteContent href="picture.jpg"/></contentSet></newsItem></itemSet></newsMessage>"""


def test_nitf(tmp_path: Path) -> None:
    (tmp_path / "story.xml").write_text(NITF, "utf-8")
    (article,) = articles(tmp_path)
    assert (article.id, article.title, article.source, article.published) == (
        "story",
        "Seals tear nets",
        "Tarn Bay Courier",
        DAY,
    )
    assert (article.details.byline, article.details.section) == ("By Ines Okafor", "Sea")
    assert prose(article) == ["Seals tore nine nets.", "Fishers asked."]


def test_newsml_g2(tmp_path: Path) -> None:
    (tmp_path / "story.xml").write_text(G2, "utf-8")
    seals, fog = articles(tmp_path)
    assert (seals.title, seals.source, seals.published, seals.details.updated) == (
        "Seals tear nets",
        "Courier",
        DAY,
        date(2019, 5, 4),
    )
    assert (prose(seals), prose(fog)) == (["Seals tore nine nets."], ["Fog closed the port."])
    assert refusals(tmp_path) == {f"{tmp_path.name}/story.xml:3": "an item without a text"}


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>',
        '<!DOCTYPE nitf [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><nitf><body><body.content><p>&b;</p></body.content></body></nitf>',
    ],
)
def test_entities_are_refused(tmp_path: Path, xml: str) -> None:
    (tmp_path / "a.nitf").write_text(xml, "utf-8")
    (reason,) = refusals(tmp_path).values()
    assert reason == "XML that declares entities, which can read other files or grow without end"


WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><siteinfo><sitename>Wikinews</sitename></siteinfo>
<page><title>Seals tear nets</title><ns>0</ns><id>7</id><revision><id>70</id><text>{{date|May 3, 2019}}
[[File:Seal.jpg|thumb|A seal]] '''Seals''' tore nine [[net|nets]] off [[w:Tarn Bay|Tarn Bay]].&lt;ref&gt;Courier&lt;/ref&gt;

== Reaction ==
* Fishers asked for help.

== Sources ==
* {{source|url=http://x}}
The Courier wrote it.
[[Category:Seals]]</text></revision></page>
<page><title>Talk:Seals</title><ns>1</ns><id>8</id><revision><text>No article.</text></revision></page>
<page><title>Seal</title><ns>0</ns><id>9</id><revision><text>#REDIRECT [[Seals tear nets]]</text></revision></page></mediawiki>"""


def test_mediawiki(tmp_path: Path) -> None:
    (tmp_path / "wiki.xml").write_text(WIKI, "utf-8")
    (article,) = articles(tmp_path)
    assert prose(article) == ["Seals tore nine nets off Tarn Bay.", "Fishers asked for help."]
    assert (article.id, article.title, article.source, article.published) == (
        "wiki-7",
        "Seals tear nets",
        "Wikinews",
        DAY,
    )
    assert "Reaction" in article.text


def message(subject: str = "Re: Seals", key: str = "<1@courier.example>") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Tarn Bay Courier <desk@courier.example>", subject, key
    mail["Date"] = "Fri, 03 May 2019 22:30:00 -0400"
    return mail


def test_a_message_without_what_it_quotes_and_its_signature(tmp_path: Path) -> None:
    mail = message()
    mail.set_content("Seals tore nine nets.\n\n> What did the seals do?\n\n-- \nThe desk of the Courier\n")
    mail.add_attachment(b"\0", "application", "octet-stream", filename="a.bin")
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    (article,) = articles(tmp_path)
    assert (article.title, article.source, article.published) == ("Seals", "Tarn Bay Courier", DAY)
    assert prose(article) == ["Seals tore nine nets."]


def test_a_mailbox_and_a_message_of_html(tmp_path: Path) -> None:
    html, empty = message("Fog", "<2@courier.example>"), message("None", "<3@courier.example>")
    html.set_content("<h1>Fog</h1><p>Fog closed the port.</p>", subtype="html")
    empty.set_content("\n")
    box = mailbox.mbox(tmp_path / "box.mbox")
    for mail in (html, empty):
        box.add(mail)
    box.close()
    (article,) = articles(tmp_path)
    assert (article.title, prose(article)) == ("Fog", ["Fog closed the port."])
    assert refusals(tmp_path) == {f"{tmp_path.name}/box.mbox:2": "a message without a text"}


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


LEXIS = """                               1 of 2 DOCUMENTS

                              Tarn Bay Courier

                              May 3, 2019 Friday
                                 Late Edition

Seals Tear Nets

BYLINE: By INES OKAFOR

SECTION: Section A; Pg. 1

LENGTH: 12 words

 Seals tore nine nets.

 Fishers asked for help.

LOAD-DATE: May 4, 2019

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                              Tarn Bay Courier

                              May 6, 2019 Monday

Fog

LENGTH: 5 words

 Fog closed the port.
"""
NEXIS = """Seals Tear Nets
Tarn Bay Courier
May 3, 2019 Friday

Copyright 2019 Tarn Bay Courier
Section: Sea; Pg. 1
Length: 12 words
Byline: Ines Okafor
Body

Seals tore nine nets.

Fishers asked for help.

Load-Date: May 4, 2019
End of Document
Fog
Tarn Bay Courier
May 6, 2019 Monday
Length: 5 words
Body

Fog closed the port.
End of Document
"""
FACTIVA = """SE  Sea
HD  Seals Tear Nets
BY  Ines Okafor
WC  12 words
PD  3 May 2019
SN  Tarn Bay Courier
LA  English
CY  (c) 2019

LP

Seals tore nine nets.

TD

Fishers asked for help.

NS  gfish : Fishing

Document TARNBC0020190503ef5300001

HD  Fog
PD  6 May 2019
SN  Tarn Bay Courier
LP  Fog closed the port.
AN  Document

Document TARNBC0020190506ef5600002
"""


@pytest.mark.parametrize("text", [LEXIS, NEXIS, FACTIVA], ids=["lexis", "nexis", "factiva"])
def test_exports_of_clipping_databases(tmp_path: Path, text: str) -> None:
    (tmp_path / "clips.txt").write_text(text, "utf-8")
    seals, fog = articles(tmp_path)
    assert [prose(seals), prose(fog)] == [
        ["Seals tore nine nets.", "Fishers asked for help."],
        ["Fog closed the port."],
    ]
    assert [(each.title, each.source, each.published) for each in (seals, fog)] == [
        ("Seals Tear Nets", "Tarn Bay Courier", DAY), ("Fog", "Tarn Bay Courier", date(2019, 5, 6)),
    ]  # fmt: skip
    assert (seals.id, seals.origin, seals.details.byline.upper()) == (
        "clips-1",
        f"{tmp_path}/clips.txt:1",
        "INES OKAFOR",
    )
    assert refusals(tmp_path) == {}
