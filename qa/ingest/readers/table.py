"""Records as lines of a table of text (.csv, .tsv), its first line the names of the columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from qa.errors import SourceError
from qa.ingest.encodings.decode import encoding_of, errors_in
from qa.ingest.encodings.guess import Guess
from qa.ingest.head.fields import text_names
from qa.ingest.readers.records import Record, articles_of, day_orders_of, ids_of
from qa.ingest.readers.text import MAX_FILE_BYTES
from qa.types import Article, Refusal

_SAMPLE = 1_000_000  # bytes by which the encoding is told
_DELIMITERS = ",;\t|"
_OF_QUOTES = re.compile(r'[^"]*|"(?:[^"]|"")*"')  # a field where those with quotes in them are in quotes
_OF_NO_QUOTES = re.compile(r"\\[nN]")
_ESCAPED = re.compile(r"\\([nrt\\])")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def read_table(path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
    """Each line as an article, under the names of the first. Raises SourceError where no column is a text."""
    encoding = _encoding(path)
    guessed = "" if encoding.sure else encoding.encoding
    orders = day_orders_of(_records(path, encoding, renamed), renamed)
    yield from articles_of(_records(path, encoding, renamed), path.stem, renamed, orders, guessed)


def given_ids(path: Path) -> Iterator[str]:
    """The ids that the lines give themselves."""
    return ids_of(_records(path, _encoding(path), None))


def named(
    names: Iterable[object], rows: Iterable[Iterable[object]], renamed: Mapping[str, str] | None
) -> Iterator[tuple[int, Record]]:
    """Rows as records, by number, the first 2, as a table shows it. Raises SourceError where no column is a text."""
    columns = ["" if name is None else str(name).strip().lstrip("\ufeff") for name in names]
    if not text_names(columns, renamed):
        known = ", ".join(filter(None, columns))[:200]
        raise SourceError(f"no column with a text among {known}; say which it is: --field text=COLUMN")
    for number, row in enumerate(rows, start=2):
        record = {name: value for name, value in zip(columns, row, strict=False) if name}
        if any(value not in (None, "") for value in record.values()):
            yield number, record


def _encoding(path: Path) -> Guess:
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if not sample.strip():
        raise SourceError("empty file")
    return encoding_of(sample, cut=path.stat().st_size > _SAMPLE)


def _records(path: Path, encoding: Guess, renamed: Mapping[str, str] | None) -> Iterator[tuple[int, Record]]:
    csv.field_size_limit(MAX_FILE_BYTES)
    name = encoding.encoding
    try:
        with path.open(encoding=name, errors=errors_in(name, "replace"), newline="") as lines:
            rows = _rows(lines)
            yield from named(next(rows, []), rows, renamed)
    except csv.Error as error:
        raise SourceError(f"not a table: {error}") from error


def _rows(lines: TextIO) -> Iterator[list[str]]:
    first = lines.readlines(_SAMPLE)
    lines.seek(0)
    delimiter = max(_DELIMITERS, key="".join(first[:1]).count)
    if delimiter == "\t" and _is_escaped(first):
        rows = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return ([_unescaped(field) for field in row] for row in rows)
    return csv.reader(lines, delimiter=delimiter)


def _is_escaped(lines: Sequence[str]) -> bool:
    r"""Whether quotes stand for themselves and line ends are written \n, as databases write fields between tabs."""
    quoted = [field for line in lines for field in line.rstrip("\r\n").split("\t") if '"' in field]
    if len({line.count("\t") for line in lines if line.strip()}) > 1:
        return False  # a line end in quotes
    return not all(map(_OF_QUOTES.fullmatch, quoted)) if quoted else any(_OF_NO_QUOTES.search(line) for line in lines)


def _unescaped(field: str) -> str:
    return "" if field == r"\N" else _ESCAPED.sub(lambda match: _LETTERS[match[1]], field)
