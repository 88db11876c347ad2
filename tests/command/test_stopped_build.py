"""A first build whose process was killed: the next `qa build` goes on with its model and its sources."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qa import Archive
from qa.command.cli import main
from tests.conftest import ROOT
from tests.encoders import HashEncoder

# Where it is to be killed it says so, and waits: when the first article is opened, or the first text encoded.
QA = """
import sys
from qa.command.cli import main
from qa.encoding import load
from tests.command.test_stopped_build import Named

stop = sys.argv.pop(1)

def wait_to_be_killed():
    print(stop, flush=True)
    sys.stdin.read()

class Waiting(Named):
    def encode_documents(self, texts):
        if stop == "encoding":
            wait_to_be_killed()
        return super().encode_documents(texts)

def watch(event, arguments):
    if stop == "reading" and event == "open" and str(arguments[0]).endswith("fog.txt"):
        wait_to_be_killed()

load.load_encoder = Waiting
sys.addaudithook(watch)
main()
"""


class Named(HashEncoder):
    """The small encoder, called like the model that was asked for."""

    def __init__(self, name: str, *_: Any, **__: Any) -> None:
        super().__init__(salt=name)
        self.name = name


@pytest.mark.parametrize("stop", ["reading", "encoding"])
def test_the_next_build_takes_its_model_and_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    for name in ("articles", "seeds"):  # which is what a first build without sources is made of
        (tmp_path / name).mkdir()
        (tmp_path / name / "fog.txt").write_text(f"Fog closed the {name}.", "utf-8")
    command = [sys.executable, "-c", QA, stop, "build", "articles", "--model", "another"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=environment, text=True, stdin=pipe, stdout=pipe) as first:
        assert first.stdout
        assert first.stdout.readline() == f"{stop}\n"
        first.kill()
    assert not (tmp_path / "indexes" / "default" / "CURRENT").exists()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("qa.encoding.load.load_encoder", Named)
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    found = Archive(tmp_path / "indexes")
    assert found.status().encoder == "another"
    assert found.article("fog").article.text == "Fog closed the articles."
