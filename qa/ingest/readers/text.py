"""Plain text articles (.txt). The text is the file's, character for character, so offsets hold in the file too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.encodings.decode import decoded, storable
from qa.ingest.head.head_lines import read_head
from qa.ingest.head.metadata import article_of, is_note, with_encoding
from qa.ingest.prose.body import paragraphs
from qa.types import Article, Refusal

MAX_FILE_BYTES = 20_000_000  # a million sentences would fit; anything larger is not an article


def read_text(path: Path) -> Iterator[Article | Refusal]:
    """The one article of a text file. Raises SourceError when it is not text."""
    read = decoded(read_bytes(path))
    text = storable(read.text)
    head = with_encoding(read_head(text), read.guessed)
    yield article_of(head, path.stem, text, paragraphs(text, head.end, is_note(head)))


def read_bytes(path: Path, most: int = MAX_FILE_BYTES) -> bytes:
    """The bytes of an article's file. Raises SourceError when it is empty or too large to be one."""
    size = path.stat().st_size
    if size > most:
        raise SourceError(f"{size:,} bytes; an article's file may have {most:,}")
    if size == 0:
        raise SourceError("empty file")
    return path.read_bytes()
