"""What feeds and sitemaps lead to, and what is one."""

from __future__ import annotations

import pytest

from qa.errors import SourceError
from qa.ingest.web.listings import kind_of, links_of_feed, links_of_sitemap
from tests.ingest.web import sitemap


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            """\n<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns="http://purl.org/rss/1.0/"><channel><link>/home</link></channel>
            <item><link> /a </link></item></rdf:RDF>""",
            ["http://t.example/a"],
        ),
        (
            """<feed xmlns="http://www.w3.org/2005/Atom"><link href="/home"/><entry><link rel="self" href="/s"/>
            <link rel="enclosure" href="/e.mp3"/><link href="b"/><source><link href="/x"/></source></entry>
            <entry xml:base="http://u.example/d/"><link rel="alternate" href="c"/></entry>
            <entry><id>urn:1</id></entry></feed>""",
            ["http://t.example/f/b", "http://u.example/d/c", ""],
        ),
        (
            """<rss><channel><item><guid>http://t.example/g</guid></item><item><guid isPermaLink="false">http://n.example/</guid>
            </item><item><link/><guid isPermaLink="true">HTTP://t.example/h</guid></item><item><guid>17</guid></item></channel></rss>""",
            ["http://t.example/g", "", "http://t.example/h", ""],
        ),
        (  # no XML
            """<?xml version="1.0"?><rss><channel><title>A & B&nbsp;</title>
            <item><title>C & D</title><link>/i?a=1&b=2</link>
            <pubDate>x</pubDate></item><item><link><![CDATA[/j]]></link></item>
            <item><guid isPermaLink="false">http://n.example/</guid></item></channel>""",
            ["http://t.example/i?a=1&b=2", "http://t.example/j", ""],
        ),
        ("<rss><channel><item><link>http://[</link></item></channel></rss>", ["http://["]),
        ("<rss><channel/></rss>", []),
    ],
)
def test_links_of_feeds(text: str, links: list[str]) -> None:
    assert links_of_feed(text.encode(), "http://t.example/f/all") == links


def test_what_sitemaps_tell_of_time() -> None:
    times = [
        "2024-05-03",
        "20240504T10:00+0200",
        "2024-05-04T09:30:00",
        "5 May 2024",
        "2024",
        "soon",
        "0001-01-01T00:00:00+05:00",
    ]
    listed = links_of_sitemap(
        sitemap(*(("http://t.example/" + str(number), time) for number, time in enumerate(times)))
    )
    assert [times[int(each.address[-1])] for each in listed] == [times[place] for place in (3, 2, 1, 0, 4, 5, 6)]
    assert [each.is_dated for each in listed] == [True, True, True, True, False, False, True]


@pytest.mark.parametrize(
    ("data", "content_type", "kind"),
    [
        (b"<!DOCTYPE html>\n<!-- x --><html lang=en>", "text/html", "page"),
        (b"Seals", "text/html", "page"),
        (b"<p>Seals", "", "page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><html xmlns="x">', "application/xml", "page"),
        ('<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"), "text/xml", "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", "text/html", "feed"),
        (b"<!-- a --><?xml-stylesheet href='x'?><feed>", "", "feed"),
        (b"<urlset>", "text/xml", "sitemap"),
        (b"<s:sitemapindex>", "text/xml", "sitemap"),
    ],
)
def test_what_an_answer_is(data: bytes, content_type: str, kind: str) -> None:
    assert kind_of(data, content_type) == kind


@pytest.mark.parametrize(
    ("data", "told"), [(b"<svg/>", "text/xml"), (b"", ""), (b"Seals", ""), (b"\0\1", "application/gzip")]
)
def test_an_answer_that_is_nothing_of_it(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=f"of the kind {told or '.none said.'}, but neither a page nor a feed nor a"):
        kind_of(data, told)
