"""Pages that a real browser saved and printed: two columns, running headers, hyphens at line ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.ingest.reading import articles, prose, refusals
from tests.ingest.test_html import FIRST, PAGE, SECOND

PARAGRAPHS = [
    "The harbour board counted every boat that crossed the bay in the spring, from the smallest dinghy to the ferries,"
    " and found that their number had fallen by half within a decade of the tunnel's opening.",
    "Its chairman, Piet Aalto, said that nobody had expected the pilots to lose more work than the ferrymen, since the"
    " large ships must still be led through the narrows whatever the weather.",
    "The unions asked for a meeting before the summer. They want the pilots' school, which trains nine people a year,"
    " to be kept open until the last of the present crews retires.",
    "Neither side would say on Friday what a compromise could look like, though both called the talks of the past week"
    " friendly and promised to go on.",
] * 4
PRINTED = f"""<!doctype html><html lang="en"><head><title>Fewer boats cross the bay</title><style>
body {{ font: 11pt/1.35 serif; columns: 2; column-gap: 24pt; text-align: justify; hyphens: auto }}
p {{ orphans: 1; widows: 1 }}
h1 {{ font-size: 20pt; column-span: all }} p {{ margin: 0; text-indent: 12pt }}</style></head>
<body><h1>Fewer boats cross the bay</h1>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</body></html>"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


def test_two_columns_on_pages_with_headers_and_numbers(page: Page, tmp_path: Path) -> None:
    page.set_content(PRINTED)
    page.pdf(
        path=tmp_path / "boats.pdf", width="120mm", height="160mm", display_header_footer=True,
        margin={"top": "20mm", "bottom": "18mm", "left": "12mm", "right": "12mm"},
        header_template="<div style='font-size:8px;width:100%;text-align:center'>Tarn Bay Courier, 14 May 2021</div>",
        footer_template="<div style='font-size:8px;width:100%;text-align:center'>Page <span class=pageNumber></span>"
        " of <span class=totalPages></span></div>",
    )  # fmt: skip
    (article,) = articles(tmp_path)
    assert article.title == "Fewer boats cross the bay"
    assert prose(article) == PARAGRAPHS


def test_a_page_saved_in_one_file(page: Page, tmp_path: Path) -> None:
    page.route("https://courier.example/**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto("https://courier.example/lamps")
    session = page.context.new_cdp_session(page)
    (tmp_path / "lamps.mhtml").write_text(session.send("Page.captureSnapshot", {"format": "mhtml"})["data"], newline="")
    (article,) = articles(tmp_path)
    assert (article.title, article.url) == ("Lamps that dim", "https://courier.example/lamps")
    assert prose(article) == [FIRST, SECOND]


def test_a_scan_says_what_to_do(page: Page, tmp_path: Path) -> None:
    page.set_content("<canvas width=300 height=300></canvas>")
    page.pdf(path=tmp_path / "scan.pdf")
    (reason,) = refusals(tmp_path).values()
    assert reason == "a PDF without text: a scan; make its text readable first, as with ocrmypdf"
