"""The archive that the application answers from, and what pages and API list of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import abort, current_app

from qa import Answer, Archive, ArticleInfo, Citation, IndexInfo, Summary, Timeline
from web.fields import Fields, number
from web.params import Wanted, WantedSummary, WantedTimeline

PAGE_ARTICLES = 100
MAX_PAGE = 1_000_000
MAX_CHOICES = 50  # articles offered to be summarized
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


def answered(wanted: Wanted) -> Answer:
    """The question answered. Raises BadQuestion, and what Archive raises."""
    return archive().ask(wanted.question, wanted.k, wanted.filters, wanted.explain, wanted.literal)


def summarized(wanted: WantedSummary) -> Summary:
    """The articles named, or else the topic, summarized. Raises NotFound, BadQuestion, and what Archive raises."""
    if wanted.ids:
        return archive().summarize(wanted.ids, wanted.length, wanted.method)
    return archive().summarize_topic(wanted.about, wanted.length, wanted.filters, wanted.method)


def told(wanted: WantedTimeline) -> Timeline:
    """The timeline of the topic. Raises BadQuestion, and what Archive raises."""
    return archive().timeline(wanted.topic, wanted.filters, wanted.entries)


def titles(citations: Iterable[Citation], index: IndexInfo) -> dict[str, str]:
    """By id, the title of each article that `also_in` names; none of a newer build than the citations are of."""
    named = {name for citation in citations for name in citation.also_in}
    if not named or archive().info().build != index.build:
        return {}
    return {name: info.title for name, info in archive().infos(named).items()}


def choices(chosen: Collection[ArticleInfo]) -> list[ArticleInfo]:
    """The articles to choose from: those chosen already, then the newest."""
    return [*chosen, *(article for article in archive().articles(limit=MAX_CHOICES) if article not in chosen)]


def listing(fields: Fields) -> Listing:
    """The page of the list that `fields` ask for. Raises BadParameter; beyond the last page there is nothing (404)."""
    page = number(fields, "page", MAX_PAGE) or 1
    total = archive().info().articles
    pages = max(1, -(-total // PAGE_ARTICLES))
    if page > pages:
        abort(404)
    start = (page - 1) * PAGE_ARTICLES
    return Listing(total, start + 1, page, pages, tuple(archive().articles(start, PAGE_ARTICLES)))


def sources(build: str) -> list[str]:
    """The first sources by name, found once for each build."""
    known, found = current_app.extensions.get("sources", ("", []))
    if known != build:
        found = archive().sources(MAX_SOURCES)
        current_app.extensions["sources"] = (build, found)
    return list(found)
