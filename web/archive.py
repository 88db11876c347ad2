"""The archive that the application answers from, and what pages and API list of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import abort, current_app

from qa import Answer, Archive, ArticleInfo, NotFound
from web.params import number

PAGE_ARTICLES = 100
MAX_PAGE = 1_000_000
MAX_SOURCES = 200  # suggested in the form; any other can be typed


@dataclass(frozen=True, slots=True)
class Listing:
    """Page `page` of `pages`, which begins with article `first` of `total`; all counted from 1."""

    total: int
    first: int
    page: int
    pages: int
    articles: tuple[ArticleInfo, ...]


def archive() -> Archive:
    """The archive of the running application."""
    opened: Archive = current_app.extensions["archive"]
    return opened


def titles(answer: Answer) -> dict[str, str]:
    """By id, the title of each article that `also_in` names; none of a newer build than the answer is of."""
    found = {}
    for name in {name for citation in answer.citations for name in citation.also_in}:
        with suppress(NotFound):
            page = archive().article(name)
            if page.index.build == answer.index.build:
                found[name] = page.article.heading
    return found


def listing(fields: Mapping[str, Any]) -> Listing:
    """The page of the list that `fields` ask for. Raises BadParameter; beyond the last page there is nothing (404)."""
    page = number(fields, "page", 1, MAX_PAGE)
    articles = archive().articles()
    pages = max(1, -(-len(articles) // PAGE_ARTICLES))
    if page > pages:
        abort(404)
    start = (page - 1) * PAGE_ARTICLES
    return Listing(len(articles), start + 1, page, pages, tuple(articles[start : start + PAGE_ARTICLES]))


def sources(build: str) -> list[str]:
    """The first sources by name, found once for each build."""
    known, found = current_app.extensions.get("sources", ("", []))
    if known != build:
        names = {article.source for article in archive().articles() if article.source}
        found = sorted(names, key=str.casefold)[:MAX_SOURCES]
        current_app.extensions["sources"] = (build, found)
    return list(found)
