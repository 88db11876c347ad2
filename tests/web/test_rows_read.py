"""How many articles are read for a list or for one of them: as many as it shows, however many the archive holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sized
from typing import Any

import pytest
from flask.testing import FlaskClient

from qa import Archive
from qa.index.build import build_index
from qa.types import Filters
from tests.encoders import HashEncoder
from web import create_app

ARTICLES = 300
ODD = Filters(source="O Herald")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("many")
    records = [
        {"id": f"n{n:03}", "title": "Lamps", "source": f"{'EO'[n % 2]} Herald", "text": f"Lamp {n} was lit."}
        for n in range(ARTICLES)
    ]
    (folder / "many.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    build_index([folder / "many.jsonl"], folder / "indexes", "default", HashEncoder())
    archive = Archive(folder / "indexes", load=lambda _: HashEncoder())
    archive.catalogue().find()  # their order is read once
    return archive


@pytest.fixture
def rows(many: Archive) -> Iterator[list[tuple[Any, ...]]]:
    """Every row that SQLite gives, as it gives it."""
    database, given = many._current().snapshot.store._database, list[tuple[Any, ...]]()  # type: ignore[attr-defined]

    def note(_: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        given.append(row)
        return row

    database.row_factory = note
    yield given
    database.row_factory = None


@pytest.fixture
def client(many: Archive) -> FlaskClient:
    return create_app(many._folder.parent, archive=many).test_client()


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        (lambda archive: archive.articles(100, 20), 20),
        (lambda archive: archive.articles(290, 20), 10),
        (lambda archive: archive.catalogue().find(first=100, limit=20).articles, 20),
        (lambda archive: archive.catalogue().find(first=290, limit=20).articles, 10),
        (lambda archive: archive.catalogue().find(ODD, "lamp", 100, 20).articles, 20),
        (lambda archive: archive.catalogue().find(Filters(source="Nobody"), first=0, limit=20).articles, 0),
        (lambda archive: archive.infos(["n007", "n150", "nobody"]), 2),
        (lambda archive: [archive.article("n150")], 1),
    ],
)
def test_no_more_is_read_than_is_asked_for(
    many: Archive, rows: list[tuple[Any, ...]], read: Callable[[Archive], Sized], shown: int
) -> None:
    assert (len(read(many)), len(rows)) == (shown, shown)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/articles?page=2", 100),
        ("/articles?q=lamp&source=O+Herald", 100),
        ("/articles?q=lamp&source=O+Herald&page=2", 50),
        ("/api/v1/articles?page=3", 100),
        ("/api/v1/articles/n150", 1),
        ("/summaries", 50),  # articles to choose from
        ("/sources", 0),
        ("/status", 1 + 20),  # how many have no date, and some of them
    ],
)
def test_a_page_reads_no_more_than_it_shows(
    client: FlaskClient, rows: list[tuple[Any, ...]], address: str, shown: int
) -> None:
    assert (client.get(address).status_code, len(rows)) == (200, shown)


def test_the_page_of_an_article_reads_the_text_of_no_other(client: FlaskClient, rows: list[tuple[Any, ...]]) -> None:
    """Of those near it, what they are called."""
    page = client.get("/articles/n150")
    assert (page.status_code, "Lamp 150 was lit." in page.text) == (200, True)
    assert {row[0] for row in rows if any("was lit." in str(value) for value in row)} == {"n150"}
    assert len(rows) < 100
