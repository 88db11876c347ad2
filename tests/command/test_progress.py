from __future__ import annotations

import os
import pty
import re
from contextlib import redirect_stderr, suppress

import pytest

from qa.command.progress import showing_progress
from tests.waiting import wait


def test_lines_where_stderr_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with showing_progress(clock.now) as progress:
        progress("reading", 500, 0, 0)
        progress("encoding", 0, 90, 0)
        clock.seconds += 4
        progress("encoding", 1, 90, 30)  # within five seconds of the line before: not shown
        clock.seconds += 2
        progress("encoding", 30, 90, 900)
        clock.seconds += 3
        progress("encoding", 90, 90, 2_700)
        progress("writing", 0, 0, 0)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "reading 500 articles",
        "encoding 0 of 90 articles",
        "encoding 30 of 90 articles, 5.0 articles/s, 150 sentences/s, 0:12 left",
        "encoding 90 of 90 articles, 10.0 articles/s, 300 sentences/s",
        "writing",
    ]


def test_bars_on_a_terminal() -> None:
    with Terminal() as terminal, showing_progress() as progress:
        progress("encoding", 3, 4, 120)
        terminal.shows("encoding")


def test_time_left_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after a stage that was finished; and a stage of unknown length does not show the count of the one before."""
    monkeypatch.setenv("COLUMNS", "120")
    clock = Clock()
    with Terminal() as terminal, showing_progress(clock.now) as progress:
        progress("reading", 20, 20, 0)
        for done in range(1, 9):
            progress("encoding", done, 100_000, 10 * done)
            clock.seconds += 0.1
        encoding = terminal.shows("8/100000 articles")
        progress("writing", 0, 0, 0)
        writing = terminal.shows("writing")
    [left] = set(re.findall(r" 8/100000 articles .* (\d+:\d\d:\d\d)$", encoding, re.MULTILINE))
    assert left == "2:46:40", "99,992 at ten a second"
    assert "100000" not in writing.split("writing", 1)[1]


class Terminal:
    """A pseudo-terminal, on which stderr is shown while it is open, and which is read from its other end."""

    def __init__(self) -> None:
        self._end, descriptor = pty.openpty()
        os.set_blocking(self._end, False)
        self._written = os.fdopen(descriptor, "w")
        self._shown = redirect_stderr(self._written)

    def __enter__(self) -> Terminal:
        self._shown.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._shown.__exit__(None, None, None)
        self._written.close()
        os.close(self._end)

    def shows(self, what: str) -> str:
        """What was drawn until `what` was, in rich's own time."""
        pieces: list[str] = []

        def there() -> bool:
            with suppress(BlockingIOError):
                pieces.append(os.read(self._end, 1 << 16).decode())
            return what in plain("".join(pieces))

        wait(there)
        return plain("".join(pieces))


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds


def plain(text: str) -> str:
    """What a terminal was sent without its colours; each time the line was drawn again is a line."""
    return re.sub(r"\x1b\[[\d;]*m", "", text.replace("\x1b[2K", "\n").replace("\r", ""))
