"""The life of an index on Milvus Lite: built, asked, rebuilt, gone back to, verified, cut off; the same answers."""

from __future__ import annotations

import fcntl
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pymilvus
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Archive, EngineUnavailable, NoIndex
from qa.errors import IndexDamaged, SourceError
from qa.index.build import build_index
from qa.index.builds import builds_of, existing_builds, open_index
from qa.index.candidates import Query
from qa.index.engine import Builds
from qa.index.milvus.client import Address, Milvus, address_of
from qa.index.milvus.schema import build_of, collection_of, packed, unpacked
from qa.index.retention import prune
from qa.index.verify import verify_index
from qa.types import Calibration, Filters
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
def built(tmp_path: Path, address: str) -> tuple[Path, str]:
    """An index of a name of its own, and that name."""
    build_index([write_sources(tmp_path / "articles")], tmp_path, tmp_path.name, HashEncoder(), engine=address)
    return tmp_path, tmp_path.name


def collections(builds: Builds) -> list[str]:
    return builds._milvus.collections("")  # type: ignore[attr-defined]


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
        assert len(Archive(folder, name, load, reads="none").ask("Where is the ferry?").citations) > 0
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


@pytest.mark.parametrize(
    ("kind", "column", "other"),
    [
        ("sentences", "vector", [1.0] + [0.0] * 63),
        ("sentences", "words", {0: 0.25}),
        ("sentences", "passage", 3),
        ("passages", "said", packed(b'{"texts": ["It rained."], "spans": [[0, 10]], "tokens": [3]}')),
        ("passages", "codes", packed(b"none")),
        ("articles", "called", packed(b'["bridge", "Bridge", "", null, null, "", ""]')),
        ("articles", "whole", packed(b"{}")),
        ("terms", "sentences", 4),
    ],
)
def test_a_build_that_is_not_as_it_was_written_is_not_used(
    built: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, kind: str, column: str, other: Any
) -> None:
    folder, name = built
    builds, before = builds_of(folder / name), open_index(folder, name).info()
    (folder / "articles" / "late.txt").write_text("Ferry sails again\n\nThe ferry left its dock on Sunday.\n", "utf-8")
    insert = Milvus.insert

    def other_first(self: Milvus, collection: str, rows: list[dict[str, Any]]) -> None:
        insert(self, collection, [rows[0] | {column: other}, *rows[1:]] if collection.endswith(kind) else rows)

    with monkeypatch.context() as patch:
        patch.setattr(Milvus, "insert", other_first)
        with pytest.raises(IndexDamaged, match=rf"(number|row) 0 is not in \w+__{kind} as it was written"):
            build_index([folder / "articles"], folder, name, HashEncoder())
    assert (builds.current(), builds.kept()) == (before.build, [before.build])
    assert open_index(folder, name).info() == before
    assert build_index([], folder, name, HashEncoder()).index.articles == 5


def test_what_was_just_written_is_waited_for(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, given_to: Callable[[str], list[dict[str, Any]]]
) -> None:
    """In a cluster a query that waits for nothing may not see it yet."""
    queries = given_to("query")
    build_index([write_sources(tmp_path / "articles")], tmp_path, "waits", HashEncoder(), engine=address)
    assert len(queries) > 10
    assert {query.get("consistency_level") for query in queries} == {"Strong"}


def test_a_filter_is_no_longer_than_what_it_names(
    built: tuple[Path, str], given_to: Callable[[str], list[dict[str, Any]]]
) -> None:
    engine, searches = open_index(*built), given_to("search")
    query = Query(HashEncoder().encode_question("ferry").vector, np.array([1], np.int32), (("ferri",),))
    for filters, where in (
        (Filters(), ""),
        (Filters(without=frozenset({"nobody"})), ""),
        (Filters(without=frozenset({"harbor", "bridge", "nobody"})), "article not in [0, 1]"),
        (Filters(source="the example gazette", without=frozenset({"bridge"})), "source in [1] and article not in [0]"),
        (Filters(articles=frozenset({"harbor", "bridge", "nobody"}), source="the example gazette"), "article in [1]"),
    ):
        engine.candidates(query, filters, 5)
        assert searches.pop()["filter"] == where


@pytest.fixture
def given_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[dict[str, Any]]]:
    """What a call of pymilvus is given from then on."""

    def noted(call: str) -> list[dict[str, Any]]:
        given: list[dict[str, Any]] = []
        original = getattr(pymilvus.MilvusClient, call)

        def note(self: pymilvus.MilvusClient, *rest: Any, **more: Any) -> Any:
            given.append(more)
            return original(self, *rest, **more)

        monkeypatch.setattr(pymilvus.MilvusClient, call, note)
        return given

    return noted


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
        ("milvus+tls://db.example", "https://db.example:19530", "", "FLAT"),
        ("milvus+tls://db.example:443/news?vectors=hnsw", "https://db.example:443", "news", "HNSW"),
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
        *("https://host", "milvus+ssl://host", "milvus+tls://", "milvus://host?tls=1"),
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


@pytest.mark.parametrize(("scheme", "first"), [("milvus", b"PRI * HTTP/2.0"), ("milvus+tls", b"\x16\x03")])
def test_with_tls_nothing_is_said_in_clear(scheme: str, first: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a server hears first: a line of HTTP/2, or the greeting of TLS."""
    monkeypatch.setenv("QA_MILVUS_TOKEN", "user:secret")
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as pool:
        heard = pool.submit(first_bytes, server)
        with pytest.raises(EngineUnavailable):
            Milvus(address_of(f"{scheme}://127.0.0.1:{server.getsockname()[1]}"), seconds=0.5)
        assert heard.result().startswith(first)


def first_bytes(server: socket.socket) -> bytes:
    server.settimeout(10)
    connection, _ = server.accept()
    with connection:
        return connection.recv(64)


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
