"""Processes of a server, real ones, that fail."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.waiting import NEVER
from web.rates import SharedCounts

ROOT = Path(__file__).parents[2]
FAILING = """
import sys
from qa import EngineUnavailable
from web import workers
workers.AGAIN_SECONDS = 0.01
workers.EARLY_SECONDS = float("inf")
def work():
    {0}
sys.exit(workers.Workers({1}, work, lambda process: None, lambda: None).run())
"""


@pytest.mark.parametrize(
    ("work", "count", "status", "said"),
    [
        ("raise EngineUnavailable('no model here', 'qa doctor')", 1, 4, "no model here\n  try: qa doctor"),
        ("raise SystemExit(7)", 2, 1, "SystemExit: 7"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 1, 1, "(by SIGKILL)"),
    ],
)
def test_workers_that_cannot_start_stop_the_server(work: str, count: int, status: int, said: str) -> None:
    command = [sys.executable, "-c", FAILING.format(work, count)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=NEVER, check=False)
    assert found.returncode == status
    assert said in found.stderr
    assert "workers in a row ended while they started; the server stops" in found.stderr


HEAPS = """
import ctypes, threading
from web import workers
def work():
    meet, held = threading.Barrier(5), []
    def allocate():
        held.append([bytes(1000) for _ in range(100)])
        meet.wait()
    for _ in range(4):
        threading.Thread(target=allocate).start()
    meet.wait()
    libc = ctypes.CDLL(None)
    libc.fdopen.restype = ctypes.c_void_p
    out = ctypes.c_void_p(libc.fdopen(1, b"w"))
    libc.malloc_info(0, out)
    libc.fflush(out)
    raise SystemExit(0)
workers.MOST_FAILURES, workers.EARLY_SECONDS = 1, float("inf")
workers.Workers(1, work, lambda process: None, lambda: None).run()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has heaps by thread")
def test_the_threads_of_a_worker_share_one_heap() -> None:
    command = [sys.executable, "-c", HEAPS]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=NEVER, check=False)
    assert found.stdout.count("<heap nr=") == 1, found.stderr


def test_counts_are_shared_and_begin_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (SharedCounts(f"shared://{tmp_path / 'rates.db'}") for _ in range(2))
    now = 1000.0
    monkeypatch.setattr("web.rates.time.time", lambda: now)
    assert [one.incr("a", 60), other.incr("a", 60, 3), one.incr("b", 60)] == [1, 4, 1]
    assert [one.get("a"), other.get("b"), one.get("c")] == [4, 1, 0]
    assert other.get_expiry("a") == 1060
    now = 1060.0
    assert (one.get("a"), one.incr("a", 60), other.get_expiry("a")) == (0, 1, 1120)
    one.clear("a")
    assert other.get("a") == 0
    assert (one.check(), one.reset(), other.get("b")) == (True, 1, 0)


def test_no_count_is_lost_between_threads_and_processes(tmp_path: Path) -> None:
    uri = f"shared://{tmp_path / 'rates.db'}"
    counts = [SharedCounts(uri) for _ in range(2)]
    process = os.fork()
    if not process:
        own = SharedCounts(uri)
        for _ in range(100):
            own.incr("a", 60)
        os._exit(0)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: counts[number % 2].incr("a", 60), range(200)))
    assert os.waitpid(process, 0)[1] == 0
    assert counts[0].get("a") == 300
