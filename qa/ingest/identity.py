"""Which id each article has: the one it was given, the one it had before, or the name of its file."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from qa.ingest.prose.besides import own_text
from qa.types import Article, Refusal

WITHIN = "!/"  # between an archive and the member of it


class Known(NamedTuple):  # which is made in a third of the time of a dataclass: of each article at every command
    """An article that the index holds already."""

    id: str
    origin: str
    content_hash: str
    title: str = ""
    url: str | None = None
    published: str | None = None  # ISO 8601
    language: str = ""
    source: str = ""

    @property
    def dated(self) -> bool:
        """Whether its day is known."""
        return self.published is not None

    def is_told_by(self, article: Article) -> bool:
        """Whether it is the same story, though perhaps in other words now: by its address; unless another source prints
        it, by its text; and unless it is of another day, by its title.
        """
        if article.url and article.url == self.url:
            return True
        if article.source and self.source and article.source != self.source:
            return False
        may_be_same_day = _day_of(article) == self.published or None in (article.published, self.published)
        same_title = bool(article.title) and article.title == self.title and may_be_same_day
        return same_title or content_hash(article) == self.content_hash


def content_hash(article: Article) -> str:
    """SHA-256 of what an encoding depends on: title, text, which parts of it are prose, and how these are split."""
    language = article.language.partition("-")[0]
    parts = json.dumps(
        [article.title, article.body, own_text(article), *([] if language in ("", "en") else [language])]
    )
    return hashlib.sha256(parts.encode()).hexdigest()


class Identities:
    """Gives ids in the order of reading, each once; `notes` tell of those that were given and could not be kept,
    and of encodings that were guessed.

    A file keeps the id it had; one that was moved or renamed is known by its content, so that links to it hold. Two
    files of one name are told apart by their folders. A record without an id is its line in its file.
    """

    def __init__(self, known: Iterable[Known] = (), stays: Callable[[str], bool] = lambda origin: True) -> None:
        """`stays` says of an origin whether its article remains in the index unless it is read again now."""
        self._stays = stays
        self._taken: dict[str, Known] = {}  # of this reading
        self.notes: list[str] = []
        self.noted: set[str] = set()  # the origins that they are of
        self._guessed: set[str] = set()  # files
        self._given: set[str] = set()
        self.known = tuple(known)

    @cached_property
    def _by_id(self) -> dict[str, Known]:
        return {item.id: item for item in self.known}

    @cached_property
    def _by_origin(self) -> dict[str, str]:
        return {item.origin: item.id for item in self.known}

    @cached_property
    def _by_content(self) -> dict[str, list[Known]]:
        held: defaultdict[str, list[Known]] = defaultdict(list)
        for item in self.known:
            held[item.content_hash].append(item)
        return held

    def give(self, article: Article, place: str) -> Article | Refusal:
        """The article under its id. `place` is where its file lies in its source.

        An id belongs to the file that had it first: the same id given by another is led by the source that it names, or
        by the name of that file, unless it is the same story, brought up to date. Of two that are new, a made id gives
        way to a given one.
        """
        name = self._own(article, place) if article.id_given else self._before(article) or self._made(article, place)
        if name in self._taken:
            return Refusal(article.origin, f"its id {name!r} is already that of {self._taken[name].origin}")
        self._taken[name] = Known(
            id=name,
            origin=article.origin,
            content_hash=content_hash(article),
            title=article.title,
            url=article.url,
            published=_day_of(article),
            source=article.source,
        )
        self._note_encoding(article)
        return article if name == article.id else replace(article, id=name)

    def keep(self, held: Sequence[Known]) -> bool:
        """Whether articles that are held can keep their ids without being read, and do so now."""
        if not self._taken.keys().isdisjoint([item.id for item in held]):
            return False
        self._taken.update([(item.id, item) for item in held])
        return True

    def keep_free(self, given: Iterable[str]) -> None:
        """Ids that records further on give themselves."""
        self._given.update(given)

    def _own(self, article: Article, place: str) -> str:
        """The id that an article gives itself; where it is that of another file's, the same behind a name."""
        if not (owner := self._other_owner(article.id, article)):
            return article.id
        listing = _listing_of(place)
        stem = Path(listing).stem
        leads = (article.source or stem, stem, f"{stem}-{_digest(listing)}")
        names = [f"{lead}:{article.id}" for lead in leads]
        name = next((name for name in names if not self._other_owner(name, article)), names[-1])
        self.noted.add(article.origin)
        self.notes.append(f"{article.origin}: its id {article.id!r} is that of {owner.origin}; here it is {name!r}")
        return name

    def _other_owner(self, name: str, article: Article) -> Known | None:
        """Who has the id, if it is another file that tells another story."""
        owner = self._taken.get(name) or self._owner(name)
        if owner is None or _listing_of(owner.origin) == _listing_of(article.origin):
            return None
        return None if _is_record(owner) and owner.is_told_by(article) else owner

    def _note_encoding(self, article: Article) -> None:
        """Note of a file, once, which encoding it was guessed to have."""
        file, encoding = file_of(article.origin), dict(article.details.told_by).get("encoding")
        if encoding and file not in self._guessed:
            self._guessed.add(file)
            self.noted.add(article.origin)
            self.notes.append(f"{file}: encoding guessed: {encoding}; where letters are wrong, save it as UTF-8")

    def _before(self, article: Article) -> str | None:
        if article.origin != file_of(article.origin):
            return None
        before = self._by_origin.get(article.origin)
        if before is None:
            before = self._moved(content_hash(article))
        return None if before in self._taken else before

    def _moved(self, content: str) -> str | None:
        """The id of an article of this content whose file is gone; asked again, none."""
        held = self._by_content.pop(content, [])
        files = (item for item in reversed(held) if item.origin == file_of(item.origin))
        return next((item.id for item in files if not os.path.lexists(item.origin)), None)

    def _owner(self, name: str) -> Known | None:
        """Of what is held, and stays, that of this id."""
        held = self._by_id.get(name)
        return held if held and self._stays(held.origin) else None

    def _made(self, article: Article, place: str) -> str:
        owner = self._owner(article.id)
        of_another = owner.origin != article.origin if owner else article.id in self._given
        return f"{article.id}-{_digest(place)}" if of_another or article.id in self._taken else article.id


def _digest(place: str) -> str:
    return hashlib.sha256(os.fsencode(place)).hexdigest()[:8]


def _day_of(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _is_record(item: Known) -> bool:
    return _listing_of(item.origin) != item.origin


def _listing_of(origin: str) -> str:
    """The file, or the member of an archive, whose records are numbered: of "a.zip!/b.jsonl:3", "a.zip!/b.jsonl"."""
    listing, _, line = origin.rpartition(":")
    return listing if listing and line.isdigit() else origin


def file_of(origin: str) -> str:
    """The file of an origin: of a member of an archive, "file!/member", and a record, "file:3", what stands before."""
    if ":" not in origin and WITHIN not in origin:  # as of most, and soon told
        return origin
    packed, within, _ = origin.partition(WITHIN)
    return packed if within else _listing_of(origin)


def outlet_of(article: Article) -> str:
    """What its pages are of: its source, or the folder, with a "/" behind it, of an article that names none."""
    folder, slash, _ = article.origin.rpartition("/")
    return article.source or folder + slash


def is_under(origin: str, sources: Iterable[Path]) -> bool:
    """Whether an origin is one of `sources`, or lies in one of them."""
    return any(
        origin == str(source) or origin.startswith((f"{source}{os.sep}", f"{source}:", f"{source}{WITHIN}"))
        for source in sources
    )
