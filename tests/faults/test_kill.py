"""Writers killed with SIGKILL at random moments while a server answers: nothing is lost, nothing is mixed."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from qa import Archive
from qa.index.activity import read_activity
from qa.index.build import build_index
from qa.index.verify import verify_index
from tests.encoders import HashEncoder
from tests.faults.conftest import LONG, ROOT, Asker, write_wire

KILLS = 400 if LONG else 4
ARTICLES = 30
COMMANDS = ("build", "add", "remove", "prune", "rollback")


class Writer:
    """Runs commands in processes of their own; each is killed after some seconds, unless it has ended before."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, command: str, arguments: list[str], seconds: float | None = None) -> tuple[bool, float]:
        """Whether it was killed, and how long it took."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        began = time.monotonic()
        self._process.stdin.write(json.dumps([command, arguments]) + "\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        if seconds is not None:
            time.sleep(seconds)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        status = int(self._process.stdout.readline().split()[1])
        assert status in (0, signal.SIGKILL, 3 << 8), status
        return status == signal.SIGKILL, time.monotonic() - began


@contextmanager
def writing(indexes: Path) -> Iterator[Writer]:
    command = [sys.executable, "-m", "tests.faults.writer", str(indexes)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        yield Writer(process)
        assert process.stdin is not None
        process.stdin.close()


def encodings(indexes: Path) -> dict[str, int]:
    """By content hash, the row of what was encoded; what is encoded again comes into another row."""
    with closing(sqlite3.connect(indexes / "default" / "library.db")) as library:
        return dict(library.execute("SELECT content_hash, rowid FROM encodings"))


def wanted(indexes: Path) -> list[str]:
    """The content hashes of the articles."""
    with closing(sqlite3.connect(indexes / "default" / "library.db")) as library:
        return [row[0] for row in library.execute("SELECT content_hash FROM articles")]


def test_killed_at_random_moments(tmp_path: Path, serve: Callable[..., object]) -> None:
    killed_at_random_moments(tmp_path, serve, KILLS)


def killed_at_random_moments(
    tmp_path: Path, serve: Callable[..., object], kills: int, commands: tuple[str, ...] = COMMANDS
) -> None:
    wire, indexes = tmp_path / "wire", tmp_path / "indexes"
    moments = random.Random(20261124)
    write_wire(wire, 0, ARTICLES)
    build_index([wire], indexes, "default", HashEncoder())
    killed: Counter[str] = Counter()
    taken = dict.fromkeys(commands, 0.5)
    resumed: Counter[str] = Counter()
    number = tries = kept = 0
    with serve(indexes) as (port, _), Asker(port) as asker, writing(indexes) as writer:  # type: ignore[attr-defined]
        while killed.total() < kills or not all(killed[command] for command in commands):
            tries += 1
            assert tries < 60 + kills * 6, f"hardly a command lived long enough to be killed: {killed}"
            command = commands[tries % len(commands)]
            if command in ("build", "add"):
                number += 1
                write_wire(wire, number, ARTICLES)
            arguments = {"build": [str(wire)], "add": [str(wire)], "remove": [f"tide{tries % ARTICLES}"]}.get(
                command, []
            )
            was_killed, seconds = writer.run(command, arguments, moments.uniform(0, taken[command]))
            killed[command] += was_killed
            if not was_killed:
                taken[command] = 0.8 * taken[command] + 0.2 * seconds  # so that most moments fall within
            findings = verify_index(indexes, "default", lambda model: HashEncoder(), sample=3)
            assert all(finding.ok for finding in findings), (command, findings)
            if was_killed and (tries % 3 == 0 or not resumed[command]):
                committed = encodings(indexes)
                assert writer.run("build", [str(wire)])[0] is False
                resumed[command] += 1
                assert committed.items() <= encodings(indexes).items(), "what was committed was encoded again"
                kept += sum(content in committed for content in wanted(indexes)) not in (0, ARTICLES)
                held = Archive(indexes, load=lambda model: HashEncoder())
                assert held.info().articles == ARTICLES, "the next build goes on, and brings everything in"
                assert f"number {number}." in held.ask("which number has the tide table").citations[0].text
                assert read_activity(indexes / "default") is None
    assert not asker.wrong, asker.wrong
    assert asker.asked > 100
    assert set(resumed) == set(killed) == set(commands)
    print(f"{killed.total()} kills {dict(killed)}, {asker.asked} questions, {len(asker.builds)} builds answered")
    print(f"{resumed.total()} builds went on {dict(resumed)}, {kept} of them where a part was encoded")
