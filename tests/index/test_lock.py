from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from qa.errors import IndexBusy, IndexUnusable, QaError, SourceError
from qa.index.activity import Stopwatch, read_activity
from qa.index.lock import locked

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from qa.index.lock import locked
with locked(Path(sys.argv[1]), "build") as progress:
    progress("encoding", 20, 80, 400)
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(folder: Path) -> subprocess.Popen[str]:
    """A process that holds the lock until its stdin is closed."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    stages: list[str] = []

    def told(stage: str, *_: int) -> None:
        stages.append(stage)
        assert first.stdin is not None
        first.stdin.close()

    with holding(tmp_path) as first, locked(tmp_path, "add", told):
        assert first.wait() == 0
    assert stages == [f"waiting for process {first.pid} (qa build)"]


def test_or_is_told_who_the_first_is(tmp_path: Path) -> None:
    with holding(tmp_path) as first:
        with (
            pytest.raises(IndexBusy, match=rf"^process {first.pid} \(qa build\) is writing "),
            locked(tmp_path, "add", wait=False),
        ):
            pass
        first.kill()
    with locked(tmp_path, "add", wait=False):  # the kernel let go of it
        pass


def test_what_a_writer_does_can_be_read_while_it_does_it_and_after_it_was_killed(tmp_path: Path) -> None:
    with holding(tmp_path) as first:
        running = read_activity(tmp_path)
        assert running is not None
        assert (running.running, running.process, running.command) == (True, first.pid, "build")
        assert (running.stage, running.done, running.total) == ("encoding", 20, 80)
        first.kill()
    stopped = read_activity(tmp_path)
    assert stopped is not None
    assert (stopped.running, stopped.done) == (False, 20)
    with locked(tmp_path, "build") as progress:
        progress("reading", 0, 0, 0)
    assert read_activity(tmp_path) is None


def failing(folder: Path, error: QaError) -> None:
    with locked(folder, "build") as progress:
        progress("reading", 0, 0, 0)
        raise error


def test_what_began_nothing_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        failing(tmp_path, SourceError("nothing there"))
    assert read_activity(tmp_path) is None
    with pytest.raises(IndexUnusable):
        failing(tmp_path, IndexUnusable("the disk is full"))
    assert read_activity(tmp_path) is not None


@pytest.mark.parametrize("noted", [b"", b"{", b"[]", b'{"no": "such"}', b"\xff"])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, noted: bytes) -> None:
    (tmp_path / "LOCK").touch()
    (tmp_path / "PROGRESS").write_bytes(noted)
    assert read_activity(tmp_path) is None


def test_a_writer_is_not_held_up_by_readers(tmp_path: Path) -> None:
    with locked(tmp_path, "build") as progress:
        progress("encoding", 1, 2, 3)
    (tmp_path / "PROGRESS").write_text('{"command": "build", "process": 1, "started": "now"}')
    stop = threading.Event()

    def read() -> None:
        while not stop.wait(0.001):
            read_activity(tmp_path)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(20):
            with locked(tmp_path, "build", wait=False):
                pass
    finally:
        stop.set()
        for reader in readers:
            reader.join()


def test_rates_and_time_left() -> None:
    seconds = 100.0
    clock = Stopwatch(lambda: seconds)
    clock.at("encoding")
    assert (clock.rate(0), clock.rate(10), clock.left(0, 10), clock.left(10, 10)) == (None, None, None, None)
    seconds += 4
    clock.at("encoding")
    assert (clock.rate(10), clock.left(1, 11)) == (2.5, 40)
    clock.at("writing")
    assert (clock.rate(10), clock.left(1, 11)) == (None, 0)
