"""Days of publication as dateparser and htmldate tell them, beside ours, on what their makers test them with.

    python -m tests.benchmarks.with_dateparser FOLDER [--missed]

FOLDER has the sources of dateparser and of htmldate, as `pip download --no-binary :all:` unpacked. Asked are the values
of dateparser's tests/test_date_parser.py that name a year of four digits, and the pages of htmldate's
tests/unit_tests.py, with a title and prose added. Told is how many days are right, wrong and none.
"""

from __future__ import annotations

import argparse
import ast
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qa.errors import SourceError
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.readers.html import article_of_page

Asked = tuple[str, date | None]  # and the day that is right
PROSE = "<h1>The lamp of Cape Farrow</h1>" + 2 * (
    "<p>The harbor board of the town said that its lamp went dark and that nobody knows why it did so; ships keep away"
    " from the cape until somebody has climbed up, and its keeper had left long before.</p>"
)


def values(tests: Path) -> Iterator[Asked]:
    for call in _calls(tests, "param"):
        match call.args:
            case [ast.Constant(value=str(text)), ast.Call(func=ast.Name(id="datetime"), args=parts), *_]:
                with suppress(ValueError):
                    day = datetime(*map(ast.literal_eval, parts)).date()
                    if str(day.year) in text:
                        yield text, day


def pages(tests: Path) -> Iterator[Asked]:
    for node in ast.walk(ast.parse(tests.read_text("utf-8"))):
        match node:
            case ast.Compare(
                left=ast.Call(func=ast.Name(id="find_date"), args=[ast.Constant(value=str(page)), *_], keywords=named),
                comparators=[ast.Constant(value=told)],
            ) if "</body>" in page and {each.arg for each in named} <= {"original_date"}:
                yield page.replace("</body>", f"{PROSE}</body>"), date.fromisoformat(told) if told else None


def _calls(tests: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(tests.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def of_page(page: str) -> date | None:
    try:
        return article_of_page(page.encode(), "page").published
    except SourceError:
        return None


def by_htmldate(page: str) -> date | None:
    from htmldate import find_date

    told = find_date(page, original_date=True)
    return date.fromisoformat(told) if told else None


def by_dateparser(text: str) -> date | None:
    import dateparser

    told: Any = dateparser.parse(text)
    return told.date() if told else None


def by_its_search(text: str) -> date | None:
    from dateparser.search import search_dates

    found: Any = search_dates(text)
    return found[0][1].date() if found else None


def measure(name: str, asked: list[Asked], by: Callable[[str], date | None], missed: bool) -> None:
    told = [(text, right, by(text)) for text, right in asked]
    none = sum(right is not None and day is None for _, right, day in told)
    good = sum(right == day for _, right, day in told)
    print(f"{name}: of {len(told)} {good} right, {len(told) - good - none} wrong, {none} none")
    for text, right, day in told:
        if missed and day != right:
            print(f"  {re.sub(re.escape(PROSE), '', text)!r}: {right}, not {day}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missed", action="store_true", help="print what is not told rightly here")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    (found,) = options.folder.glob("dateparser*/tests/test_date_parser.py")
    texts = list(dict.fromkeys(values(found)))
    measure("values, here", texts, parse_date, options.missed)
    measure("values, dateparser.parse", texts, by_dateparser, missed=False)
    measure("values, dateparser.search", texts, by_its_search, missed=False)
    (found,) = options.folder.glob("htmldate*/tests/unit_tests.py")
    htmls = list(dict.fromkeys(pages(found)))
    measure("pages, here", htmls, of_page, options.missed)
    measure("pages, htmldate", htmls, by_htmldate, missed=False)
