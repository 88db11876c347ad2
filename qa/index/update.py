"""Bringing a library in line with its sources."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from qa.errors import SourceError
from qa.index.activity import Progress
from qa.index.learned_furniture import learn_furniture, without_furniture
from qa.index.library import Library
from qa.index.seen import SeenFiles
from qa.index.settled_days import orders_of_outlets, settle_days, settled
from qa.ingest.dates.day_orders import PRINTED_DAY
from qa.ingest.identity import Identities, Known, file_of, is_under, outlet_of
from qa.ingest.sources import printable, read_changed
from qa.types import Article, Refusal

RESTORED = ""  # the origin of an article that was taken from a snapshot when the library was lost
_READ_BATCH = 500  # articles

Mode = Literal["build", "rebuild", "add"]  # just these sources; those of before once more; these besides


@dataclass(slots=True)
class Update:
    """What reading the sources, or removing by hand, did to the library."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    undated: int = 0
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    read: int = 0
    foreign: int = 0  # of those read, in another language than English


def absolute(sources: Sequence[Path]) -> list[Path]:
    """The sources by their whole names, which mean the same wherever the next command is typed."""
    missing = [source for source in sources if not os.path.lexists(source)]
    if missing:
        raise SourceError(f"no such file or folder: {printable(missing[0])}", "qa build FOLDER")
    return [Path(os.path.abspath(source)) for source in sources]  # noqa: PTH100  # resolve would follow links


def update(library: Library, sources: Sequence[Path], mode: Mode, progress: Progress) -> Update:
    """Put what the sources hold into the library; unless it is an addition, forget everything else."""
    read = Update()
    ids: set[str] = set()
    changing: set[str] = set()  # the outlets of what is read
    refusals: list[Refusal] = []
    batch: list[Article] = []

    def put() -> None:
        new, changed = library.put(batch)
        read.new, read.changed = read.new + new, read.changed + changed
        batch.clear()

    identities = identities_of(library, sources, mode)
    seen = SeenFiles(library, identities.known)
    for item in items(library, sources, mode, identities, seen):
        if isinstance(item, Refusal):
            refusals.append(item)
            seen.is_to_be_read_again(item.origin)
            continue
        if isinstance(item, Known):
            ids.add(item.id)
            read.undated += not item.dated
            read.read += 1
            read.foreign += _is_foreign(item.language)
            continue
        seen.gave(item.origin, item.id)
        ids.add(item.id)
        batch.append(item)
        read.undated += item.published is None
        read.read += 1
        read.foreign += _is_foreign(item.language)
        changing.add(outlet_of(item))
        if len(batch) >= _READ_BATCH:
            put()
            progress("reading", len(ids), 0, 0)
    put()
    if read.new or read.changed:
        learn_furniture(library, changing)
    refused = {refusal.origin for refusal in refusals} | ({RESTORED} if mode == "rebuild" else set())
    gone = gone_from(identities.known, ids, refused) if mode != "add" and sources else []
    all_absent = mode == "rebuild" and not any(map(os.path.lexists, sources))
    if sources and not ids and not (all_absent and len(gone) < len(identities.known)):
        reasons = "".join(f"\n  {refusal.origin}: {refusal.reason}" for refusal in refusals[:20])
        raise SourceError(f"no article in {', '.join(map(printable, sources))}{reasons}", "qa build FOLDER")
    library.forget(gone)
    read.removed = len(gone)
    if read.new or read.changed or read.removed:
        read.undated -= settle_days(library, ids)
    for origin in identities.noted:
        seen.is_to_be_read_again(origin)
    library.note_files(seen.files())
    library.note_refusals(refusals, None if mode == "build" else sources)
    read.refusals, read.notes = tuple(refusals), tuple(identities.notes)
    progress("reading", len(ids), len(ids), 0)
    return read


@cache
def _is_foreign(language: str) -> bool:
    return language.partition("-")[0] not in ("", "en")


def identities_of(library: Library, sources: Sequence[Path], mode: Mode) -> Identities:
    """The ids of the articles held, and which of them stay whatever is read now."""
    present, absent = _present_and_absent(sources)

    def stays(origin: str) -> bool:
        if mode == "add" or is_under(origin, absent):
            return True
        return is_under(origin, present) and os.path.lexists(file_of(origin))

    return Identities(library.known(), stays)


def items(
    library: Library, sources: Sequence[Path], mode: Mode, identities: Identities, seen: SeenFiles | None = None
) -> Iterator[Article | Refusal | Known]:
    """What the sources hold now; a source that is gone is refused, and what was removed by hand is not read again.

    A source that is gone from within another one is just a file or folder that was deleted there. Of files that are as
    they were `seen`, where it is given, what the library holds comes without reading.
    """
    present, absent = _present_and_absent(sources)
    yield from (Refusal(printable(source), "no such file or folder any more; its articles stay") for source in absent)
    out = library.removed() if mode == "rebuild" else frozenset()
    furniture = library.furniture()
    orders = cache(lambda: orders_of_outlets(library.articles_that_tell(PRINTED_DAY)))
    unchanged = seen.unchanged if seen else lambda path: ()
    for item in read_changed(present, identities, library.fields(), unchanged):
        if not isinstance(item, Article):
            yield item
        elif item.id not in out:
            yield settled(without_furniture(item, furniture.get(outlet_of(item), ())), orders)
        elif seen:
            seen.is_to_be_read_again(item.origin)


def _present_and_absent(sources: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    present = [source for source in sources if os.path.lexists(source)]
    absent = [source for source in sources if source not in present and not is_under(str(source), present)]
    return present, absent


def gone_from(known: Iterable[Known], read: Collection[str], refused: Collection[str]) -> list[str]:
    """The ids of articles that were not read, but not of those whose whole file, or a folder above it, was refused.

    A record refused is gone: its line number is no identity.
    """
    return [item.id for item in known if item.id not in read and not _is_refused(file_of(item.origin), refused)]


def _is_refused(file: str, refused: Collection[str]) -> bool:
    return file in refused or any(str(above) in refused for above in Path(file).parents)
