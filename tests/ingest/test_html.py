"""Web pages and pieces of HTML."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa.ingest.readers.html import article_of_page, blocks_of_html
from tests.ingest.reading import articles, prose, refusals

FIRST = (
    "The town of Tarn Bay will light its harbour with lamps that dim when nobody walks by, the council decided on"
    " Tuesday after a winter of trials on two piers."
)
SECOND = "Each lamp costs 340 euros, and the council expects to save the price of all of them within six years."
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Lamps that dim - Tarn Bay Courier</title>
<meta property="og:title" content="Lamps that dim"><meta property="og:site_name" content="Tarn Bay Courier">
<meta name="author" content="Ines Okafor"><meta property="article:published_time" content="2022-02-08T21:30:00-05:00">
<meta property="article:modified_time" content="2022-02-10T08:00:00Z"><meta property="article:section" content="Town">
<link rel="canonical" href="https://courier.example/lamps"><style>p {{ color: red }}</style></head><body>
<div class="cookie-banner">We use cookies. <button>Accept all</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/town">Town</a></li></ul></nav>
<article><h1>Lamps that dim</h1><p>By Ines Okafor</p><p>{FIRST}</p><h2>What they cost</h2><p>{SECOND}</p></article>
<aside><h3>Most read</h3><ul><li><a href="/1">Ferry to close</a></li></ul></aside>
<footer>© 2022 Tarn Bay Courier</footer><script>track("page")</script></body></html>"""


def test_the_article_of_a_page_and_what_its_tags_tell(tmp_path: Path) -> None:
    (tmp_path / "lamps.html").write_text(PAGE, "utf-8")
    (article,) = articles(tmp_path)
    assert prose(article) == [FIRST, SECOND]
    assert (article.id, article.title, article.source) == ("lamps", "Lamps that dim", "Tarn Bay Courier")
    assert (article.published, article.details.updated) == (date(2022, 2, 8), date(2022, 2, 10))
    assert (article.url, article.language) == ("https://courier.example/lamps", "en-GB")
    assert (article.details.byline, article.details.section) == ("Ines Okafor", "Town")
    assert ("published", "meta tag") in article.details.told_by


FELL = "<p>On May 12, 2015, the old bridge fell; in 2022, if the winter is mild, the new one opens.</p>"
DAY, NEXT = date(2019, 5, 3), date(2019, 5, 5)


@pytest.mark.parametrize(
    ("head", "above", "below", "published", "updated"),
    [
        ("", "", "", None, None),  # neither the day of an event nor the year of a notice
        ("", "", "<p>By Ada Finch, May 3, 2019</p>", DAY, None),
        ("", "", "<p>Published: 3 May 2019 | Updated: 5 May 2019</p>", DAY, NEXT),
        ("", "<div>May 3, 2019</div>", "", DAY, None),
        ("", "", "<div class=by>By Ada Finch <i>|</i> <span class=date>Friday, May 3, 2019</span></div>", DAY, None),
        ("", "", "<time datetime=2019-05-03T08:00>3 May</time>", DAY, None),
        ("<meta property=article:published_time content='2019-05-03'>", "", "", DAY, None),
        ("<meta name=date content='May 3, 2019'>", "", "", DAY, None),
        ('<script type="application/ld+json">{"datePublished": "2019-05-03"}</script>', "", "", DAY, None),
    ],
)
def test_the_day_of_a_page_is_none_that_its_prose_names(
    head: str, above: str, below: str, published: date | None, updated: date | None
) -> None:
    page = (
        f"<html><head><title>Lamps that dim</title>{head}</head><body><article>{above}<h1>Lamps that dim</h1>{below}"
        f"<p>{FIRST}</p>{FELL}</article><aside><h3>More</h3><p>May 9, 2018</p></aside><footer>© 2021 Courier</footer>"
    )
    article = article_of_page(page.encode(), "lamps")
    assert (article.published, article.details.updated) == (published, updated)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_page_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "lamps.htm").write_bytes(PAGE.replace("Bay", "Bäy").encode(encoding))
    (article,) = articles(tmp_path)
    assert "".join(prose(article)).count("Tarn Bäy") == 1


def test_pages_without_an_article_are_refused(tmp_path: Path) -> None:
    (tmp_path / "menu.html").write_text("<html><body><nav><a href=/>Home</a></nav></body></html>", "utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "nested.html").write_text("<div>" * 50_000, "utf-8")
    found = refusals(tmp_path)
    assert {name.rpartition("/")[2] for name in found} == {"menu.html", "empty.html", "nested.html"}
    assert found[f"{tmp_path.name}/menu.html"] == "no article found in this page"


def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "lamps.html").write_text(PAGE, "utf-8")
    for name in ("lamps_files/style.css", "notes_files/note.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("The note stands.", "utf-8")
    assert [article.id for article in articles(tmp_path)] == ["lamps", "note"]
    assert refusals(tmp_path) == {}


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<p>One.</p><p>Two <b>bold</b>.</p>", [("One.", True), ("Two bold.", True)]),
        (
            "<h2>Head</h2>Loose <i>words</i>.<p>One.</p>tail",
            [("Head", False), ("Loose words.", True), ("One.", True), ("tail", True)],
        ),
        ("One.<br>Two.<br/><br/>Three.", [("One. Two.", True), ("Three.", True)]),
        ("<div><div>Deep.</div> Side.</div>", [("Deep.", True), ("Side.", True)]),
        ("<ul><li>A</li><li><p>B</p></li></ul>", [("A", True), ("B", True)]),
        ("<table><tr><th>Year</th><td>1995</td></tr></table>", [("Year", False), ("1995", False)]),
        ("<p>Seen<script>not()</script>.</p><style>p{}</style>", [("Seen.", True)]),
        ("Plain text.\nTwo &amp; lines", [("Plain text.", True), ("Two &amp; lines", True)]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks(html: str, blocks: list[tuple[str, bool]]) -> None:
    found = [(" ".join(block.text.split()), block.prose) for block in blocks_of_html(html)]
    assert [block for block in found if block[0]] == blocks
