"""The whole way in a real browser: seeds, the real model, the real server, and no JavaScript needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
QUESTION = "what caused Hanoi to fail"
UNANSWERABLE = "Who won the 2018 World Cup?"
PHONE = {"width": 390, "height": 800}

IN_VIEW = """element => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight && box.left >= 0
        && box.right <= window.innerWidth;
}"""
BACKGROUND = "element => getComputedStyle(element).backgroundColor"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def executable() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is on the PATH; try: sudo apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser(executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(executable: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server over an index of seeds/; it needs the browser first, so as not to build for nothing."""
    indexes = str(tmp_path_factory.mktemp("indexes"))
    build = [sys.executable, "-c", "from qa.cli import main; main()", "build", "seeds", "--indexes", indexes]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    serve = [sys.executable, "-m", "web.serve", "--indexes", indexes, "--port", "0"]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().split()[2]
        finally:
            process.terminate()
            assert process.wait(30) == 0


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on which nothing may be asked of another host, and nothing may be complained of."""
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1000, "height": 700})
    yield from watched(context, address)


@pytest.fixture(params=["light", "dark"])
def phone(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    yield from watched(browser.new_context(viewport=PHONE, color_scheme=request.param), address)


def watched(context: BrowserContext, address: str) -> Iterator[Page]:
    page = context.new_page()
    hosts: set[str] = set()
    complaints: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    assert hosts == {urlsplit(address).netloc}
    assert complaints == []
    context.close()


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/?q=*")


def test_from_a_question_to_its_highlighted_place(page: Page) -> None:
    ask(page, QUESTION)
    assert page.title() == f"{QUESTION} – Cuttings"
    first = page.locator(".cutting").first
    cited = first.locator(".cited").inner_text()
    assert cited.startswith("The Hanoi talks broke down because Mr. Kim wanted sanctions relief")
    assert first.locator("mark").first.inner_text() == "Hanoi"

    first.locator(".place a").click()
    page.wait_for_url("**/articles/2019-03-01-hanoi-summit-collapse?b=*#s*")
    number = int(urlsplit(page.url).fragment.removeprefix("s"))
    sentence = page.locator(f"#s{number}")
    assert sentence.text_content() == cited
    assert sentence.evaluate(IN_VIEW)
    neighbours = {page.locator(f"#s{other}").evaluate(BACKGROUND) for other in (number - 1, number + 1)}
    assert neighbours == {"rgba(0, 0, 0, 0)"}
    assert sentence.evaluate(BACKGROUND) == "rgb(255, 215, 106)"


def test_a_sentence_far_down_is_brought_into_view(page: Page, address: str) -> None:
    article = f"{address}/articles/2019-03-01-hanoi-summit-collapse"
    page.goto(article)
    last = f"#s{page.locator('.sentence').count() - 1}"
    page.goto(article + last)
    assert page.locator(last).evaluate(IN_VIEW)
    assert page.evaluate("window.scrollY") > 0


def test_a_question_the_archive_does_not_answer(page: Page) -> None:
    ask(page, UNANSWERABLE)
    assert page.get_by_role("heading", name="The archive does not answer this").is_visible()
    assert page.get_by_role("heading", name="Nearest sentences").is_visible()
    assert page.locator(".cuttings.weak .cutting").count() == 3


def test_filters_open_by_keyboard_and_hold(page: Page) -> None:
    page.get_by_text("Narrow it down").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Published from").fill("2019-10-01")
    page.get_by_label("Sentences").fill("1")
    ask(page, QUESTION)
    assert page.locator(".cutting").count() == 1
    assert page.locator(".cutting time").get_attribute("datetime") >= "2019-10-01"
    assert page.get_by_label("Published from").input_value() == "2019-10-01"


def test_the_first_tab_skips_to_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}/status")
    page.keyboard.press("Tab")
    assert page.get_by_text("Skip to the content").evaluate(IN_VIEW)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_is_wider_than_a_phone(phone: Page, address: str) -> None:
    for path in ("/", "/?q=sanctions&k=5&since=2018-01-01", f"/?q={'x' * 900}", "/articles", "/status"):
        phone.goto(address + path)
        assert phone.evaluate(TOO_WIDE) == 0, path
    phone.goto(f"{address}/articles/2019-03-01-hanoi-summit-collapse#s10")
    assert phone.evaluate(TOO_WIDE) == 0
    assert phone.locator("#s10").evaluate(IN_VIEW)
