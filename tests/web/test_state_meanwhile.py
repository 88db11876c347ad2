"""What tells of the state of an index answers while builds come and go, and with them the files that it counts."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.index.layout import builds, current_build
from qa.index.publish import publish_calibration
from qa.index.retention import prune
from qa.types import SHIPPED
from web import archive

BUILDS, ROUNDS = 8, 25
ADDRESSES = ("/status", "/api/v1/status", "/readyz", "/metrics")


def test_the_state_is_told_while_builds_are_published_and_pruned(
    sources: Path,
    tmp_path: Path,
    build: Callable[[Path, Path], str],
    client_over: Callable[..., FlaskClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "STATUS_SECONDS", 0)  # every request walks over the folder
    build(sources, tmp_path)
    client, told, made, enough = client_over(tmp_path), Counter[tuple[str, int]](), set[str](), threading.Event()

    def publish_and_prune() -> None:
        while not enough.is_set():
            made.add(publish_calibration(tmp_path / "default", SHIPPED).build)
            prune(tmp_path, "default", keep=1)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(publish_and_prune)
        try:
            for asked in range(10_000):
                told.update((address, client.get(address).status_code) for address in ADDRESSES)
                if (asked >= ROUNDS and len(made) >= BUILDS) or writing.done():
                    break
        finally:
            enough.set()
        writing.result()
    assert {status for _, status in told} == {200}, told
    assert len(made) >= BUILDS
    assert builds(tmp_path / "default") == [current_build(tmp_path / "default")]
