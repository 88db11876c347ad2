"""`qa ask` has a running server answer, and tells the same as without it: a real server, with the small encoder."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.command.running_server import ask_server
from qa.index.build import build_index
from qa.index.serving import RunningServer, announced, running_server
from qa.version import __version__
from tests.conftest import ARTICLES, ROOT
from tests.encoders import HashEncoder
from tests.waiting import is_ready, wait
from web.serve import Server
from web.settings import read_settings

QUESTION = "Who blamed the wind for the ferry?"
HERE = RunningServer(__version__, os.getpid(), 1, "", False, "full")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    for name in ("first", "second"):
        build_index([folder / each for each in ARTICLES], folder / "indexes", name, HashEncoder())
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Of both indexes and under a path, so that its links are not those that the command shows."""
    names = ("--index", "first", "--index", "second")
    command = [sys.executable, "-m", "tests.faults.server", "--indexes", str(folder / "indexes"), *names]
    process = subprocess.Popen([*command, "--port", "0", "--prefix", "/c"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        address = re.sub(r"^Serving on (\S+) .*\n", r"\1", process.stdout.readline())
        wait(lambda: is_ready(f"{address}/c"))
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The encoder of this process, and the names of the models that it was loaded for."""
    loaded: list[str] = []

    def load(threads: int | None, model: str, without_torch: bool = False) -> HashEncoder:
        loaded.append(model)
        return HashEncoder()

    monkeypatch.setattr("qa.archive.load_by_name", load)
    monkeypatch.setenv("QA_PRECISION", "auto")  # a server is not asked for another
    return loaded


def ask(folder: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["ask", *words, "--indexes", str(folder / "indexes")])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return re.sub(r'"took_ms": .*', "", result.output)


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "--explain", "-k", "2"),
        ("--json", "--since", "2019-11-01", "--until", "2019-12-01", "--source", "Harbor City Ledger"),
        ("--literal", "--until", "2019-12-31"),
    ],
)
@pytest.mark.parametrize("name", ["first", "second"])
@pytest.mark.usefixtures("server")
def test_the_same_answer(folder: Path, small: list[str], name: str, words: tuple[str, ...]) -> None:
    told = ask(folder, QUESTION, "--index", name, *words)
    assert small == []
    assert "[harbor, " in told or '"link": "/articles/' in told
    assert told == ask(folder, QUESTION, "--index", name, "--no-server", *words)
    assert small == ["hash"]


@pytest.mark.parametrize(
    "words",
    [
        (QUESTION, "--no-server"),
        (QUESTION, "--reader", "none"),
        (QUESTION, "--source", ""),
        (QUESTION, "--precision", "float32"),
    ],
)
@pytest.mark.usefixtures("server")
def test_what_it_is_not_asked(folder: Path, small: list[str], words: tuple[str, ...]) -> None:
    ask(folder, *words, "--index", "first")
    assert small == ["hash"]


@pytest.mark.usefixtures("server")
def test_what_is_wrong_is_told_as_without_it(folder: Path) -> None:
    assert ask(folder, "??", "--index", "first") == ask(folder, "??", "--index", "first", "--no-server") != ""


@pytest.mark.usefixtures("server")
def test_of_another_build_than_the_current_it_is_not_believed(folder: Path) -> None:
    current = folder / "indexes" / "second" / "CURRENT"
    build = current.read_text()
    wanted = {"question": QUESTION, "k": 1}
    assert ask_server(folder / "indexes", "second", "full", wanted)
    current.write_text("another")
    assert ask_server(folder / "indexes", "second", "full", wanted) is None
    current.write_text(build)


def test_a_dead_server_is_not_asked(folder: Path, server: subprocess.Popen[str]) -> None:
    place = folder / "indexes" / "first"
    assert running_server(place)
    server.kill()
    server.wait()
    wait(lambda: running_server(place) is None)
    assert json.loads((place / "SERVER").read_bytes())["process"] == server.pid


def test_only_one_of_the_same_user_whose_process_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "default").mkdir()
    with announced(tmp_path, ["default", "none"], HERE):
        assert running_server(tmp_path / "default") == HERE
        with announced(tmp_path, ["default"], RunningServer(__version__, os.getpid(), 2, "", False, "none")):
            assert running_server(tmp_path / "default") == HERE
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
        assert running_server(tmp_path / "default") is None
    monkeypatch.undo()
    assert running_server(tmp_path / "default") is None
    with subprocess.Popen(["true"]) as gone:
        pass
    with announced(tmp_path, ["default"], RunningServer(__version__, gone.pid, 1, "", False, "full")):
        assert running_server(tmp_path / "default") is None


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), True),
        (("--access", "keys"), False),
        (("--reranker", "folder"), False),
        (("--precision", "float32"), True),
        (("--precision", "int8"), False),
        (("--host", "127.0.0.2"), False),
    ],
)
def test_which_servers_say_that_they_can_be_asked(tmp_path: Path, options: tuple[str, ...], found: bool) -> None:
    (tmp_path / "default").mkdir()
    settings = read_settings(["--indexes", str(tmp_path), *options], {})
    with socket.create_server((settings.host, 0)) as listener, Server(settings, listener)._announced():
        assert (running_server(tmp_path / "default") is not None) is found


def test_a_server_that_says_nothing_of_use_is_passed_over(tmp_path: Path, folder: Path, small: list[str]) -> None:
    build_index([folder / each for each in ARTICLES], tmp_path / "indexes", "first", HashEncoder())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    nobody = RunningServer(__version__, os.getpid(), port, "", False, "full")
    with announced(tmp_path / "indexes", ["first"], nobody):
        ask(tmp_path, QUESTION, "--index", "first")
    assert small == ["hash"]
