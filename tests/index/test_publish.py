from __future__ import annotations

import threading
from itertools import cycle
from pathlib import Path

from qa.index.build import build_index
from qa.index.layout import current_build, make_current
from qa.index.manifest import fingerprint, read_manifest
from tests.encoders import HashEncoder
from tests.waiting import wait


def test_current_is_the_old_build_or_the_new_one_never_half(tmp_path: Path) -> None:
    builds = ["a" * 30, "b" * 40]
    make_current(tmp_path, builds[0])
    seen: set[str | None] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(current_build(tmp_path))

    reader = threading.Thread(target=read)
    reader.start()
    turns = cycle(builds)
    for _ in range(100):
        make_current(tmp_path, next(turns))
    wait(lambda: make_current(tmp_path, next(turns)) or len(seen) > 1)
    stop.set()
    reader.join()
    assert seen == set(builds)
    assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


def test_every_file_is_in_the_manifest_as_it_lies_there(sources: Path, tmp_path: Path) -> None:
    build_index([sources], tmp_path, "default", HashEncoder())
    (folder,) = (tmp_path / "default" / "snapshots").iterdir()
    files = {str(path.relative_to(folder)): fingerprint(path) for path in folder.rglob("*") if path.is_file()}
    del files["manifest.json"]
    assert list(read_manifest(folder).files.items()) == sorted(files.items())
