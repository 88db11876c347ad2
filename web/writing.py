"""Changes of the index that are asked for over HTTP, made as on a terminal: by the command, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qa import QaError


class Busy(QaError):
    """Another change of the index is being made."""


class Writer:
    """Starts one change at a time of one index."""

    def __init__(self, indexes: Path, index: str) -> None:
        self._where = ("--indexes", str(indexes), "--index", index)
        self._received = indexes / index / "received"
        self._running: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def build(self) -> None:
        """Bring in what has changed of the sources. Raises Busy."""
        self._start("build")

    def add(self, articles: Sequence[dict[str, Any]]) -> None:
        """Keep these records beside the index, and add them as `qa add` does. Raises Busy."""
        with self._lock:
            self._refuse_if_busy()
            self._received.mkdir(parents=True, exist_ok=True)
            file = self._received / f"{time.time_ns()}.jsonl"  # no day, which would date what has no date of its own
            file.write_text("".join(f"{json.dumps(article)}\n" for article in articles), "utf-8")
            self._run("add", str(file))

    def _start(self, *words: str) -> None:
        with self._lock:
            self._refuse_if_busy()
            self._run(*words)

    def _refuse_if_busy(self) -> None:
        if self._running and self._running.poll() is None:
            raise Busy("a change of the index is being made; /api/v1/status says how far it is")

    def _run(self, *words: str) -> None:
        """It outlives this server; where it fails, its last words are in PROGRESS and in the refusals."""
        command = [sys.executable, "-m", "qa", *words, *self._where, "--no-wait"]
        nothing = subprocess.DEVNULL
        self._running = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=None, start_new_session=True)
        threading.Thread(target=self._running.wait, daemon=True).start()  # or it would stay as a zombie
