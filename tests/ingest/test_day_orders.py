"""5/3/2019, 05-03-2019 and 03.05.2019 in the order of the other dates of their source."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qa.ingest.dates.date_notations import DayOrder
from qa.ingest.dates.day_orders import DayOrders
from qa.ingest.dates.publication_dates import parse_date
from qa.ingest.sources import read_sources
from qa.types import Article

MAY_3, MARCH_5, MAY_13 = date(2019, 5, 3), date(2019, 3, 5), date(2019, 5, 13)


def days(path: Path, *records: dict[str, str], renamed: dict[str, str] | None = None) -> list[date | None]:
    lines = [json.dumps({"text": "The ferry to Tarnwick runs again.", **record}) for record in records]
    path.write_text("\n".join(lines), "utf-8")
    return [item.published for item in read_sources([path], None, renamed) if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["05/03/2019", "13/05/2019", "nothing"], DayOrder(True)),
        (["05/03/2019", "5/13/2019 10:12", "05-14-2019"], DayOrder(False)),
        (["05-03-2019", "Mon 05-13-2019"], DayOrder(False)),
        (["05/03/2019", "2019-05-13", "05/05/2019", "31/31/2019"], DayOrder()),
        (["13/05/2019", "05/13/2019", "13.05.2019"], DayOrder()),
        (["05.13.2019", "05.03.2019"], DayOrder(dotted=False)),
        (["05.13.19"], DayOrder(dotted=False)),
        (["05.13.2019", "13.05.2019"], DayOrder(dotted=None)),
        (["5/13/2019", "03.05.2019"], DayOrder(False)),
        ([], DayOrder()),
    ],
)
def test_the_order_of_a_source(texts: list[str], order: DayOrder) -> None:
    assert DayOrders(("", text) for text in texts).of("") == order


@pytest.mark.parametrize("sign", "/-.")
def test_the_months_of_a_file_come_first(sign: str, tmp_path: Path) -> None:
    told = [{"date": day.replace("/", sign)} for day in ("05/13/2019", "05/03/2019")]
    assert days(tmp_path / "a.jsonl", *told) == [MAY_13, MAY_3]


@pytest.mark.parametrize(
    ("text", "day", "open_day", "month_first"),
    [
        ("03.05.2019", MAY_3, None, MARCH_5),
        ("03.05.19", MAY_3, None, MARCH_5),
        ("3. 5. 2019", MAY_3, None, MARCH_5),
        ("05.13.2019", MAY_13, MAY_13, MAY_13),
        ("13.05.2019", MAY_13, MAY_13, MAY_13),
        ("10.15.30", None, date(2030, 10, 15), date(2030, 10, 15)),
    ],
)
def test_dots_are_day_first_unless_contradicted(
    text: str, day: date | None, open_day: date | None, month_first: date | None
) -> None:
    found = [parse_date(text, dots_day_first=first) for first in (True, None, False)]
    assert found == [day, open_day, month_first]


def test_each_source_of_a_file_has_its_order(tmp_path: Path) -> None:
    told = {"US Wire": ("05/13/2019", "05/03/2019"), "UK Wire": ("13/05/2019", "03/05/2019"), "Third": ("05/03/2019",)}
    records = [{"source": source, "date": day} for source, some in told.items() for day in some]
    assert days(tmp_path / "mixed.jsonl", *records) == [MAY_13, MAY_3, MAY_13, MAY_3, None]
    assert days(tmp_path / "one.jsonl", *records[:2], records[4]) == [MAY_13, MAY_3, MAY_3]  # as the rest of the file
    by_host = [{"domain": record["source"].lower().replace(" ", ".")} | {"date": record["date"]} for record in records]
    assert days(tmp_path / "hosts.jsonl", *by_host) == [MAY_13, MAY_3, MAY_13, MAY_3, None]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_dates_of_a_field_that_was_named_are_counted(name: str, tmp_path: Path) -> None:
    records = [{"col": "05/13/2019"}, {"col": "05/03/2019"}]
    path = tmp_path / name
    days(path, *records)
    if name == "a.json":
        path.write_text(f"[{path.read_text('utf-8').replace(chr(10), ',')}]", "utf-8")
    found = read_sources([path], None, {"published": "col"})
    assert [item.published for item in found if isinstance(item, Article)] == [MAY_13, MAY_3]


def test_dates_of_a_column_that_was_named_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("col,text\n05/13/2019,The ferry to Tarnwick runs.\n05/03/2019,The mill is open again.\n", "utf-8")
    found = read_sources([path], None, {"published": "col"})
    assert [item.published for item in found if isinstance(item, Article)] == [MAY_13, MAY_3]
