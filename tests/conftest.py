"""Fixtures that most tests share: a small encoder, a few articles, an index of them; the real model and seeds/."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from qa import Archive
from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.index.build import build_index
from qa.index.lock import locked
from tests.encoders import HashEncoder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Not in the project's folder, where pytest would warn of it; and no deadline, since the machine may be busy.
set_hypothesis_home_dir(Path(tempfile.gettempdir(), "cuttings-hypothesis"))
settings.register_profile("cuttings", deadline=None, max_examples=30)
settings.register_profile("faults", deadline=None, max_examples=500)  # for `make faults`
settings.register_profile("check", deadline=None, max_examples=10)  # for `make check`
settings.load_profile("cuttings")

os.environ["QA_PRECISION"] = "float32"  # whatever is fastest here: figures must be the same everywhere

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# The folders of what is computed in floats: run again as another processor would, `make test-other-cpu`.
NUMERIC = {
    *("answer", "encoding", "end_to_end", "evaluation", "extraction"),
    *("index", "quality", "retrieval", "summary"),
}
# First the longest file, whose worker builds the index of seeds/, and beside it what needs no such index; last what is
# short and waits for nothing, so that no core is idle at the end.
ORDER = {"quality": -2, "ingest": -1, "text": 1}

ARTICLES = {
    "harbor.txt": """Storm closes the harbor

- The Example Gazette - Tuesday, October 1, 2019

A storm closed the harbor of Port Ellen on Monday. The ferry stayed in its dock. \
Mr. Grant, who runs the ferry, blamed the wind.

Repairs will cost $1.5 million. He did not say who would pay.
""",
    "bridge.md": """---
title: Bridge reopens after repairs
source: Harbor City Ledger
date: 2019-11-05
url: https://example.org/bridge
---

The old bridge over the Lowe **reopened** on Tuesday. Repairs took nine months because the steel came late.
""",
    "records.jsonl": """{"id": "mayor-1", "title": "Mayor resigns", "date": "2018-03-02", \
"source": "The Example Gazette", \
"text": "Mayor Ada Lind resigned on Friday. She cited her health."}
{"text": "Undated words about turnips. They grow well."}
""",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: ORDER.get(item.path.parent.name, 0))
    for item in items:
        if "model" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.model)
        if item.path.parent.name in NUMERIC:
            item.add_marker(pytest.mark.numeric)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """`make check` leaves out what is marked `model`: so whatever loads torch has to be marked."""
    before = "torch" in sys.modules
    yield
    if not before and "torch" in sys.modules and not item.get_closest_marker("model"):
        pytest.fail("loads torch: take the fixture `model`, or mark it so", pytrace=False)


@pytest.fixture(scope="session")
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
    """Closed with its file: while Playwright is open, no other loop of asyncio can run in the process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture(scope="session")
def model() -> Encoder:
    """The real one, loaded once."""
    return load_encoder()


@pytest.fixture(scope="session")
def seeds_indexes(model: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the index of seeds/ by the real model, called "seeds"; only to be read, by every worker."""
    base = tmp_path_factory.getbasetemp()
    indexes = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seeds"
    with locked(indexes.with_name("seeds-lock"), "test"):  # who comes first builds
        if not (indexes / "seeds" / "CURRENT").exists():
            report = build_index([SEEDS], indexes, "seeds", model)
            assert (report.refusals, report.undated) == ((), 0)
            assert report.index.articles == len(list(SEEDS.glob("*.txt")))
    return indexes


def write_sources(folder: Path) -> Path:
    """The few articles, as files of a new folder."""
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_sources(tmp_path / "articles")


@pytest.fixture
def indexes(tmp_path: Path, sources: Path, encoder: HashEncoder) -> Path:
    build_index([sources], tmp_path / "indexes", "default", encoder)
    return tmp_path / "indexes"


@pytest.fixture
def archive(indexes: Path, encoder: HashEncoder) -> Archive:
    return Archive(indexes, load=lambda model: encoder)
