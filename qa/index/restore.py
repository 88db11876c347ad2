"""Making a damaged or lost library again from what is left of it and from the snapshot in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qa.errors import IndexDamaged, NoIndex, QaError
from qa.index.activity import Progress
from qa.index.builds import builds_of
from qa.index.engine import Builds
from qa.index.layout import index_folder, link
from qa.index.library import Library
from qa.index.library_reading import read_model
from qa.index.lock import locked
from qa.index.salvage import salvage


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """How many articles came from the old library, how many from the snapshot, and where the old one now lies.

    `sources` is what the index is made of; nothing where that was lost.
    """

    from_library: int
    from_snapshot: int
    kept_as: str | None
    sources: tuple[str, ...]


def restore_library(indexes: Path, name: str, progress: Progress = lambda *_: None, wait: bool = True) -> RestoreReport:
    """Set the library aside and make a new one: its intact rows, then what only the snapshot in use still holds.

    Encodings that are intact are kept, so little or nothing is encoded again. Raises NoIndex, IndexBusy, IndexDamaged
    where neither the library nor a snapshot can be read.
    """
    folder = index_folder(indexes, name)
    if not folder.is_dir():
        raise NoIndex(f"no index {name!r} in {indexes}", "qa build FOLDER")
    with locked(folder, "restore", progress, wait):
        fresh = folder / ".library-restored.db"
        for leftover in folder.glob(f"{fresh.name}*"):
            leftover.unlink()
        with Library(fresh) as library:
            salvaged = salvage(folder / "library.db", library) if (folder / "library.db").is_file() else 0
            builds = builds_of(folder)
            added = _from_snapshot(builds, library)
            if read_model(fresh) is None and (encoder := _encoder_in_use(builds)):
                library.note_model(encoder)
            sources = tuple(map(str, library.sources()))
            if not salvaged + added:
                old = folder / "library.db"
                fix = f"mv {old} {old}.damaged, then qa build FOLDER" if old.exists() else "qa build FOLDER"
                raise IndexDamaged(f"neither library nor snapshot in {folder} can be read", fix)
        aside = _set_aside(folder)
        fresh.replace(folder / "library.db")
        return RestoreReport(salvaged, added, str(aside) if aside else None, sources)


def _from_snapshot(builds: Builds, library: Library) -> int:
    """Put what the library does not have; of the snapshot in use, or else of the newest that can be read."""
    try:
        current = builds.current()
    except IndexDamaged:
        current = None
    removed = library.removed()
    for build in dict.fromkeys([current, *builds.kept()]):
        try:
            snapshot = builds.open(str(build))
        except QaError:
            continue
        try:
            held = {item.id for item in library.known()} | removed
            ids = (str(facts[0]) for facts in snapshot.store.facts())
            missing = [found for found in ids if found not in held]
            library.put(indexed.article for indexed in snapshot.store.each(missing))
            return len(missing)
        finally:
            snapshot.close()
    return 0


def _encoder_in_use(builds: Builds) -> str | None:
    try:
        return builds.manifest(str(builds.current())).encoder
    except IndexDamaged:
        return None


def _set_aside(folder: Path) -> Path | None:
    """Keep the old files under other names; library.db itself keeps its own too, until the new one replaces it."""
    stamp = f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    for name in ("library.db-shm", "library.db-wal"):
        if (folder / name).exists():
            (folder / name).rename(folder / f"{name}.{stamp}")
    old, aside = folder / "library.db", folder / f"library.db.{stamp}"
    if not old.exists():
        return None
    link(old, aside)
    return aside
