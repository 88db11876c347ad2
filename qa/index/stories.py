"""Stories that several articles tell: found when a snapshot is written, and kept in it as stories.npz.

What was read and compared for the snapshot before is not read again where the articles are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged
from qa.types import Article, ArticleInfo

if TYPE_CHECKING:
    from qa.index.library import Library
    from qa.text.copies import Judged

FILE, JUDGED = "stories.npz", "copies.npz"  # which articles are one; what is kept for the next build
STORY_FILES = (FILE, JUDGED)
_UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are one story, the first that was printed first, of one day the fullest."""

    articles: tuple[ArticleInfo, ...]


class StoryIndex:
    """Which of a snapshot's m articles tell one story. None do in a snapshot that was written before they were sought.

    `of` (m,) is the number of each article's story, -1 where no other article tells it; `place` (m,) its place in it.
    """

    def __init__(self, folder: Path) -> None:
        """Those of the snapshot in `folder`. Raises IndexDamaged."""
        held = _read(folder / FILE)
        self.known = bool(held)
        self.of: NDArray[np.int32] = held.get("story", np.empty(0, np.int32))
        self.place: NDArray[np.int32] = held.get("place", self.of)

    def beside(self, number: int) -> list[int]:
        """The numbers of the articles that tell the story of this one, itself among them, in the story's order."""
        if number >= len(self.of) or self.of[number] < 0:
            return [number]
        found = np.flatnonzero(self.of == self.of[number])
        return [int(each) for each in found[np.argsort(self.place[found])]]

    def stories(self) -> list[list[int]]:
        """The numbers of the articles of each story, those with the most articles first."""
        rows = np.flatnonzero(self.of >= 0)
        rows = rows[np.lexsort((self.place[rows], self.of[rows]))]
        cuts = np.flatnonzero(np.diff(self.of[rows])) + 1
        found = [part.tolist() for part in np.split(rows, cuts)] if len(rows) else []
        return sorted(found, key=lambda story: -len(story))


class Told(Protocol):
    """What is asked of the articles of a snapshot to name those of its stories."""

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """By id, the numbers of these articles; those that are not here are left out."""
        ...

    def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """By number, the ids of these articles."""
        ...

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called."""
        ...


def stories_of(ids: Iterable[str], stories: StoryIndex, articles: Told) -> dict[str, tuple[str, ...]]:
    """By id, the articles that tell its story, itself among them, the first that was printed first; those whose story
    no other tells are left out."""
    if not (stories.of >= 0).any():
        return {}
    beside = {name: stories.beside(number) for name, number in articles.numbers(ids).items()}
    beside = {name: story for name, story in beside.items() if len(story) > 1}
    names = articles.names({number for story in beside.values() for number in story})
    return {name: tuple(names[number] for number in story) for name, story in beside.items()}


def told_twice(stories: StoryIndex, articles: Told, limit: int | None = None) -> list[Story]:
    """The first stories that several articles tell, those with the most articles first."""
    found = stories.stories()[:limit]
    names = articles.names({number for story in found for number in story})
    infos = articles.infos(names.values())
    return [Story(tuple(infos[names[number]] for number in story)) for story in found]


def write_stories(
    folder: Path, library: Library, before: Path | None, facts: Sequence[tuple[str | None, ...]] | None = None
) -> None:
    """Find the stories of the library and write them to `folder`. Raises OSError.

    `before` is the copies.npz of the snapshot in use, where there is one; `facts` are
    the library's, where they were read.
    """
    from qa.text.copies import SCHEME, Judged, clusters, signature  # whose patterns no reader should wait for

    facts = list(library.facts()) if facts is None else facts
    contents = np.array([int(str(fact[4])[:15], 16) for fact in facts], np.int64)
    known = _Known(before, contents)
    signatures, lengths = known.signatures_and_lengths()
    for row in np.flatnonzero(lengths == 0).tolist():  # what was not known before has some
        lengths[row], prose = _length_and_prose(library.article(str(facts[row][0])))
        signatures[row] = signature(prose)
    judged = Judged()
    days = [date.fromisoformat(fact[2]) if fact[2] else None for fact in facts]
    found = clusters(
        signatures,
        lambda row: prose_of(library.article(str(facts[row][0]))),
        days,
        lengths.tolist(),
        judged,
        known.judged(),
    )
    story, place = np.full((2, len(facts)), -1, np.int32)
    for number, rows in enumerate(found):
        story[list(rows)] = number
        place[list(rows)] = np.arange(len(rows))
    words = np.full(len(facts), _UNKNOWN, np.int32)
    words[list(judged.words)] = list(judged.words.values())
    np.savez(folder / FILE, story=story, place=place)
    np.savez(
        folder / JUDGED,
        scheme=np.array(SCHEME),
        contents=contents,
        signatures=signatures,
        lengths=lengths,
        words=words,
        pairs=np.array(list(judged.copies), np.int32).reshape(-1, 2),
        verdicts=np.array(list(judged.copies.values()), np.bool_),
    )


class _Known:
    """What the snapshot before tells of the articles that are in this one too, by their content."""

    def __init__(self, before: Path | None, contents: NDArray[np.int64]) -> None:
        from qa.text.copies import SCHEME

        self._held = _read(before) if before else {}
        if self._held and (str(self._held["scheme"]) != SCHEME or "lengths" not in self._held):
            self._held = {}
        self._count = len(contents)
        self._rows, self._old = _in_both(contents, self._held.get("contents", contents[:0]))

    def signatures_and_lengths(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """(m, HASHES + LEAD_HASHES) and (m,) those of the articles that were there before, 0 of the others."""
        from qa.text.copies import HASHES, LEAD_HASHES

        if not len(self._rows):
            return np.zeros((self._count, HASHES + LEAD_HASHES), np.uint32), np.zeros(self._count, np.int64)
        old = np.full(self._count, _UNKNOWN)
        old[self._rows] = self._old
        signatures, lengths = self._held["signatures"][old], self._held["lengths"][old]
        signatures[old == _UNKNOWN], lengths[old == _UNKNOWN] = 0, 0
        return signatures, lengths

    def judged(self) -> Judged:
        """What was read before, by the rows of now."""
        from qa.text.copies import Judged

        if not self._held:
            return Judged()
        new = np.full(len(self._held["contents"]), _UNKNOWN, np.int64)
        new[self._old] = self._rows
        pairs = np.sort(new[self._held["pairs"]], axis=1)
        known = pairs[:, 0] != _UNKNOWN
        copies = zip(map(tuple, pairs[known].tolist()), self._held["verdicts"][known].tolist(), strict=True)
        words = self._held["words"][self._old]
        told = words != _UNKNOWN
        return Judged(dict(copies), dict(zip(self._rows[told].tolist(), words[told].tolist(), strict=True)))


def _in_both(one: NDArray[np.int64], other: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where what both have stands in each. Copies to the letter are told apart by how many of the same stand before."""
    _, numbers = np.unique(np.concatenate([one, other]), return_inverse=True)
    now, before = (part * len(numbers) + _same_before(part) for part in np.split(numbers, [len(one)]))
    _, rows, old = np.intersect1d(now, before, assume_unique=True, return_indices=True)
    return rows, old


def _same_before(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n,) how many of the same number stand before each."""
    order = np.argsort(numbers, kind="stable")
    before = np.empty(len(numbers), np.int64)
    before[order] = np.arange(len(numbers)) - np.searchsorted(numbers[order], numbers[order])
    return before


def _length_and_prose(article: Article) -> tuple[int, str]:
    return max(1, sum(end - start for start, end in article.body)), prose_of(article)


def prose_of(article: Article) -> str:
    """What is compared of an article."""
    return "\n".join(article.text[start:end] for start, end in article.body)


def _read(path: Path) -> dict[str, Any]:
    """The arrays of a file; none where there is no such file."""
    if not path.exists():
        return {}
    try:
        with np.load(path, allow_pickle=False) as held:
            return dict(held)
    except (OSError, ValueError, BadZipFile) as error:
        raise IndexDamaged(f"{path} cannot be read: {error}", "qa build") from error
