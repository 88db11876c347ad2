"""What all commands share: a help, and what a defect and Ctrl-C come to."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.command.options import Command
from qa.encoding.base import Encoder, encoding_id
from qa.index.library import Library


def test_a_defect_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command(cls=Command)
    def broken() -> None:
        raise ValueError("a defect")

    result = CliRunner().invoke(broken)
    assert (result.exit_code, result.stderr) == (4, "qa: a defect\n  try: QA_DEBUG=1 broken …\n")
    monkeypatch.setenv("QA_DEBUG", "1")
    assert isinstance(CliRunner().invoke(broken).exception, ValueError)


# The command, heeding Ctrl-C: a shell without a terminal starts what runs in the background with SIGINT ignored. Set in
# the command itself, for a process in which threads speak to a server, as of another test, cannot be forked safely.
HEEDING_CTRL_C = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("qa", run_name="__main__", alter_sys=True)
"""


def test_ctrl_c_says_how_to_go_on(model: Encoder, tmp_path: Path) -> None:
    """A real build, stopped by a real signal in the middle of encoding."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(150):
        text = " ".join(f"Sentence {line} of article {number} says that the tide is in." for line in range(12))
        (folder / f"{number}.txt").write_text(text, "utf-8")
    command = [sys.executable, "-c", HEEDING_CTRL_C, "build", "articles"]
    options = {"cwd": tmp_path, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **options) as process:
        progress = tmp_path / "indexes" / "default" / "PROGRESS"
        while process.poll() is None and not (
            progress.exists() and re.search(r'"encoding", "done": [1-9]', progress.read_text())
        ):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        told = process.communicate()[1]
    assert process.returncode == 130, told
    found = re.search(r"stopped after (\d+) of 150 articles, which are kept; the index in use is as it was", told)
    assert found, told
    with Library(tmp_path / "indexes" / "default" / "library.db") as library:
        assert library.count() == 150
        left = len(library.pending(encoding_id(model)))
    assert 1 <= int(found[1]) <= 150 - left < 150  # progress is noted twice a second


def test_every_command_has_help() -> None:
    for name, command in main.commands.items():
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0
        assert command.help
    assert set(main.commands) == {
        "duplicates",
        "feedback",
        "key",
        "train-reader",
        "watch",
        "summarize",
        "timeline",
        "build",
        "add",
        "remove",
        "verify",
        "rollback",
        "prune",
        "restore",
        "ask",
        "articles",
        "show",
        "status",
        "serve",
        "mcp",
        "doctor",
        "calibrate",
        "evaluate",
    }
