"""What the tests of readers share."""

from __future__ import annotations

from pathlib import Path

from qa.ingest.sources import read_sources
from qa.types import Article, Refusal


def articles(*sources: Path) -> list[Article]:
    """The articles of files and folders, as a build reads them."""
    return [item for item in read_sources(sources) if isinstance(item, Article)]


def refusals(*sources: Path) -> dict[str, str]:
    """By its place, why what was not read was not; places without the folder above the first source."""
    above = f"{sources[0].parent}/"
    found = [item for item in read_sources(sources) if isinstance(item, Refusal)]
    return {item.origin.removeprefix(above): item.reason for item in found}


def prose(article: Article) -> list[str]:
    """Its paragraphs."""
    return [article.text[start:end] for start, end in article.body]
