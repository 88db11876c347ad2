"""Building an index: bring the library in line with the sources, encode what is new, publish a snapshot."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa.encoding.base import Encoder, encoding_id
from qa.encoding.late_chunking import encode_article
from qa.encoding.types import EncodedArticle, EncoderFacts
from qa.errors import IndexDamaged, SourceError
from qa.index.activity import Progress
from qa.index.layout import current_build, index_folder
from qa.index.library import Library
from qa.index.lock import locked
from qa.index.manifest import read_manifest
from qa.index.publish import write_snapshot
from qa.index.retention import KEEP, remove_old
from qa.index.snapshot import Snapshot
from qa.index.types import Plan
from qa.ingest.identity import Identities, Known, content_hash, file_of, is_under
from qa.ingest.sources import printable, read_sources
from qa.types import Article, IndexInfo, Refusal

_READ_BATCH = 500  # articles
_ENCODE_BATCH = 200  # sentences: about a second of encoding, which is what a killed build can lose

_RESTORED = ""  # the origin of an article that was taken from a snapshot when the library was lost

_Mode = Literal["build", "rebuild", "add"]  # just these sources; those of before once more; these besides
Say = Callable[[str], None]  # what the user should know before it happens


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did to the articles. `encoded` counts those that went through the encoder this time."""

    index: IndexInfo
    new: int
    changed: int
    removed: int
    encoded: int
    undated: int
    refusals: tuple[Refusal, ...]


def build_index(
    sources: Sequence[Path],
    indexes: Path,
    name: str,
    encoder: Encoder,
    progress: Progress = lambda *_: None,
    say: Say = lambda _: None,
    wait: bool = True,
) -> BuildReport:
    """Make the index hold just the articles of `sources`; the one in use serves until the new one is ready.

    Without sources, those it was made of are read again, except what was removed by hand; the articles of a source
    that is gone stay. Raises SourceError when there is not one article in them, IndexBusy when another process
    writes and `wait` is false.
    """
    folder = index_folder(indexes, name)
    given = _absolute(sources)
    with _opened(folder, "build", progress, wait, create=bool(given)) as (library, progress):
        mode: _Mode = "build" if given else "rebuild"
        read = _read(library, given or library.sources(), mode, progress)
        library.note_sources(given, instead=bool(given))
        return _encode_and_publish(folder, library, encoder, read, progress, say)


def add_articles(
    sources: Sequence[Path],
    indexes: Path,
    name: str,
    encoder: Encoder,
    progress: Progress = lambda *_: None,
    say: Say = lambda _: None,
    wait: bool = True,
) -> BuildReport:
    """Add the articles of `sources`, or put them in the place of what they were; all others stay.

    Raises SourceError when there is not one article in them, IndexBusy as `build_index` does.
    """
    folder = index_folder(indexes, name)
    given = _absolute(sources)
    with _opened(folder, "add", progress, wait, create=not (folder / "CURRENT").exists()) as (library, progress):
        read = _read(library, given, "add", progress)
        library.note_sources(given, instead=False)
        return _encode_and_publish(folder, library, encoder, read, progress, say)


def remove_articles(
    ids: Sequence[str],
    indexes: Path,
    name: str,
    load: Callable[[], Encoder],
    progress: Progress = lambda *_: None,
    say: Say = lambda _: None,
    wait: bool = True,
) -> BuildReport:
    """Take these articles out of the index, until they are added again or the index is built of named sources.

    The encoder is loaded only where something is still to be encoded. Raises NotFound for an id that is not there,
    SourceError where no article would be left; then nothing is removed.
    """
    folder = index_folder(indexes, name)
    with _opened(folder, "remove", progress, wait, create=False) as (library, progress):
        ids = tuple(dict.fromkeys(ids))
        library.remove(ids)
        read = _Read(removed=len(ids))
        facts = _in_use(folder)
        if facts is None or library.pending(facts.encoding_id):
            return _encode_and_publish(folder, library, load(), read, progress, say)
        return _publish(folder, library, facts, read, 0, progress)


def plan(indexes: Path, name: str) -> Plan:
    """What `build_index` without sources would do now; reads the sources, writes nothing. Raises IndexUnusable."""
    folder = index_folder(indexes, name)
    manifest = read_manifest(folder / "snapshots" / str(current_build(folder)))
    snapshot = Snapshot(folder / "snapshots" / manifest.build, name, verify=False)
    held = {facts[0]: facts[1:] for facts in snapshot.store.facts()}
    snapshot.close()
    with Library(folder / "library.db", create=False) as library:
        known = {str(facts[0]): facts[1:] for facts in library.facts()}
        items = list(_items(library, library.sources(), "rebuild"))
        wanted = {item.id: _facts(item) for item in items if isinstance(item, Article)}
        refused = {item.origin for item in items if isinstance(item, Refusal)}
        gone = set(_gone(library.known(), wanted, refused | {_RESTORED})) if library.sources() else set()
        wanted = {key: facts for key, facts in known.items() if key not in gone} | wanted
        encoded = library.sentences_by(manifest.encoding_id)
    return Plan(
        new=len(wanted.keys() - held.keys()),
        changed=sum(wanted[key] != held[key] for key in wanted.keys() & held.keys()),
        removed=len(held.keys() - wanted.keys()),
        to_encode=len({str(facts[-1]) for facts in wanted.values()} - encoded.keys()),
    )


@dataclass(slots=True)
class _Read:
    """What reading the sources, or removing by hand, did to the library."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    undated: int = 0
    refusals: tuple[Refusal, ...] = ()


@contextmanager
def _opened(
    folder: Path, command: str, progress: Progress, wait: bool, create: bool
) -> Iterator[tuple[Library, Progress]]:
    with locked(folder, command, progress, wait) as noted, Library(folder / "library.db", create) as library:
        yield library, noted


def _absolute(sources: Sequence[Path]) -> list[Path]:
    """The sources by their whole names, which mean the same wherever the next command is typed."""
    missing = [source for source in sources if not os.path.lexists(source)]
    if missing:
        raise SourceError(f"no such file or folder: {printable(missing[0])}", "qa build FOLDER")
    return [Path(os.path.abspath(source)) for source in sources]  # noqa: PTH100  # resolve would follow links


def _items(library: Library, sources: Sequence[Path], mode: _Mode) -> Iterator[Article | Refusal]:
    """What the sources hold now; a source that is gone is refused, and what was removed by hand is not read again.

    A source that is gone from within another one is just a file or folder that was deleted there.
    """
    present = [source for source in sources if os.path.lexists(source)]
    absent = [source for source in sources if source not in present and not is_under(str(source), present)]
    yield from (Refusal(printable(source), "no such file or folder any more; its articles stay") for source in absent)

    def stays(origin: str) -> bool:
        there = is_under(origin, present) and os.path.lexists(file_of(origin))
        return mode == "add" or there or is_under(origin, absent)

    out = library.removed() if mode == "rebuild" else frozenset()
    for item in read_sources(present, Identities(library.known(), stays)):
        if not (isinstance(item, Article) and item.id in out):
            yield item


def _read(library: Library, sources: Sequence[Path], mode: _Mode, progress: Progress) -> _Read:
    """Put what the sources hold into the library; unless it is an addition, forget everything else."""
    read = _Read()
    ids: set[str] = set()
    refusals: list[Refusal] = []
    batch: list[Article] = []

    def put() -> None:
        new, changed = library.put(batch)
        read.new, read.changed = read.new + new, read.changed + changed
        batch.clear()

    for item in _items(library, sources, mode):
        if isinstance(item, Refusal):
            refusals.append(item)
            continue
        ids.add(item.id)
        batch.append(item)
        read.undated += item.published is None
        if len(batch) >= _READ_BATCH:
            put()
            progress("reading", len(ids), 0, 0)
    put()
    if sources and not ids:
        reasons = "".join(f"\n  {refusal.origin}: {refusal.reason}" for refusal in refusals[:20])
        raise SourceError(f"no article in {', '.join(map(printable, sources))}{reasons}", "qa build FOLDER")
    if mode != "add" and sources:
        refused = {refusal.origin for refusal in refusals} | ({_RESTORED} if mode == "rebuild" else set())
        gone = _gone(library.known(), ids, refused)
        library.forget(gone)
        read.removed = len(gone)
    library.note_refusals(refusals, None if mode == "build" else sources)
    read.refusals = tuple(refusals)
    progress("reading", len(ids), len(ids), 0)
    return read


def _gone(known: Iterable[Known], read: Collection[str], refused: Collection[str]) -> list[str]:
    """The ids of articles that were not read, but not of those whose whole file, or a folder above it, was refused.

    A record refused is gone: its line number is no identity.
    """
    return [item.id for item in known if item.id not in read and not _is_refused(file_of(item.origin), refused)]


def _is_refused(file: str, refused: Collection[str]) -> bool:
    return file in refused or any(str(above) in refused for above in Path(file).parents)


def _encode_and_publish(
    folder: Path, library: Library, encoder: Encoder, read: _Read, progress: Progress, say: Say
) -> BuildReport:
    encoded = _encode(library, encoder, progress, say, _in_use(folder))
    facts = EncoderFacts(encoder.name, encoder.weights_id, encoding_id(encoder), encoder.dimensions)
    return _publish(folder, library, facts, read, encoded, progress)


def _publish(
    folder: Path, library: Library, encoder: EncoderFacts, read: _Read, encoded: int, progress: Progress
) -> BuildReport:
    progress("writing", 0, 0, 0)
    manifest = write_snapshot(folder, library, encoder)
    library.note_model(encoder.name)
    remove_old(folder, KEEP)
    return BuildReport(
        index=manifest.info(folder.name),
        new=read.new,
        changed=read.changed,
        removed=read.removed,
        encoded=encoded,
        undated=read.undated,
        refusals=read.refusals,
    )


def _encode(library: Library, encoder: Encoder, progress: Progress, say: Say, before: EncoderFacts | None) -> int:
    """Encode what this encoder has not yet encoded, a commit every second or so; returns the number of articles."""
    encoding = encoding_id(encoder)
    pending = library.pending(encoding)
    again = before is not None and before.encoding_id != encoding and bool(pending)
    if before and again:
        sentences_before = sum(library.sentences_by(before.encoding_id).values())
        say(
            f"the encoder changed from {before.encoding_id} to {encoding}:"
            f" {len(pending):,} articles, about {sentences_before:,} sentences, are encoded again"
        )
    characters = library.characters(pending) if again else 0
    batch: list[tuple[Article, EncodedArticle]] = []
    sentences = unsaved = 0
    read = 0
    began = time.monotonic()
    progress("encoding", 0, len(pending), 0)
    try:
        for done, article_id in enumerate(pending, start=1):
            article = library.article(article_id)
            encoded = encode_article(article, encoder)
            batch.append((article, encoded))
            sentences += len(encoded.offsets)
            unsaved += len(encoded.offsets)
            read += len(article.text)
            if unsaved >= _ENCODE_BATCH or done == len(pending):
                library.put_encoded(encoding, batch)
                batch.clear()
                unsaved = 0
                if again:
                    again = False
                    say(f"that takes about {_duration((time.monotonic() - began) / read * (characters - read))}")
            progress("encoding", done, len(pending), sentences)
    except KeyboardInterrupt:
        library.put_encoded(encoding, batch)
        raise
    return len(pending)


def _duration(seconds: float) -> str:
    number, unit = (round(seconds / 60), "minute") if seconds > 90 else (max(1, round(seconds)), "second")
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _in_use(folder: Path) -> EncoderFacts | None:
    """The encoder of the snapshot in use; None where there is none, or none that can be read."""
    try:
        build = current_build(folder)
        manifest = read_manifest(folder / "snapshots" / build) if build else None
    except IndexDamaged:
        return None
    if manifest is None:
        return None
    return EncoderFacts(manifest.encoder, manifest.weights_id, manifest.encoding_id, manifest.dimensions)


def _facts(article: Article) -> tuple[str | None, ...]:
    """As a library and a snapshot give them."""
    published = article.published.isoformat() if article.published else None
    return article.source, published, article.url, content_hash(article)
