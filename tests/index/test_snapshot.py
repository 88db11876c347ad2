from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import bm25s
import pytest

from qa.answer.ask import ask
from qa.errors import IndexDamaged, NoIndex
from qa.index import allowed
from qa.index.articles import ArticleStore
from qa.index.build import build_index
from qa.index.candidates import IndexedArticle, Query
from qa.index.layout import current_build
from qa.index.manifest import _seal, fingerprint
from qa.index.snapshot import open_current
from qa.text.words import question_terms, stems
from qa.types import Filters
from tests.encoders import HashEncoder
from tests.snapshot_files import FILES


@pytest.fixture
def folder(indexes: Path) -> Path:
    build = current_build(indexes / "default")
    assert build is not None
    return indexes / "default" / "snapshots" / build


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
    with pytest.raises(IndexDamaged, match=r"of format 99; this program reads 4, 5 and 6\n"):
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


def test_unverified_it_checks_and_opens_the_articles_alone(indexes: Path, folder: Path) -> None:
    (folder / "sentences.faiss").write_bytes(b"\xff" * (folder / "sentences.faiss").stat().st_size)
    snapshot = open_current(indexes, "default", verify=False)
    (harbor,) = snapshot.articles(["harbor"])
    assert harbor.article.title == "Storm closes the harbor"
    with pytest.raises(IndexDamaged, match=r"sentences\.faiss"):
        snapshot.vectors(harbor.rows)
    data = (folder / "articles.db").read_bytes()
    (folder / "articles.db").write_bytes(data.replace(b"A storm closed", b"A stork closed"))
    with pytest.raises(IndexDamaged, match=r"articles\.db was altered"):
        open_current(indexes, "default", verify=False)


def test_a_question_is_one_read_of_the_articles(indexes: Path, encoder: HashEncoder) -> None:
    """Whatever is ranked, folded, marked and cited: one query, each article in it once; and once the sources' and the
    languages' names."""
    snapshot = open_current(indexes, "default")
    queries: list[str] = []
    snapshot.store._database.set_trace_callback(queries.append)
    answer = ask(snapshot, encoder, "What closed the harbor of Port Ellen?", limit=5).answer
    assert len(answer.citations) == 5
    assert [query.partition(" FROM ")[2].split()[0] for query in queries] == ["sources", "languages", "articles"]
    (numbers,) = re.findall(r"number IN \((.*)\)", queries[-1])
    assert sorted(numbers.split(", ")) == ["0", "1", "2", "3"]


def test_what_a_filter_lets_through_is_worked_out_once(
    indexes: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the filters asked for last; those of a few sentences and of many find the same."""
    snapshot, asked = open_current(indexes, "default"), list[Filters]()
    through = ArticleStore.allowed
    monkeypatch.setattr(
        ArticleStore, "allowed", lambda store, filters: asked.append(filters) or through(store, filters)
    )
    encoded = encoder.encode_question("ferry dock")
    query = Query(encoded.vector, encoded.ids, question_terms("ferry dock"))
    some = [Filters(since=date(2018, 1, day)) for day in range(1, 18)]
    for filters in (some[0], some[0], *some, some[0]):
        found = snapshot.candidates(query, filters, 3)
    assert asked == [*some, some[0]]
    monkeypatch.setattr(allowed, "FEW", 0)
    again = open_current(indexes, "default").candidates(query, some[0], 3)
    assert found.rows.tolist() == again.rows.tolist()
    assert found.searched == again.searched == 9


def test_a_snapshot_of_format_4_answers_and_is_written_anew_by_a_build(
    indexes: Path, folder: Path, sources: Path, encoder: HashEncoder
) -> None:
    """BM25 as bm25s wrote it, and a manifest that knows neither what it was made by nor how vectors are found."""
    expected = ask(open_current(indexes, "default"), encoder, "What closed the harbor?").answer.citations
    texts = [stems(text) + stems(held.article.title) for held in snapshot_of(indexes) for text in held.texts()]
    shutil.rmtree(folder / "bm25")
    whole = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    whole.index(texts, show_progress=False)
    whole.save(folder / "bm25", show_progress=False)
    fields = json.loads((folder / "manifest.json").read_text())
    fields |= {
        "format": 4,
        "corpus_sha256": "of format 4",
        "files": {name: fingerprint(folder / name) for name in files_of(folder)},
    }
    for name in ("seal", "made_by", "nearest_by"):
        del fields[name]
    (folder / "manifest.json").write_text(json.dumps(fields | {"seal": _seal(fields)}))
    found = ask(open_current(indexes, "default"), encoder, "What closed the harbor?").answer.citations
    assert [one.text for one in found] == [one.text for one in expected]
    build_index([sources], indexes, "default", encoder)
    assert open_current(indexes, "default").manifest.format == 6


def snapshot_of(indexes: Path) -> Iterator[IndexedArticle]:
    return open_current(indexes, "default").store.each()


def files_of(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return [str(path.relative_to(folder)) for path in found]
