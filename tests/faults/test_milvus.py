"""The same on a Milvus Lite that several processes ask: writers killed at random moments, a server that is asked.

And on one that the writer alone has open, so that the database is killed with it.
"""

from __future__ import annotations

import random
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from qa import Archive
from qa.index.verify import verify_index
from tests.encoders import HashEncoder
from tests.faults.conftest import LONG, ROOT, write_wire
from tests.faults.test_kill import COMMANDS, killed_at_random_moments, writing
from tests.waiting import wait

KILLS, OF_THE_DATABASE, ARTICLES = 20, 8, 10


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
@pytest.mark.parametrize("commands", [COMMANDS, ("build",)], ids=["all", "build"])
def test_killed_at_random_moments(
    tmp_path: Path, serve: Callable[..., object], engine: str, commands: tuple[str, ...]
) -> None:
    killed_at_random_moments(tmp_path, serve, KILLS, commands)


@pytest.mark.skipif(not LONG, reason="takes minutes: make faults")
def test_a_database_that_is_killed_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_ENGINE", f"milvus-lite:{tmp_path / 'milvus'}")
    wire, indexes, moments = tmp_path / "wire", tmp_path / "indexes", random.Random(20261130)
    write_wire(wire, 0, ARTICLES)
    answered: Counter[str] = Counter()
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    with writing(indexes) as writer, ProcessPoolExecutor(1, processes, max_tasks_per_child=1) as looking:
        _, seconds = writer.run("build", [str(wire)])
        for number in range(1, 6 * OF_THE_DATABASE):
            write_wire(wire, number, ARTICLES)
            if writer.run("build", [str(wire)], moments.uniform(0.2, 1) * seconds)[0]:
                found = looking.submit(told, indexes).result()
                assert found in ({str(number - 1)}, {str(number)}), "the build before answers, or the new one"
                answered["the old" if found == {str(number - 1)} else "the new"] += 1
                assert writer.run("build", [str(wire)])[0] is False, "the next build goes through"
            if answered.total() == OF_THE_DATABASE:
                break
        assert looking.submit(told, indexes).result() == {str(number)}
    print(f"{answered.total()} kills of the database, answered from {dict(answered)}")
    assert answered.total() == OF_THE_DATABASE
    assert answered["the old"]


def told(indexes: Path) -> set[str]:
    """The numbers that an answer tells. In a process of its own, since one at a time has the database open."""
    findings = verify_index(indexes, "default", lambda model: HashEncoder(), sample=3)
    assert all(finding.ok for finding in findings), findings
    answer = Archive(indexes, load=lambda model: HashEncoder()).ask("which number has the tide table")
    return set(re.findall(r"number (\d+)\.", " ".join(citation.text for citation in answer.citations)))


@pytest.mark.skipif(not LONG, reason="takes minutes: make faults")
def test_a_server_says_at_its_start_what_stands_in_its_way(tmp_path: Path, engine: str) -> None:
    command = [sys.executable, "-m", "web.serve", "--indexes", str(tmp_path), "--port", "0"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 3
    assert ended.stderr == f"qa: no index 'default' on {engine}\n  try: qa build --engine {engine} FOLDER\n"
