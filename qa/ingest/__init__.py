"""From files and folders to articles; what cannot be read is refused by name and the rest goes on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.jsonl import read_jsonl
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


def read_sources(sources: Iterable[Path]) -> Iterator[Article | Refusal]:
    """Every article of the files and folders, in a fixed order, each id once.

    Hidden files are passed over. Raises SourceError for a source that does not exist.
    """
    taken: dict[str, str] = {}  # id: origin
    for source in sources:
        for path in _files(source):
            for item in _read(path, source):
                yield _with_own_id(item, taken) if isinstance(item, Article) else item


def _files(source: Path) -> Iterator[Path]:
    if not source.exists():
        raise SourceError(f"no such file or folder: {printable(source)}", "qa build FOLDER")
    if not source.is_dir():
        yield source
        return
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        visible = (name for name in sorted(names) if not name.startswith("."))
        yield from (Path(folder, name) for name in visible if name not in QUESTION_FILES)


def _read(path: Path, source: Path) -> Iterator[Article | Refusal]:
    origin = printable(path)
    try:
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            raise SourceError(f"files of this kind are not read, only {', '.join(READERS)}")
        _check_place(path, source)
        for item in reader(path):
            if isinstance(item, Article):
                yield _checked(replace(item, id=printable(item.id), origin=item.origin or origin))
            else:
                yield item
    except SourceError as error:
        yield Refusal(origin, error.message)
    except OSError as error:
        yield Refusal(origin, error.strerror or str(error))


def _check_place(path: Path, source: Path) -> None:
    """Refuse links that lead out of the folder given, and what is not a file at all (a pipe, a device)."""
    if source.is_dir() and not path.resolve().is_relative_to(source.resolve()):
        raise SourceError("a link that leads out of the folder")
    if not path.is_file():
        raise SourceError("not a regular file" if path.exists() else "a link that leads nowhere")


def _checked(article: Article) -> Article | Refusal:
    return article if article.body else Refusal(article.origin, "no text of an article in it")


def _with_own_id(article: Article, taken: dict[str, str]) -> Article | Refusal:
    """Two files of one name in different folders get ids that tell them apart; a given id is never changed."""
    if article.id in taken and article.id == Path(article.origin).stem:
        digest = hashlib.sha256(article.origin.encode()).hexdigest()
        article = replace(article, id=f"{article.id}-{digest[:8]}")
    if article.id in taken:
        return Refusal(article.origin, f"its id {article.id!r} is already that of {taken[article.id]}")
    taken[article.id] = article.origin
    return article


def printable(name: str | Path) -> str:
    """A file's name as text that any terminal and page can show, also where it is not UTF-8."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
