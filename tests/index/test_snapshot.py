from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from qa.errors import IndexDamaged, IndexMismatch, NoIndex, NotFound
from qa.index.layout import current_build
from qa.index.snapshot import Snapshot, open_current
from qa.types import Filters


@pytest.fixture
def folder(indexes: Path) -> Path:
    build = current_build(indexes / "default")
    assert build is not None
    return indexes / "default" / "snapshots" / build


@pytest.fixture
def snapshot(indexes: Path) -> Snapshot:
    return open_current(indexes, "default")


def test_it_holds_the_articles_and_their_sentences(snapshot: Snapshot) -> None:
    article = snapshot.article("harbor")
    first, spans = snapshot.sentence_spans("harbor")
    assert [article.text[start:end] for start, end in spans] == [
        "A storm closed the harbor of Port Ellen on Monday.",
        "The ferry stayed in its dock.",
        "Mr. Grant, who runs the ferry, blamed the wind.",
        "Repairs will cost $1.5 million.",
        "He did not say who would pay.",
    ]
    assert snapshot.sentence_texts([first + 1]) == ["The ferry stayed in its dock."]
    assert (article.source, article.published) == ("The Example Gazette", date(2019, 10, 1))
    with pytest.raises(NotFound, match="no article 'nobody'"):
        snapshot.article("nobody")
    with pytest.raises(NotFound):
        snapshot.sentence_spans("nobody")


def test_a_row_knows_its_neighbours(snapshot: Snapshot) -> None:
    first, spans = snapshot.sentence_spans("harbor")
    rows = np.arange(first, first + len(spans))
    assert snapshot.position(rows).tolist() == [0, 1, 2, 3, 4]
    assert snapshot.row_before(rows).tolist() == [first, first, first + 1, first + 2, first + 3]


def test_the_rows_of_passages_are_those_that_name_them(snapshot: Snapshot) -> None:
    every = np.arange(snapshot.manifest.sentences)
    passages = np.unique(snapshot.passage_of(every))
    assert passages.tolist() == list(range(snapshot.manifest.passages))
    chosen = passages[[0, -1]]
    rows, starts = snapshot.passage_rows(chosen)
    assert rows.tolist() == every[np.isin(snapshot.passage_of(every), chosen)].tolist()
    assert snapshot.passage_of(rows[starts]).tolist() == chosen.tolist()


def test_articles_come_newest_first_and_always_have_a_title(snapshot: Snapshot) -> None:
    assert [(article.id, article.title) for article in snapshot.articles()] == [
        ("bridge", "Bridge reopens after repairs"),
        ("harbor", "Storm closes the harbor"),
        ("mayor-1", "Mayor resigns"),
        ("records-2", "Undated words about turnips. They grow well."),
    ]


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (Filters(since=date(2019, 10, 1)), {"bridge", "harbor"}),
        (Filters(until=date(2019, 10, 1)), {"harbor", "mayor-1"}),
        (Filters(since=date(2018, 3, 3), until=date(2019, 11, 4)), {"harbor"}),
        (Filters(source="the example gazette"), {"harbor", "mayor-1"}),
        (Filters(source="nobody"), set()),
    ],
)
def test_a_filter_lets_through_the_sentences_of_some_articles(
    snapshot: Snapshot, chosen: Filters, ids: set[str]
) -> None:
    mask = snapshot.rows(chosen)
    assert mask is not None
    numbers = snapshot.sentences[np.flatnonzero(mask), 0].tolist()
    assert {snapshot.article_at(number).id for number in numbers} == ids
    assert mask.sum() == sum(len(snapshot.sentence_spans(name)[1]) for name in ids)


def test_no_filter_is_no_mask(snapshot: Snapshot) -> None:
    assert snapshot.rows(Filters()) is None


FILES = (
    "articles.db",
    "sentences.npy",
    "sentences.faiss",
    "passages.faiss",
    "tokens/codes.npy",
    "tokens/starts.npy",
    "tokens/frequencies.npy",
    "bm25/data.csc.index.npy",
    "bm25/indices.csc.index.npy",
    "bm25/indptr.csc.index.npy",
    "bm25/params.index.json",
    "bm25/vocab.index.json",
)


def test_the_list_of_files_is_complete(folder: Path) -> None:
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == {*FILES, "manifest.json"}
    assert set(json.loads((folder / "manifest.json").read_text())["files"]) == set(FILES)


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_or_truncated_file_is_one_clear_error(indexes: Path, folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexDamaged, match=name) as caught:
        open_current(indexes, "default")
    assert caught.value.fix == "qa build"
    path.unlink()
    with pytest.raises(IndexDamaged, match=name):
        open_current(indexes, "default")


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_bit_is_found_when_verifying(indexes: Path, folder: Path, name: str) -> None:
    path = folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match=f"{name} was altered"):
        open_current(indexes, "default")


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_of_the_same_size_is_one_clear_error(indexes: Path, folder: Path, name: str) -> None:
    """Without verifying, what can still be read is read; what cannot is an error with the command that mends it."""
    path = folder / name
    path.write_bytes(b"\xff" * path.stat().st_size)
    with suppress(IndexDamaged):
        open_current(indexes, "default")
    with pytest.raises(IndexDamaged, match=f"{name} was altered"):
        open_current(indexes, "default")


def test_a_future_format_is_refused(indexes: Path, folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(IndexDamaged, match="of format 99"):
        open_current(indexes, "default")


@pytest.mark.parametrize("content", ["no-such-build", "../../etc", "", "\xff\xfe"])
def test_current_that_points_nowhere(indexes: Path, content: str) -> None:
    (indexes / "default" / "CURRENT").write_text(content, "latin-1")
    with pytest.raises(IndexDamaged):
        open_current(indexes, "default")


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="no index 'default'") as caught:
        open_current(tmp_path, "default")
    assert caught.value.exit_status == 3


def test_vectors_of_another_encoder_are_refused(snapshot: Snapshot) -> None:
    snapshot.require(snapshot.manifest.encoding_id)
    with pytest.raises(IndexMismatch, match="not by other"):
        snapshot.require("other")
