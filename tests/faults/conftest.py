"""Real processes: a server that is asked all the time, and a writer that is killed."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.waiting import wait

ROOT = Path(__file__).parents[2]
LONG = bool(os.environ.get("QA_FAULTS"))  # make faults
ASK = "/api/v1/ask?q=which+number+has+the+tide+table&k=5"
PAUSE = 0 if LONG else 0.01  # seconds between two questions of a thread: other tests want the processor too


def write_wire(folder: Path, number: int, articles: int = 30) -> None:
    """Articles all of which tell the same number: an answer of two builds would tell two."""
    folder.mkdir(exist_ok=True)
    for name in range(articles):
        filler = " ".join(f"Buoy {buoy} of harbor {name} lies at anchor." for buoy in range(8))
        (folder / f"tide{name}.txt").write_text(
            f"The tide table of harbor {name} has number {number}. {filler}", "utf-8"
        )


class Asker:
    """Asks the server in several threads all the time, and keeps what was wrong with an answer.

    With `fresh` each question comes on a connection of its own, so that any worker may take it.
    """

    def __init__(self, port: int, threads: int = 2, fresh: bool = False) -> None:
        self.port = port
        self._fresh = fresh
        self.asked = 0
        self.wrong: Counter[str] = Counter()
        self.builds: dict[str, set[str]] = {}
        self.workers: dict[str, str] = {}  # which build each answered from last
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run) for _ in range(threads)]

    def __enter__(self) -> Asker:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            while not self._stop.wait(PAUSE):
                problem = self._ask(connection)
                with self._lock:
                    self.asked += 1
                    if problem:
                        self.wrong[problem] += 1

    def _ask(self, connection: http.client.HTTPConnection) -> str:
        try:
            connection.request("GET", ASK)
            response = connection.getresponse()
            data = response.read()
            if self._fresh:
                connection.close()
        except OSError as error:  # also where a worker died: http.client has it as a ConnectionResetError
            connection.close()
            return repr(error)
        if response.status != 200:
            return f"{response.status}: {data[:300]!r}"
        answer = json.loads(data)
        numbers = set(re.findall(r"number (\d+)\.", " ".join(item["text"] for item in answer["citations"])))
        if len(answer["citations"]) < 2 or len(numbers) != 1:
            return f"mixed or empty: {numbers}, {len(answer['citations'])} citations"
        with self._lock:
            known = self.builds.setdefault(answer["index"]["build"], numbers)
            self.workers[response.headers["Worker"]] = answer["index"]["build"]
        return "" if known == numbers else f"build {answer['index']['build']} tells {known} and {numbers}"


@pytest.fixture
def serve() -> Callable[..., object]:
    """A server process over a folder of indexes; gives its port and its process."""

    @contextmanager
    def serving(indexes: Path, workers: int = 1) -> Iterator[tuple[int, subprocess.Popen[str]]]:
        command = [sys.executable, "-m", "tests.faults.server", "--indexes", str(indexes)]
        command += ["--port", "0", "--threads", "8", "--workers", str(workers)]
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        log = (indexes.parent / "server.log").open("w")
        with (
            log,
            subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, env=environment
            ) as process,
        ):
            try:
                assert process.stdout is not None
                found = re.search(r":(\d+)", process.stdout.readline())
                assert found
                wait(lambda: _is_ready(int(found[1])))
                yield int(found[1]), process
            finally:
                process.terminate()

    return serving


def _is_ready(port: int) -> bool:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection, suppress(OSError):
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    return False
