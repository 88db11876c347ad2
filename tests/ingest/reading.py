"""What the tests of readers share."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path

from qa.ingest.guard import Guard
from qa.ingest.sources import read_sources
from qa.types import Article, Refusal


@cache
def guard() -> Guard:
    """One for all the tests of a process: to begin it takes most of the time of reading a small file."""
    begun = Guard()
    atexit.register(begun.__exit__, None, None, None)
    return begun


def articles(*sources: Path) -> list[Article]:
    """The articles of files and folders, as a build reads them."""
    return [item for item in read_sources(sources, guard=guard()) if isinstance(item, Article)]


def refusals(*sources: Path) -> dict[str, str]:
    """By its place, why what was not read was not; places without the folder above the first source."""
    above = f"{sources[0].parent}/"
    found = [item for item in read_sources(sources, guard=guard()) if isinstance(item, Refusal)]
    return {item.origin.removeprefix(above): item.reason for item in found}


def prose(article: Article) -> list[str]:
    """Its paragraphs."""
    return [article.text[start:end] for start, end in article.body]
