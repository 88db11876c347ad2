"""Encoding by Dask's workers: the same as in one process, whichever is killed meanwhile and whichever comes late."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from qa.encoding import distributed
from qa.encoding.base import encoding_id
from qa.encoding.distributed import Encoded, Workers, check_workers, encode_by
from qa.encoding.late_chunking import encode_parts
from qa.encoding.types import EncodedText
from qa.errors import EngineUnavailable, SourceError
from qa.index.build import build_index
from qa.index.builds import open_index
from qa.types import Article
from tests.conftest import write_sources
from tests.encoders import HashEncoder
from tests.faults.conftest import LONG

TEXT = "The tide table of harbor {0} has number {0}. Buoy {0} lies at anchor. It is green."
ARTICLES = [
    Article(f"tide{number}", text, ((0, len(text)),), f"Tide {number}", "The Example Gazette", None)
    for number, text in enumerate(TEXT.format(number) for number in range(30))
]
HASH = encoding_id(HashEncoder())


class SlowEncoder(HashEncoder):
    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        time.sleep(0.02 * len(texts))
        return super().encode_documents(texts)


@pytest.fixture(autouse=True)
def small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "_UNIT", 300)
    monkeypatch.setattr(distributed, "_AGAIN", 0.05)


def by_id(encoded: Iterator[Encoded]) -> dict[str, list[bytes]]:
    return {
        article.id: [
            bytes(array) for part in parts for array in (part.offsets, part.sentence_vectors, part.token_codes)
        ]
        for article, parts in encoded
    }


def here() -> dict[str, list[bytes]]:
    return by_id((article, list(encode_parts(article, HashEncoder()))) for article in ARTICLES)


@pytest.mark.skipif(not LONG, reason="takes half a minute: make faults")
def test_workers_killed_and_one_that_comes_late_change_nothing() -> None:
    from distributed import LocalCluster

    with LocalCluster(2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster:
        found = encode_by(Workers(cluster.scheduler_address, SlowEncoder, HASH), ARTICLES)
        first = [next(found) for _ in range(3)]
        os.kill(cluster.workers[0].process.process.pid, signal.SIGKILL)
        cluster.scale(3)
        assert by_id(iter([*first, *found])) == here()


def test_a_build_by_a_worker_is_what_this_process_would_have_built(tmp_path: Path) -> None:
    """The worker is a thread of this process, which starts in no time; those of --workers are processes."""
    from distributed import LocalCluster

    sources, where = write_sources(tmp_path / "articles"), {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(1, threads_per_worker=1, processes=False, protocol="tcp://", **where) as cluster:
        workers = Workers(cluster.scheduler_address, HashEncoder, HASH)
        build_index([sources], tmp_path, "default", HashEncoder(), workers=workers)
    build_index([sources], tmp_path, "alone", HashEncoder())
    both = [open_index(tmp_path, name) for name in ("default", "alone")]
    assert both[0].manifest.corpus_sha256 == both[1].manifest.corpus_sha256
    rows = both[0].articles(["harbor"])[0].rows
    assert (both[0].vectors(rows) == both[1].vectors(rows)).all()


@pytest.mark.skipif(not LONG, reason="takes half a minute: make faults")
def test_processes_of_this_machine() -> None:
    assert by_id(encode_by(Workers("local:2", HashEncoder, HASH), ARTICLES)) == here()


def test_dask_still_knows_what_it_is_told_to_do_seldom() -> None:
    """A setting of another name would be ignored in silence."""
    import dask

    importlib.import_module("distributed")  # which brings its defaults
    assert [name for name in distributed._SELDOM if dask.config.get(name, None) is None] == []


def test_a_scheduler_that_is_gone_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lost twice, with units given to it: they are asked for again, and none twice that was given back."""
    asked: list[str] = []

    def once(client: object, workers: Workers, waiting: dict[str, object], units: Iterator[object]) -> Iterator[object]:
        for unit in units:
            waiting[str(len(asked))] = unit
            asked.append("new")
            if len(asked) in (2, 4):
                raise OSError("gone")
            yield unit, [[] for _ in unit]  # type: ignore[attr-defined]
            del waiting[max(waiting)]
        for key in sorted(waiting):
            unit = waiting.pop(key)
            yield unit, [[] for _ in unit]  # type: ignore[attr-defined]

    monkeypatch.setattr(distributed, "_done", once)
    monkeypatch.setattr(distributed, "_connected", lambda workers: pytest.MonkeyPatch.context())
    given = [article.id for article, _ in encode_by(Workers("tcp://127.0.0.1:9", HashEncoder, HASH), ARTICLES)]
    assert sorted(given) == sorted(article.id for article in ARTICLES)


def test_a_scheduler_that_never_was() -> None:
    with pytest.raises(EngineUnavailable, match=r"the workers at tcp://127\.0\.0\.1:9 do not answer"):
        next(encode_by(Workers("tcp://127.0.0.1:9", HashEncoder, HASH, seconds=0.5), ARTICLES))


def test_workers_with_another_model_are_refused() -> None:
    with pytest.raises(EngineUnavailable, match=r"a worker has hash-64/.*, not other"):
        distributed._load(Workers("local:1", HashEncoder, "other"))


@pytest.mark.parametrize("address", ["", "local:", "local:0", "local:x", "http://host", "4", "local:²"])
def test_what_names_no_workers(address: str) -> None:
    with pytest.raises(SourceError, match="names no workers"):
        check_workers(address)


def test_addresses() -> None:
    assert [check_workers(each) for each in ("local:4", "tcp://h:1", "tls://h:1")] == [
        "local:4",
        "tcp://h:1",
        "tls://h:1",
    ]


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineUnavailable, match="distributed is not installed") as caught:
        next(encode_by(Workers("local:1", HashEncoder, HASH), ARTICLES))
    assert caught.value.fix == "pip install 'cuttings[dask]'"
