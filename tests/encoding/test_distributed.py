"""Encoding by Dask's workers: the same as in one process, whichever is killed meanwhile and whichever comes late."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import re
import signal
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.command.progress import showing_progress
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
from tests.faults.conftest import LONG, write_wire
from tests.waiting import wait

if TYPE_CHECKING:
    from distributed import LocalCluster

pytestmark = pytest.mark.slow

HASH = encoding_id(HashEncoder())
AHEAD = 3  # units that wait for each worker
TEXT = "The tide table of harbor {0} has number {0}. Buoy {0} lies at anchor. It is green."
UNIT = 4  # articles of that text
BY_THREADS: list[tuple[int, int]] = []  # what workers in this process encoded: the number of the encoder, the article's


def articles(count: int) -> list[Article]:
    texts = (TEXT.format(number) for number in range(count))
    return [
        Article(f"tide{number}", text, ((0, len(text)),), f"Tide {number}", "The Example Gazette", None)
        for number, text in enumerate(texts)
    ]


ARTICLES = articles(30)


def numbers(texts: Sequence[str]) -> list[int]:
    return [int(number) for text in texts for number in re.findall(r"harbor (\d+) has", text)]


class CountingEncoder(HashEncoder):
    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        time.sleep(0.01)  # the other worker's turn
        BY_THREADS.extend((id(self), number) for number in numbers(texts))
        return super().encode_documents(texts)


class NotingEncoder(HashEncoder):
    """Notes in a file what it begins, and takes its time."""

    def __init__(self, notes: Path) -> None:
        super().__init__()
        self._notes = notes

    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        with self._notes.open("a") as file:
            file.write("".join(f"{number}\n" for number in numbers(texts)))
        time.sleep(0.02 * len(texts))
        return super().encode_documents(texts)


def check_counts(encoded: Counter[int], known: int, in_flight: int) -> None:
    """Nothing is lost, and nothing encoded twice but what was in flight."""
    print(f"{encoded.total() - known} of {known} articles were encoded twice, of at most {in_flight} in flight")
    assert set(encoded) == set(range(known))
    assert encoded.total() <= known + in_flight
    assert max(encoded.values()) <= 2


def cluster(workers: int, processes: bool = False, port: int = 0) -> LocalCluster:
    """Its workers are threads of this process, which start in no time; those of --workers are processes."""
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=processes,
        protocol="tcp://",
        host="127.0.0.1",
        scheduler_port=port,
        dashboard_address="127.0.0.1:0",
    )


@pytest.fixture(autouse=True)
def unclosed_sockets() -> Iterator[None]:
    """Dask leaves those to a scheduler that has gone to the collector, which must not warn in another test."""
    yield
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()


@pytest.fixture(autouse=True)
def small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    BY_THREADS.clear()
    monkeypatch.setattr(distributed, "_UNIT", 300)
    monkeypatch.setattr(distributed, "_AGAIN", 0.05)


def by_id(encoded: Iterator[Encoded]) -> dict[str, list[bytes]]:
    return {
        article.id: [
            bytes(array) for part in parts for array in (part.offsets, part.sentence_vectors, part.token_codes)
        ]
        for article, parts in encoded
    }


def here(some: Sequence[Article] = ARTICLES) -> dict[str, list[bytes]]:
    return by_id((article, list(encode_parts(article, HashEncoder()))) for article in some)


@pytest.mark.parametrize("count", [1, pytest.param(3, marks=pytest.mark.skipif(not LONG, reason="make faults"))])
def test_as_many_processes_as_are_asked_for(count: int) -> None:
    with distributed._connected(Workers(f"local:{count}", HashEncoder, HASH)) as client:
        assert len(client.nthreads()) == count


@pytest.mark.skipif(not LONG, reason="takes half a minute: make faults")
def test_workers_killed_and_one_that_comes_late_change_nothing(tmp_path: Path) -> None:
    many, notes = articles(200), tmp_path / "notes"
    with cluster(2, processes=True) as started:
        found = encode_by(Workers(started.scheduler_address, partial(NotingEncoder, notes), HASH), many)
        first = [next(found) for _ in range(50)]
        os.kill(started.workers[0].process.process.pid, signal.SIGKILL)
        started.scale(3)
        assert by_id(iter([*first, *found])) == here(many)
    check_counts(Counter(map(int, notes.read_text().split())), len(many), in_flight=2 * AHEAD * UNIT)


def test_a_build_by_a_worker_is_what_this_process_would_have_built(tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "articles")
    with cluster(1) as started:
        workers = Workers(started.scheduler_address, HashEncoder, HASH)
        build_index([sources], tmp_path, "default", HashEncoder(), workers=workers)
    build_index([sources], tmp_path, "alone", HashEncoder())
    both = [open_index(tmp_path, name) for name in ("default", "alone")]
    assert both[0].manifest.corpus_sha256 == both[1].manifest.corpus_sha256
    rows = both[0].articles(["harbor"])[0].rows
    assert (both[0].vectors(rows) == both[1].vectors(rows)).all()


def small(*_: object, **__: object) -> HashEncoder:
    return HashEncoder()


def test_the_command_has_workers_encode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.encoding.load.load_encoder", small)
    monkeypatch.delattr("qa.index.encode.encode_all")  # what this process would encode by
    words = ["build", str(write_sources(tmp_path / "articles")), "--indexes", str(tmp_path / "indexes")]
    with cluster(1) as started:
        result = CliRunner().invoke(main, [*words, "--workers", started.scheduler_address])
    assert result.exit_code == 0, result.output
    assert "encoding 4 of 4 articles" in result.stderr
    assert open_index(tmp_path / "indexes", "default").manifest.articles == 4


def test_progress_and_the_time_left_are_of_all_workers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By a clock that goes a second an article, whichever worker has encoded it."""
    seconds = 0
    write_wire(tmp_path / "wire", 7, articles=12)
    with cluster(2) as started, showing_progress(lambda: seconds) as show:

        def progress(stage: str, done: int, total: int, sentences: int) -> None:
            nonlocal seconds
            seconds += stage == "encoding" and done > 0
            show(stage, done, total, sentences)

        workers = Workers(started.scheduler_address, CountingEncoder, HASH)
        build_index([tmp_path / "wire"], tmp_path, "default", HashEncoder(), progress, workers=workers)
    assert len({encoder for encoder, _ in BY_THREADS}) == 2
    assert [line for line in capsys.readouterr().err.splitlines() if line.startswith("encoding")] == [
        "encoding 0 of 12 articles",
        "encoding 5 of 12 articles, 1.0 articles/s, 9 sentences/s, 0:07 left",
        "encoding 10 of 12 articles, 1.0 articles/s, 9 sentences/s, 0:02 left",
        "encoding 12 of 12 articles, 1.0 articles/s, 9 sentences/s",
    ]


@pytest.mark.skipif(not LONG, reason="takes half a minute: make faults")
def test_a_process_that_is_killed_while_it_starts() -> None:
    def kill() -> None:
        wait(multiprocessing.active_children)
        os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    with pytest.raises(EngineUnavailable, match="the workers of local:2 did not start"):
        next(encode_by(Workers("local:2", HashEncoder, HASH), ARTICLES))
    thread.join()


@pytest.mark.skipif(not LONG, reason="takes half a minute: make faults")
def test_processes_of_this_machine() -> None:
    assert by_id(encode_by(Workers("local:2", HashEncoder, HASH), ARTICLES)) == here()


def test_dask_still_knows_what_it_is_told_to_do_seldom() -> None:
    """A setting of another name would be ignored in silence."""
    import dask

    importlib.import_module("distributed")  # which brings its defaults
    assert [name for name in distributed._SELDOM if dask.config.get(name, None) is None] == []


def test_a_scheduler_that_is_started_again_is_asked_again() -> None:
    """Without workers at first, which is said; one that is killed is in tests/faults/test_dask.py."""
    said: list[str] = []
    heard = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("no workers"):
            heard.set()

    with cluster(2) as first:
        address = first.scheduler_address
        found = encode_by(Workers(address, CountingEncoder, HASH), ARTICLES, say)
        begun = [next(found) for _ in range(5)]
    with cluster(0, port=int(address.rpartition(":")[2])) as second:
        late = threading.Thread(target=lambda: (heard.wait(60), second.scale(1)))
        late.start()
        assert by_id(iter([*begun, *found])) == here()
        late.join()
    assert set(said) == {f"lost what was asked of {address}, asking again", f"no workers at {address}, waiting"}
    check_counts(Counter(number for _, number in BY_THREADS), len(ARTICLES), in_flight=2 * AHEAD * UNIT)


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
