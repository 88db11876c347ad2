"""Writing snapshots: built aside, checked, made durable, then named in CURRENT in one step."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from qa.encoding.types import EncoderFacts
from qa.errors import IndexDamaged, IndexUnusable
from qa.index.encodings import key_sentences_by
from qa.index.layout import UNFINISHED, current_build, link, make_current, remove_unfinished, sync, sync_tree
from qa.index.library import Library
from qa.index.manifest import FORMAT, Manifest, fingerprints, read_manifest, write_manifest
from qa.index.snapshot import Snapshot
from qa.index.stories import JUDGED, STORY_FILES, write_stories
from qa.index.writing import Facts, going_on_from, write_files
from qa.text.copies import SCHEME
from qa.text.languages import ENGLISH, main_languages
from qa.text.words import STEMS
from qa.types import SHIPPED, Calibration
from qa.version import __version__

_AT_ONCE = 1000  # articles whose facts are hashed


def write_snapshot(folder: Path, library: Library, encoder: EncoderFacts) -> Manifest:
    """Build a snapshot of the whole library, check it, and make it current; returns the one in use.

    Where the current one was built of the same articles by the same encoder, it stays. Every article must have been
    encoded. Raises IndexDamaged where the library is, IndexUnusable where it cannot be written.
    """
    facts = list(library.facts())
    corpus, languages = corpus_sha256(facts, encoder.encoding_id), languages_of(facts)
    made_by = _made_by(encoder.encoding_id, languages)
    with _in_use(folder) as current, _aside(folder) as temporary:
        if current and current.manifest.corpus_sha256 == corpus:
            return current.manifest
        same = current and current.manifest.made_by == made_by
        before = going_on_from(current, library, facts) if current and same else None
        written = write_files(temporary, library, encoder, languages, facts, before)
        with ThreadPoolExecutor(2) as pool:  # disk and hashes have their time while stories are looked for
            written_out = pool.submit(sync_tree, temporary)
            new = [name for name in _file_names(temporary) if name not in written.linked]
            hashed = pool.submit(fingerprints, temporary, new)
            judged = folder / "snapshots" / current.manifest.build / JUDGED if current else None
            write_stories(temporary, library, judged, facts)
            written_out.result()
        held = current.manifest.files if current else {}
        linked = {name: held[before] for name, before in written.linked.items()}
        files = hashed.result() | linked | fingerprints(temporary, STORY_FILES)
        dates = sorted(each[2] for each in facts if each[2])
        created = datetime.now(UTC)
        manifest = Manifest(
            format=FORMAT,
            build=build_id(created, corpus),
            created=stamp(created),
            encoder=encoder.name,
            weights_id=encoder.weights_id,
            encoding_id=encoder.encoding_id,
            dimensions=encoder.dimensions,
            articles=written.articles,
            sentences=written.sentences,
            passages=written.passages,
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            corpus_sha256=corpus,
            files=dict(sorted(files.items())),
            calibration=_calibration(folder, encoder.encoding_id),
            nearest_by=written.nearest_by,
            made_by=made_by,
        )
        _publish(folder, temporary, manifest, hashed=True)
    return manifest


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder to build in, which goes when the build fails: a full disk must not be left full."""
    remove_unfinished(folder)
    temporary = folder / "snapshots" / f"{UNFINISHED}-{os.getpid()}"
    try:
        temporary.mkdir(parents=True)
        yield temporary
    except (OSError, sqlite3.Error) as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        full = full or "full" in str(error)
        what = f"the disk is full: {folder}" if full else f"{folder} cannot be written: {error}"
        fix = (
            "qa prune, or free some space; then the same command again" if full else "qa build --indexes ANOTHER_FOLDER"
        )
        raise IndexUnusable(what, fix) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _publish(folder: Path, temporary: Path, manifest: Manifest, hashed: bool) -> None:
    """Check what stands in `temporary`, make it durable, and name it in CURRENT; `hashed`: its files were read now."""
    write_manifest(manifest, temporary)
    with closing(Snapshot(temporary, folder.name, verify=not hashed, compared=())) as snapshot:
        snapshot.open_all()
    sync_tree(temporary)
    temporary.rename(folder / "snapshots" / manifest.build)
    sync(folder / "snapshots")
    make_current(folder, manifest.build)


def publish_calibration(folder: Path, calibration: Calibration) -> Manifest:
    """Publish the current snapshot once more, as a new build of the same files, with another calibration.

    The files are linked, not copied. Raises IndexDamaged.
    """
    build = current_build(folder)
    current = folder / "snapshots" / str(build)
    old = read_manifest(current)
    created = datetime.now(UTC)
    manifest = replace(old, build=build_id(created, old.corpus_sha256), created=stamp(created), calibration=calibration)
    with _aside(folder) as temporary:
        for name in manifest.files:
            (temporary / name).parent.mkdir(parents=True, exist_ok=True)
            link(current / name, temporary / name)
        _publish(folder, temporary, manifest, hashed=False)
    return manifest


@contextmanager
def _in_use(folder: Path) -> Iterator[Snapshot | None]:
    """The snapshot in use, every file of it compared; None where there is none, or it is damaged: a build mends it."""
    snapshot = None
    with suppress(IndexDamaged):
        build = current_build(folder)
        snapshot = Snapshot(folder / "snapshots" / build, folder.name) if build else None
    try:
        yield snapshot
    finally:
        if snapshot:
            snapshot.close()


def _made_by(encoding: str, languages: Sequence[str]) -> str:
    """What the files depend on besides articles and encoder: of another such snapshot nothing is kept."""
    return f"{__version__} {key_sentences_by(encoding)} {STEMS} {'+'.join(languages)}"


def _calibration(folder: Path, encoding: str) -> Calibration:
    """That of the snapshot in use: it was fitted on this encoder's scores, and an archive's questions stay alike."""
    with suppress(IndexDamaged):
        build = current_build(folder)
        manifest = read_manifest(folder / "snapshots" / build) if build else None
        if manifest and manifest.encoding_id == encoding:
            return manifest.calibration
    return SHIPPED


def corpus_sha256(facts: Iterable[Facts], encoding: str) -> str:
    """One hash of everything a snapshot is derived from: the `Library.facts` of its articles, and the encoding."""
    facts = list(facts)
    digest = hashlib.sha256(f"{FORMAT} {key_sentences_by(encoding)} {SCHEME}".encode())
    if (languages := languages_of(facts)) != (ENGLISH,):
        digest.update(f"stems of {languages}".encode())
    for start in range(0, len(facts), _AT_ONCE):
        digest.update(json.dumps(facts[start : start + _AT_ONCE]).encode())
    return digest.hexdigest()


def build_id(created: datetime, corpus: str) -> str:
    """What a build is called: in the order of time."""
    return f"{created:%Y%m%dT%H%M%S%f}-{corpus[:8]}"


def stamp(created: datetime) -> str:
    """When it was made."""
    return created.isoformat(timespec="seconds")


def languages_of(facts: Iterable[Facts]) -> tuple[str, ...]:
    """Those by whose rules words are stemmed."""
    return main_languages(Counter(each[5] or "" for each in facts))


def _file_names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
