"""What an open build tells whatever holds it: it follows from its manifest, its articles and its stories alone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from qa.errors import IndexMismatch, IndexUnusable
from qa.index.engine import Articles
from qa.index.manifest import Manifest
from qa.index.stories import Story, StoryIndex, stories_of, told_twice
from qa.types import ArticleInfo, Calibration, IndexInfo


class OpenBuild(ABC):
    """The part of an `Engine` that all engines share."""

    name: str
    manifest: Manifest
    store: Articles

    @property
    @abstractmethod
    def stories(self) -> StoryIndex:
        """Which articles tell one story."""

    @property
    def calibration(self) -> Calibration:
        """How the confidence is bent to this archive."""
        return self.manifest.calibration

    def info(self) -> IndexInfo:
        """Which build this is, and what it holds."""
        return self.manifest.info(self.name)

    def require(self, encoding_id: str) -> None:
        """Raise IndexMismatch unless its vectors are of this encoding."""
        if self.manifest.encoding_id != encoding_id:
            raise IndexMismatch(
                f"the index {self.name!r} was built by {self.manifest.encoding_id}, not by {encoding_id}",
                f"qa build --model {self.manifest.encoder} (or ask with that model)",
            )

    def infos(self, ids: Iterable[str]) -> dict[str, ArticleInfo]:
        """By id, what these articles are called; those that are not here are left out."""
        return self.store.infos(ids)

    def same_story(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By id, the articles that tell its story, itself among them, the first that was printed first; those whose
        story no other tells are left out."""
        return stories_of(ids, self.stories, self.store)

    def told_twice(self) -> list[Story]:
        """The stories that several articles tell, those with the most articles first. Raises IndexUnusable."""
        if not self.stories.known:
            raise IndexUnusable(f"the index {self.name!r} was built before stories were looked for", "qa build")
        return told_twice(self.stories, self.store)

    def sources(self, limit: int) -> list[str]:
        """The first sources by name."""
        return self.store.facets.sources(limit)
