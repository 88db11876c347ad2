"""Nugget sets: the facts that a summary of an article or a topic must carry, and the events that a timeline must hold.

Written by an editor before any summary was seen (Lin and Demner-Fushman, "Will Pyramids Built of Nuggets Topple Over?",
2006): a nugget is held wholly by a sentence that has one of its texts, or half by one that has another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.evaluation.question_sets import sha256_of

ARTICLES, TOPICS, EVENTS = "nuggets_articles.json", "nuggets_topics.json", "events_topics.json"

Texts = tuple[str, ...]  # all of which a summary must have


@dataclass(frozen=True, slots=True)
class Nugget:
    """A fact of this `rank`, from 1: held wholly where all of one of `full` are cited, half where all of one of `part`
    are. `kind` is what, why, who, next, background, or not told."""

    rank: int
    full: tuple[Texts, ...]
    part: tuple[Texts, ...]
    kind: str = ""

    @property
    def pieces(self) -> frozenset[str]:
        """Each text that carries a piece of it."""
        return frozenset(text for texts in (*self.full, *self.part) for text in texts)


@dataclass(frozen=True, slots=True)
class Event:
    """What a sentence with one of `texts` tells of, on one of `dates`: YYYY-MM-DD, or YYYY-MM."""

    texts: Texts
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The events a timeline must hold and may; `on` are expressions of which an entry on the topic matches one."""

    must: tuple[Event, ...]
    nice: tuple[Event, ...]
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NuggetSet:
    """By article id and by topic, what to expect; `sha256` is of the files, `folder` has them."""

    name: str
    folder: Path
    articles: Mapping[str, tuple[Nugget, ...]]
    topics: Mapping[str, tuple[Nugget, ...]]
    stories: Mapping[str, Story]
    sha256: str


def is_nugget_set(folder: Path) -> bool:
    """Whether a folder holds nuggets or events."""
    return any((folder / name).is_file() for name in (ARTICLES, TOPICS, EVENTS))


def read_nugget_set(folder: Path) -> NuggetSet:
    """Read those of nuggets_articles.json, nuggets_topics.json and events_topics.json that are there.

    Raises SourceError.
    """
    paths = [path for name in (ARTICLES, TOPICS, EVENTS) if (path := folder / name).is_file()]
    return NuggetSet(
        name=folder.resolve().name,
        folder=folder,
        articles={name: _nuggets(folder / ARTICLES, name, given) for name, given in _read(folder / ARTICLES).items()},
        topics={name: _nuggets(folder / TOPICS, name, given) for name, given in _read(folder / TOPICS).items()},
        stories={name: _story(folder / EVENTS, name, given) for name, given in _read(folder / EVENTS).items()},
        sha256=sha256_of(paths),
    )


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        read = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise SourceError(f"{path} is not JSON: {error}", "mend it") from error
    if not isinstance(read, dict):
        raise SourceError(f"{path} must be an object, by article or topic", "mend it")
    return read


def _nuggets(path: Path, name: str, given: Any) -> tuple[Nugget, ...]:
    try:
        return tuple(map(_nugget, given))
    except (KeyError, TypeError, ValueError) as error:
        raise _fault(path, name, "a nugget has rank, full and part") from error


def _nugget(given: Any) -> Nugget:
    full, part = _alternatives(given["full"]), _alternatives(given["part"])
    return Nugget(int(given["rank"]), full, part, str(given.get("kind", "")))


def _alternatives(given: Sequence[Any]) -> tuple[Texts, ...]:
    return tuple((one,) if isinstance(one, str) else tuple(map(str, one)) for one in given)


def _story(path: Path, name: str, given: Any) -> Story:
    try:
        must, nice = (tuple(map(_event, given[kind])) for kind in ("must", "nice"))
        return Story(must, nice, tuple(map(str, given["on"])))
    except (KeyError, TypeError) as error:
        raise _fault(path, name, "a story has must, nice and on; an event substrings and dates") from error


def _event(given: Any) -> Event:
    return Event(tuple(map(str, given["substrings"])), tuple(map(str, given["dates"])))


def _fault(path: Path, name: str, what: str) -> SourceError:
    return SourceError(f"{path}, {name!r}: {what}", "mend it")
