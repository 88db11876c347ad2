"""The real server as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import NEVER, is_ready, wait

ROOT = Path(__file__).parents[2]


@contextmanager
def served(indexes: Path, index: str) -> Iterator[str]:
    """The address of a server over this index, ready to answer; it has to end well."""
    serve = [sys.executable, "-m", "web.serve", "--indexes", str(indexes), "--index", index, "--port", "0"]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().split()[2]
            wait(lambda: is_ready(address))
            yield address
        finally:
            process.terminate()
            assert process.wait(NEVER) == 0
