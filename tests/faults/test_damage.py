"""Files that are missing, cut or altered, disks that are full, folders that cannot be written: one clear message."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qa import Archive
from qa.errors import IndexDamaged, IndexUnusable
from qa.index.build import build_index
from qa.index.layout import builds
from qa.index.library import Library
from qa.index.restore import restore_library
from qa.index.retention import prune, roll_back
from qa.index.snapshot import open_current
from qa.index.verify import verify_index
from tests.encoders import HashEncoder
from tests.faults.conftest import LONG, ROOT, write_wire
from tests.limited import WITHOUT_RIGHTS, files_of, python
from tests.snapshot_files import FILES


def missing(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << place // 7 % 8
    path.write_bytes(data)


def flipped(path: Path) -> None:
    flip(path, path.stat().st_size // 3)


DAMAGES = (missing, cut, emptied, flipped)


def sound(indexes: Path) -> bool:
    return all(finding.ok for finding in verify_index(indexes, "default", lambda model: HashEncoder()))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds of an index, to be copied and damaged."""
    place = tmp_path_factory.mktemp("whole")
    for number in (1, 2):
        write_wire(place / "wire", number, articles=6)
        build_index([place / "wire"], place / "indexes", "default", HashEncoder())
    return place / "indexes"


@pytest.fixture
def indexes(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "indexes")


@pytest.mark.parametrize("name", ["manifest.json", *FILES])
def test_every_file_of_a_snapshot(indexes: Path, tmp_path: Path, name: str) -> None:
    """Whatever befalls it: a message that names the file and the command, the server goes on, and that mends it."""
    folder = indexes / "default"
    newest, older = builds(folder)
    for damage in DAMAGES:
        copy = shutil.copytree(indexes, tmp_path / damage.__name__)
        roll_back(copy, "default", older)
        serving = Archive(copy, load=lambda model: HashEncoder())
        assert serving.ask("which number").index.build == older
        damage(copy / "default" / "snapshots" / newest / name)
        (copy / "default" / "CURRENT").write_text(newest + "\n", "ascii")
        assert serving.ask("which number").index.build == older
        assert name in str(serving.status().problem)
        with pytest.raises(IndexDamaged, match=name) as caught:
            open_current(copy, "default")
        assert caught.value.fix == "qa build"
        encoder = HashEncoder()
        report = build_index([], copy, "default", encoder)
        assert (encoder.encoded, report.index.articles) == (0, 6)
        assert serving.ask("which number").index.build == report.index.build
        assert prune(copy, "default").builds == (newest,)
        assert builds(copy / "default") == [report.index.build, older]
        assert sound(copy)


@pytest.mark.parametrize("damage", [missing, cut, emptied])
def test_the_library(indexes: Path, damage: Callable[[Path], None]) -> None:
    path = indexes / "default" / "library.db"
    damage(path)
    assert Archive(indexes, load=lambda model: HashEncoder()).ask("which number").citations  # answers do not need it
    with pytest.raises(IndexDamaged, match=r"library\.db") as caught:
        check(path)
    assert caught.value.fix.startswith("qa restore")
    restore_library(indexes, "default")
    assert build_index([], indexes, "default", HashEncoder()).index.articles == 6
    assert sound(indexes)


def check(path: Path) -> None:
    with Library(path, create=False) as library:
        library.check()


def test_a_bit_anywhere_in_the_library(indexes: Path, tmp_path: Path) -> None:
    """Found, or in a place that holds nothing; never an index that says something else than was read."""
    path = indexes / "default" / "library.db"
    before = sorted(Archive(indexes).articles(), key=lambda item: item.id)
    size = path.stat().st_size
    found = 0
    places = range(0, size, size // (400 if LONG else 25))
    for number, place in enumerate(places):
        copy = shutil.copytree(indexes, tmp_path / str(number))
        flip(copy / "default" / "library.db", place)
        try:
            check(copy / "default" / "library.db")
        except (IndexDamaged, IndexUnusable):
            found += 1
            restore_library(copy, "default")
        build_index([], copy, "default", HashEncoder())
        assert sorted(Archive(copy).articles(), key=lambda item: item.id) == before
        assert sound(copy)
        shutil.rmtree(copy)
    assert found > len(places) / 2


@pytest.mark.parametrize("content", ["nowhere", "", "../../etc", "\xff\xfe"])
def test_a_current_that_points_nowhere(indexes: Path, content: str) -> None:
    newest = builds(indexes / "default")[0]
    (indexes / "default" / "CURRENT").write_text(content, "latin-1")
    with pytest.raises(IndexDamaged, match="CURRENT") as caught:
        open_current(indexes, "default")
    assert caught.value.fix == "qa rollback, or qa build"
    assert roll_back(indexes, "default").build == newest
    assert sound(indexes)


def test_a_snapshot_of_a_later_version(indexes: Path) -> None:
    path = indexes / "default" / "snapshots" / builds(indexes / "default")[0] / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(IndexDamaged, match=r"of format 99; this program reads \d") as caught:
        open_current(indexes, "default")
    assert caught.value.fix.startswith("install the release")


BUILD = """
import sys
from pathlib import Path
from qa.index.build import add_articles
from qa.errors import QaError
from tests.encoders import HashEncoder
try:
    add_articles([Path(sys.argv[1])], Path(sys.argv[2]), "default", HashEncoder())
except QaError as error:
    print(error)
    sys.exit(error.exit_status)
"""


def add(wire: Path, indexes: Path, limit: str = "") -> tuple[int, str]:
    """In a process of its own: the exit status, and what was said."""
    command = [*python(limit), "-c", BUILD, str(wire), str(indexes)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.mark.parametrize("kilobytes", [8, 60, 300] if LONG else [60])
def test_files_that_may_not_grow(indexes: Path, tmp_path: Path, kilobytes: int) -> None:
    """A quota, by which the kernel refuses any file beyond so many bytes; wherever it strikes, the index stands."""
    write_wire(tmp_path / "wire", 3, articles=30)
    serving = Archive(indexes, load=lambda model: HashEncoder())
    build = serving.ask("which number").index.build
    status, said = add(tmp_path / "wire", indexes, files_of(kilobytes))
    assert status == 3
    assert "\n  try: qa " in said
    assert serving.ask("which number").index.build == build
    assert not list((indexes / "default" / "snapshots").glob(".*"))
    assert sound(indexes)
    assert add(tmp_path / "wire", indexes) == (0, "")
    assert serving.info().articles == 36  # other articles of the same names, in another folder


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here; test_files_that_may_not_grow stands in for it")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("spare", [0, 100, 400, 900] if LONG else [0, 400])
def test_a_full_disk(whole: Path, tmp_path: Path, spare: int) -> None:
    held = sum(path.stat().st_size for path in whole.rglob("*") if path.is_file()) // 1024
    write_wire(tmp_path / "wire", 3, articles=60)
    with small_disk(tmp_path / "disk", held + 200 + spare):
        indexes = shutil.copytree(whole, tmp_path / "disk" / "indexes")
        serving = Archive(indexes, load=lambda model: HashEncoder())
        build = serving.ask("which number").index.build
        status, said = add(tmp_path / "wire", indexes)
        assert (status, said.splitlines()[0].startswith("the disk is full")) == (3, True), said
        assert "qa prune" in said
        assert serving.ask("which number").index.build == build
        assert sound(indexes)


def test_a_folder_that_cannot_be_written(indexes: Path, tmp_path: Path) -> None:
    write_wire(tmp_path / "wire", 3, articles=6)
    places = [indexes, *(path for path in indexes.rglob("*"))]
    modes = {path: path.stat().st_mode for path in places}
    for path in places:
        path.chmod(modes[path] & ~0o222)
    try:
        status, said = add(tmp_path / "wire", indexes, WITHOUT_RIGHTS)
        assert status == 3
        assert "cannot be written: Permission denied\n  try: qa build --indexes ANOTHER_FOLDER" in said
        assert Archive(indexes, load=lambda model: HashEncoder()).ask("which number").citations
    finally:
        for path in places:
            path.chmod(modes[path])
    assert sound(indexes)
