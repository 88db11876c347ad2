"""The form in a frame on a page of another origin, put there by one line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from qa.index.build import build_index
from tests.browser.serving import answering
from tests.encoders import HashEncoder
from tests.sure import Sure
from web import create_app
from web.settings import Settings

STORM = "The ferry to Port Ellen stopped in a storm."
LINE = '<!doctype html><h1>News</h1><script src="{}/embed.js" data-question="the ferry" data-title="Ask us"></script>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page that may show the frame, as http://localhost; as http://127.0.0.1 it may not."""
    folder = tmp_path_factory.mktemp("framed")
    (folder / "ferry.txt").write_text(f"No ferry\n\nOctober 1, 2019\n\n{STORM}\n", "utf-8")
    build_index([folder / "ferry.txt"], folder / "ix", "default", HashEncoder())
    archive = Sure(folder / "ix", load=lambda _: HashEncoder(), threads=1)
    news = Flask("news")
    with answering(news) as elsewhere:
        settings = Settings(embed_origins=(elsewhere.replace("127.0.0.1", "localhost"),))
        with answering(create_app(folder / "ix", archive=archive, settings=settings)) as address:
            news.add_url_rule("/", view_func=lambda: LINE.format(address))
            yield settings.embed_origins[0]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


def test_it_answers_where_it_may_stand_and_its_links_lead_out(page: Page, site: str) -> None:
    page.goto(site)
    frame = page.frame_locator("iframe[title='Ask us']")
    assert frame.locator(".cutting blockquote").inner_text() == STORM
    frame.get_by_label("Ask the archive").fill("the storm")
    frame.get_by_role("button", name="Ask").click()
    page.frames[1].wait_for_url("**/embed?q=the+storm")
    with page.expect_popup() as opened:
        frame.locator(".place a").click()
    assert opened.value.get_by_role("heading", level=1).inner_text() == "No ferry"
    assert page.url == f"{site}/"


def test_a_browser_shows_nothing_of_it_anywhere_else(page: Page, site: str) -> None:
    with page.expect_console_message(lambda said: f"frame-ancestors {site}" in said.text):
        page.goto(site.replace("localhost", "127.0.0.1"))
    assert page.frame_locator("iframe").locator("form").count() == 0
