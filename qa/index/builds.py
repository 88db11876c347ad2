"""Where the builds of an index are kept: in folders beside its library, or on another engine, by its address."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import NoIndex
from qa.index.engine import Builds, Engine
from qa.index.layout import (
    ENGINE,
    UNFINISHED,
    builds,
    current_build,
    index_folder,
    make_current,
    remove_unfinished,
    sync,
)
from qa.index.manifest import Manifest, read_manifest
from qa.index.snapshot import Snapshot, open_current
from qa.types import Calibration

if TYPE_CHECKING:
    from qa.encoding.types import EncoderFacts
    from qa.index.library import Library

VARIABLE = "QA_ENGINE"  # where --engine is not given
FILES = "files"  # beside the library, where nothing else is said


def builds_of(folder: Path, engine: str = "") -> Builds:
    """Those of the index in `folder`: on this `engine`, or that of the environment, or the one it was built on last.

    Raises SourceError for what is no address of one.
    """
    engine = engine or os.environ.get(VARIABLE, "") or _noted(folder)
    if engine in ("", FILES):
        return FolderBuilds(folder)
    from qa.index.milvus.builds import MilvusBuilds

    return MilvusBuilds(folder, engine)


def note_engine(folder: Path, engine: str) -> None:
    """Remember where the builds of the index in `folder` are kept."""
    if engine:
        (folder / ENGINE).write_text(engine + "\n", "utf-8")
        sync(folder / ENGINE)


def existing_builds(indexes: Path, name: str, engine: str = "") -> Builds:
    """Those of an index that something was built of. Raises NoIndex, SourceError, EngineUnavailable."""
    found = builds_of(index_folder(indexes, name), engine)
    if not found.kept():
        raise NoIndex(f"no index {name!r} in {found.place}", "qa build FOLDER")
    return found


def open_index(indexes: Path, name: str, verify: bool = True, engine: str = "") -> Engine:
    """Open the build in use. Raises NoIndex, IndexDamaged, EngineUnavailable."""
    return builds_of(index_folder(indexes, name), engine).open_current(verify)


class FolderBuilds:
    """Snapshots in folders beside the library."""

    part, connects = "file", False

    def __init__(self, folder: Path) -> None:
        self._folder, self.name = folder, folder.name
        self.place = str(folder.parent)

    def current(self) -> str | None:
        """The build that CURRENT names. Raises IndexDamaged."""
        return current_build(self._folder)

    def kept(self) -> list[str]:
        """The builds that are whole, newest first."""
        return builds(self._folder)

    def manifest(self, build: str) -> Manifest:
        """What a build was made of. Raises IndexDamaged."""
        return read_manifest(self._at(build))

    def open(self, build: str, verify: bool = True) -> Snapshot:
        """Open a build for questions. Raises IndexDamaged."""
        return Snapshot(self._at(build), self.name, verify)

    def open_current(self, verify: bool = True) -> Snapshot:
        """Open the build in use. Raises NoIndex, IndexDamaged."""
        return open_current(self._folder.parent, self.name, verify)

    def make_current(self, build: str) -> None:
        """Have CURRENT name this build, in one step."""
        make_current(self._folder, build)

    def remove(self, builds: Sequence[str]) -> None:
        """Remove these builds."""
        for build in builds:
            # Renamed first, so that what is half removed is never taken for a snapshot.
            leaving = self._at(build).rename(self._at(f"{UNFINISHED}-{build}"))
            shutil.rmtree(leaving, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what a build that was killed left; needs the lock."""
        remove_unfinished(self._folder)

    def publish(self, library: Library, encoder: EncoderFacts) -> Manifest:
        """Write a build of the whole library, check it and make it current; returns the one in use."""
        from qa.index.publish import write_snapshot  # reading waits for none of what writing needs

        return write_snapshot(self._folder, library, encoder)

    def publish_calibration(self, calibration: Calibration) -> Manifest:
        """Publish the build in use once more with another calibration. Raises IndexDamaged."""
        from qa.index.publish import publish_calibration

        return publish_calibration(self._folder, calibration)

    def _at(self, build: str) -> Path:
        return self._folder / "snapshots" / build


def _noted(folder: Path) -> str:
    try:
        return (folder / ENGINE).read_text("utf-8").strip()
    except OSError:
        return ""
