"""Building an index: read the sources into the library, encode what is new, publish a snapshot."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qa.encoder import Encoder
from qa.errors import IndexBusy, IndexUnusable, SourceError
from qa.ingest import read_sources
from qa.library import Library
from qa.pooling import encode_article, encoder_id
from qa.publish import write_snapshot
from qa.snapshot import index_folder
from qa.types import Article, EncodedArticle, IndexInfo, Refusal

_READ_BATCH = 500  # articles
_ENCODE_BATCH = 200  # sentences: about a second of encoding, which is what a killed build can lose

Progress = Callable[[str, int, int, int], None]  # stage, done, of how many (0: not known), sentences so far


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `encoded` counts the articles that went through the encoder this time."""

    index: IndexInfo
    encoded: int
    undated: int
    refusals: tuple[Refusal, ...]


def build_index(
    sources: Sequence[Path], indexes: Path, name: str, encoder: Encoder, progress: Progress = lambda *_: None
) -> BuildReport:
    """Make the index hold just the articles of `sources`; the one in use serves until the new one is ready.

    Raises SourceError when there is not one article in them, IndexBusy when another build is running.
    """
    folder = index_folder(indexes, name)
    missing = [source for source in sources if not source.exists()]
    if missing:
        raise SourceError(f"no such file or folder: {missing[0]}", "qa build FOLDER")
    with locked(folder), Library(folder / "library.db") as library:
        refusals, undated = _read(sources, library, progress)
        encoded = _encode(library, encoder, progress)
        progress("writing", 0, 0, 0)
        manifest = write_snapshot(folder, library, encoder)
    return BuildReport(manifest.info(name), encoded, undated, tuple(refusals))


def _read(sources: Sequence[Path], library: Library, progress: Progress) -> tuple[list[Refusal], int]:
    """Bring the library in line with the sources; returns the refusals and the number of undated articles."""
    ids: list[str] = []
    refusals: list[Refusal] = []
    batch: list[Article] = []
    undated = 0
    for item in read_sources(sources):
        if isinstance(item, Refusal):
            refusals.append(item)
            continue
        ids.append(item.id)
        batch.append(item)
        undated += item.published is None
        if len(batch) >= _READ_BATCH:
            library.put(batch)
            batch.clear()
            progress("reading", len(ids), 0, 0)
    library.put(batch)
    if not ids:
        reasons = "".join(f"\n  {refusal.origin}: {refusal.reason}" for refusal in refusals[:20])
        raise SourceError(f"no article in {', '.join(map(str, sources))}{reasons}", "qa build FOLDER")
    library.keep_only(ids, refusals)
    progress("reading", len(ids), len(ids), 0)
    return refusals, undated


def _encode(library: Library, encoder: Encoder, progress: Progress) -> int:
    """Encode what this encoder has not yet encoded, a commit every second or so; returns the number of articles."""
    pending = library.pending(encoder_id(encoder))
    batch: list[tuple[Article, EncodedArticle]] = []
    sentences = unsaved = 0
    progress("encoding", 0, len(pending), 0)
    for done, article_id in enumerate(pending, start=1):
        article = library.article(article_id)
        encoded = encode_article(article, encoder)
        batch.append((article, encoded))
        sentences += len(encoded.offsets)
        unsaved += len(encoded.offsets)
        if unsaved >= _ENCODE_BATCH or done == len(pending):
            library.put_encoded(encoder_id(encoder), batch)
            batch.clear()
            unsaved = 0
        progress("encoding", done, len(pending), sentences)
    return len(pending)


@contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """Hold the index for writing. The kernel lets go of it when this process ends, however it ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "LOCK").open("a+")
    except OSError as error:
        message = f"{folder} cannot be written: {error.strerror}"
        raise IndexUnusable(message, "qa build --indexes ANOTHER_FOLDER") from error
    with file as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise IndexBusy(f"process {holder} is building {folder}", "wait for it, then run this again") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield folder
