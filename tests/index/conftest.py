"""Where the suite of the engines keeps its indexes: the same tests run over each engine that there is (`ENGINES`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ENGINES: dict[str, Callable[[Path], str]] = {
    "FAISS and SQLite": lambda folder: "files",
    "Milvus Lite": lambda folder: f"milvus-lite:{folder / 'milvus.db'}",
}


@pytest.fixture(scope="session", params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder for indexes, and where their builds are kept."""
    folder = tmp_path_factory.mktemp("engine")
    return folder, ENGINES[request.param](folder)
