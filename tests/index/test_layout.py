from __future__ import annotations

import shutil
import threading
from pathlib import Path

from qa.index.layout import size_of


def test_a_file_of_several_names_counts_once(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "b").write_bytes(b"x" * 20)
    (tmp_path / "in" / "again").hardlink_to(tmp_path / "a")
    (tmp_path / "in" / "lost").symlink_to(tmp_path / "nowhere")
    assert size_of(tmp_path) == 120
    assert size_of(tmp_path / "nowhere") == 0


def test_what_is_removed_while_it_is_counted_counts_nothing(tmp_path: Path) -> None:
    """As a build publishes and a prune removes, while somebody asks for the state of the index."""
    (tmp_path / "stays").write_bytes(b"x" * 7)
    stop = threading.Event()

    def publish_and_prune() -> None:
        while not stop.is_set():
            for name in ("tokens", "bm25", "."):
                (tmp_path / "snapshots" / "new" / name).mkdir(parents=True, exist_ok=True)
                (tmp_path / "snapshots" / "new" / name / "part").write_bytes(b"x" * 10)
            shutil.rmtree(tmp_path / "snapshots")

    writer = threading.Thread(target=publish_and_prune)
    writer.start()
    try:
        found = {size_of(tmp_path) for _ in range(3000)}
    finally:
        stop.set()
        writer.join()
    assert found <= {7, 17, 27, 37}
    assert len(found) > 1
