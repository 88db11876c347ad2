from __future__ import annotations

import pytest

from qa.progress import showing_progress


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
