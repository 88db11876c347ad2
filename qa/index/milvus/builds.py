"""The builds of an index on Milvus: written beside the one in use, checked, and then named by the alias in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from qa.encoding.types import EncoderFacts
from qa.errors import IndexDamaged, NoIndex
from qa.index.library import Library
from qa.index.manifest import FORMAT, Manifest
from qa.index.milvus.client import Milvus, address_of
from qa.index.milvus.facts import Facts, read_facts, read_manifest, write_facts
from qa.index.milvus.schema import DATA, FACTS, UNFINISHED, alias_of, build_of, collection_of
from qa.index.milvus.snapshot import MilvusSnapshot
from qa.index.milvus.write import check_counts, write_collections
from qa.index.publish import build_id, corpus_sha256, languages_of, stamp
from qa.index.stories import FILE, JUDGED, write_stories
from qa.types import SHIPPED, Calibration

_LOADED = 2  # builds whose collections stay in memory: the one in use, and the one before


class MilvusBuilds:
    """The builds of the index whose library is in `folder`; the connection is made when it is first needed."""

    part, connects = "collection", True

    def __init__(self, folder: Path, engine: str) -> None:
        """`engine` is an address. Raises SourceError where it is none."""
        self._folder, self.name = folder, folder.name
        self._address = address_of(engine)
        self.place = engine

    @cached_property
    def _milvus(self) -> Milvus:
        return Milvus(self._address)

    def current(self) -> str | None:
        """The build that the alias names; None where there is none."""
        named = self._milvus.named(alias_of(self.name))
        return build_of(named) if named else None

    def kept(self) -> list[str]:
        """The builds that are whole, newest first."""
        found = self._milvus.collections(f"{alias_of(self.name)}__")
        return sorted((build_of(name) for name in found if name.endswith(f"__{FACTS}")), reverse=True)

    def manifest(self, build: str) -> Manifest:
        """What a build was made of. Raises IndexDamaged."""
        return read_manifest(self._milvus, self._named(build, FACTS))

    def open(self, build: str, verify: bool = True) -> MilvusSnapshot:
        """Open a build for questions. Raises IndexDamaged."""
        return MilvusSnapshot(self._milvus, self._named(build, FACTS), self.name, verify)

    def open_current(self, verify: bool = True) -> MilvusSnapshot:
        """Open the build in use. Raises NoIndex, IndexDamaged."""
        build = self.current()
        while build is not None:
            try:
                return self.open(build, verify)
            except IndexDamaged:
                failed, build = build, self.current()
                if build == failed:
                    raise
                # a newer build took its place, and the old one was pruned while it was being opened
        raise NoIndex(f"no index {self.name!r} on {self.place}", f"qa build --engine {self.place} FOLDER")

    def make_current(self, build: str) -> None:
        """Have the alias name this build, in one step; what no question needs any more leaves the memory."""
        self._milvus.point(alias_of(self.name), self._named(build, FACTS))
        others = [each for each in self.kept() if each != build][_LOADED - 1 :]
        loaded = self._collections_of([build, *[each for each in self.kept() if each != build][: _LOADED - 1]])
        for name in sorted(self._collections_of(others) - loaded):
            self._milvus.release(name)

    def remove(self, builds: Sequence[str]) -> None:
        """Remove these builds, and what no build needs."""
        for build in builds:  # renamed first: what is half removed is never taken for a build
            self._milvus.rename(self._named(build, FACTS), self._named(build, UNFINISHED))
        self.sweep()

    def sweep(self) -> None:
        """Remove what a build that was killed left, or one that was removed; needs the lock."""
        needed = self._collections_of(self.kept())
        for name in self._milvus.collections(f"{alias_of(self.name)}__"):
            if name not in needed:
                self._milvus.drop(name)

    def publish(self, library: Library, encoder: EncoderFacts) -> Manifest:
        """Write a build of the whole library, check it and have the alias name it; returns the one in use.

        Where that was built of the same articles by the same encoder, it stays. Raises IndexDamaged,
        EngineUnavailable; then the one in use is as it was.
        """
        corpus = corpus_sha256(library.facts(), encoder.encoding_id)
        before = self._in_use()
        if before and before.corpus_sha256 == corpus and self._is_whole(before):
            return before
        self.sweep()
        created = datetime.now(UTC)
        build = build_id(created, corpus)
        names = {kind: self._named(build, kind) for kind in DATA}
        written, rows = write_collections(self._milvus, names, library, encoder)
        dates = sorted(facts[2] for facts in library.facts() if facts[2])
        manifest = Manifest(
            format=FORMAT,
            build=build,
            created=stamp(created),
            encoder=encoder.name,
            weights_id=encoder.weights_id,
            encoding_id=encoder.encoding_id,
            dimensions=encoder.dimensions,
            articles=len(written.counts),
            sentences=sum(written.counts),
            passages=written.passages,
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            corpus_sha256=corpus,
            files={kind: (rows[kind], names[kind]) for kind in DATA},
            calibration=before.calibration if before and before.encoding_id == encoder.encoding_id else SHIPPED,
        )
        named = {
            "sources": list(written.sources),
            "languages": list(written.languages),
            "stemmed": list(languages_of(library.facts())),
            "vectors": [self._address.vectors],
        }
        told = self._stories(library)
        self._name(Facts(manifest, written.table(), written.sentences(), written.tokens.table(), named, told))
        return manifest

    def publish_calibration(self, calibration: Calibration) -> Manifest:
        """Publish the build in use again, of the same collections, with another calibration. Raises IndexDamaged."""
        facts = read_facts(self._milvus, self._named(str(self.current()), FACTS))
        old, created = facts.manifest, datetime.now(UTC)
        build = build_id(created, old.corpus_sha256)
        manifest = replace(old, build=build, created=stamp(created), calibration=calibration)
        self._name(replace(facts, manifest=manifest))
        return manifest

    def _name(self, facts: Facts) -> None:
        """Write the facts of a build, which makes it one, and have the alias name it."""
        build = facts.manifest.build
        write_facts(self._milvus, self._named(build, UNFINISHED), facts)
        self._milvus.rename(self._named(build, UNFINISHED), self._named(build, FACTS))
        self.open(build)  # as a check
        self.make_current(build)

    def _named(self, build: str, kind: str) -> str:
        return collection_of(self.name, build, kind)

    def _in_use(self) -> Manifest | None:
        with suppress(IndexDamaged):
            build = self.current()
            return self.manifest(build) if build else None
        return None  # a build is what mends it

    def _is_whole(self, manifest: Manifest) -> bool:
        try:
            check_counts(self._milvus, manifest.files)
        except IndexDamaged:
            return False
        return True

    def _collections_of(self, builds: Sequence[str]) -> set[str]:
        """What these builds need; of a damaged one, what is called after it."""
        found = set[str]()
        for build in builds:
            found.add(self._named(build, FACTS))
            try:
                found |= {name for _, name in self.manifest(build).files.values()}
            except IndexDamaged:
                found |= {self._named(build, kind) for kind in DATA}
        return found

    def _stories(self, library: Library) -> bytes:
        """stories.npz; what comparing the articles told stays here, for the next build."""
        judged = self._folder / JUDGED
        with TemporaryDirectory() as folder:
            write_stories(Path(folder), library, judged if judged.exists() else None)
            aside = judged.with_name(f".{JUDGED}-{os.getpid()}")
            shutil.copyfile(Path(folder) / JUDGED, aside)
            aside.replace(judged)
            return (Path(folder) / FILE).read_bytes()
