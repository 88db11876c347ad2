"""Fixtures that most tests share: a small encoder, a few articles, an index of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from qa import Archive
from qa.index.build import build_index
from tests.encoders import HashEncoder

# Not in the project's folder, where pytest would warn of it; and no deadline, since the machine may be busy.
set_hypothesis_home_dir(Path(tempfile.gettempdir(), "cuttings-hypothesis"))
settings.register_profile("cuttings", deadline=None)
settings.load_profile("cuttings")

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


@pytest.fixture(scope="session")
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def indexes(tmp_path: Path, sources: Path, encoder: HashEncoder) -> Path:
    build_index([sources], tmp_path / "indexes", "default", encoder)
    return tmp_path / "indexes"


@pytest.fixture
def archive(indexes: Path, encoder: HashEncoder) -> Archive:
    return Archive(indexes, load=lambda model: encoder)
