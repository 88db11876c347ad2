"""One interleaved run: every peer takes its turn at every step, so that what slows the machine slows them all."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests.benchmarks.peers.environments import NotInstalled
from tests.benchmarks.peers.processes import PEERS, Peer, PeerFailed, Process, python_of
from tests.benchmarks.peers.selection import Selection

K = 5  # sentences asked for
CLIENTS = (1, 4, 16)
STEPS = ("build", "ask", "load", "update")
T = TypeVar("T")


@dataclass(slots=True)
class Measured:
    """What was measured of one peer. Lists have an item a round, `ms` and `found` one a question."""

    problem: str = ""
    builds: list[dict[str, float]] = field(default_factory=list)  # seconds, bytes, peak_mb
    opened: list[float] = field(default_factory=list)  # seconds, from nothing to the first answer
    ms: list[float] = field(default_factory=list)
    found: list[list[tuple[str, int, str, float]]] = field(default_factory=list)  # article, start, text, score
    per_second: dict[str, list[float]] = field(default_factory=dict)  # by clients
    resident_mb: list[float] = field(default_factory=list)
    added: list[float] = field(default_factory=list)  # seconds
    removed: list[float] = field(default_factory=list)


Results = dict[str, Measured]
Say = Callable[[str], None]


def run(selection: Selection, folder: Path, steps: Collection[str], rounds: int, seconds: float, say: Say) -> Results:
    """These of STEPS, each `rounds` times but for the questions, which are asked once; clients ask for `seconds`.

    Without "build", what an earlier run built is opened. A peer that fails says so, and is left out from there on.
    """
    results = {peer.key: Measured() for peer in PEERS}
    for peer in PEERS:
        _tried(results[peer.key], lambda peer=peer: python_of(peer))
    for number in range(rounds if "build" in steps else 0):
        for peer in _turn([each for each in PEERS if not each.built], number):
            say(f"build {number + 1} of {rounds}: {peer.label}")
            _tried(results[peer.key], lambda peer=peer: _build(peer, selection, folder, results[peer.key]))
    if set(steps) != {"build"}:
        with ExitStack() as stack:
            running = _opened(results, folder, selection, stack, say)
            if "ask" in steps:
                _ask(running, results, selection, say)
            for number in range(rounds if "load" in steps else 0):
                _ask_much(running, results, selection, seconds, number, say)
            for number in range(rounds if "update" in steps else 0):
                _update(running, results, selection, number, say)
    return results


def _build(peer: Peer, selection: Selection, folder: Path, into: Measured) -> None:
    shutil.rmtree(folder / peer.key, ignore_errors=True)
    with closing(Process(peer, folder)) as process:
        into.builds.append(process.do("build", sentences=str(selection.sentences), source=str(selection.source)))


def _opened(
    results: Results, folder: Path, selection: Selection, stack: ExitStack, say: Say
) -> list[tuple[Peer, Process]]:
    running = []
    for peer in PEERS:
        say(f"open: {peer.label}")
        into = results[peer.key]
        into.problem = into.problem or (results[peer.built].problem if peer.built else "")

        def begin(peer: Peer = peer, into: Measured = into) -> None:
            began = time.perf_counter()
            process = stack.enter_context(closing(Process(peer, folder)))
            process.do("open", sentences=str(selection.sentences))
            process.do("ask", question=selection.questions[0].text, k=K)
            into.opened.append(time.perf_counter() - began)
            running.append((peer, process))

        _tried(into, begin)
    return running


def _ask(running: Sequence[tuple[Peer, Process]], results: Results, selection: Selection, say: Say) -> None:
    for number, question in enumerate(selection.questions):
        if number % 20 == 0:
            say(f"question {number + 1} of {len(selection.questions)}")
        for peer, process in _turn(running, number):
            into = results[peer.key]

            def ask(process: Process = process, into: Measured = into, text: str = question.text) -> None:
                told = process.do("ask", question=text, k=K)
                into.ms.append(told["ms"])
                into.found.append(told["found"])

            _tried(into, ask)
    for peer, process in running:
        _tried(results[peer.key], lambda p=process, into=results[peer.key]: into.resident_mb.append(_memory(p)))


def _ask_much(
    running: Sequence[tuple[Peer, Process]],
    results: Results,
    selection: Selection,
    seconds: float,
    number: int,
    say: Say,
) -> None:
    texts = [question.text for question in selection.questions]
    for clients in CLIENTS:
        say(f"{clients} clients")
        for peer, process in _turn(running, number):
            into = results[peer.key]

            def ask(process: Process = process, into: Measured = into, clients: int = clients) -> None:
                told = process.do("many", questions=texts, k=K, clients=clients, seconds=seconds)
                into.per_second.setdefault(str(clients), []).append(told["per_second"])

            _tried(into, ask)


def _update(
    running: Sequence[tuple[Peer, Process]], results: Results, selection: Selection, number: int, say: Say
) -> None:
    say("one article added and removed")
    for peer, process in _turn([each for each in running if not each[0].built], number):
        _tried(results[peer.key], lambda p=process, into=results[peer.key]: _change(p, into, selection))


def _memory(process: Process) -> float:
    return float(process.do("memory")["resident_mb"])


def _change(process: Process, into: Measured, selection: Selection) -> None:
    given = {"sentences": str(selection.one), "question": selection.one_title, "k": K}
    for what, times in (("add", into.added), ("remove", into.removed)):
        source = {"source": str(selection.one_source)} if what == "add" else {}
        told = process.do(what, **given, **source)
        if not told["done"]:
            raise PeerFailed(
                f"{what}: a question for the title {'does not find' if what == 'add' else 'still finds'} it"
            )
        times.append(told["seconds"])


def _tried(into: Measured, action: Callable[[], Any]) -> None:
    """Nothing more is asked of a peer that has failed."""
    if into.problem:
        return
    try:
        action()
    except (NotInstalled, PeerFailed) as error:
        into.problem = str(error) or type(error).__name__


def _turn(items: Sequence[T], number: int) -> Iterator[T]:
    """All of them, beginning with another each time."""
    first = number % len(items) if items else 0
    return iter([*items[first:], *items[:first]])
