from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from qa import Archive
from qa.errors import IndexUnusable
from qa.index.build import build_index, plan
from qa.index.layout import builds
from qa.index.manifest import fingerprint, read_manifest, write_manifest
from qa.index.retention import prune, roll_back
from qa.index.schema import MIGRATIONS, row_digest
from qa.index.types import Finding, Plan
from qa.index.vectors import VectorIndex, VectorWriter
from qa.index.verify import verify_index
from tests.encoders import HashEncoder
from tests.limited import WITHOUT_RIGHTS, python

ROOT = Path(__file__).parents[2]


def failed(indexes: Path, encoder: HashEncoder | None = None) -> dict[str, Finding]:
    findings = verify_index(indexes, "default", lambda model: encoder or HashEncoder())
    return {finding.what: finding for finding in findings if not finding.ok}


def folder_of(indexes: Path) -> Path:
    return indexes / "default" / "snapshots" / builds(indexes / "default")[0]


def resealed(folder: Path) -> None:
    """As if the program itself had written what is there: only the content can give it away."""
    manifest = read_manifest(folder)
    for name in manifest.files:
        manifest.files[name] = fingerprint(folder / name)
    write_manifest(manifest, folder)


def test_an_index_as_it_was_built(indexes: Path, encoder: HashEncoder) -> None:
    findings = verify_index(indexes, "default", lambda model: encoder)
    assert [finding.what for finding in findings] == ["snapshot", "offsets", "vectors", "library", "in step", "others"]
    assert all(finding.ok and finding.exit_status == 0 for finding in findings), findings
    told = {finding.what: finding.found for finding in findings}
    assert told["offsets"] == "11 sentences stand where they are said to"
    assert told["vectors"] == "11 sentences of 4 articles encoded again, lowest cosine 1.0000"
    assert told["in step"] == "library and snapshot hold the same 4 articles and vectors"


def test_a_library_that_is_ahead_is_well(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    (sources / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    (sources / "bridge.md").unlink()
    build_index([sources], indexes, "default", encoder)
    roll_back(indexes, "default")
    findings = {item.what: item for item in verify_index(indexes, "default", lambda model: encoder)}
    assert all(finding.ok for finding in findings.values())
    assert findings["in step"].found.startswith("the library is ahead of the snapshot by 2 articles")


def test_vectors_of_other_sentences(indexes: Path) -> None:
    folder = folder_of(indexes)
    index = VectorIndex(folder / "sentences.faiss")
    turned = index.of(np.arange(len(index)))[::-1].astype(np.float16)
    with VectorWriter(folder / "sentences.faiss", index.dimensions) as writer:
        writer.add(turned)
    resealed(folder)
    found = failed(indexes)
    assert found.keys() == {"vectors", "in step"}
    assert found["vectors"].found.endswith("are not those its sentences have")
    assert (found["vectors"].exit_status, found["vectors"].fix) == (3, "qa build")


def test_offsets_beside_the_text(indexes: Path) -> None:
    folder = folder_of(indexes)
    table = np.load(folder / "sentences.npy")
    table[4, 1:3] += 1
    np.save(folder / "sentences.npy", table)
    resealed(folder)
    assert {"offsets", "vectors", "in step"} == failed(indexes).keys()


def test_a_text_that_is_not_the_one_that_was_encoded(indexes: Path) -> None:
    folder = folder_of(indexes)
    with closing(sqlite3.connect(folder / "articles.db")) as database:
        database.execute("UPDATE articles SET text = replace(text, 'storm', 'STORM')")
        database.commit()
    resealed(folder)
    assert failed(indexes)["in step"].found == "the article 'harbor' is not what the snapshot was made of"


def test_a_damaged_library_and_a_sound_snapshot(indexes: Path) -> None:
    (indexes / "default" / "library.db").write_bytes(b"no library" * 1000)
    found = failed(indexes)
    assert found.keys() == {"library", "in step"}
    assert found["library"].fix.startswith("qa restore")


def test_a_damaged_snapshot_and_a_sound_library(indexes: Path) -> None:
    (folder_of(indexes) / "articles.db").unlink()
    found = failed(indexes)
    assert found.keys() == {"snapshot"}
    assert found["snapshot"].fix == "qa build"


def test_a_damaged_build_to_go_back_to(sources: Path, indexes: Path, encoder: HashEncoder) -> None:
    (folder_of(indexes) / "articles.db").unlink()
    (sources / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    build_index([sources], indexes, "default", encoder)
    assert failed(indexes)["others"].fix == "qa prune"
    prune(indexes, "default")
    assert failed(indexes) == {}


@pytest.mark.parametrize("salt", ["", "other"])
def test_another_model_than_the_one_that_built_it(indexes: Path, salt: str) -> None:
    found = failed(indexes, HashEncoder(salt=salt))
    assert found.keys() == ({"vectors"} if salt else set())


def everything(folder: Path) -> dict[Path, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_looking_at_an_index_writes_nothing(indexes: Path, encoder: HashEncoder) -> None:
    before = everything(indexes)
    assert failed(indexes) == {}
    assert plan(indexes, "default") == Plan(0, 0, 0, 0)
    assert Archive(indexes, load=lambda model: encoder).status().sources
    assert everything(indexes) == before


LOOK = """
import sys
from pathlib import Path
from qa import Archive
from qa.index.build import plan
from qa.index.verify import verify_index
from tests.encoders import HashEncoder
indexes = Path(sys.argv[1])
try:
    (indexes / "default" / "any").touch()
except PermissionError:
    print(all(finding.ok for finding in verify_index(indexes, "default", lambda model: HashEncoder())))
    print(plan(indexes, "default").new, len(Archive(indexes).status().sources))
"""


def test_an_index_that_cannot_be_written_can_be_looked_at(indexes: Path) -> None:
    places = [indexes, *indexes.rglob("*")]
    modes = {path: path.stat().st_mode for path in places}
    for path in places:
        path.chmod(modes[path] & ~0o222)
    try:
        command = [*python(WITHOUT_RIGHTS), "-c", LOOK, str(indexes)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    finally:
        for path in places:
            path.chmod(modes[path])
    assert done.stdout == "True\n0 1\n"


def test_an_older_library_is_told_of_and_left_as_it_is(indexes: Path) -> None:
    path = indexes / "default" / "library.db"
    path.unlink()
    with closing(sqlite3.connect(path)) as old:
        old.create_function("digest", -1, row_digest)
        old.executescript(MIGRATIONS[0] + MIGRATIONS[1] + "PRAGMA user_version=2;")
    before = everything(indexes)
    found = failed(indexes)
    assert found.keys() == {"library", "in step"}
    assert found["library"].found == f"{path} is of version 2; qa build brings it up to date"
    assert found["library"].fix == "qa build"
    with pytest.raises(IndexUnusable, match="of version 2"):
        plan(indexes, "default")
    assert everything(indexes) == before
