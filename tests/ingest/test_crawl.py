"""Pages, feeds and sitemaps of a real server on this machine, kept as web archives and read from them."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from qa.errors import IndexUnusable
from qa.ingest.sources import read_sources
from qa.ingest.web import crawl
from qa.ingest.web.crawl import Fetched, fetch, page_of
from qa.types import Article, Details, Refusal
from tests.ingest.reading import articles, prose
from tests.ingest.site import HTML, Page, Sites, client, moved
from tests.ingest.web import FOG, LAMPS, NETS, XML, feed, html, page, read, reasons, sitemap, taken


def test_a_page(sites: Sites, tmp_path: Path) -> None:
    site = sites({"/nets": moved("/2019/nets.html"), "/2019/nets.html": page("Seals tear nets", NETS)})
    got = taken(tmp_path, f"{site.address}/nets")
    (article,) = articles(*got.archives)
    assert (article.title, article.source, article.published) == (
        "Seals tear nets",
        "Tarn Bay Courier",
        date(2019, 5, 3),
    )
    assert (article.url, prose(article)) == (f"{site.address}/2019/nets.html", [NETS])
    assert article.id.startswith("nets-")
    (archive,) = got.archives
    assert archive.parent == tmp_path / "web"
    datetime.strptime(archive.name, "127.0.0.1-%Y%m%dT%H%M%SZ.warc.gz").replace(tzinfo=UTC)
    assert got.refusals == ()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("", "text/html; charset=iso-8859-2"),
        ('<meta charset="iso-8859-2">', "text/html"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "text/html; charset=utf-8"),
        ('<meta charset="iso-8859-2">', "text/html; charset=no-such"),
    ],
)
def test_a_page_in_the_encoding_that_is_told(sites: Sites, tmp_path: Path, head: str, told: str) -> None:
    text = "Mgła zamknęła port na cały dzień, a prom został przy nabrzeżu aż do wieczora."
    body = html("Mgła", text).replace("<head>", f"<head>{head}").encode("iso-8859-2")
    site = sites({"/": (200, {"Content-Type": told}, body)})
    assert list(read(taken(tmp_path, site.address)).values()) == [text]


def test_a_feed(sites: Sites, tmp_path: Path) -> None:
    """The pages of its entries; of one that cannot be had, what stands in the feed."""
    site = sites({"/nets": page("Seals tear nets", NETS), "/lamps": page("Lamps", LAMPS)})
    site.pages["/pdf"] = 200, {"Content-Type": "application/pdf"}, b""
    gone = (
        f"<title>Fog &amp;amp; ferry</title><link>{site.address}/fög#top</link><author>Ines Okafor</author>"
        f"<pubDate>Sat, 04 May 2019 09:00:00 GMT</pubDate><description>{FOG}</description>"
    )
    site.pages["/feed"] = feed(
        f"<title>Seals</title><link>{site.address}/nets#a</link>", f"<link>{site.address}/nets</link>", gone,
        f"<link>{site.address}/pdf</link>", f"<link>{site.address}/feed</link>", "<title>No page</title>",
        f"<guid>{site.address}/lamps</guid>",
    )  # fmt: skip
    got = taken(tmp_path, f"{site.address}/feed")
    assert read(got) == {"nets": NETS, "lamps": LAMPS, "f%C3%B6g": FOG}
    assert reasons(got) == [
        ("feed", "1 of the 7 entries of this feed name no page"),
        ("fög", "its answer is 404 Not Found; what the feed has of it is taken instead"),
        ("pdf", "of the kind application/pdf, which is no page, feed or sitemap"),
        ("feed", "a feed, not a page"),
    ]
    assert site.asked.count("/nets") == 1
    fog = next(each for each in articles(*got.archives) if each.title.startswith("Fog"))
    assert (fog.title, fog.source, fog.published) == ("Fog & ferry", "Tarn Bay Courier", date(2019, 5, 4))
    assert fog.details.byline == "Ines Okafor"


def test_a_feed_names_no_more_pages_than_are_wanted(sites: Sites, tmp_path: Path) -> None:
    site = sites({"/nets": page("Seals tear nets", NETS), "/lamps": page("Lamps", LAMPS)})
    site.pages["/feed"] = feed(*(f"<link>{path}</link>" for path in ("/nets", "/fog", "lamps")))
    assert read(taken(tmp_path, f"{site.address}/feed", most=1)) == {"nets": NETS}
    assert "/fog" not in site.asked


def test_a_sitemap_from_the_newest_page_on(sites: Sites, tmp_path: Path) -> None:
    site = sites({f"/{name}": page(name, f"{NETS} It was {name}.") for name in "abcdef"})
    days = {"a": "2024-03-01", "b": "2024-04-01", "c": "2024-01-01", "d": "2024-04-02"}
    entries = ((f"{site.address}/{name}", day) for name, day in days.items())
    site.pages["/sitemap.xml"] = 200, XML, sitemap(*entries)
    got = taken(tmp_path, f"{site.address}/sitemap.xml", most=3)
    assert site.asked[1:] == ["/sitemap.xml", "/d", "/b", "/a"]
    assert set(read(got)) == {"d", "b", "a"}


def test_an_index_of_sitemaps(sites: Sites, tmp_path: Path) -> None:
    """Those that can hold nothing newer are not asked for; those that tell no time are."""
    site = sites({f"/{name}": page(name, f"{NETS} It was {name}.") for name in "abcdef"})
    at = f"{site.address}/{{}}".format
    listed = [
        ("2024.xml.gz", "2024-05-01"),
        ("2022.xml", "2022-01-01"),
        ("news.xml", ""),
        ("2023.xml", "2023-06-01T00:00:00Z"),
    ]
    site.pages |= {
        "/index.xml": (
            200,
            XML,
            sitemap(*((at(name), day) for name, day in (*listed, ("index.xml", ""))), of="sitemap"),
        ),
        "/2024.xml.gz": (
            200,
            {"Content-Type": "application/octet-stream"},
            gzip.compress(sitemap((at("a"), "2024-04-30"))),
        ),
        "/2023.xml": (200, XML, sitemap((at("b"), "2023-05-01T08:00:00+02:00"), (at("c"), "2023-05-30"))),
        "/news.xml": (200, XML, NEWS.format(at("d"), at("e")).encode()),
    }
    got = taken(tmp_path, at("index.xml"), most=3)
    assert site.asked[1:] == ["/index.xml", "/2024.xml.gz", "/2023.xml", "/news.xml", "/a", "/d", "/c"]
    assert (set(read(got)), got.refusals) == ({"a", "c", "d"}, ())


NEWS = """<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> {} </loc><n:news><n:publication_date>
2024-01-05</n:publication_date></n:news></url><url><loc>{}</loc></url><url/></urlset>"""


def test_more_sitemaps_than_are_read(sites: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl, "MOST_SITEMAPS", 2)
    site = sites({"/a": page("Seals tear nets", NETS), "/page.xml": page("No sitemap", NETS)})
    site.pages["/1.xml"] = 200, XML, sitemap((f"{site.address}/a", ""))
    names = ("page.xml", "1.xml", "2.xml", "3.xml")
    site.pages["/index.xml"] = 200, XML, sitemap(*((f"{site.address}/{name}", "") for name in names), of="sitemap")
    got = taken(tmp_path, f"{site.address}/index.xml")
    assert read(got) == {"a": NETS}
    assert reasons(got) == [
        ("page.xml", "a page, not a sitemap"),
        ("index.xml", "of its sitemaps, 2 were read and 2 were not"),
    ]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ((200, XML, b"<rss><channel/></rss>"), "no entry in this feed"),
        ((200, XML, b"<rss><channel><item/></channel></rss>"), "no entry of this feed names a page"),
        ((200, XML, b"<urlset><url>"), "malformed XML: "),
        ((200, XML, b"<urlset><url><lastmod>2024-05-03</lastmod></url></urlset>"), "no page in this sitemap"),
        (
            (200, {"Content-Type": "application/gzip"}, gzip.compress(bytes(30_000_000))),
            "more than 20,000,000 bytes when",
        ),
        (
            (200, {"Content-Type": "application/octet-stream"}, b"\0"),
            "of the kind application/octet-stream, which is no",
        ),
        ((200, {"Content-Type": "text/plain"}, b"Seals"), "of the kind text/plain, which is no page, feed or sitemap"),
    ],
)
def test_what_leads_to_no_page(sites: Sites, tmp_path: Path, page: Page, reason: str) -> None:
    site = sites({"/": page})
    got = taken(tmp_path, f"{site.address}/")
    assert got.archives == ()
    assert [(each.origin, each.reason[: len(reason)]) for each in got.refusals] == [(f"{site.address}/", reason)]


@pytest.mark.parametrize(
    "address", ["http://t.example/\ud800", "http://t.example/a\r\nb", "http://[x", "https://a@t.example/"]
)
def test_an_address_that_is_refused_is_shown(tmp_path: Path, address: str) -> None:
    (refusal,) = fetch([address], tmp_path, client(allow_private=False), 9).refusals
    assert refusal.origin.isprintable()
    assert refusal.origin.startswith(address[:8])


def test_what_is_fetched_again_is_put_in_its_place(sites: Sites, tmp_path: Path) -> None:
    """So that every page is in one archive, and a build from the archives reads the newest of each."""
    site = sites({"/nets": page("Seals tear nets", NETS), "/lamps": page("Lamps", LAMPS)})
    site.pages["/feed"] = feed(
        *(f"<link>{site.address}/{name}</link><description>{FOG}</description>" for name in ("nets", "lamps"))
    )
    first = taken(tmp_path, f"{site.address}/feed")
    site.pages |= {"/nets": (410, HTML, b""), "/lamps": page("Lamps", f"{LAMPS} Corrected."), "/fog": page("Fog", FOG)}
    again = taken(tmp_path, f"{site.address}/feed", f"{site.address}/fog")
    assert reasons(again) == [("nets", "its answer is 410 Gone; what the feed has of it is taken instead")]
    assert len(again.archives) == 2
    assert again.archives[0] == first.archives[0]
    assert read(Fetched(again.archives[:1], ())) == {"nets": NETS, "lamps": f"{LAMPS} Corrected."}
    assert read(Fetched(again.archives[1:], ())) == {"fog": FOG}
    assert sorted(path.name for path in (tmp_path / "web").iterdir()) == sorted(
        [".lock", *(path.name for path in again.archives)]
    )
    assert not [item for item in read_sources([tmp_path / "web"]) if isinstance(item, Refusal)]


def test_a_page_takes_the_place_of_what_a_feed_had_of_it(sites: Sites, tmp_path: Path) -> None:
    site = sites({"/feed": feed("<link>/nets</link>")})
    site.pages["/feed"] = feed(f"<link>{site.address}/nets</link><description>{FOG}</description>")
    before = taken(tmp_path, f"{site.address}/feed")
    site.pages["/nets"] = page("Seals tear nets", NETS)
    after = taken(tmp_path, f"{site.address}/feed")
    assert (read(after), after.archives) == ({"nets": NETS}, before.archives)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnusable, match=r"file/web cannot be written: Not a directory\n  try: qa add --indexes"):
        fetch(["http://t.example/"], tmp_path / "file" / "web", client(), 9)


def test_an_entry_as_a_page_is_that_entry(tmp_path: Path) -> None:
    details = Details(byline="Ines Okafor", updated=date(2019, 5, 5))
    article = Article(
        id="x",
        text=f"{FOG} <b>\n{NETS}",
        body=((0, len(FOG) + 4), (len(FOG) + 5, len(FOG) + 5 + len(NETS))),
        title='Fog & "ferry"',
        source="The <Courier>",
        published=date(2019, 5, 4),
        language="en-GB",
        details=details,
    )
    (tmp_path / "x.html").write_bytes(page_of(article))
    (again,) = articles(tmp_path)
    assert (again.title, again.source) == (article.title, article.source)
    assert (again.published, again.language) == (article.published, article.language)
    assert (again.details.byline, again.details.updated) == (details.byline, details.updated)
    assert prose(again) == prose(article)


def test_ctrl_c_keeps_what_was_fetched(sites: Sites, tmp_path: Path) -> None:
    def stop(handler: object) -> None:
        raise AssertionError("asked for the page at which it is stopped")

    site = sites({"/nets": page("Seals tear nets", NETS), "/lamps": stop})
    site.pages["/feed"] = feed(f"<link>{site.address}/nets</link>", f"<link>{site.address}/lamps</link>")

    def stopped(stage: str, done: int, total: int, _: int) -> None:
        if (stage, done, total) == ("fetching", 1, 2):
            raise KeyboardInterrupt

    said: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        fetch([f"{site.address}/feed"], tmp_path, client(), 9, progress=stopped, say=said.append)
    (archive,) = tmp_path.glob("*.warc.gz")
    assert said == [f"what was fetched is kept; to add it: qa add {archive}"]
    assert [prose(each) for each in articles(archive)] == [[NETS]]
