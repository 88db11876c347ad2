"""The cases of ../shared/cases/reading, read where they are; what their checks have in common."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qa import Archive, Citation
from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.index.build import build_index
from qa.text.dates import date_mentions
from qa.types import Article
from tests.conftest import ROOT
from tests.ingest.reading import articles

CASES = Path(os.environ.get("QA_EVAL_DATA", ROOT.parent / "shared" / "data")).parent / "cases" / "reading"
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

Case = dict[str, Any]


def case_of(number: int) -> Case:
    if not CASES.is_dir():
        pytest.skip(f"no {CASES}: say where the question sets are in QA_EVAL_DATA")
    (path,) = CASES.glob(f"{number:02}-*.json")
    case: Case = json.loads(path.read_text("utf-8"))
    return case


def files_of(case: Case) -> dict[str, str]:
    files: dict[str, str] = case["input"].get("files", case["input"])
    return files


def read(files: Mapping[str, str], folder: Path) -> dict[str, Article]:
    """The articles of a case's files, by id."""
    return {article.id: article for article in articles(_written(files, folder))}


def archive_of(files: Mapping[str, str], folder: Path) -> Archive:
    """An archive of a case's files, by the real model."""
    encoder = _model()
    build_index([_written(files, folder)], folder / "indexes", "default", encoder)
    return Archive(folder / "indexes", load=lambda model: encoder)


@cache
def _model() -> Encoder:
    return load_encoder()


def _written(files: Mapping[str, str], folder: Path) -> Path:
    place = folder / "articles"
    place.mkdir(parents=True)
    for name, text in files.items():
        (place / name).write_text(text, "utf-8")
    return place


def sentences(archive: Archive, article: str) -> list[str]:
    page = archive.article(article)
    return [page.article.text[start:end] for start, end in page.sentences]


def texts(citations: Iterable[Citation]) -> list[str]:
    return [citation.text for citation in citations]


def blocks(text: str) -> list[str]:
    return [block for block in re.split(r"\n{2,}", text.strip()) if block]


def of_bridge() -> set[str]:
    """The paragraphs that the three cases of pages around one story have in common: the story, without its title."""
    pages = [set(blocks(case_of(number)["input"]["bridge.txt"])) for number in (7, 8, 10)]
    return {block for block in set.intersection(*pages) if block.endswith(".")}


def days(text: str, published: date) -> list[tuple[date, date]]:
    return [(mention.first, mention.last) for mention in date_mentions(text, published)]


def weekdays_after(text: str, published: date) -> Iterator[date]:
    """Each weekday of a text, the next of its name."""
    for name in re.findall("|".join(WEEKDAYS), text):
        ahead = (WEEKDAYS.index(name) - published.weekday() - 1) % 7 + 1
        yield published + timedelta(days=ahead)
