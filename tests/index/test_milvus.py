"""The life of an index on Milvus Lite: built, asked, rebuilt, gone back to, verified, cut off; the same answers."""

from __future__ import annotations

import fcntl
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Archive, EngineUnavailable, NoIndex, QaError
from qa.errors import IndexDamaged, SourceError
from qa.index.build import add_articles, build_index, plan, remove_articles
from qa.index.builds import builds_of, existing_builds, open_index
from qa.index.engine import Builds
from qa.index.milvus.client import Address, Milvus, address_of
from qa.index.milvus.schema import build_of, collection_of, packed, unpacked
from qa.index.retention import prune, roll_back
from qa.index.verify import verify_index
from qa.types import Calibration, Filters, as_json
from tests.conftest import ROOT, write_sources
from tests.encoders import HashEncoder

QUESTIONS = ("Why did the ferry stay in its dock?", "When did the old bridge reopen?", "Who resigned on Friday?")


def load(model: str) -> HashEncoder:
    return HashEncoder()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One Milvus Lite for all: opening one takes longer than building on it."""
    return f"milvus-lite:{tmp_path_factory.mktemp('milvus') / 'lite'}"


@pytest.fixture
def built(tmp_path: Path, address: str, request: pytest.FixtureRequest) -> tuple[Path, str]:
    """An index of a name of its own, and that name."""
    name = request.node.name.removeprefix("test_")[:40].rstrip("_")
    build_index([write_sources(tmp_path / "articles")], tmp_path, name, HashEncoder(), engine=address)
    return tmp_path, name


def collections(builds: Builds) -> list[str]:
    return builds._milvus.collections("")  # type: ignore[attr-defined]


def test_the_same_answers_summaries_and_lists(built: tuple[Path, str]) -> None:
    folder, name = built
    build_index([folder / "articles"], folder, "here", HashEncoder())
    there, here = (Archive(folder, index, load, reads=False) for index in (name, "here"))
    for question in QUESTIONS:
        for filters in (Filters(), Filters(source="the example gazette"), Filters(without=frozenset({"harbor"}))):
            assert told(there.ask(question, filters=filters)) == told(here.ask(question, filters=filters))
    assert told(there.summarize(["harbor", "bridge"])) == told(here.summarize(["harbor", "bridge"]))
    assert told(there.timeline("the ferry and the storm")) == told(here.timeline("the ferry and the storm"))
    assert told(there.article("harbor")) == told(here.article("harbor"))
    catalogues = [archive.catalogue() for archive in (there, here)]
    for ask in (
        lambda one: one.months(),
        lambda one: one.outlets(),
        lambda one: one.find(words="storm ferry").articles,
        lambda one: one.find(Filters(source="Harbor City Ledger")),
        lambda one: one.related("harbor", limit=2),
        lambda one: one.examples(),
    ):
        assert ask(catalogues[0]) == ask(catalogues[1])


def told(found: Any) -> Any:
    """What was found, but for the build it was found in and the time that took."""
    said = as_json(found)
    said.pop("took_ms", None)
    return json.loads(json.dumps(said).replace(found.index.build, "BUILD").replace(found.index.name, "NAME"))


def test_updates_removals_and_going_back(built: tuple[Path, str]) -> None:
    folder, name = built
    first = open_index(folder, name).info().build
    (folder / "articles" / "late.txt").write_text("Ferry sails again\n\nThe ferry left its dock on Sunday.\n", "utf-8")
    assert plan(folder, name).new == 1
    add_articles([folder / "articles"], folder, name, HashEncoder())
    archive = Archive(folder, name, load, reads=False)
    assert "late" in {info.id for info in archive.articles()}
    remove_articles(["bridge"], folder, name, HashEncoder)
    assert [archive.info().articles, archive.status().builds[-1]] == [4, first]  # it goes over by itself
    assert roll_back(folder, name, first).articles == 4
    assert archive.articles(limit=1)[0].id == "bridge"
    assert [info.id for info in archive.at(builds_of(folder / name).kept()[0]).articles()][:1] == ["harbor"]
    with pytest.raises(QaError, match="no build 'nothing'"):
        roll_back(folder, name, "nothing")


def test_the_oldest_go_and_what_was_cut_off(built: tuple[Path, str]) -> None:
    folder, name = built
    builds = builds_of(folder / name)
    first = builds.kept()[0]
    prefix = collection_of(name, first, "")
    builds.publish_calibration(Calibration(0.5, 0.1, 60))  # of the same collections
    assert open_index(folder, name).calibration.slope == 0.5
    report = prune(folder, name, keep=1)
    assert report.builds == (first,)
    assert f"{prefix}facts" not in collections(builds)
    assert f"{prefix}sentences" in collections(builds)  # the second build's too
    assert len(open_index(folder, name).articles(["harbor"])) == 1


def test_verify_sees_what_is_wrong(built: tuple[Path, str]) -> None:
    folder, name = built
    assert [finding.found for finding in verify_index(folder, name, load) if not finding.ok] == []
    builds = builds_of(folder / name)
    collection = builds.manifest(builds.kept()[0]).files["passages"][1]
    builds._milvus._client.delete(collection, filter="number == 0")  # type: ignore[attr-defined]
    findings = verify_index(folder, name, load)
    assert "has 3 rows, not 4" in findings[0].found
    assert findings[0].fix == "qa rollback, or qa build"
    with pytest.raises(IndexDamaged):
        builds.open_current()
    assert build_index([], folder, name, HashEncoder()).index.articles == 4  # which mends it
    assert all(finding.ok for finding in verify_index(folder, name, load)[:5])


def test_what_was_cut_off_is_no_build_and_goes(built: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, name = built
    builds, before = builds_of(folder / name), open_index(folder, name).info()
    (folder / "articles" / "late.txt").write_text("Ferry sails again\n\nThe ferry left its dock on Sunday.\n", "utf-8")
    for cut in ("insert", "finish", "rename", "point"):  # in the first of them, the last thing that was done
        with monkeypatch.context() as patch:
            patch.setattr(Milvus, cut, cut_off)
            with pytest.raises(KeyboardInterrupt):
                build_index([folder / "articles"], folder, name, HashEncoder())
        assert open_index(folder, name).info() == before
        assert len(Archive(folder, name, load, reads=False).ask("Where is the ferry?").citations) > 0
    assert len(builds.kept()) == 2  # one was whole, and only not named yet
    assert build_index([folder / "articles"], folder, name, HashEncoder()).index.articles == 5
    assert prune(folder, name, keep=1).builds
    left = [each for each in collections(builds) if f"_{name.replace('_', '_5f')}__" in each]
    assert sorted({each.rpartition("__")[2] for each in left}) == [
        "articles",
        "facts",
        "passages",
        "sentences",
        "terms",
    ]
    assert len(left) == 5


def cut_off(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_the_environment_may_say_where(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_ENGINE", address)
    with pytest.raises(NoIndex, match="no index 'nowhere' on milvus-lite:") as caught:
        Archive(tmp_path, "nowhere", load).info()
    assert caught.value.fix == f"qa build --engine {address} FOLDER"
    with pytest.raises(NoIndex):
        existing_builds(tmp_path, "nowhere")
    assert builds_of(tmp_path / "nowhere", "files").place == str(tmp_path)


@pytest.mark.parametrize(
    ("text", "uri", "database", "vectors"),
    [
        ("milvus://db.example", "http://db.example:19530", "", "FLAT"),
        ("milvus://127.0.0.1:99/news?vectors=diskann", "http://127.0.0.1:99", "news", "DISKANN"),
        ("milvus://[::1]:7", "http://[::1]:7", "", "FLAT"),
        ("milvus-lite:/a/b", "/a/b.db", "", "FLAT"),
        ("milvus-lite:/a/b.db", "/a/b.db", "", "FLAT"),
    ],
)
def test_addresses(text: str, uri: str, database: str, vectors: str) -> None:
    assert address_of(text) == Address(text, uri, database, vectors)


@pytest.mark.parametrize(
    "address",
    [
        *("milvus-lite:", "milvus://", "http://host", "milvus://host:x", "milvus://host?vectors=x", "faiss"),
        *("milvus://host?y=1", "milvus://user:secret@host", "milvus://host:99999", "milvus://host?vectors"),
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(SourceError, match="is no address of an engine") as caught:
        address_of(address)
    assert caught.value.fix.startswith("--engine milvus-lite:FOLDER or milvus://HOST:PORT")


def test_where_no_milvus_answers() -> None:
    with pytest.raises(EngineUnavailable, match=r"milvus://127\.0\.0\.1:9 does not do it"):
        Milvus(address_of("milvus://127.0.0.1:9"), seconds=0.5)


def test_a_folder_that_another_process_has_open(tmp_path: Path) -> None:
    (tmp_path / "taken.db").mkdir()
    with (tmp_path / "taken.db" / "LOCK").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(EngineUnavailable, match="another process has it open") as caught:
            Milvus(address_of(f"milvus-lite:{tmp_path / 'taken'}"))
    assert caught.value.fix.startswith(f"milvus-lite server --data-dir {tmp_path / 'taken.db'} --host 127.0.0.1")


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(EngineUnavailable, match="pymilvus is not installed") as caught:
        Milvus(address_of("milvus://127.0.0.1:9"))
    assert caught.value.fix == "pip install 'cuttings[milvus]'"


@given(st.text(st.characters(codec="ascii", categories=["L", "N"], include_characters="_.-"), min_size=1), st.text())
def test_names_and_bytes_go_there_and_back(name: str, text: str) -> None:
    collection = collection_of(name, f"{name}-1", "facts")
    assert re.fullmatch("[A-Za-z0-9_]+", collection)
    assert build_of(collection) == f"{name}-1"
    assert unpacked(packed(text.encode())) == text.encode()


def test_different_indexes_have_different_collections() -> None:
    names = ["a", "a_b", "a-b", "a.b", "a__b", "a_5fb", "A"]
    assert len({collection_of(name, "1", "facts") for name in names}) == len(names)


def test_nothing_of_it_is_imported_without_being_asked_for() -> None:
    modules = "qa.command.cli, qa.index.build, qa.archive, qa.index.builds, web.serve, web.app"
    code = f"import sys, {modules}; print(sorted({{'pymilvus', 'distributed', 'grpc', 'pandas'}} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
