"""What other programs write, each by its own idea of the format: words, title, day, author and source of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from qa.types import Article
from tests.ingest.reading import articles, prose
from tests.ingest.site import HTML, Sites
from tests.ingest.test_documents import AALTO, ASKED, BOARD, BOAT, CREW, FILES, TITLE

COURIER, DAY = "Tarn Bay Courier", date(2021, 3, 9)
TOLL = "Drivers will pay three crowns instead of two for the tunnel under Tarn Bay from May on, the county said."
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} - {COURIER}</title>
<meta property="og:site_name" content="{COURIER}"><meta name="author" content="Ines Okafor">
<meta property="article:published_time" content="{{day}}T08:30:00+01:00"></head>
<body><nav><a href="/">Home</a> <a href="/harbour">Harbour</a></nav>
<article><h1>{TITLE}</h1><p>{BOARD}</p><p>{AALTO}</p></article></body></html>"""
NINE_HUNDRED = (
    '"We carried nine hundred people a day in 1995; we carry eighty now," said Piet Aalto, who chairs the board.'
)
CROWNS = (
    '"Three crowns" instead of two will be the toll of the tunnel under Tarn Bay, the county said; it rises in May.'
)
MAY = "The board will answer them in May."
OF_ONE = {"pandoc", "libreoffice"}  # writers of one and the same article
SAVED = PAGE.replace("{day}", "2021-03-09")


def known(article: Article) -> tuple[str, date | None, str, str]:
    return article.title, article.published, article.source, article.details.byline


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        page.route("https://courier.example/**", lambda route: route.fulfill(body=SAVED, content_type="text/html"))
        page.goto("https://courier.example/ferry")
        yield page


@pytest.mark.parametrize(
    "name", [path.name for path in sorted(FILES.iterdir()) if path.stem in OF_ONE and path.suffix != ".xlsx"]
)
def test_a_document_tells_its_day_and_author_and_is_from_nobody(name: str) -> None:
    (article,) = articles(FILES / name)
    assert known(article) == (TITLE, DAY, "", "Ines Okafor")
    assert "source" not in dict(article.details.told_by)


def test_lines_of_markdown_that_were_wrapped() -> None:
    (article,) = articles(FILES / "pandoc.md")
    assert [text.replace('"', "") for text in prose(article)[:2]] == [BOARD, re.sub("[“”]", "", AALTO)]


@pytest.mark.parametrize("name", ["pelican.atom", "feedgen.rss"])
def test_a_feed(name: str) -> None:
    toll, ferry = sorted(articles(FILES / name), key=lambda article: article.title, reverse=True)
    assert known(toll) == ("Tunnel toll to rise", date(2021, 4, 2), COURIER, "Ines Okafor")
    assert known(ferry) == (TITLE, DAY, COURIER, "Ines Okafor")
    assert (prose(toll), prose(ferry)[0]) == ([TOLL], BOARD)
    assert ferry.url.startswith("https://courier.example/ferry")


def test_a_page_saved_by_a_browser(page: Page, tmp_path: Path) -> None:
    session = page.context.new_cdp_session(page)
    saved = session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    (tmp_path / "ferry.mhtml").write_text(saved, newline="")
    (tmp_path / "ferry.html").write_text(page.content(), "utf-8")
    for article in articles(tmp_path):
        assert known(article) == (TITLE, DAY, COURIER, "Ines Okafor"), article.origin
        assert prose(article) == [BOARD, AALTO]


def test_a_page_printed_by_a_browser(page: Page, tmp_path: Path) -> None:
    page.evaluate(f"document.querySelector('h1').insertAdjacentHTML('afterend', '<p>{COURIER}, March 9, 2021</p>')")
    page.pdf(path=tmp_path / "ferry.pdf", width="120mm", height="160mm")
    (article,) = articles(tmp_path)
    assert known(article)[:3] == (TITLE, DAY, COURIER)
    assert prose(article)[-2:] == [BOARD, AALTO]


def test_a_web_archive_by_wget(sites: Sites, tmp_path: Path) -> None:
    if shutil.which("wget") is None:
        pytest.skip("no wget: sudo apt-get install wget")
    site = sites(
        {"/ferry": (200, HTML, SAVED.encode()), "/old": (200, HTML, PAGE.replace("{day}", "1987-03-09").encode())}
    )
    addresses = [f"{site.address}/{name}" for name in ("ferry", "old")]
    subprocess.run(["wget", "-q", "-O", tmp_path / "pages", "--warc-file", tmp_path / "crawl", *addresses], check=True)
    found = {article.url: article for article in articles(tmp_path / "crawl.warc.gz")}
    assert [known(found[address]) for address in addresses] == [
        (TITLE, DAY, COURIER, "Ines Okafor"), (TITLE, date(1987, 3, 9), COURIER, "Ines Okafor"),
    ]  # fmt: skip
    assert all(prose(article) == [BOARD, AALTO] for article in found.values())


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("a.zip", "zip -q a.zip ferry.html"),
        ("a.tar.gz", "tar czf a.tar.gz ferry.html"),
        ("a.tar", "tar cf a.tar ferry.html"),
        ("ferry.html.gz", "gzip -k ferry.html"),
        ("ferry.html.bz2", "bzip2 -k ferry.html"),
        ("ferry.html.xz", "xz -k ferry.html"),
    ],
)
def test_an_archive_by_the_tools_of_the_system(tmp_path: Path, name: str, command: str) -> None:
    if shutil.which(command.split()[0]) is None:
        pytest.skip(f"no {command.split()[0]}")
    (tmp_path / "ferry.html").write_text(SAVED)
    subprocess.run(command.split(), cwd=tmp_path, check=True)
    (article,) = articles(tmp_path / name)
    assert (*known(article), prose(article)) == (TITLE, DAY, COURIER, "Ines Okafor", [BOARD, AALTO])


OF_THE_FERRY = {  # what it is called, when, by whom it was printed and written
    "mediawiki.xml": (TITLE, DAY, COURIER, ""),
    "superdesk.nitf": (TITLE, DAY, "", "Ines Okafor"),
    "superdesk.newsml": (TITLE, DAY, COURIER, "Ines Okafor"),
    "newsmlg2.newsml": (TITLE, DAY, COURIER, "Ines Okafor"),
    "nodemailer.eml": (f"{TITLE} – “nobody asked us”", DAY, COURIER, COURIER),
    "formail.mbox": (TITLE, DAY, COURIER, COURIER),
    "scrapy.jsonl": (TITLE, DAY, COURIER, "Ines Okafor"),
    "trafilatura.jsonl": (TITLE, DAY, COURIER, "Ines Okafor"),
    "warciojs.warc.gz": (TITLE, DAY, COURIER, "Ines Okafor"),
    "typst.pdf": (TITLE, DAY, COURIER, "Ines Okafor"),
}
REST = {  # paragraphs behind the first two
    "mediawiki.xml": [BOAT, CREW, f"{ASKED} {MAY}"],
    "superdesk.nitf": [f"{ASKED} {MAY}"],
    "superdesk.newsml": [f"{ASKED} {MAY}"],
    "typst.pdf": [f"{ASKED}1 {MAY}", "1Their letter was signed by 61 people."],
}


@pytest.mark.parametrize("name", OF_THE_FERRY)
def test_an_article_of_another_program(name: str) -> None:
    article = articles(FILES / name)[0]
    assert known(article) == OF_THE_FERRY[name]
    assert article.text.count(TITLE) <= 1
    found = prose(article)
    assert found[:2] == [BOARD, AALTO]
    assert found[2:] == REST.get(name, [])


def test_a_wiki_has_no_talk_templates_old_versions_or_redirects() -> None:
    ferry, toll = articles(FILES / "mediawiki.xml")
    assert known(toll) == ("Tunnel toll to rise", date(2021, 4, 2), COURIER, "")
    assert (prose(toll), ferry.details.updated) == ([TOLL], date(2026, 11, 30))


def test_a_page_that_was_gone_is_no_article() -> None:
    assert len(articles(FILES / "warciojs.warc.gz")) == 1


def test_what_agencies_changed() -> None:
    for name in ("superdesk.newsml", "newsmlg2.newsml"):
        [article] = articles(FILES / name)
        assert (article.details.updated, article.language) == (date(2021, 3, 10), "en")


def test_a_line_that_a_mailbox_marks_as_no_message() -> None:
    toll = articles(FILES / "formail.mbox")[1]
    assert known(toll) == ("Tunnel toll to rise", date(2021, 4, 2), COURIER, COURIER)
    assert prose(toll) == [
        "Drivers will pay three crowns instead of two for the tunnel under Tarn Bay.",
        "From May on nobody crosses the bay for less, the county said.",
    ]


@pytest.mark.parametrize(
    "name",
    "sqlite.csv sqlite.json postgresql.csv postgresql.tsv miller.tsv pandas.csv pandas.tsv xlsxwriter.xlsx".split(),
)
def test_a_table(name: str) -> None:
    ferry, toll = articles(FILES / name)
    assert (ferry.id, *known(ferry)) == ("ferry", TITLE, DAY, COURIER, "Ines Okafor")
    assert known(toll) == ('Toll of the tunnel to rise, "for good"', date(2021, 4, 2), COURIER, "")
    assert (prose(ferry), prose(toll)) == ([BOARD, NINE_HUNDRED], [CROWNS])
    assert (ferry.url, toll.url) == ("https://courier.example/ferry", "https://courier.example/toll")
