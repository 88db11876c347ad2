"""What else stands beside an answer or an article, used as a reader would, with JavaScript and without."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from qa import Archive
from qa.index.build import build_index
from tests.browser.serving import answering
from tests.browser.watching import watched
from tests.encoders import HashEncoder
from tests.waiting import wait
from web import create_app

pytestmark = pytest.mark.model

HANOI = f"/?q={quote('what caused Hanoi to fail')}"
MONTH = f"/?q={quote('What did the engineers find in March 2019?')}"


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 800})
    yield from watched(context, address)


def test_why_a_sentence_is_shown_is_told_when_asked(page: Page, address: str) -> None:
    page.goto(address + HANOI)
    first = page.locator("#c1")
    table = first.get_by_role("table")
    assert not table.is_visible()
    first.get_by_text("Why this sentence").click()
    wait(table.is_visible)
    assert all(each.inner_text() for each in table.get_by_role("cell").all())


def test_citations_are_downloaded_one_and_all(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + HANOI)
    page.locator("#c1").get_by_text("Quote", exact=True).click()
    shown = page.locator(".cutting .cited").all_inner_texts()
    for links, number in ((page.locator("#c1 .formats"), 1), (page.locator(".all"), len(shown))):
        with page.expect_download() as told:
            links.get_by_role("link", name="CSL-JSON").click()
        told.value.save_as(tmp_path / "citations.json")
        entries = json.loads((tmp_path / "citations.json").read_text("utf-8"))
        assert len(entries) == number
        assert entries[0]["title"] == page.locator("#c1 .title").inner_text()


def test_what_was_read_in_a_question_is_taken_off_and_read_again(page: Page, address: str) -> None:
    page.goto(address + MONTH)
    read = page.get_by_role("list", name="Read in the question:")
    assert "March 2019" in read.get_by_role("listitem").inner_text()
    read.get_by_role("link").click()
    page.wait_for_url("**unread=*")
    assert read.count() == 0
    page.get_by_role("link", name="Read it as usual").click()
    page.wait_for_url(lambda url: "unread" not in url)
    assert read.count() == 1


def test_articles_are_found_by_a_word_and_by_their_source(page: Page, address: str) -> None:
    page.goto(f"{address}/articles")
    page.get_by_label("Words that an article holds").fill("Notre-Dame")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**q=Notre-Dame*")
    assert "Macron vows to rebuild Notre-Dame" in page.locator(".articles a").all_inner_texts()
    assert page.get_by_role("status").first.inner_text().startswith(f"{page.locator('.articles a').count()} article")
    page.get_by_role("link", name="Sources").first.click()
    page.wait_for_url("**/sources")
    row = page.get_by_role("table").locator("tbody tr").first
    name, articles = row.get_by_role("link").inner_text(), row.locator(".number").inner_text()
    row.get_by_role("link").click()
    page.wait_for_url("**/articles?source=*")
    assert page.get_by_role("status").first.inner_text().startswith(f"{articles} article")
    assert {*page.locator(".articles .facts span").all_inner_texts()} == {name}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive of more articles than a page of the list holds."""
    folder = tmp_path_factory.mktemp("many")
    records = ({"title": f"Tide {number}", "text": f"The tide came in {number} times."} for number in range(130))
    (folder / "tides.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    build_index([folder / "tides.jsonl"], folder / "ix", "default", HashEncoder())
    archive = Archive(folder / "ix", load=lambda _: HashEncoder(), threads=1)
    with answering(create_app(folder / "ix", archive=archive)) as address:
        yield address


@pytest.mark.parametrize("javascript", [True, False])
def test_the_list_of_articles_is_turned(browser: Browser, many: str, javascript: bool) -> None:
    for page in watched(browser.new_context(java_script_enabled=javascript), many):
        seen = []
        page.goto(f"{many}/articles")
        seen += page.locator(".articles a").all_inner_texts()
        page.get_by_role("link", name="Older").click()
        page.wait_for_url("**page=2")
        seen += page.locator(".articles a").all_inner_texts()
        assert sorted(seen) == sorted(f"Tide {number}" for number in range(130))
        page.get_by_role("link", name="Newer").click()
        page.wait_for_url(lambda url: "page=2" not in url)
        assert page.locator(".articles a").all_inner_texts() == seen[:100]


def test_an_article_leads_to_related_ones(page: Page, address: str) -> None:
    page.goto(f"{address}/articles/2019-03-01-hanoi-summit-collapse")
    related = page.get_by_role("region", name="Related articles").get_by_role("link").first
    title = related.inner_text()
    related.click()
    page.wait_for_url(lambda url: "hanoi-summit-collapse" not in url)
    assert page.get_by_role("heading", level=1).inner_text() == title
