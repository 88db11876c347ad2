"""Questions by many threads during many rebuilds: no error, no mixed answer, and memory that stays flat."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from qa.index.build import build_index
from tests.encoders import HashEncoder
from tests.faults.conftest import LONG, Asker, write_wire
from tests.waiting import wait

QUESTIONS, REBUILDS = (100_000, 20) if LONG else (400, 4)
THREADS = 16
ARTICLES = 8


def test_questions_during_rebuilds(tmp_path: Path, serve: Callable[..., object]) -> None:
    wire, indexes = tmp_path / "wire", tmp_path / "indexes"
    write_wire(wire, 0, ARTICLES)
    build_index([wire], indexes, "default", HashEncoder())
    with serve(indexes) as (port, process), Asker(port, THREADS) as asker:  # type: ignore[attr-defined]
        memory: list[int] = []
        for number in range(1, REBUILDS + 1):
            write_wire(wire, number, ARTICLES)
            build = build_index([wire], indexes, "default", HashEncoder()).index.build
            least = number * QUESTIONS / REBUILDS
            wait(lambda build=build, least=least: build in asker.builds and asker.asked >= least)
            memory.append(resident(process.pid))
    assert not asker.wrong, asker.wrong
    assert asker.asked >= QUESTIONS
    print(
        f"{asker.asked} questions, {len(asker.builds)} builds; {memory[REBUILDS // 4]:,} to {memory[-1]:,} kB resident"
    )
    assert memory[-1] < 1.15 * memory[REBUILDS // 4], memory


def resident(process: int) -> int:
    """The memory of a process and its children, in kB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    status = [Path(f"/proc/{number}/status").read_text() for number in [str(process), *children]]
    return sum(int(found[1]) for text in status if (found := re.search(r"VmRSS:\s+(\d+)", text)))
