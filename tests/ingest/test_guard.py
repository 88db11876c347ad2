"""A reader that hangs, breaks down or eats memory costs its own file, and never the build."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest import formats, guard
from qa.ingest.formats import Format
from qa.ingest.guard import Guard
from qa.types import Article, Refusal

# Readers for this test, by which the guarded process is told what to do; it imports this file by its path.
DOES = {"hangs": "hang", "dies": "die", "eats": "eat", "fails": "fail", "reads": "read", "spins": "spin"}


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Guard]:
    """A guard of half a second, whose process reads what ends in .odd as a file of this test says."""
    room = tmp_path / "room"
    room.mkdir()
    (room / "sitecustomize.py").write_text(
        "import os, re, signal, time, types\n"
        "import qa.ingest.readers\n"
        "from qa.types import Article\n"
        "def read(path):\n"
        "    what = path.read_text()\n"
        "    yield Article(path.stem, what, ((0, len(what)),))\n"
        "    if what == 'hang': time.sleep(600)\n"
        "    if what == 'spin': re.match('(a+)+b', 'a' * 64)\n"
        "    if what == 'starve':\n"
        "        os.kill(os.getpid(), signal.SIGSTOP)\n"
        "        yield Article('starved', what, ((0, len(what)),))\n"
        "    if what == 'die': os._exit(9)\n"
        "    if what == 'eat': bytearray(100_000_000_000)\n"
        "    if what == 'fail': raise ZeroDivisionError('no\\u0007 way')\n"
        "import sys\n"
        "odd = types.ModuleType('qa.ingest.readers.odd')\n"
        "odd.read = read\n"
        "sys.modules['qa.ingest.readers.odd'] = odd\n"
        "import qa.ingest.formats as formats\n"
        "formats.FORMATS = (formats.Format('odd', ('.odd',), 'odd.read', 'one'),)\n"
    )
    odd = Format("odd", (".odd",), "odd.read", "one")
    monkeypatch.setattr(formats, "FORMATS", (odd,))
    monkeypatch.setattr(guard, "FORMATS", (odd,))
    monkeypatch.syspath_prepend(str(room))
    with Guard(seconds=8.0) as one:
        yield one


def read(guarded: Guard, tmp_path: Path, what: str) -> list[Article | Refusal]:
    path = tmp_path / f"{what}.odd"
    path.write_text(what)
    return list(guarded.read(formats.FORMATS[0], path))


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("die", "its reader broke down: the file is damaged, or made to do harm"),
        ("eat", "needs more than 4,000,000,000 bytes of memory"),
        ("fail", "cannot be read: ZeroDivisionError: no\x07 way"),
    ],
)
def test_what_stops_a_reader_is_said_and_the_next_file_is_read(
    guarded: Guard, tmp_path: Path, what: str, reason: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(guarded, tmp_path, what)
    assert caught.value.message == reason
    (article,) = read(guarded, tmp_path, "read")
    assert isinstance(article, Article)
    assert article.text == "read"


@pytest.mark.parametrize(
    ("what", "patience", "reason"),
    [("spin", 10_000.0, "not read within 0.5 seconds"), ("hang", 4.0, "not read within 2 seconds")],
)
def test_one_that_takes_too_long_of_a_core_or_waits_is_ended_and_the_next_file_is_read(
    guarded: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, patience: float, reason: str
) -> None:
    monkeypatch.setattr(guarded, "_seconds", 0.5)
    monkeypatch.setattr(guard, "PATIENCE", patience)
    with pytest.raises(SourceError) as caught:
        read(guarded, tmp_path, what)
    assert caught.value.message == reason
    monkeypatch.setattr(guard, "PATIENCE", 10_000.0)
    assert len(read(guarded, tmp_path, "read")) == 1


def test_one_that_gets_no_core_is_waited_for(guarded: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_seconds", 0.5)
    monkeypatch.setattr(guard, "PATIENCE", 10_000.0)
    path = tmp_path / "starve.odd"
    path.write_text("starve")
    reading = guarded.read(formats.FORMATS[0], path)
    next(reading)
    process = guarded._process
    assert process is not None

    def starve() -> None:
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        time.sleep(1.5)
        os.kill(process.pid, signal.SIGCONT)

    starving = threading.Thread(target=starve)
    starving.start()
    (article,) = reading
    starving.join()
    assert isinstance(article, Article)
    assert article.id == "starved"


def test_it_ends_with_the_guard_and_where_reading_was_broken_off(guarded: Guard, tmp_path: Path) -> None:
    path = tmp_path / "hang.odd"
    path.write_text("hang")
    reading = guarded.read(formats.FORMATS[0], path)
    next(reading)
    process = guarded._process
    assert process is not None
    reading.close()  # type: ignore[attr-defined]
    assert process.returncode == -signal.SIGKILL
    read(guarded, tmp_path, "read")
    again = guarded._process
    assert again is not None
    guarded.__exit__(None, None, None)
    with pytest.raises(ProcessLookupError):
        os.kill(again.pid, 0)


def test_a_longer_file_has_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Fog closed the port of Tarn Bay. " * 10_000, "utf-8")
    text = formats.format_of(path)
    assert text
    monkeypatch.setattr(guard, "PATIENCE", 1000.0)
    monkeypatch.setattr(guard, "BYTES_A_SECOND", 33_000_000)
    with Guard(seconds=0.0) as reading:
        with pytest.raises(SourceError, match=r"^not read within 0\.01 seconds$"):
            list(reading.read(text, path))
        monkeypatch.setattr(guard, "BYTES_A_SECOND", 1000)
        (article,) = reading.read(text, path)
    assert isinstance(article, Article)
