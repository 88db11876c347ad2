"""What is sent by the buttons: a verdict on an answer, and a question to be kept, which tells what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from qa.encoding.base import Encoder
from qa.feedback import read_feedback
from qa.index.build import build_index
from tests.browser.serving import served
from tests.browser.watching import watched
from tests.waiting import wait

pytestmark = pytest.mark.model

QUESTION = "Why did the ferry to Port Ellen stop?"
STORM = "The ferry to Port Ellen stopped because a storm broke its mooring."
ENGINE = "The ferry to Port Ellen stopped because its engine had burned out, an inspector found."
ADA = "Ada Lind has run the harbor office since 1998 and collects old maps."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbor.txt").write_text(f"Harbor master\n\nOctober 1, 2019\n\n{ADA}\n", "utf-8")
    (folder / "storm.txt").write_text(f"No ferry today\n\nOctober 2, 2019\n\n{STORM}\n", "utf-8")
    return folder


@pytest.fixture
def page(browser: Browser, model: Encoder, source: Path, tmp_path: Path) -> Iterator[Page]:
    build_index([source], tmp_path / "ix", "default", model)
    with served(tmp_path / "ix", "default") as address:
        yield from watched(browser.new_context(java_script_enabled=False), address)


def test_an_answer_is_judged_a_question_kept_its_change_shown_and_it_is_let_go(
    page: Page, model: Encoder, source: Path, tmp_path: Path
) -> None:
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("Is this right?").first.click()
    page.get_by_role("button", name="Useful").first.click()
    page.get_by_role("status").get_by_text("Thank you: it is noted.").wait_for()
    assert [(said.question, said.verdict, said.sentence) for said in read_feedback(tmp_path / "ix", "default")] == [
        (QUESTION, "useful", STORM)
    ]

    page.get_by_role("button", name="Keep this question").click()
    page.wait_for_url("**/watch/*")
    assert page.get_by_role("heading", name=QUESTION).is_visible()
    assert page.locator(".sides section").count() == 1
    assert page.locator(".sides blockquote").inner_text() == STORM

    (source / "storm.txt").unlink()
    (source / "engine.txt").write_text(f"Why no ferry came\n\nOctober 9, 2019\n\n{ENGINE}\n", "utf-8")
    build_index([source], tmp_path / "ix", "default", model)
    wait(lambda: page.reload() and page.locator(".sides section").count() == 2)
    before, now = page.locator(".sides section").all()
    assert before.get_by_role("heading", name="Before").is_visible()
    assert now.get_by_role("heading", name="Now: new first citation").is_visible()
    assert [side.locator("blockquote").inner_text() for side in (before, now)] == [STORM, ENGINE]

    page.get_by_role("link", name="all citations compared").click()
    page.wait_for_url("**/diff?*")
    assert page.get_by_text(STORM).first.is_visible()
    assert page.get_by_text(ENGINE).first.is_visible()
    page.go_back()

    now.locator(".place a").click()
    page.wait_for_url("**/articles/*#s0")
    assert page.locator("#s0").inner_text() == ENGINE
    page.go_back()

    page.get_by_role("button", name="Ask it no more").click()
    page.wait_for_url("**/watch")
    assert page.get_by_text("No question is kept.").is_visible()
