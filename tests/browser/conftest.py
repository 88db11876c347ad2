"""A real browser, and the real server over an index of seeds/ by the real model, shared by all files here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.waiting import NEVER, is_ready, wait

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def executable() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is on the PATH; try: sudo apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser(executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(executable: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The server over the index of seeds/; it needs the browser first, so as not to build for nothing."""
    indexes = request.getfixturevalue("seeds_indexes")
    serve = [sys.executable, "-m", "web.serve", "--indexes", str(indexes), "--index", "seeds", "--port", "0"]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().split()[2]
            wait(lambda: is_ready(address))
            yield address
        finally:
            process.terminate()
            assert process.wait(NEVER) == 0
