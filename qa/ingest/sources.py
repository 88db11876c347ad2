"""From files and folders to articles; what cannot be read is refused by name and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from qa.errors import SourceError
from qa.ingest.advice import advised
from qa.ingest.formats import PACKED, format_of, suffixes
from qa.ingest.guard import Guard, reason_of
from qa.ingest.guesses import with_guesses
from qa.ingest.identity import WITHIN, Identities, Known
from qa.types import Article, Refusal

# What stands beside articles in an evaluation folder, as in seeds/: questions, not articles.
QUESTION_FILES = frozenset({"questions.jsonl", "queries.jsonl", "spans.jsonl"})
_PAGE_PARTS = "_files"  # how browsers call the folder of a saved page's pictures and scripts
_PAGES = (".html", ".htm", ".xhtml")
_DEEPEST = 3  # archives within archives

Renamed = Mapping[str, str] | None


def read_sources(
    sources: Iterable[Path],
    identities: Identities | None = None,
    renamed: Renamed = None,
    guard: Guard | None = None,
) -> Iterator[Article | Refusal]:
    """Every article of the files and folders, in a fixed order, each file and each id once.

    `identities` knows the ids of what was read before; `renamed` by which names the fields of records go; `guard` is a
    process that reads already, else one is begun. Hidden files are passed over. Raises SourceError for a source that
    does not exist.
    """
    for item in read_changed(sources, identities or Identities(), renamed, lambda path: (), guard):
        if not isinstance(item, Known):
            yield item


def read_changed(
    sources: Iterable[Path],
    identities: Identities,
    renamed: Renamed,
    unchanged: Callable[[str], Sequence[Known]],
    guard: Guard | None = None,
) -> Iterator[Article | Refusal | Known]:
    """The same, but of the files of which `unchanged` knows what they gave that, unread, wherever its ids are free;
    none of these is a link."""
    files = [(file, source) for source in sources for file in _files(source)]
    found = [(file, source, unchanged(file) if isinstance(file, str) else ()) for file, source in files]
    changed = ((Path(file), source) for file, source, held in found if isinstance(file, str) and not held)
    read: set[str] = set()  # real paths
    real_folder = lru_cache(maxsize=8)(os.path.realpath)  # files of one folder follow one another
    with nullcontext(guard) if guard else Guard() as guard:
        identities.keep_free(name for file, source in changed for name in _given_ids(file, source, guard))
        for file, source, held in found:
            if isinstance(file, Refusal):
                yield file
            elif (real := _real(file, real_folder, may_be_link=not held)) not in read:
                if held and identities.keep(held):
                    read.add(real)
                    yield from held
                    continue
                path = Path(file)
                place = _place(path, source)
                for item in _read(path, source, place, guard, renamed):
                    if isinstance(item, Article):
                        read.add(real)
                        _, within, member = item.origin.partition(WITHIN)
                        item = identities.give(item, place + within + member)
                    yield item


def _real(file: str, real_folder: Callable[[str], str], may_be_link: bool) -> str:
    if may_be_link and os.path.islink(file):  # noqa: PTH114  # Path's raises where the folder may not be entered
        return os.path.realpath(file)
    folder, name = os.path.split(file)
    return f"{real_folder(folder)}{os.sep}{name}"


def _files(source: Path) -> Iterator[str | Refusal]:
    """Their names as Path has them: to make a Path of each would take most of the time of looking at many."""
    if not os.path.lexists(source):
        raise SourceError(f"no such file or folder: {printable(source)}", "qa build FOLDER")
    if not os.path.isdir(source):  # noqa: PTH112  # Path.is_dir raises where a folder above cannot be entered
        yield str(source)
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(source, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_of_page(name, names))
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        visible = (name for name in sorted([*names, *linked]) if not name.startswith("."))
        within = str(Path(folder, "_"))[:-1]
        yield from (f"{within}{name}" for name in visible if name not in QUESTION_FILES)
    yield from (Refusal(printable(error.filename), advised(reason_of(error))) for error in closed)


def _is_of_page(folder: str, names: Iterable[str]) -> bool:
    """Whether a folder holds what a browser saved beside a page."""
    page = folder.removesuffix(_PAGE_PARTS)
    return page != folder and any(f"{page}{suffix}" in names for suffix in _PAGES)


def _read(path: Path, source: Path, place: str, guard: Guard, renamed: Renamed) -> Iterator[Article | Refusal]:
    origin = printable(path)
    try:
        _check_place(path, source)
        for item in _items(path, place, guard, renamed):
            item = replace(item, origin=origin + printable(item.origin))
            if isinstance(item, Article):
                yield _checked(replace(item, id=printable(item.id)))
            else:
                yield replace(item, reason=advised(item.reason))
    except Exception as error:  # one file that no reader foresaw must not end the build of all others
        yield Refusal(origin, advised(printable(reason_of(error))))


def _items(
    path: Path, place: str, guard: Guard, renamed: Renamed, depth: int = _DEEPEST
) -> Iterator[Article | Refusal]:
    """What the file at `place` holds; origins say where: ":3" of a record, "!/a/b.txt" of a member of an archive."""
    each = format_of(path)
    if each is None:
        raise SourceError(f"files of this kind are not read, only {suffixes()}")
    if each is not PACKED:
        for item in guard.read(each, path, renamed):
            item = replace(item, origin=f":{item.origin}" if item.origin else "")
            yield with_guesses(item, place) if isinstance(item, Article) else item
        return
    if not depth:
        raise SourceError("archives within archives within archives")
    for member in guard.members(path):
        if isinstance(member, Refusal):
            yield replace(member, origin=f"{WITHIN}{member.origin}")
        elif PurePosixPath(member.name).name not in QUESTION_FILES:
            yield from _of_member(member.path, place, member.name, guard.within, renamed, depth - 1)


def _of_member(
    path: Path, place: str, name: str, guard: Guard, renamed: Renamed, depth: int
) -> Iterator[Article | Refusal]:
    origin = f"{WITHIN}{name}"
    try:
        for item in _items(path, f"{place}{origin}", guard, renamed, depth):
            yield replace(item, origin=origin + item.origin)
    except Exception as error:
        yield Refusal(origin, reason_of(error))


def _given_ids(path: Path, source: Path, guard: Guard) -> Iterator[str]:
    """What is wrong with a file is told when it is read."""
    with suppress(Exception):
        _check_place(path, source)
        each = format_of(path)
        if each and each.records and each.plain:
            yield from map(printable, guard.given_ids(each, path))


def _check_place(path: Path, source: Path) -> None:
    """Refuse links that lead out of the folder given, and what is not a file at all (a pipe, a device)."""
    real = Path(os.path.realpath(path))  # Path.resolve raises RuntimeError for a link to itself
    if not path.exists():
        raise SourceError("a link that leads nowhere")
    if real.is_dir():
        raise SourceError("a link to a folder; give the folder itself")
    if source.is_dir() and not real.is_relative_to(os.path.realpath(source)):
        raise SourceError("a link that leads out of the folder")
    if not real.is_file():
        raise SourceError("not a regular file")


def _checked(article: Article) -> Article | Refusal:
    words = any(char.isalnum() for start, end in article.body for char in article.text[start:end])
    return article if words else Refusal(article.origin, "no text of an article in it")


def _place(path: Path, source: Path) -> str:
    """Where a file lies in its source, however that was named: relative, absolute or as `.`."""
    return str(Path(Path(os.path.realpath(source)).name, path.relative_to(source)))


def printable(name: str | Path) -> str:
    """A file's name as text that any terminal and page can show, also where it is not UTF-8."""
    if (text := str(name)).isprintable():
        return text
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
