"""The archive that the application answers from, and what pages and API list of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar, cast

from flask import abort, current_app

from qa import Answer, Archive, ArticleInfo, Citation, IndexInfo, Status, Summary, Timeline
from web import answers
from web.answers import Listing
from web.indexes import chosen
from web.metrics import note_answer
from web.schemas import Look, Question

T = TypeVar("T")

MAX_CHOICES = 50  # articles offered to be summarized
MAX_SOURCES = 200  # suggested in the form; any other can be typed
STATUS_SECONDS = 1.0  # that the state of the index is told from memory: it takes a walk over its folder


def archive() -> Archive:
    """The archive that the request is about. Raises BadParameter where there is none of that name."""
    opened: dict[str, Archive] = current_app.extensions["archives"]
    return opened[chosen()]


def answered(wanted: Question) -> Answer:
    """The question answered, and counted. Raises what answers.answer raises."""
    answer = answers.answer(archive(), wanted)
    note_answer(answer)
    return answer


def titles(citations: Iterable[Citation], index: IndexInfo) -> dict[str, str]:
    """By id, the title of each article that `also_in` names; none of a newer build than the citations are of."""
    named = {name for citation in citations for name in citation.also_in}
    if not named or archive().info().build != index.build:
        return {}
    return {name: info.title for name, info in archive().infos(named).items()}


def choices(chosen: Collection[ArticleInfo]) -> list[ArticleInfo]:
    """The articles to choose from: those chosen already, then the newest."""
    return [*chosen, *(article for article in archive().articles(limit=MAX_CHOICES) if article not in chosen)]


def listing(wanted: Look) -> Listing:
    """The page of the list that is wanted; beyond the last page there is nothing (404)."""
    return answers.listing(archive(), wanted) or abort(404)


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
