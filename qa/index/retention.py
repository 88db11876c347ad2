"""Which snapshots are kept, and which is in use: going back to an earlier one, and removing the old."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from qa.errors import IndexDamaged, NotFound
from qa.index.activity import Progress
from qa.index.builds import existing_builds
from qa.index.engine import Builds
from qa.index.layout import KEEP, index_folder, size_of
from qa.index.library import Library
from qa.index.lock import locked
from qa.types import IndexInfo


@dataclass(frozen=True, slots=True)
class PruneReport:
    """What was removed: snapshots by build, encodings that nothing needs any more, and how much room that made."""

    builds: tuple[str, ...]
    encodings: int
    bytes_freed: int


def roll_back(
    indexes: Path, name: str, build: str | None = None, progress: Progress = lambda *_: None, wait: bool = True
) -> IndexInfo:
    """Make `build` current again, or the newest that is older than the current one; the library stays as it is.

    All of it is checked first. Raises NoIndex, NotFound, IndexDamaged, IndexBusy.
    """
    builds, folder = existing_builds(indexes, name), index_folder(indexes, name)
    with locked(folder, "rollback", progress, wait):
        kept = builds.kept()
        chosen = build or _earlier(builds, kept)
        if chosen not in kept:
            raise NotFound(f"no build {chosen!r} in {folder}; there are {', '.join(kept) or 'none'}", "qa status")
        engine = builds.open(chosen)
        engine.close()
        builds.make_current(chosen)
        return engine.info()


def prune(
    indexes: Path, name: str, keep: int = KEEP, progress: Progress = lambda *_: None, wait: bool = True
) -> PruneReport:
    """Remove all snapshots but the one in use and the newest others, `keep` in all, and encodings nothing needs.

    A damaged snapshot is none to keep, unless it is the one in use. Encodings are needed by the articles as they are
    now, of the encoders of the snapshots kept. A server that still has a removed snapshot open answers from it until
    it goes over. Raises NoIndex, IndexDamaged, IndexBusy.
    """
    builds, folder = existing_builds(indexes, name), index_folder(indexes, name)
    with locked(folder, "prune", progress, wait):
        before = size_of(folder)
        builds.sweep()
        gone = [*_remove_damaged(builds), *remove_old(builds, keep)]
        with Library(folder / "library.db", create=False) as library:
            dropped = library.prune({*_encodings(builds)})
        return PruneReport(tuple(gone), dropped, max(0, before - size_of(folder)))


def remove_old(builds: Builds, keep: int) -> list[str]:
    """Remove all builds but the one in use and the newest others, `keep` in all; needs the lock."""
    current = builds.current()
    others = [build for build in builds.kept() if build != current]
    gone = others[max(0, keep - 1) :]
    builds.remove(gone)
    return gone


def _remove_damaged(builds: Builds) -> list[str]:
    """Remove every build that cannot be gone back to; what it was made of is in the library."""
    current = builds.current()
    gone = [build for build in builds.kept() if build != current and not _is_sound(builds, build)]
    builds.remove(gone)
    return gone


def _is_sound(builds: Builds, build: str) -> bool:
    try:
        builds.open(build).close()
    except IndexDamaged:
        return False
    return True


def _earlier(builds: Builds, kept: list[str]) -> str:
    """The newest build that is older than the current one; the newest of all where none is current."""
    try:
        current = builds.current()
    except IndexDamaged:
        current = None
    if current not in kept:
        current = None
    earlier = [build for build in kept if current is None or build < current]
    if not earlier:
        raise NotFound(f"no build earlier than {current} is kept in {builds.place}", "qa status")
    return earlier[0]


def _encodings(builds: Builds) -> Iterator[str]:
    """Of which encoders the builds are, those that can be read."""
    for build in builds.kept():
        with suppress(IndexDamaged):
            yield builds.manifest(build).encoding_id
