"""Stories that several articles of a library tell: `qa duplicates`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from qa.errors import NoIndex
from qa.index.layout import index_folder
from qa.index.library import Library
from qa.text.copies import clusters, signature
from qa.types import Article, ArticleInfo


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are one story, the first that was printed first, of one day the fullest."""

    articles: tuple[ArticleInfo, ...]


def stories_in(indexes: Path, name: str) -> list[Story]:
    """The stories that more than one article tells, those with the most articles first. Raises IndexUnusable."""
    path = index_folder(indexes, name) / "library.db"
    if not path.exists():
        raise NoIndex(f"no index {name!r} in {indexes}", "qa build FOLDER")
    with Library(path, readonly=True) as library:
        ids: list[str] = []
        days: list[date | None] = []
        lengths: list[int] = []
        signatures = []
        for article in library.articles():
            prose = _prose(article)
            ids.append(article.id)
            days.append(article.published)
            lengths.append(max(1, len(prose)))
            signatures.append(signature(prose))
        found = clusters(np.array(signatures), lambda row: _prose(library.article(ids[row])), days, lengths)
        told = [Story(tuple(library.article(ids[row]).info for row in rows)) for rows in found]
    return sorted(told, key=lambda story: -len(story.articles))


def _prose(article: Article) -> str:
    return "\n".join(article.text[start:end] for start, end in article.body)
