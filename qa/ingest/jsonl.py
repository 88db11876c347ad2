"""Articles as records (.jsonl): one JSON object a line, of which only "text" is required."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from qa.errors import SourceError
from qa.ingest.body import paragraphs
from qa.ingest.decode import decode, storable
from qa.ingest.metadata import from_fields
from qa.ingest.text import MAX_FILE_BYTES
from qa.types import Article, Refusal

MAX_ID_CHARS = 200
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # UTF-32 LE begins as UTF-16 LE does


def read_jsonl(path: Path) -> Iterator[Article | Refusal]:
    """Each record as an article; a line that is none is refused by its number and the rest is read."""
    found = False
    with path.open("rb") as lines:
        for number, line in enumerate(_lines(lines), start=1):
            if not line.strip():
                continue
            found = True
            try:
                yield _article(_record(line), path, number)
            except SourceError as error:
                yield Refusal(f"{path}:{number}", error.message)
    if not found:
        raise SourceError("empty file" if path.stat().st_size == 0 else "no records in it")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines; one that is too long is given as far as it is too long, and the rest of it is skipped."""
    while line := file.readline(MAX_FILE_BYTES + 1):
        if line.startswith(_WIDE_MARKS):
            raise SourceError("UTF-16 or UTF-32; records must be UTF-8")
        yield line
        while line and len(line) > MAX_FILE_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_FILE_BYTES + 1)


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_FILE_BYTES:
        raise SourceError(f"a record of more than {MAX_FILE_BYTES:,} bytes")
    try:
        record = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise SourceError("JSON nested too deeply, or a number too long") from error
    if not isinstance(record, dict):
        raise SourceError("not a JSON object")
    return record


def _article(record: dict[str, Any], path: Path, number: int) -> Article:
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError('no "text"')
    text = storable(text)
    head = from_fields(record)
    return Article(
        id=_given_id(record) or f"{path.stem}-{number}",
        text=text,
        body=paragraphs(text),
        title=storable(head.title),
        source=storable(head.source),
        published=head.published,
        url=head.url,
        origin=f"{path}:{number}",
    )


def _given_id(record: dict[str, Any]) -> str:
    given = record.get("id")
    if given is None or isinstance(given, (bool, float, dict, list)):
        return ""
    name = storable(str(given)).strip()
    if len(name) > MAX_ID_CHARS or not name.isprintable() or name in (".", ".."):
        raise SourceError(f'an "id" that cannot be part of an address: {name[:40]!r}')
    return name
