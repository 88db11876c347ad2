"""The same on a Milvus Lite that several processes ask: writers killed at random moments, a server that is asked."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import LONG, ROOT
from tests.faults.test_kill import killed_at_random_moments
from tests.waiting import wait

KILLS = 20


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of Milvus Lite, which the environment names."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "milvus_lite.cmdline", "server", "--data-dir", str(tmp_path / "milvus")]
    log = (tmp_path / "milvus.log").open("w")
    with (
        log,
        subprocess.Popen([*command, "--host", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log) as server,
    ):
        wait(lambda: answers(port))
        monkeypatch.setenv("QA_ENGINE", f"milvus://127.0.0.1:{port}")
        yield f"milvus://127.0.0.1:{port}"
        server.terminate()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not LONG, reason="takes minutes: make faults")
def test_killed_at_random_moments(tmp_path: Path, serve: Callable[..., object], engine: str) -> None:
    killed_at_random_moments(tmp_path, serve, KILLS)


@pytest.mark.skipif(not LONG, reason="takes minutes: make faults")
def test_a_server_says_at_its_start_what_stands_in_its_way(tmp_path: Path, engine: str) -> None:
    command = [sys.executable, "-m", "web.serve", "--indexes", str(tmp_path), "--port", "0"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 3
    assert ended.stderr == f"qa: no index 'default' on {engine}\n  try: qa build --engine {engine} FOLDER\n"
