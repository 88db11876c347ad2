"""From files and folders to articles; what cannot be read is refused by name and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.identity import Identities
from qa.ingest.jsonl import given_ids, read_jsonl
from qa.ingest.markdown import read_markdown
from qa.ingest.text import read_text
from qa.types import Article, Refusal

Reader = Callable[[Path], Iterator[Article | Refusal]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".jsonl": read_jsonl,
}
# What stands beside articles in an evaluation folder, as in seeds/: questions, not articles.
QUESTION_FILES = frozenset({"questions.jsonl", "queries.jsonl", "spans.jsonl"})


def read_sources(sources: Iterable[Path], identities: Identities | None = None) -> Iterator[Article | Refusal]:
    """Every article of the files and folders, in a fixed order, each file and each id once.

    `identities` knows the ids of what was read before. Hidden files are passed over. Raises SourceError for a source
    that does not exist.
    """
    identities = identities or Identities()
    found = [(file, source) for source in sources for file in _files(source)]
    identities.keep_free(name for file, source in found if isinstance(file, Path) for name in _given_ids(file, source))
    read: set[str] = set()  # real paths
    for file, source in found:
        if isinstance(file, Refusal):
            yield file
        elif (real := os.path.realpath(file)) not in read:
            for item in _read(file, source):
                if isinstance(item, Article):
                    read.add(real)
                    item = identities.give(item, _place(file, source))
                yield item


def _files(source: Path) -> Iterator[Path | Refusal]:
    if not os.path.lexists(source):
        raise SourceError(f"no such file or folder: {printable(source)}", "qa build FOLDER")
    if not os.path.isdir(source):  # noqa: PTH112  # Path.is_dir raises where a folder above cannot be entered
        yield source
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(source, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        visible = (name for name in sorted([*names, *linked]) if not name.startswith("."))
        yield from (Path(folder, name) for name in visible if name not in QUESTION_FILES)
    yield from (Refusal(printable(error.filename), error.strerror or str(error)) for error in closed)


def _read(path: Path, source: Path) -> Iterator[Article | Refusal]:
    origin = printable(path)
    try:
        _check_place(path, source)
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            raise SourceError(f"files of this kind are not read, only {', '.join(READERS)}")
        for item in reader(path):
            item = replace(item, origin=printable(item.origin or path))
            yield _checked(replace(item, id=printable(item.id))) if isinstance(item, Article) else item
    except SourceError as error:
        yield Refusal(origin, error.message)
    except OSError as error:
        yield Refusal(origin, error.strerror or str(error))
    except Exception as error:  # one file that no reader foresaw must not end the build of all others
        yield Refusal(origin, f"cannot be read: {type(error).__name__}: {printable(str(error)[:200])}")


def _given_ids(path: Path, source: Path) -> Iterator[str]:
    """What is wrong with a file is told when it is read."""
    if path.suffix.lower() == ".jsonl":
        with suppress(Exception):
            _check_place(path, source)
            yield from map(printable, given_ids(path))


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
    """Where a file lies in its source, however the source was named: relative, absolute or as `.`."""
    real = Path(os.path.realpath(source))
    return str(Path(real.name, path.relative_to(source)))


def printable(name: str | Path) -> str:
    """A file's name as text that any terminal and page can show, also where it is not UTF-8."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
