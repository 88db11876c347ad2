"""axe-core finds nothing to complain of on any page, and all can be done by keyboard alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from qa import Watches
from qa.index.build import build_index
from tests.browser.serving import answering
from tests.browser.watching import watched
from tests.encoders import HashEncoder
from tests.sure import Sure
from tests.waiting import wait
from web import create_app
from web.settings import Settings

pytestmark = pytest.mark.model

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
QUESTION = "what caused Hanoi to fail in March 2019"
HANOI = "/articles/2019-03-01-hanoi-summit-collapse"
ANSWER = f"/?q={quote(QUESTION)}&source=The+Example+Gazette"
PATHS = (
    *("/", ANSWER, "/?q=Who+won+the+2018+World+Cup%3F", "/?q=%3F", HANOI, "/sources", "/status", "/watch", "/diff"),
    *(
        "/articles",
        "/articles?q=korea&since=2019-01-01&until=2019-12-31",
        "/diff?q=sanctions",
        "/summaries?q=Notre-Dame",
    ),
    *("/summaries?id=2019-04-17-notre-dame-fire", "/timeline?q=North+Korea", "/nowhere", "/api/v1/docs"),
)
FERRY, STORM = "Why did the ferry to Port Ellen stop?", "The ferry to Port Ellen stopped in a storm."
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
FAULTS = """axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    .then(found => found.violations.map(one => `${one.id}: ${one.help}: ${
        one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`))"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
FOCUSED = "[document.activeElement.tagName, document.activeElement.id].join(' ').trim()"


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        reason = "axe-core is not here; try: npm ci --prefix tests/browser"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(page: Page, address: str, axe: str, path: str) -> None:
    check(page, address + path, axe, in_all_ways=path in (ANSWER, HANOI))


@pytest.mark.parametrize("path", ["watch", "/embed", f"/embed?q={quote(FERRY)}"])
def test_axe_finds_nothing_on_a_standing_question_and_in_a_frame(page: Page, small: Flask, axe: str, path: str) -> None:
    with answering(small) as address:
        check(page, address + (small.config["KEPT"] if path == "watch" else path), axe)
        assert STORM in page.inner_text("main") or path == "/embed"


def test_axe_finds_nothing_where_there_is_no_index(page: Page, tmp_path: Path, axe: str) -> None:
    with answering(create_app(tmp_path)) as address:
        check(page, address, axe)
        assert "qa build FOLDER" in page.inner_text("main")


def check(page: Page, address: str, axe: str, in_all_ways: bool = False) -> None:
    """Colours depend on no width, and no size on colours: two of the four ways show the faults of all but a page that
    has other parts on a narrow screen."""
    page.goto(address)
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    found = {}
    for width, scheme in [(360, "dark"), (1280, "light"), *([(360, "light"), (1280, "dark")] if in_all_ways else [])]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found[width, scheme] = page.evaluate(FAULTS)
    assert not any(found.values()), found
    page.set_viewport_size({"width": 320, "height": 800})
    assert not page.evaluate(TOO_WIDE)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application that may be shown in frames, with a standing question (KEPT) whose answer has changed."""
    folder = tmp_path_factory.mktemp("small")
    archive = Sure(folder / "ix", load=lambda _: HashEncoder(), threads=1)
    for says in ("The ferry ran.", STORM):
        (folder / "ferry.txt").write_text(f"Ferry\n\nOctober 1, 2019\n\n{says}\n", "utf-8")
        build_index([folder / "ferry.txt"], folder / "ix", "default", HashEncoder())
        archive.refresh()
        kept = Watches(folder / "ix", "default").add(FERRY)
        Watches(folder / "ix", "default").check(archive, kept)
    app = create_app(folder / "ix", archive=archive, settings=Settings(embed_origins=("https://news.example",)))
    app.config["KEPT"] = f"/watch/{kept.id}"
    return app


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page() as page:
        yield page


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Page]:
    yield from watched(browser.new_context(viewport={"width": 1000, "height": 700}), address)


def test_from_question_to_article_and_back_by_keyboard_alone(desk: Page, address: str) -> None:
    desk.goto(f"{address}/sources")
    desk.keyboard.press("Tab")  # the link that skips
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")  # the name of the house: to the form
    desk.wait_for_url(f"{address}/")
    wait(lambda: desk.evaluate(FOCUSED) == "INPUT q")
    desk.keyboard.type(QUESTION)
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/?q=*")

    said = desk.locator("#announcement")
    wait(lambda: "What the archive says" in said.inner_text())
    assert said.inner_text().endswith(". 1 citation, 2 more folded below.")  # of three, as each is labelled
    desk.keyboard.press("ArrowDown")
    wait(lambda: desk.evaluate(FOCUSED) == "LI c1")
    desk.keyboard.press("ArrowUp")  # there is none before the first
    assert desk.evaluate(FOCUSED) == "LI c1"
    desk.keyboard.press("/")
    assert desk.evaluate(FOCUSED) == "INPUT q"
    desk.keyboard.press("ArrowDown")  # who types is left alone
    assert desk.evaluate(FOCUSED) == "INPUT q"
    desk.locator("h2#verdict").evaluate("heading => { document.activeElement.blur(); }")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/articles/2019-03-01-hanoi-summit-collapse?b=*#s*")
    desk.go_back()
    desk.wait_for_url("**/?q=*")
    assert desk.get_by_label("Your question").input_value() == QUESTION


def test_arrows_go_from_citation_to_citation_that_is_shown(desk: Page, address: str) -> None:
    desk.goto(f"{address}/?q=sanctions+North+Korea&k=4&literal=1")
    desk.evaluate("document.querySelectorAll('.related').forEach(one => { one.open = false; })")
    shown = [f"LI {each.get_attribute('id')}" for each in desk.locator(".answer .cutting").all() if each.is_visible()]
    walked = []
    for _ in range(len(shown) + 1):
        desk.keyboard.press("ArrowDown")
        walked.append(desk.evaluate(FOCUSED))
    assert walked == [*shown, shown[-1]]


def test_a_quotation_is_copied(desk: Page, address: str) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    desk.goto(f"{address}/?q={quote(QUESTION)}")
    desk.get_by_text("Quote", exact=True).first.click()
    desk.get_by_role("button", name="Copy").click()
    wait(lambda: desk.locator("#announcement").inner_text() == "The quotation was copied.")
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied == desk.locator("#quotation1").text_content()
    assert copied.startswith("“The Hanoi talks broke down because Mr. Kim wanted sanctions relief")


def test_a_bar_of_the_histogram_narrows_the_question_down(desk: Page, address: str) -> None:
    desk.goto(f"{address}/?q={quote(QUESTION)}")
    desk.get_by_text("Narrow it down").click()
    desk.get_by_role("link", name=re.compile(r"^2019: \d+ articles")).click()
    desk.wait_for_url("**since=2019-01-01&until=2019-12-31")
    assert desk.get_by_label("Published from").input_value() == "2019-01-01"
    desk.get_by_role("link", name="any time").click()
    desk.wait_for_url(lambda url: "since" not in url)
