"""Where `make` finds torch: PyTorch's own index where it answers in time, else pip's; against servers of its own."""

import runpy
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.waiting import NEVER, wait

SCRIPT = Path(__file__).parents[1] / ".ci" / "torch_index.py"
NAMES = runpy.run_path(str(SCRIPT))
MAIN, ANSWERS = NAMES["main"], NAMES["answers"]
SOON, A_DROP = 0.2, 0.04  # seconds

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def sending(answer: bytes) -> Callable[[socket.socket], None]:
    return lambda caller: caller.sendall(answer)


def dripping(caller: socket.socket, given_up: threading.Event) -> None:
    """A byte now and then, each within the limit that urllib sets to a read."""
    caller.sendall(OK.removesuffix(b"\r\n") + b"X-Drops: ")
    for _ in range(int(NEVER / A_DROP)):
        if given_up.wait(A_DROP):
            return
        caller.sendall(b"x")
    caller.sendall(b"\r\n\r\n")


def hanging(caller: socket.socket, given_up: threading.Event) -> None:
    if not given_up.wait(NEVER):
        caller.sendall(OK)


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
        listener.settimeout(NEVER)
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/whl/cpu", asked


def test_an_index_that_lists_torch_answers():
    with index(sending(OK)) as (address, asked):
        assert ANSWERS(address, NEVER)
    assert asked == [b"GET /whl/cpu/torch/ HTTP/1.1"]


@pytest.mark.parametrize("answer", [MISSING, b"nonsense\r\n\r\n", b""])
def test_one_that_says_anything_else_does_not(answer):
    with index(sending(answer)) as (address, asked):
        assert not ANSWERS(address, NEVER)
    assert len(asked) == 1


@pytest.mark.parametrize("behave", [hanging, dripping])
def test_one_that_never_comes_to_an_end_is_given_up(behave):
    given_up = threading.Event()
    with index(lambda caller: behave(caller, given_up)) as (address, asked):
        assert not ANSWERS(address, SOON)
        wait(lambda: asked)
        given_up.set()


def test_where_nobody_listens_there_is_no_index():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    assert not ANSWERS(address, NEVER)
    assert not ANSWERS("no address", NEVER)


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux has PyPI's torch CUDA")
def test_the_script_prints_the_address_for_pip_or_nothing(capsys, monkeypatch):
    monkeypatch.setattr(ANSWERS, "__defaults__", (NEVER,))
    with index(sending(OK)) as (address, _):
        MAIN(address)
    found = capsys.readouterr()
    assert found.out == f"{address}\n"
    assert "without CUDA" in found.err
    with index(sending(MISSING)) as (address, _):
        found = subprocess.run([sys.executable, SCRIPT, address], capture_output=True, text=True, check=True)
    assert found.stdout == ""
    assert found.stderr.startswith(f"{address} does not answer")
