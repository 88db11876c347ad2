"""The process of one peer: a JSON object a line on stdin, one on stdout. Needs nothing but the peer and Python.

python child.py with_txtai FOLDER
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Sentence(NamedTuple):
    """One sentence as every peer is given it, split by this project; it begins at `start` of its article's text."""

    article: str
    start: int
    title: str
    text: str

    @property
    def indexed(self) -> str:
        """What is indexed: titles are, by all of them."""
        return f"{self.title}. {self.text}"

    @property
    def key(self) -> str:
        return f"{self.article}\t{self.start}"


class Found(NamedTuple):
    """A sentence found. `start` is -1 for a title; of the first, `score` is what the peer gives for how sure it is."""

    article: str
    start: int
    text: str
    score: float


class Peer(Protocol):
    """What is measured. Whatever is built or changed lies on the disk when the call returns."""

    def load(self) -> None: ...
    def build(self, sentences: list[Sentence], source: Path) -> None: ...
    def open(self, sentences: list[Sentence]) -> None: ...
    def ask(self, question: str, k: int) -> list[Found]: ...
    def add(self, sentences: list[Sentence], source: Path) -> None: ...
    def remove(self, article: str, sentences: list[Sentence]) -> None: ...


def read(path: str) -> list[Sentence]:
    return [Sentence(*each) for each in json.loads(Path(path).read_text("utf-8"))]


class Child:
    def __init__(self, peer: Peer, folder: Path) -> None:
        self._peer = peer
        self._folder = folder

    def build(self, sentences: str, source: str) -> dict[str, Any]:
        """The model is loaded before the clock starts."""
        self._peer.load()
        given = read(sentences)
        seconds = _timed(lambda: self._peer.build(given, Path(source)))
        return {"seconds": seconds, "bytes": _size(self._folder), "peak_mb": _peak_mb()}

    def open(self, sentences: str) -> dict[str, Any]:
        self._peer.load()
        self._peer.open(read(sentences))
        return {}

    def ask(self, question: str, k: int) -> dict[str, Any]:
        began = time.perf_counter()
        found = self._peer.ask(question, k)
        return {"ms": 1000 * (time.perf_counter() - began), "found": found}

    def many(self, questions: list[str], k: int, clients: int, seconds: float) -> dict[str, Any]:
        """Questions a second where so many threads ask without a pause."""
        end = time.perf_counter() + seconds

        def client(number: int) -> int:
            asked = 0
            while not asked or time.perf_counter() < end:
                self._peer.ask(questions[(number * 7 + asked) % len(questions)], k)
                asked += 1
            return asked

        began = time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            asked = sum(pool.map(client, range(clients)))
        return {"per_second": asked / (time.perf_counter() - began)}

    def add(self, sentences: str, source: str, question: str, k: int) -> dict[str, Any]:
        """Until a question finds it."""
        given, found = read(sentences), list[Found]()

        def add() -> None:
            self._peer.add(given, Path(source))
            found.extend(self._peer.ask(question, k))

        seconds = _timed(add)
        return {"seconds": seconds, "done": given[0].article in {each.article for each in found}}

    def remove(self, sentences: str, question: str, k: int) -> dict[str, Any]:
        """Until no question finds it."""
        given, found = read(sentences), list[Found]()

        def remove() -> None:
            self._peer.remove(given[0].article, given)
            found.extend(self._peer.ask(question, k))

        seconds = _timed(remove)
        return {"seconds": seconds, "done": given[0].article not in {each.article for each in found}}

    def memory(self) -> dict[str, Any]:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return {"resident_mb": pages * resource.getpagesize() / 1e6}


def _timed(action: Any) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _peak_mb() -> float:
    """The most memory that was resident; ru_maxrss would count what the process that started this one had."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return int(told["VmHWM"].split()[0]) * 1024 / 1e6


def _size(folder: Path) -> int:
    files = {file.stat().st_ino: file.stat().st_size for file in folder.rglob("*") if file.is_file()}
    return sum(files.values())


def main(module: str, folder: str, *options: str) -> None:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    child = Child(importlib.import_module(module).make(Path(folder), *options), Path(folder))
    for line in sys.stdin:
        wanted = json.loads(line)
        try:
            told = getattr(child, wanted.pop("do"))(**wanted)
        except Exception as error:
            told = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(told), file=out, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
