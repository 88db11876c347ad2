"""What the examples that standards publish of themselves hold: RSS 1.0, NITF, NewsML-G2, MediaWiki."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ingest.reading import articles, prose, refusals

DAY = date(2019, 5, 3)
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="urn:c"><title>Courier</title></channel>
<item rdf:about="urn:1"><title>Seals</title><dc:creator>Ada Berg (mailto:ada@courier.example)</dc:creator>
<dc:date>2019-05-03T10:00:00Z</dc:date>
<dc:description>Seals tear the nets of the bay.</dc:description></item></rdf:RDF>"""


@pytest.mark.parametrize("name", ["feed.rdf", "feed.xml"])
def test_rss_1(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(RDF, "utf-8")
    [article] = articles(tmp_path / name)
    assert (article.title, article.source, article.published) == ("Seals", "Courier", DAY)
    assert (article.text, article.details.byline) == ("Seals tear the nets of the bay.", "Ada Berg")


def test_a_byline_of_nitf_is_its_person(tmp_path: Path) -> None:
    byline = "<byline>By <person>Ada Berg</person><byttl>Of the Courier</byttl></byline>"
    head = f"<body.head><hedline><hl1>Seals</hl1></hedline>{byline}</body.head>"
    (tmp_path / "a.nitf").write_text(
        f"<nitf><body>{head}<body.content><p>They tear nets.</p></body.content></body></nitf>"
    )
    [article] = articles(tmp_path / "a.nitf")
    assert article.details.byline == "Ada Berg"


G2_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1">
<itemMeta><provider uri="urn:p"/></itemMeta>
<contentMeta><contentCreated>2019-05-03T10:00:00Z</contentCreated><creator><name>Ada Berg</name></creator>{0}
<headline>Seals</headline></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>They tear nets.</p></body></html></inlineXML></contentSet></newsItem>"""


def test_who_an_item_of_newsml_is_from(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(G2_ITEM.format("<infoSource qcode='is:1'><name>Harbor Agency</name></infoSource>"))
    [article] = articles(tmp_path / "a.xml")
    assert (article.source, article.details.byline, article.published) == ("Harbor Agency", "Ada Berg", DAY)


def test_a_package_of_newsml_has_no_text(tmp_path: Path) -> None:
    items = '<groupSet><itemRef href="a.xml"/></groupSet>'
    (tmp_path / "p.xml").write_text(f'<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/">{items}</packageItem>')
    assert refusals(tmp_path / "p.xml") == {"p.xml": "a package that only names other items"}


OLD_WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.4/"><siteinfo><sitename>Harbor</sitename>
<namespaces><namespace key="0"></namespace><namespace key="1">Talk</namespace><namespace key="6">Image</namespace>
</namespaces></siteinfo>
<page><title>Seals: a plague</title><id>1</id>
<revision><timestamp>2019-05-03T12:00:00Z</timestamp><text>They tear nets.</text></revision>
<revision><timestamp>2019-05-01T12:00:00Z</timestamp><text>They tear sails.</text></revision></page>
<page><title>Talk:Seals</title><id>2</id><revision><text>Why do they?</text></revision></page>
<page><title>Image:Seal.jpg</title><id>3</id><revision><text>A seal.</text></revision></page></mediawiki>"""


def test_an_old_export_of_a_wiki_has_no_numbers_of_namespaces(tmp_path: Path) -> None:
    (tmp_path / "wiki.xml").write_text(OLD_WIKI)
    [article] = articles(tmp_path / "wiki.xml")
    assert (article.title, prose(article), article.published) == ("Seals: a plague", ["They tear nets."], None)
    assert article.details.updated == DAY
