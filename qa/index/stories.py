"""Stories that several articles tell: found when a snapshot is written, and kept in it as stories.npz.

What was read and compared for the snapshot before is not read again where the articles are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged
from qa.index.library import Library
from qa.text.copies import HASHES, LEAD_HASHES, SCHEME, Judged, clusters, signature
from qa.types import Article, ArticleInfo

FILE, JUDGED = "stories.npz", "copies.npz"  # which articles are one; what is kept for the next build
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


def write_stories(folder: Path, library: Library, before: Path | None) -> None:
    """Find the stories of the library and write them to `folder`. Raises OSError.

    `before` is the copies.npz of the snapshot in use, where there is one.
    """
    facts = list(library.facts())
    contents = np.array([int(str(fact[4])[:15], 16) for fact in facts], np.int64)
    known = _Known(before, contents)
    lengths = np.zeros(len(facts), np.int64)
    signatures = np.zeros((len(facts), HASHES + LEAD_HASHES), np.uint32)
    for row, article in enumerate(library.articles()):
        lengths[row] = max(1, sum(end - start for start, end in article.body))
        held = known.signature(row)
        signatures[row] = signature(prose_of(article)) if held is None else held
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
        words=words,
        pairs=np.array(list(judged.copies), np.int32).reshape(-1, 2),
        verdicts=np.array(list(judged.copies.values()), np.bool_),
    )


class _Known:
    """What the snapshot before tells of the articles that are in this one too, by their content."""

    def __init__(self, before: Path | None, contents: NDArray[np.int64]) -> None:
        self._held = _read(before) if before else {}
        if self._held and str(self._held["scheme"]) != SCHEME:
            self._held = {}
        old = {content: row for row, content in enumerate(_counted(self._held.get("contents", contents[:0])))}
        self._old = {row: old[content] for row, content in enumerate(_counted(contents)) if content in old}

    def signature(self, row: int) -> NDArray[np.uint32] | None:
        """That of an article, where it was there before."""
        return self._held["signatures"][self._old[row]] if row in self._old else None

    def judged(self) -> Judged:
        """What was read before, by the rows of now."""
        if not self._held:
            return Judged()
        new = {old: row for row, old in self._old.items()}
        words = self._held["words"].tolist()
        known: dict[tuple[int, int], bool] = {}
        for pair, verdict in zip(self._held["pairs"].tolist(), self._held["verdicts"].tolist(), strict=True):
            lesser, greater = sorted(new.get(row, _UNKNOWN) for row in pair)
            if lesser != _UNKNOWN:
                known[lesser, greater] = verdict
        return Judged(known, {row: words[old] for row, old in self._old.items() if words[old] != _UNKNOWN})


def _counted(contents: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Each with how many of the same stood before it: copies to the letter are told apart."""
    seen: Counter[int] = Counter()
    for content in contents.tolist():
        yield content, seen[content]
        seen[content] += 1


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
