from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa import Archive, Catalogue, Filters, NotFound, Outlet
from qa.index.build import build_index
from qa.index.manifest import read_manifest, write_manifest
from qa.index.snapshot import open_current
from qa.index.stories import FILE
from tests.encoders import HashEncoder

DRY = "The river fell to its lowest level in a century and the ferries stopped running for lack of water. "


def catalogue_of(folder: Path, records: Sequence[dict[str, Any]]) -> Catalogue:
    (folder / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    build_index([folder / "records.jsonl"], folder / "indexes", "default", HashEncoder())
    return Archive(folder / "indexes", load=lambda _: HashEncoder()).catalogue()


@pytest.fixture
def catalogue(archive: Archive) -> Catalogue:
    """Of bridge (2019-11-05), harbor (2019-10-01), mayor-1 (2018-03-02) and records-2, which is undated."""
    return archive.catalogue()


def ids(catalogue: Catalogue, *args: Any, **options: Any) -> list[str]:
    return [article.id for article in catalogue.find(*args, **options).articles]


def test_articles_by_month(catalogue: Catalogue) -> None:
    months = {date(2018, 3, 1): 1, date(2019, 10, 1): 1, date(2019, 11, 1): 1, None: 1}
    assert [*catalogue.months().items()] == [*months.items()]
    assert catalogue.months(Filters(until=date(2019, 10, 1))) == {date(2018, 3, 1): 1, date(2019, 10, 1): 1}
    assert catalogue.months(Filters(source="Nobody")) == {}
    assert None not in catalogue.months(Filters(source="The Example Gazette"))


def test_sources_with_their_counts_and_dates(catalogue: Catalogue) -> None:
    assert catalogue.outlets() == [
        Outlet("The Example Gazette", 2, date(2018, 3, 2), date(2019, 10, 1)),
        Outlet("", 1, None, None),
        Outlet("Harbor City Ledger", 1, date(2019, 11, 5), date(2019, 11, 5)),
    ]


def test_articles_by_filter_and_page(catalogue: Catalogue) -> None:
    assert ids(catalogue) == ["bridge", "harbor", "mayor-1", "records-2"]
    assert ids(catalogue, first=1, limit=2) == ["harbor", "mayor-1"]
    assert catalogue.find(first=1, limit=2).total == 4
    assert ids(catalogue, Filters(source="the example gazette")) == ["harbor", "mayor-1"]
    assert ids(catalogue, Filters(since=date(2019, 1, 1)), first=1) == ["harbor"]
    assert ids(catalogue, first=9) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("repair", ["bridge", "harbor"]),  # of "Repairs", in whatever form
        ("repairs steel", ["bridge"]),  # all of them
        ("Mayor", ["mayor-1"]),  # in the title too
        ("the", []),  # a stop word is not indexed
        ("the repairs", ["bridge", "harbor"]),
        ("zeppelin", []),
        ("   ", ["bridge", "harbor", "mayor-1", "records-2"]),
    ],
)
def test_articles_that_hold_words(catalogue: Catalogue, words: str, found: list[str]) -> None:
    assert ids(catalogue, words=words) == found


def test_words_and_filters_together(catalogue: Catalogue) -> None:
    assert ids(catalogue, Filters(source="Harbor City Ledger"), "repairs") == ["bridge"]


def test_related_articles_are_of_the_same_thing_and_no_copies(tmp_path: Path) -> None:
    catalogue = catalogue_of(
        tmp_path,
        [
            {"id": "dry", "title": "Low water", "date": "2019-07-01", "text": DRY * 2},
            {"id": "copy", "title": "Low water", "date": "2019-07-02", "text": DRY * 2},
            {"id": "later", "title": "Still low", "text": DRY + "Rain is not in sight."},
            {"id": "chess", "title": "Chess", "text": "A girl of nine won every game against grown players in May."},
        ],
    )
    assert [article.id for article in catalogue.copies("dry")] == ["copy"]
    assert [article.id for article in catalogue.related("dry")] == ["later"]
    assert [article.id for article in catalogue.related("later", limit=1)] == ["dry"]
    assert catalogue.related("chess") == []
    with pytest.raises(NotFound):
        catalogue.related("nobody")


def test_examples_are_of_english_articles_alone(tmp_path: Path) -> None:
    text = "The Hanoi talks failed over sanctions. Nobody signed a thing."
    records = [{"id": tag, "title": "Talks", "language": tag, "text": text} for tag in ("en-GB", "nl")]
    assert catalogue_of(tmp_path, records[1:]).examples() == []
    assert catalogue_of(tmp_path, records).examples() == ["Why did the Hanoi talks fail?"]


def test_examples_of_a_build_that_was_made_before_stories_were_looked_for(archive: Archive, indexes: Path) -> None:
    folder = indexes / "default" / "snapshots" / archive.info().build
    manifest, examples = read_manifest(folder), archive.catalogue().examples()
    (folder / FILE).unlink()
    del manifest.files[FILE]
    write_manifest(manifest, folder)
    assert Catalogue(open_current(indexes, "default")).examples() == examples != []
