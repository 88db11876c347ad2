"""Records as rows of a workbook (.xlsx), the first row of each sheet the names of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from qa.errors import SourceError
from qa.ingest.head.fields import text_names
from qa.ingest.readers.records import Record, articles_of, day_orders_of
from qa.ingest.readers.table import named
from qa.types import Article, Refusal


def read_workbook(path: Path, renamed: Mapping[str, str] | None = None) -> Iterator[Article | Refusal]:
    """Each row as an article, of the first sheet that has a column of texts. Raises SourceError where none has."""
    yield from articles_of(_records(path, renamed), path.stem, renamed, day_orders_of(_records(path, renamed), renamed))


def _records(path: Path, renamed: Mapping[str, str] | None) -> Iterator[tuple[int, Record]]:
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever its zip, its XML and its tables raise
        raise SourceError(f"a damaged workbook: {error}") from error
    names: list[str] = []
    for sheet in workbook.worksheets:
        rows = sheet.iter_rows(values_only=True)
        names = ["" if name is None else str(name) for name in next(rows, ())]
        if text_names(names, renamed):
            yield from named(names, (map(_plain, row) for row in rows), renamed)
            return
    raise SourceError(f"no column with a text among {', '.join(filter(None, names))[:200]}")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
