"""Where the files of an index lie, and making changes of them durable.

indexes/<name>/library.db    the truth (qa.index.library)
indexes/<name>/snapshots/<build id>/
    manifest.json     what this was derived from, and the size and SHA-256 of every other file
    articles.db       articles, read-only SQLite
    sentences.npy     (n, 4) int32: article, start, end, passage
    facets.npy        (m, 3) int32: day, source and language of each article
    stories.npz       which articles tell one story
    copies.npz        what comparing them told, for the next build
    sentences.faiss   one vector a sentence
    sentences.bits.faiss   the same as bits, in a large archive
    passages.faiss    one vector a passage
    bm25/             the words of each sentence and its title, as postings
    tokens/           the compressed token vectors of each sentence, in parts: files that other builds may have too
indexes/<name>/CURRENT       a build id; replaced, never written in place
indexes/<name>/ENGINE        where the builds are kept, if not here: the address of a Milvus (qa.index.milvus)
indexes/<name>/LOCK          held by whoever writes, and says who that is
indexes/<name>/web/          what `qa add https://…` fetched, as web archives: sources like any other
indexes/<name>/PROGRESS      how far that one is; left behind by one that was stopped
indexes/<name>/SERVER        held by a server that answers from it, and says where
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from qa.errors import IndexDamaged, NoIndex, SourceError

ENGINE = "ENGINE"
KEEP = 5  # snapshots: the one in use, and four to go back to


UNFINISHED = ".building"  # begins the name of what is no snapshot yet, or any more
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def index_folder(indexes: Path, name: str) -> Path:
    """The folder of the index `name`. Raises SourceError for a name that would lead elsewhere."""
    if not _NAME.fullmatch(name):
        raise SourceError(f"an index cannot be called {name!r}: letters, digits, '-', '_' and '.' only")
    return indexes / name


def existing_index(indexes: Path, name: str) -> Path:
    """The folder of an index that something was built of. Raises NoIndex, SourceError."""
    folder = index_folder(indexes, name)
    if not (folder / "snapshots").is_dir() and not (folder / ENGINE).exists():
        raise NoIndex(f"no index {name!r} in {indexes}", "qa build FOLDER")
    return folder


def current_build(folder: Path) -> str | None:
    """The build id that CURRENT names, or None where nothing was built."""
    try:
        build = (folder / "CURRENT").read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{folder / 'CURRENT'} cannot be read", "qa rollback, or qa build") from error
    if not _NAME.fullmatch(build):
        raise IndexDamaged(f"{folder / 'CURRENT'} names no build: {build[:40]!r}", "qa rollback, or qa build")
    return build


def builds(folder: Path) -> list[str]:
    """The builds whose snapshots are kept, newest first; what is unfinished or half removed is none."""
    kept = (path.name for path in folder.glob("snapshots/*") if path.is_dir())
    return sorted(filter(_NAME.fullmatch, kept), reverse=True)


def make_current(folder: Path, build: str) -> None:
    """Switch CURRENT to `build` in one step: a reader sees the old id or the new one."""
    temporary = folder / f".CURRENT-{os.getpid()}"
    temporary.write_text(build + "\n", "ascii")
    sync(temporary)
    temporary.replace(folder / "CURRENT")
    sync(folder)


def link(source: Path, target: Path) -> None:
    """Give a file a second name; a copy of it where the file system has no links."""
    try:
        target.hardlink_to(source)
    except OSError:  # not every file system has links
        shutil.copyfile(source, target)


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed build, prune or switch left in the index `folder`; needs the lock."""
    for leftover in folder.glob(f"snapshots/{UNFINISHED}-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in folder.glob(".CURRENT-*"):
        leftover.unlink(missing_ok=True)


def sync_tree(folder: Path) -> None:
    """Make a folder with all in it durable."""
    for path in [*folder.rglob("*"), folder]:
        sync(path)


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def size_of(folder: Path) -> int:
    """The bytes of all files in it, a file with several names counted once, and none that is removed meanwhile."""
    sizes = {}
    for place, _, names in os.walk(folder):  # which, unlike a glob, goes past a folder that is gone
        for name in names:
            with suppress(OSError):
                facts = Path(place, name).stat()
                if stat.S_ISREG(facts.st_mode):
                    sizes[facts.st_dev, facts.st_ino] = facts.st_size
    return sum(sizes.values())
