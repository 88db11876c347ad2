"""Which id each article has: the one it was given, the one it had before, or the name of its file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa.types import Article, Refusal

WITHIN = "!/"  # between an archive and the member of it


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the index holds already."""

    id: str
    origin: str
    content_hash: str
    title: str = ""
    url: str | None = None
    dated: bool = False
    language: str = ""

    def is_told_by(self, article: Article) -> bool:
        """Whether it is the same story, though perhaps in other words now: by its address, its title or its text."""
        same = (bool(article.url) and article.url == self.url, bool(article.title) and article.title == self.title)
        return any(same) or content_hash(article) == self.content_hash


def content_hash(article: Article) -> str:
    """SHA-256 of what an encoding depends on: title, text, which parts of it are prose, and how these are split."""
    language = article.language.partition("-")[0]
    parts = json.dumps([article.title, article.body, article.text, *([] if language in ("", "en") else [language])])
    return hashlib.sha256(parts.encode()).hexdigest()


class Identities:
    """Gives ids in the order of reading, each once; `notes` tell of those that were given and could not be kept.

    A file keeps the id it had; one that was moved or renamed is known by its content, so that links to it hold. Two
    files of one name are told apart by their folders. A record without an id is its line in its file.
    """

    def __init__(self, known: Iterable[Known] = (), stays: Callable[[str], bool] = lambda origin: True) -> None:
        """`stays` says of an origin whether its article remains in the index unless it is read again now."""
        self._by_origin: dict[str, str] = {}
        self._moved: dict[str, str] = {}
        self._owners: dict[str, Known] = {}
        self._taken: dict[str, Known] = {}  # of this reading
        self.notes: list[str] = []
        self.noted: set[str] = set()  # the origins that they are of
        self._given: set[str] = set()
        self.known = tuple(known)
        for item in self.known:
            self._by_origin[item.origin] = item.id
            if item.origin == file_of(item.origin) and not os.path.lexists(item.origin):
                self._moved[item.content_hash] = item.id
            if stays(item.origin):
                self._owners[item.id] = item

    def give(self, article: Article, place: str) -> Article | Refusal:
        """The article under its id. `place` is where its file lies in its source.

        A made id gives way to a given one. An id belongs to the file that gave it first: the same id of another file is
        led by the name of that file, unless it is the same story, brought up to date.
        """
        name = article.id
        if article.id_given:
            name = self._own(article, place)
        else:
            name = self._before(article) or name
            if self._is_of_another(name, article.origin):
                digest = hashlib.sha256(os.fsencode(place)).hexdigest()
                name = f"{article.id}-{digest[:8]}"
        if name in self._taken:
            return Refusal(article.origin, f"its id {name!r} is already that of {self._taken[name].origin}")
        self._taken[name] = Known(name, article.origin, content_hash(article), article.title, article.url)
        return article if name == article.id else replace(article, id=name)

    def keep(self, held: Sequence[Known]) -> bool:
        """Whether articles that are held can keep their ids without being read, and do so now."""
        if any(item.id in self._taken for item in held):
            return False
        self._taken.update((item.id, item) for item in held)
        return True

    def keep_free(self, given: Iterable[str]) -> None:
        """Ids that records further on give themselves."""
        self._given.update(given)

    def _own(self, article: Article, place: str) -> str:
        """The id that an article gives itself; where it is that of another file's, the same behind this one's name."""
        owner = self._taken.get(article.id) or self._owners.get(article.id)
        mine = file_of(article.origin)
        if owner is None or file_of(owner.origin) == mine or not _is_record(owner) or owner.is_told_by(article):
            return article.id
        name = f"{Path(place.partition(WITHIN)[0]).stem}:{article.id}"
        self.noted.add(article.origin)
        self.notes.append(f"{article.origin}: its id {article.id!r} is that of {owner.origin}; here it is {name!r}")
        return name

    def _before(self, article: Article) -> str | None:
        if article.origin != file_of(article.origin):
            return None
        before = self._by_origin.get(article.origin)
        if before is None and (before := self._moved.pop(content_hash(article), None)):
            self._owners.pop(before, None)
        return None if before in self._taken else before

    def _is_of_another(self, name: str, origin: str) -> bool:
        owner = self._owners.get(name)
        return name in self._given or name in self._taken or (owner is not None and owner.origin != origin)


def _is_record(item: Known) -> bool:
    return file_of(item.origin) != item.origin


def file_of(origin: str) -> str:
    """The file of an origin: of a member of an archive, "file!/member", and a record, "file:3", what stands before."""
    packed, within, _ = origin.partition(WITHIN)
    if within:
        return packed
    file, _, line = origin.rpartition(":")
    return file if file and line.isdigit() else origin


def is_under(origin: str, sources: Iterable[Path]) -> bool:
    """Whether an origin is one of `sources`, or lies in one of them."""
    return any(
        origin == str(source) or origin.startswith((f"{source}{os.sep}", f"{source}:", f"{source}{WITHIN}"))
        for source in sources
    )
