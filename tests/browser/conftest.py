"""The real server over an index of seeds/ by the real model, shared by all files here."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import NEVER, is_ready, wait

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def address(executable: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The server over the index of seeds/; it needs the browser first, so as not to build for nothing."""
    indexes = request.getfixturevalue("seeds_indexes")
    serve = [sys.executable, "-m", "web.serve", "--indexes", str(indexes), "--index", "seeds", "--port", "0"]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().split()[2]
            wait(lambda: is_ready(address))
            yield address
        finally:
            process.terminate()
            assert process.wait(NEVER) == 0
