"""The server as a process of its own, mostly with the real model, over HTTP on 127.0.0.1."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from qa.encoding.base import Encoder
from qa.index.build import build_index
from tests.waiting import NEVER, is_ready, wait
from web.serve import main

ROOT = Path(__file__).parents[2]
TEXT = "The Hanoi talks failed because both sides asked for too much. The lunch was dropped."
READY_SECONDS = 300  # it takes about 6 on a quiet machine


@pytest.fixture(scope="module")
def real_indexes(model: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    (folder / "talks.txt").write_text(TEXT)
    build_index([folder / "talks.txt"], folder / "indexes", "default", model)
    return folder / "indexes"


def command(indexes: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "web.serve", "--indexes", str(indexes), *options]


def small(indexes: Path) -> list[str]:
    """The same server with the small encoder of the tests."""
    return [sys.executable, "-m", "tests.faults.server", "--indexes", str(indexes), "--port", "0"]


@contextmanager
def server(command: list[str], home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and its address; HOME is empty, so that whatever it would write there is seen."""
    environment = os.environ | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "PORT": "1", "WEB_CONCURRENCY": "3"}
    with (home.parent / "stderr").open("w+") as errors:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert process.stdout
        try:
            said = process.stdout.readline()
            found = re.fullmatch(r"Serving on (http://127\.0\.0\.1:\d+) — press Ctrl-C to stop\n", said)
            assert found, said
            yield process, found[1]
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def get(address: str) -> tuple[int, str]:
    try:
        with urlopen(address, timeout=READY_SECONDS) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_serves_answers_and_stops(real_indexes: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with server(command(real_indexes, "--port", "0"), home) as (process, address):
        assert get(f"{address}/healthz") == (200, '{"status":"ok"}\n')
        wait(lambda: is_ready(address))
        status, ready = get(f"{address}/readyz")
        assert (status, json.loads(ready)["sentences"]) == (200, 2)
        status, answer = get(f"{address}/api/v1/ask?q={quote('why did the Hanoi talks fail')}")
        assert (status, json.loads(answer)["citations"][0]["text"]) == (200, TEXT.partition(" The lunch")[0])
        assert get(f"{address}/articles/talks")[0] == 200
        assert get(f"{address}/articles/none")[0] == 404
        assert get(f"{address}/?q={'x' * 5000}")[0] == 400
        assert get(f"{address}/?q={'x' * 100_000}")[0] == 414
        assert get(f"{address}/api/v1/ask?q={'x' * 10_000}")[0] == 414
        process.send_signal(signal.SIGTERM)
        assert process.wait(NEVER) == 0
        assert process.stdout
        assert process.stdout.read() == ""
    assert (tmp_path / "stderr").read_text() == ""
    assert list(home.iterdir()) == []


def test_stops_while_the_model_is_loading(real_indexes: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with server(command(real_indexes, "--port", "0"), home) as (process, address):
        assert get(f"{address}/healthz")[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(NEVER) == 0
    assert (tmp_path / "stderr").read_text() == ""


def test_ctrl_c_stops_it_too(indexes: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with server(small(indexes), home) as (process, address):
        wait(lambda: is_ready(address))
        process.send_signal(signal.SIGINT)
        assert process.wait(NEVER) == 0
        assert process.stdout
        assert process.stdout.read() == ""
    assert (tmp_path / "stderr").read_text() == ""


def test_no_index(tmp_path: Path) -> None:
    done = subprocess.run(command(tmp_path, "--port", "0"), cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"qa: no index 'default' in {tmp_path}\n  try: qa build FOLDER\n"


def test_a_port_that_is_taken(indexes: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = command(indexes, "--port", str(port), "--key-rate", "9 per day", f"--port={port}")
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"qa: cannot listen on 127.0.0.1, port {port}: Address already in use\n"
        f"  try: qa serve --indexes {indexes} --key-rate '9 per day' --port {port % 65535 + 1}\n"
    )


def test_a_host_that_is_not_here(indexes: Path) -> None:
    options = ("--host", "host.invalid", "--port", "0")
    done = subprocess.run(command(indexes, *options), cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("qa: cannot listen on host.invalid, port 0: ")
    assert "try:" not in done.stderr, "on no other port either"


@pytest.mark.parametrize("options", [["--port", "65536"], ["--threads", "0"], ["--workers", "x"], ["--index", "../up"]])
def test_wrong_options(tmp_path: Path, options: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(["--indexes", str(tmp_path), *options])
    except SystemExit as exit:
        status = exit.code
    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert options[1] in err


def test_readiness_is_told_at_once_and_loads_nothing(real_indexes: Path, tmp_path: Path) -> None:
    with server(command(real_indexes, "--port", "0"), tmp_path) as (_, address):
        while (found := get(f"{address}/readyz"))[0] == 503:
            assert json.loads(found[1])["detail"] == "loading"
        assert json.loads(found[1])["status"] == "ready"
