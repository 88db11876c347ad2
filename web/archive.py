"""The archive that the application answers from, and what pages and API list of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import abort, current_app

from qa import Answer, Archive, ArticleInfo, Citation, IndexInfo, NotFound, Status, Summary, Timeline
from web.fields import BadParameter
from web.indexes import chosen
from web.metrics import note_answer
from web.params import Wanted, WantedListing, WantedSummary, WantedTimeline

T = TypeVar("T")

PAGE_ARTICLES = 100
MAX_CHOICES = 50  # articles offered to be summarized
MAX_SOURCES = 200  # suggested in the form; any other can be typed
STATUS_SECONDS = 1.0  # that the state of the index is told from memory: it takes a walk over its folder


@dataclass(frozen=True, slots=True)
class Listing:
    """Page `page` of `pages`, which begins with article `first` of `total`; all counted from 1."""

    total: int
    first: int
    page: int
    pages: int
    articles: tuple[ArticleInfo, ...]


def archive() -> Archive:
    """The archive that the request is about. Raises BadParameter where there is none of that name."""
    opened: dict[str, Archive] = current_app.extensions["archives"]
    return opened[chosen()]


def at(build: str) -> Archive:
    """The archive as of a build, "" for the newest. Raises BadParameter where that is not kept."""
    try:
        return archive().at(build) if build else archive()
    except NotFound as error:
        raise BadParameter(f"b must be a build that is kept, not {build[:40]!r}") from error


def answered(wanted: Wanted) -> Answer:
    """The question answered. Raises BadQuestion, BadParameter for a build that is not kept, and what Archive raises."""
    options = {"unread": wanted.unread} if wanted.unread else {}
    answer = at(wanted.build).ask(wanted.question, wanted.k, wanted.filters, wanted.explain, wanted.literal, **options)
    note_answer(answer)
    return answer


def summarized(wanted: WantedSummary) -> Summary:
    """The articles named, or else the topic, summarized. Raises NotFound, BadQuestion, and what Archive raises."""
    if wanted.ids:
        return archive().summarize(wanted.ids, wanted.length, wanted.method)
    if wanted.briefing:
        return archive().brief(wanted.about, wanted.filters)
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


def listing(wanted: WantedListing) -> Listing:
    """The page of the list that is wanted; beyond the last page there is nothing (404)."""
    first = (wanted.page - 1) * PAGE_ARTICLES
    found = archive().catalogue().find(wanted.filters, wanted.words, first, PAGE_ARTICLES)
    pages = max(1, -(-found.total // PAGE_ARTICLES))
    if wanted.page > pages:
        abort(404)
    return Listing(found.total, first + 1, wanted.page, pages, found.articles)


def around(found: Answer | Summary | Timeline | None, cited: Iterable[Citation]) -> dict[str, Any]:
    """What stands around the form and what was found: of the build that answered, or that would."""
    index = found.index if found else archive().info()
    return {"index": index, "sources": sources(index.build), "titles": titles(cited, index)}


def sources(build: str) -> list[str]:
    """The first sources by name, found once for each build."""
    return list(once(build, "sources", lambda: archive().sources(MAX_SOURCES)))


def once(build: str, what: str, find: Callable[[], T]) -> T:
    """What the form shows of a build, found once for each."""
    what = f"{what} of {chosen()}"
    known, found = current_app.extensions.get(f"once-{what}", ("", None))
    if known != build:
        found = find()
        current_app.extensions[f"once-{what}"] = (build, found)
    return cast(T, found)


def status() -> Status:
    """The state of the index, of the last second. Raises IndexUnusable."""
    found: dict[str, CachedStatus] = current_app.extensions["statuses"]
    return found[chosen()].get()


class CachedStatus:
    """The state of an index, looked at once a second at most."""

    def __init__(self, opened: Archive) -> None:
        self._archive = opened
        self._lock = threading.Lock()
        self._status: Status | None = None
        self._of: tuple[str, str | None] | None = None  # build and problem
        self._until = 0.0

    def get(self) -> Status:
        """As it was a second ago at the longest, and of the build in use. Raises IndexUnusable."""
        with self._lock:
            now = (self._archive.info().build, self._archive.problem)
            if self._status is None or now != self._of or time.monotonic() >= self._until:
                self._status, self._of = self._archive.status(), now
                self._until = time.monotonic() + STATUS_SECONDS
            return self._status
