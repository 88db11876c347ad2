"""Feeds, agency markup and wikis, in XML: files of several articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose, refusals

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
    assert (article.details.byline, article.details.section) == ("Ines Okafor", "Sea")
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
    assert reason.startswith("XML that declares entities, which can read other files or grow without end; ")


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
