"""Which id each article has: the one it was given, the one it had before, or the name of its file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from qa.types import Article, Refusal


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the index holds already."""

    id: str
    origin: str
    content_hash: str


def content_hash(article: Article) -> str:
    """SHA-256 of what an encoding depends on: title, text, and which parts of it are prose."""
    parts = json.dumps([article.title, article.body, article.text])
    return hashlib.sha256(parts.encode()).hexdigest()


class Identities:
    """Gives ids in the order of reading, each once.

    A file keeps the id it had; one that was moved or renamed is known by its content, so that links to it hold. Two
    files of one name are told apart by their folders. A record without an id is its line in its file.
    """

    def __init__(self, known: Iterable[Known] = (), stays: Callable[[str], bool] = lambda origin: True) -> None:
        """`stays` says of an origin whether its article remains in the index unless it is read again now."""
        self._by_origin: dict[str, str] = {}
        self._moved: dict[str, str] = {}
        self._owners: dict[str, str] = {}
        self._taken: dict[str, str] = {}  # id: origin, of this reading
        self._given: set[str] = set()
        for item in known:
            self._by_origin[item.origin] = item.id
            if item.origin == file_of(item.origin) and not os.path.lexists(item.origin):
                self._moved[item.content_hash] = item.id
            if stays(item.origin):
                self._owners[item.id] = item.origin

    def give(self, article: Article, place: str) -> Article | Refusal:
        """The article under its id. `place` is where its file lies in its source.

        A given id is never changed, whoever had it before; a made one gives way to it.
        """
        name = article.id
        if not article.id_given:
            name = self._before(article) or name
            if self._is_of_another(name, article.origin):
                digest = hashlib.sha256(os.fsencode(place)).hexdigest()
                name = f"{article.id}-{digest[:8]}"
        if name in self._taken:
            return Refusal(article.origin, f"its id {name!r} is already that of {self._taken[name]}")
        self._taken[name] = article.origin
        return article if name == article.id else replace(article, id=name)

    def keep_free(self, given: Iterable[str]) -> None:
        """Ids that records further on give themselves."""
        self._given.update(given)

    def _before(self, article: Article) -> str | None:
        if article.origin != file_of(article.origin):
            return None
        before = self._by_origin.get(article.origin)
        if before is None and (before := self._moved.pop(content_hash(article), None)):
            self._owners.pop(before, None)
        return None if before in self._taken else before

    def _is_of_another(self, name: str, origin: str) -> bool:
        return name in self._given or name in self._taken or self._owners.get(name, origin) != origin


def file_of(origin: str) -> str:
    """The file of an origin: of a record, whose origin is "file:line", the part before the line."""
    file, _, line = origin.rpartition(":")
    return file if file and line.isdigit() else origin


def is_under(origin: str, sources: Iterable[Path]) -> bool:
    """Whether an origin is one of `sources`, or lies in one of them."""
    return any(origin == str(source) or origin.startswith((f"{source}{os.sep}", f"{source}:")) for source in sources)
