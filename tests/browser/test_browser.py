"""The whole way in a real browser: seeds, the real model, the real server, and no JavaScript needed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.watching import watched
from tests.waiting import wait

pytestmark = pytest.mark.model

QUESTION = "what caused Hanoi to fail"
UNANSWERABLE = "Who won the 2018 World Cup?"
PHONE = {"width": 360, "height": 800}
NOTRE_DAME = "/articles/2019-04-17-notre-dame-fire"
NOTHING = "rgba(0, 0, 0, 0)"
KEY = "rgb(240, 226, 189)"
TARGET = "rgb(255, 215, 106)"

IN_VIEW = """element => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.top >= 0 && box.bottom <= window.innerHeight && box.left >= 0
        && box.right <= window.innerWidth;
}"""
BACKGROUND = "element => getComputedStyle(element).backgroundColor"
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=[True, False], ids=["javascript", "no javascript"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1000, "height": 700})
    yield from watched(context, address)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    yield from watched(browser.new_context(viewport=PHONE), address)


def soon(element: Locator, script: str, value: object = True) -> None:
    """The browser lays out, scrolls and paints in its own time."""
    wait(lambda: element.evaluate(script) == value)


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
    assert "Mr. Kim wanted sanctions relief" in first.locator("mark").first.inner_text()  # the words that answer

    first.locator(".place a").click()
    page.wait_for_url("**/articles/2019-03-01-hanoi-summit-collapse?b=*#s*")
    number = int(urlsplit(page.url).fragment.removeprefix("s"))
    sentence = page.locator(f"#s{number}")
    assert sentence.text_content() == cited
    soon(sentence, IN_VIEW)
    neighbours = {page.locator(f"#s{other}").evaluate(BACKGROUND) for other in (number - 1, number + 1)}
    assert neighbours <= {NOTHING, KEY}
    soon(sentence, BACKGROUND, TARGET)


def test_a_sentence_far_down_is_brought_into_view(page: Page, address: str) -> None:
    article = f"{address}/articles/2019-03-01-hanoi-summit-collapse"
    page.goto(article)
    last = f"#s{page.locator('.sentence').count() - 1}"
    page.goto(article + last)
    soon(page.locator(last), IN_VIEW)
    assert page.evaluate("window.scrollY") > 0


def test_a_question_the_archive_does_not_answer(page: Page) -> None:
    ask(page, UNANSWERABLE)
    assert page.get_by_role("heading", name="The archive does not answer this").is_visible()
    assert page.get_by_role("heading", name="What comes closest").is_visible()
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
    soon(page.get_by_text("Skip to the content"), IN_VIEW)
    page.keyboard.press("Enter")
    wait(lambda: page.evaluate("document.activeElement.id") == "main")


def test_the_key_sentences_are_marked_until_they_are_switched_off(page: Page, address: str) -> None:
    page.goto(address + NOTRE_DAME)
    key = page.locator(".text .key")
    plain = page.locator(".text .sentence:not(.key)").first
    brief = page.get_by_role("region", name="In short").get_by_role("link")
    assert brief.all_inner_texts() == key.all_text_contents()
    assert brief.count() == 3
    switch = page.get_by_label("Mark these sentences in the text")
    assert switch.is_checked()
    soon(key.first, BACKGROUND, KEY)
    assert plain.evaluate(BACKGROUND) == NOTHING
    switch.focus()
    page.keyboard.press("Space")
    wait(lambda: not switch.is_checked())
    wait(lambda: {one.evaluate(BACKGROUND) for one in key.all()} == {NOTHING})


def test_a_target_stays_highlighted_with_the_marks_on_or_off(page: Page, address: str) -> None:
    page.goto(address + NOTRE_DAME)
    last = page.get_by_role("region", name="In short").get_by_role("link").last
    last.click()
    page.wait_for_url("**#s*")
    target = page.locator(f"#{urlsplit(page.url).fragment}")
    assert target.text_content() == last.inner_text()
    soon(target, IN_VIEW)
    soon(target, BACKGROUND, TARGET)
    page.get_by_label("Mark these sentences in the text").uncheck()
    soon(target, BACKGROUND, TARGET)


def test_chosen_articles_are_summarized(page: Page, address: str) -> None:
    page.goto(f"{address}/articles")
    page.get_by_label("Choose Macron vows to rebuild Notre-Dame").check()
    page.get_by_label("Choose All 13 brought out of Thai cave").check()
    page.get_by_role("button", name="Summarize the chosen").click()
    page.wait_for_url("**/summaries?id=*&id=*")
    assert page.get_by_role("heading", name="2 articles in short").is_visible()
    page.get_by_text("Or choose articles").click()
    page.get_by_label("All 13 brought out of Thai cave").uncheck()
    page.get_by_label("Sentences").last.fill("1")
    page.get_by_role("button", name="Summarize the chosen").click()
    page.wait_for_url("**/summaries?id=2019-04-17-notre-dame-fire&sentences=1&words=")
    assert page.locator(".cutting .title").all_inner_texts() == ["Macron vows to rebuild Notre-Dame"]


def test_a_topic_is_summarized_and_told_as_a_timeline(page: Page, address: str) -> None:
    page.goto(f"{address}/summaries")
    page.get_by_label("The topic").fill("Notre-Dame fire")
    page.get_by_role("button", name="Summarize").first.click()
    page.wait_for_url("**/summaries?q=*")
    assert page.get_by_role("heading", name="What happened").is_visible()
    assert page.locator(".cutting").count() > 3  # more than one heading's
    page.get_by_role("link", name="as a timeline").click()
    page.wait_for_url("**/timeline?q=Notre-Dame+fire")
    assert page.get_by_role("heading", name="15 April 2019").is_visible()


def test_a_timeline_with_its_chart(page: Page, address: str) -> None:
    page.goto(f"{address}/timeline")
    page.get_by_label("The story").fill("North Korea")
    page.get_by_role("button", name="Tell it").click()
    page.wait_for_url("**/timeline?q=*")
    days = [str(day.get_attribute("datetime")) for day in page.locator(".story h3 time").all()]
    assert len(days) == 12
    assert days == sorted(days)
    chart = page.get_by_role("img", name="Articles on “North Korea” by month")
    assert chart.is_visible()
    assert chart.locator("rect").first.evaluate("element => getComputedStyle(element).fill") == "rgb(139, 42, 31)"
    table = page.get_by_role("table")
    assert not table.is_visible()
    page.get_by_text("Articles by month, in numbers").focus()
    page.keyboard.press("Enter")
    wait(table.is_visible)
    assert table.locator("tbody tr").count() == chart.locator("rect").count()
    more = page.locator(".story details").first
    assert not more.locator(".cutting").first.is_visible()
    more.locator("summary").click()
    wait(more.locator(".cutting").first.is_visible)


def test_the_chart_is_of_another_colour_in_the_dark(phone: Page, address: str) -> None:
    phone.goto(f"{address}/timeline?q=North+Korea")
    for scheme, colour in (("light", "rgb(139, 42, 31)"), ("dark", "rgb(240, 145, 127)")):
        phone.emulate_media(color_scheme=scheme)
        bars = phone.locator(".chart rect").all()
        assert {bar.evaluate("element => getComputedStyle(element).fill") for bar in bars} == {colour}


def test_nothing_is_wider_than_a_phone(phone: Page, address: str) -> None:
    long = "x" * 900
    paths = ("/", "/?q=sanctions&k=5&since=2018-01-01", f"/?q={long}", "/articles", "/status", NOTRE_DAME)
    summaries = ("/summaries", "/summaries?q=Notre-Dame&words=90", f"/summaries?id={NOTRE_DAME.rpartition('/')[2]}")
    timelines = ("/timeline", "/timeline?q=North+Korea&entries=50", "/timeline?q=Boeing+737+Max", f"/timeline?q={long}")
    for path in (*paths, *summaries, f"/summaries?q={long}", *timelines):
        phone.goto(address + path)
        phone.evaluate(OPEN_ALL)
        assert phone.evaluate(TOO_WIDE) == 0, path
    phone.goto(f"{address}/articles/2019-03-01-hanoi-summit-collapse#s10")
    assert phone.evaluate(TOO_WIDE) == 0
    soon(phone.locator("#s10"), IN_VIEW)
