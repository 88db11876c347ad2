"""Dask's own processes, as docs/cluster.md has them started: a scheduler that is killed, and the command."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from qa.encoding import distributed
from qa.encoding.base import Encoder, encoding_id
from qa.encoding.distributed import Workers
from qa.index.build import build_index
from tests.benchmarks.dask_workers import same
from tests.conftest import SEEDS
from tests.encoders import HashEncoder
from tests.encoding.test_distributed import AHEAD, NotingEncoder, check_counts
from tests.faults.conftest import LONG, ROOT, write_wire

pytestmark = pytest.mark.skipif(not LONG, reason="takes a minute: make faults")

HERE = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"]
ARTICLES = 80
HELD = 60.0  # seconds at most


def dask(*words: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-m", "dask", *words, *HERE], env=environment, **quiet)


class Service:
    """Starts a process again whenever it has ended, as systemd does with Restart=always; not while it is held."""

    def __init__(self, *words: str, held: bool = False) -> None:
        self._words = words
        self._may, self._stop = threading.Event(), threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        if not held:
            self._may.set()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def hold(self) -> None:
        self._may.clear()

    def go_on(self) -> None:
        self._may.set()

    def kill(self) -> None:
        assert self.process
        self.process.kill()

    def stop(self) -> None:
        self._stop.set()
        self._may.set()
        self._thread.join()
        if self.process:
            self.process.terminate()
            self.process.wait()

    def _run(self) -> None:
        while not self._stop.wait(0.05):
            if self.process is None or self.process.poll() is not None:
                self._may.wait(HELD)
                self.process = dask(*self._words)


@contextmanager
def services(held: bool = False) -> Iterator[tuple[str, Service, list[Service]]]:
    """A scheduler, its address first, and two workers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = Service("scheduler", "--port", str(port))
    workers = [Service("worker", address, "--nthreads", "1", held=held) for _ in range(2)]
    try:
        yield address, scheduler, workers
    finally:
        for service in (*workers, scheduler):
            service.stop()


def test_a_scheduler_killed_and_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distributed, "_UNIT", 300)  # an article each
    wire, notes = tmp_path / "wire", tmp_path / "notes"
    write_wire(wire, 7, ARTICLES)
    said: list[str] = []
    with services(held=True) as (address, scheduler, workers):

        def say(line: str) -> None:
            said.append(line)
            if line.startswith("no workers"):
                for worker in workers:
                    worker.go_on()

        def progress(stage: str, done: int, total: int, sentences: int) -> None:
            if stage == "encoding" and done == ARTICLES // 2:
                for worker in workers:
                    worker.hold()
                scheduler.kill()

        encoder = Workers(address, partial(NotingEncoder, notes), encoding_id(HashEncoder()))
        report = build_index([wire], tmp_path, "workers", HashEncoder(), progress, say, workers=encoder)
    build_index([wire], tmp_path, "alone", HashEncoder())
    assert said[0] == f"no workers at {address}, waiting"
    assert set(said[1:]) == {said[0], f"lost what was asked of {address}, asking again"}
    assert report.encoded == ARTICLES
    assert same(tmp_path, "workers", "alone")
    check_counts(Counter(map(int, notes.read_text().split())), ARTICLES, in_flight=2 * AHEAD)


def test_the_command(tmp_path: Path, model: Encoder) -> None:
    sources = sorted(SEEDS.glob("*.txt"))[:4]
    words = ["build", *map(str, sources), "--indexes", str(tmp_path), "--index", "workers"]
    with services() as (address, _, _):
        command = [sys.executable, "-m", "qa", *words, "--workers", address]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"encoding 4 of 4 articles, [\d.]+ articles/s, \d+ sentences/s", ended.stderr)
    build_index(sources, tmp_path, "alone", model)
    assert same(tmp_path, "workers", "alone")
