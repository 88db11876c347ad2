from __future__ import annotations

import re
import time

import pytest

from qa.command.progress import showing_progress


def test_lines_where_stderr_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress() as progress:
        progress("reading", 500, 0, 0)
        progress("encoding", 0, 4, 0)
        progress("encoding", 1, 4, 30)  # within five seconds of the line before: not shown
        progress("encoding", 4, 4, 120)
        progress("writing", 0, 0, 0)
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert lines[:2] == ["reading 500 articles", "encoding 0 of 4 articles"]
    assert lines[2].startswith("encoding 4 of 4 articles, ")
    assert lines[2].endswith(" sentences/s")
    assert lines[3:] == ["writing"]


def test_bars_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with showing_progress() as progress:
        progress("encoding", 3, 4, 120)
    assert "encoding" in capsys.readouterr().err


def test_time_left_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Also after a stage that was finished; and a stage of unknown length does not show the count of the one before."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    with showing_progress() as progress:
        progress("reading", 20, 20, 0)
        for done in range(1, 9):
            progress("encoding", done, 100_000, 10 * done)
            time.sleep(0.1)
        encoding = plain(capsys.readouterr().err)
        progress("writing", 0, 0, 0)
        time.sleep(0.2)
    left = [int(hours) for hours in re.findall(r"/100000 articles .* (\d+):\d\d:\d\d$", encoding, re.MULTILINE)]
    assert left, encoding
    assert all(2 <= hours <= 9 for hours in left), "100,000 at ten a second take 2:47 hours"
    assert "100000" not in plain(capsys.readouterr().err).split("writing", 1)[1]


def plain(text: str) -> str:
    """What a terminal was sent without its colours; each time the line was drawn again is a line."""
    return re.sub(r"\x1b\[[\d;]*m", "", text.replace("\x1b[2K", "\n"))
