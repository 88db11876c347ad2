"""Which snapshots are kept, and which is in use: going back to an earlier one, and removing the old."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from qa.errors import IndexDamaged, NotFound
from qa.index.activity import Progress
from qa.index.layout import (
    KEEP,
    UNFINISHED,
    builds,
    current_build,
    existing_index,
    make_current,
    remove_unfinished,
    size_of,
)
from qa.index.library import Library
from qa.index.lock import locked
from qa.index.manifest import read_manifest
from qa.index.snapshot import Snapshot
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

    Every file of it is checked first. Raises NoIndex, NotFound, IndexDamaged, IndexBusy.
    """
    folder = existing_index(indexes, name)
    with locked(folder, "rollback", progress, wait):
        kept = builds(folder)
        chosen = build or _earlier(folder, kept)
        if chosen not in kept:
            raise NotFound(f"no build {chosen!r} in {folder}; there are {', '.join(kept) or 'none'}", "qa status")
        snapshot = Snapshot(folder / "snapshots" / chosen, name)
        snapshot.close()
        make_current(folder, chosen)
        return snapshot.info()


def prune(
    indexes: Path, name: str, keep: int = KEEP, progress: Progress = lambda *_: None, wait: bool = True
) -> PruneReport:
    """Remove all snapshots but the one in use and the newest others, `keep` in all, and encodings nothing needs.

    A damaged snapshot is none to keep, unless it is the one in use. Encodings are needed by the articles as they are
    now, of the encoders of the snapshots kept. A server that still has a removed snapshot open answers from it until
    it goes over. Raises NoIndex, IndexDamaged, IndexBusy.
    """
    folder = existing_index(indexes, name)
    with locked(folder, "prune", progress, wait):
        before = size_of(folder)
        remove_unfinished(folder)
        gone = [*_remove_damaged(folder, name), *remove_old(folder, keep)]
        kept = {read_manifest(folder / "snapshots" / build).encoding_id for build in _readable(folder)}
        with Library(folder / "library.db", create=False) as library:
            dropped = library.prune(kept)
        return PruneReport(tuple(gone), dropped, max(0, before - size_of(folder)))


def remove_old(folder: Path, keep: int) -> list[str]:
    """Remove all snapshots but the one in use and the newest others, `keep` in all; needs the lock."""
    current = current_build(folder)
    others = [build for build in builds(folder) if build != current]
    gone = others[max(0, keep - 1) :]
    _remove(folder, gone)
    return gone


def _remove_damaged(folder: Path, name: str) -> list[str]:
    """Remove every snapshot that cannot be gone back to; what it was made of is in the library."""
    current = current_build(folder)
    gone = [build for build in builds(folder) if build != current and not _is_sound(folder / "snapshots" / build, name)]
    _remove(folder, gone)
    return gone


def _is_sound(snapshot: Path, name: str) -> bool:
    try:
        Snapshot(snapshot, name).close()
    except IndexDamaged:
        return False
    return True


def _remove(folder: Path, gone: list[str]) -> None:
    for build in gone:
        # Renamed first, so that what is half removed is never taken for a snapshot.
        leaving = (folder / "snapshots" / build).rename(folder / "snapshots" / f"{UNFINISHED}-{build}")
        shutil.rmtree(leaving, ignore_errors=True)


def _earlier(folder: Path, kept: list[str]) -> str:
    """The newest build that is older than the current one; the newest of all where CURRENT names none."""
    try:
        current = current_build(folder)
    except IndexDamaged:
        current = None
    if current not in kept:
        current = None
    earlier = [build for build in kept if current is None or build < current]
    if not earlier:
        raise NotFound(f"no build earlier than {current} is kept in {folder}", "qa status")
    return earlier[0]


def _readable(folder: Path) -> list[str]:
    found = []
    for build in builds(folder):
        try:
            read_manifest(folder / "snapshots" / build)
        except IndexDamaged:
            continue
        found.append(build)
    return found
