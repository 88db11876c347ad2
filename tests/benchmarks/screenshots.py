"""The pictures of docs/first-steps.md, taken anew by a walk through seeds/; look at each before it is committed.

    python -m tests.benchmarks.screenshots [--indexes FOLDER]

FOLDER is one in which seeds/ are indexed already; otherwise that is done first.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from qa.encoding.load import load_encoder
from qa.index.build import build_index
from tests.browser.serving import served
from tests.conftest import QUIET, ROOT, SEEDS

IMAGES = ROOT / "docs" / "images"
WIDTH, COLOURS, PORT = 760, 64, 8000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--indexes", type=Path)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not given.indexes:
            build_index([SEEDS], Path(folder), "default", load_encoder())
        with served(given.indexes or Path(folder), "default", PORT) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=given.browser, args=QUIET)
            walk(browser.new_page(color_scheme="light"), address)
            browser.close()


def walk(page: Page, address: str) -> None:
    """As docs/first-steps.md tells it."""
    page.goto(address)
    take(page, "front", 560)
    page.get_by_label("Your question").fill("what caused Hanoi to fail in March 2019")
    page.get_by_role("button", name="Ask").click()
    page.get_by_text("Quote", exact=True).first.click()
    take(page, "answer", 840)
    page.locator(".place a").first.click()
    take(page, "article", 700)
    page.goto(f"{address}/?q=Who+won+the+2018+World+Cup%3F")
    take(page, "unanswered", 640)
    page.goto(f"{address}/articles?q=korea")
    take(page, "articles", 640)


def take(page: Page, name: str, height: int) -> None:
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.wait_for_load_state()
    if "#" in page.url:  # the size has changed: once more to its place
        page.reload()
    else:
        page.evaluate("scrollTo(0, 0)")
    page.evaluate("document.activeElement.blur()")
    image = Image.open(io.BytesIO(page.screenshot()))
    image.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
