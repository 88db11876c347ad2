"""Where `make` finds torch: PyTorch's own index where it answers in time, else pip's; against servers of its own."""

import runpy
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "torch_index.py"
ANSWERS = runpy.run_path(str(SCRIPT))["answers"]
SECONDS = 0.5

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def sending(answer: bytes) -> Callable[[socket.socket], None]:
    return lambda caller: caller.sendall(answer)


def dripping(caller: socket.socket) -> None:
    """A byte now and then, each within the limit that urllib sets to a read."""
    for place in range(len(OK)):
        caller.sendall(OK[place : place + 1])
        time.sleep(SECONDS / 5)


def hanging(caller: socket.socket) -> None:
    caller.recv(1)  # until the client gives up


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@contextmanager
def index(behave: Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server that treats its one caller so, and the first lines of what it was asked."""
    asked: list[bytes] = []

    def serve() -> None:
        try:
            caller, _ = listener.accept()
            with caller:
                asked.append(caller.recv(65536).partition(b"\r\n")[0])
                behave(caller)
        except OSError:
            pass  # the client is gone

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/whl/cpu", asked


def test_an_index_that_lists_torch_answers():
    with index(sending(OK)) as (address, asked):
        assert ANSWERS(address, SECONDS)
    assert asked == [b"GET /whl/cpu/torch/ HTTP/1.1"]


@pytest.mark.parametrize("behave", [sending(MISSING), sending(b"nonsense\r\n\r\n"), sending(b""), hanging, dripping])
def test_one_that_does_not_is_given_up_in_time(behave):
    began = time.monotonic()
    with index(behave) as (address, asked):
        assert not ANSWERS(address, SECONDS)
        assert time.monotonic() - began < SECONDS + 1
    assert len(asked) == 1


def test_where_nobody_listens_there_is_no_index():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    assert not ANSWERS(address, SECONDS)
    assert not ANSWERS("no address", SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux has PyPI's torch CUDA")
def test_the_script_prints_the_address_for_pip_or_nothing():
    with index(sending(OK)) as (address, _):
        found = subprocess.run([sys.executable, SCRIPT, address], capture_output=True, text=True, check=True)
    assert found.stdout == f"{address}\n"
    assert "without CUDA" in found.stderr
    with index(sending(MISSING)) as (address, _):
        found = subprocess.run([sys.executable, SCRIPT, address], capture_output=True, text=True, check=True)
    assert found.stdout == ""
    assert found.stderr.startswith(f"{address} does not answer")
