"""Feeds, agency markup and wrapped lists of JSON that are longer than an article may be: read as they come."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest.readers import feed, json_file, json_list, newsml
from qa.ingest.readers.feed import read_feed
from qa.ingest.readers.json_file import given_ids, read_json
from qa.ingest.readers.newsml import read_newsml
from qa.ingest.readers.xml_tree import ENTITIES
from qa.types import Article, Refusal

MANY = 230


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of more than 200 bytes is long, and 64 are read at once."""
    for module in (feed, newsml, json_list):
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 200)
    monkeypatch.setattr(json_list, "SAMPLE", 64)
    monkeypatch.setattr(json_file, "MAX_JSON_BYTES", 1_000_000)


RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Courier &amp; Mail</title><language>en-GB</language>{}</channel></rss>"""
RSS_ITEM = """<item><title>Boat {0}</title><guid>urn:{0}</guid><pubDate>Fri, 03 May 2019 10:00:00 GMT</pubDate>
<dc:creator>Ada Fögh</dc:creator><description><![CDATA[<p>Boat {0} sank off the pier.</p>]]></description></item>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier &amp; Mail</title>{}</feed>'
ATOM_ITEM = """<entry><title>Boat {0}</title><id>urn:{0}</id><published>2019-05-03T10:00:00Z</published>
<author><name>Ada Fögh</name></author>
<content type="html">&lt;p&gt;Boat {0} sank off the pier.&lt;/p&gt;</content></entry>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier &amp; Mail</title></channel>{}</rdf:RDF>"""
RDF_ITEM = """<item rdf:about="urn:{0}"><title>Boat {0}</title><link>urn:{0}</link><dc:date>2019-05-03</dc:date>
<dc:creator>Ada Fögh</dc:creator><description>Boat {0} sank off the pier.</description></item>"""


@pytest.mark.parametrize(("form", "item"), [(RSS, RSS_ITEM), (ATOM, ATOM_ITEM), (RDF, RDF_ITEM)])
def test_a_long_feed_gives_what_a_short_one_gives(
    form: str, item: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "feed.xml"
    entries = "\n".join(item.format(number) for number in range(MANY))
    path.write_text(form.format(entries), "iso-8859-1" if form is RSS else "utf-8")
    whole = list(read_feed(path))
    request.getfixturevalue("short")
    found = list(read_feed(path))
    assert found == whole
    last = found[-1]
    assert isinstance(last, Article)
    assert (last.title, last.source, last.origin) == (f"Boat {MANY - 1}", "Courier & Mail", str(MANY))
    assert (last.text, last.details.byline) == (f"Boat {MANY - 1} sank off the pier.", "Ada Fögh")


@pytest.mark.usefixtures("short")
def test_a_fault_in_a_long_feed_ends_it_behind_what_is_whole(tmp_path: Path) -> None:
    path, read = tmp_path / "feed.xml", []
    path.write_text(RSS.format(RSS_ITEM.format(1) + RSS_ITEM.format(2) + "<item></guid>"), "iso-8859-1")
    with pytest.raises(SourceError, match=r"^malformed XML: "):
        read.extend(read_feed(path))
    assert [item.title for item in read if isinstance(item, Article)] == ["Boat 1", "Boat 2"]


@pytest.mark.usefixtures("short")
def test_a_long_feed_reaches_nothing_outside_itself(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden")
    declared = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss'
    path = tmp_path / "feed.xml"
    text = RSS.replace("<rss", declared, 1).format(RSS_ITEM.format("&x;"))
    path.write_text(text, "iso-8859-1")
    with pytest.raises(SourceError) as refused:
        list(read_feed(path))
    assert refused.value.message == ENTITIES


@pytest.mark.usefixtures("short")
def test_a_long_feed_without_an_entry(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS.format("<link>x</link>" * 50), "iso-8859-1")
    with pytest.raises(SourceError, match=r"^no entry in this feed$"):
        list(read_feed(tmp_path / "feed.xml"))


G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{}</itemSet></newsMessage>"""
G2_ITEM = """<newsItem guid="urn:{0}"><itemMeta><provider literal="Wire"/></itemMeta><contentMeta>
<contentCreated>2019-05-03T10:00:00Z</contentCreated><headline>Boat {0}</headline></contentMeta><contentSet><inlineXML>
<nitf xmlns=""><body><body.content><p>Boat {0} sank off the pier.</p></body.content></body></nitf></inlineXML>
</contentSet></newsItem>"""


def test_long_agency_markup_gives_what_a_short_one_gives(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(G2.format("".join(G2_ITEM.format(number) for number in range(MANY))))
    whole = list(read_newsml(path))
    request.getfixturevalue("short")
    assert list(read_newsml(path)) == whole
    assert [item.text for item in whole[:1] if isinstance(item, Article)] == ["Boat 0\n\nBoat 0 sank off the pier."]
    assert len(whole) == MANY


@pytest.mark.usefixtures("short")
def test_an_item_alone_that_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "a.nitf"
    path.write_text(f"<nitf><body><body.content>{'<p>Boat sank.</p>' * 20}</body.content></body></nitf>")
    with pytest.raises(SourceError, match=r"^\d+ bytes, and no news item within; an item alone may have 200$"):
        list(read_newsml(path))


RECORDS = [{"id": f"k{number}", "text": f"Boat {number} “{'[{}],' * 9}” sank.", "n": [1]} for number in range(MANY)]
OTHERS = {"took": 12.5, "tags": ["a", "b"], "users": [{"name": "Ada"}] * 3, "by": {"host": "x", "ids": [1, 22, 333]}}
HITS = {"hits": {"total": 9, "hits": [{"_id": n, "_source": record} for n, record in enumerate(RECORDS)]}}
FEED = {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "authors": [{"name": "Ada Finch"}]}


@pytest.mark.parametrize(
    "value",
    [
        {**OTHERS, "articles": RECORDS},
        {"articles": RECORDS, **OTHERS},
        {**OTHERS, **HITS},
        {"description": "All boats.", "reviews": [{"text": "Good."}] * (2 * MANY), "items": RECORDS},
        {**FEED, "language": "en", "items": [{**record, "content_text": "Ja."} for record in RECORDS]},
        {"a": [{"text": "One."}], "b": {"c": {"d": RECORDS}}},
        {"text": "A record of its own.", "comments": RECORDS},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_a_long_wrapped_list_gives_what_a_short_one_gives(
    value: object, indent: int | None, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(value, indent=indent, ensure_ascii=False), "utf-8")
    whole, ids = list(read_json(path)), list(given_ids(path))
    request.getfixturevalue("short")
    assert list(read_json(path)) == whole
    assert list(given_ids(path)) == ids


@pytest.mark.usefixtures("short")
def test_a_wrapped_list_may_be_longer_than_what_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "MAX_JSON_BYTES", 1000)
    path = tmp_path / "export.json"
    path.write_text(json.dumps({**OTHERS, "articles": RECORDS}))
    assert [item.id for item in read_json(path) if isinstance(item, Article)] == [record["id"] for record in RECORDS]
    path.write_text(json.dumps({"articles": RECORDS})[:-1] + ', "end": oops}')
    *found, last = read_json(path)
    assert (len(found), isinstance(last, Refusal)) == (MANY, True)
    path.write_text(json.dumps({record["id"]: record for record in RECORDS}))
    with pytest.raises(SourceError, match=r"write it as JSON Lines, a record a line, which may be of any size$"):
        list(read_json(path))
