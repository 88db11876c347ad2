"""Records, one JSON object a line, in UTF-8 (RFC 8259)."""

from __future__ import annotations

import codecs
import json
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from qa.errors import SourceError
from qa.ingest.encodings.decode import storable
from qa.ingest.readers.records import articles_of, day_orders_of, ids_of
from qa.ingest.readers.text import MAX_FILE_BYTES
from qa.types import Article, Refusal

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # UTF-32 LE begins as UTF-16 LE does


def read_jsonl(path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
    """Each record as an article; a line that is none is refused by its number and the rest is read."""
    if path.stat().st_size == 0:
        raise SourceError("empty file")
    yield from articles_of(_records(path), path.stem, renamed, day_orders_of(_records(path), renamed))


def given_ids(path: Path) -> Iterator[str]:
    """The ids that the records give themselves, also of those that will be refused for something else."""
    return ids_of(_records(path))


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any] | SourceError]]:
    for number, line in _lines(path):
        try:
            yield number, _record(line, path)
        except SourceError as error:
            yield number, error


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, and their numbers from 1; a line end in UTF-16 leaves NUL before the next one.

    Raises SourceError for a file that is UTF-16 or UTF-32 from its first line to the next.
    """
    with path.open("rb") as file:
        for number, line in enumerate(_whole_lines(file), start=1):
            if number == 1 and line.startswith(_WIDE_MARKS) and _goes_on_wide(file):
                raise SourceError(_not_utf8("UTF-16 or UTF-32", "UTF-16", path))
            line = line.lstrip(b"\0")
            if line.strip():
                yield number, line


def _whole_lines(file: BinaryIO) -> Iterator[bytes]:
    """One that is too long is given as far as it is too long, and the rest of it is skipped."""
    while line := file.readline(MAX_FILE_BYTES + 1):
        yield line
        while line and len(line) > MAX_FILE_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_FILE_BYTES + 1)


def _goes_on_wide(file: BinaryIO) -> bool:
    here = file.tell()
    following = file.readline(MAX_FILE_BYTES + 1).lstrip(b"\0")
    file.seek(here)
    return not following or b"\0" in following


def _record(line: bytes, path: Path) -> dict[str, Any]:
    if len(line) > MAX_FILE_BYTES:
        raise SourceError(f"a record of more than {MAX_FILE_BYTES:,} bytes")
    try:
        record = json.loads(_decoded(line, path))
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise SourceError("JSON nested too deeply, or a number too long") from error
    if not isinstance(record, dict):
        raise SourceError("not a JSON object")
    return record


def _decoded(line: bytes, path: Path) -> str:
    """Never guessed: of one short line no detector can tell an encoding, and a wrong guess changes letters unseen."""
    if line.startswith(_WIDE_MARKS):
        raise SourceError(_not_utf8("UTF-16 or UTF-32", "UTF-16", path))
    if b"\0" in line:
        raise SourceError("binary data, not text")
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte 0x{line[error.start]:02x} at column {error.start + 1}"
        raise SourceError(_not_utf8(what, "WINDOWS-1252", path)) from error


def _not_utf8(what: str, encoding: str, path: Path) -> str:
    """What is wrong, and the command that mends a file written in `encoding` throughout."""
    old, new = (shlex.quote(str(name)) for name in (path, path.with_suffix(".utf8.jsonl")))
    command = f"iconv -f {encoding} -t UTF-8 {old} > {new}"
    return storable(f"{what}; records must be UTF-8; where the whole file is {encoding}: {command}")
