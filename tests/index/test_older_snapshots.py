"""Snapshots of formats that are not read any more: each is refused with the command that makes it anew."""

from __future__ import annotations

import json
import shlex
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa import Archive
from qa.command.cli import main
from qa.errors import IndexDamaged
from qa.index.build import add_articles, build_index
from qa.index.layout import builds, current_build
from qa.index.manifest import _seal
from qa.index.restore import restore_library
from qa.index.retention import prune, roll_back
from qa.index.snapshot import open_current
from qa.index.verify import verify_index
from tests.conftest import write_sources
from tests.encoders import HashEncoder

FORMATS = (1, 2, 3)  # tests/index/test_snapshot.py opens one of format 4


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles and an index of them, to be copied and made older."""
    folder = tmp_path_factory.mktemp("whole")
    build_index([write_sources(folder / "articles")], folder / "indexes", "default", HashEncoder())
    return folder


@pytest.fixture
def indexes(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole / "indexes", tmp_path / "indexes")


def make_old(indexes: Path, number: int) -> Path:
    """The manifest of the snapshot in use as that format had it; returns where it is."""
    folder = indexes / "default"
    path = folder / "snapshots" / str(current_build(folder)) / "manifest.json"
    fields = json.loads(path.read_text("utf-8")) | {"format": number}
    for name in ("seal", "nearest_by", "made_by"):
        del fields[name]
    if number < 3:
        fields["encoder_id"] = fields.pop("encoding_id")
    path.write_text(json.dumps(fields | ({"seal": _seal(fields)} if number > 1 else {}), indent=1), "utf-8")
    return path


def held(indexes: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the library, but what it notes of files so that they need not be read again."""
    with closing(sqlite3.connect(indexes / "default" / "library.db")) as library:
        tables = [name for (name,) in library.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables.remove("files")
        return {table: sorted(library.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


@pytest.mark.parametrize("number", FORMATS)
def test_it_is_refused_and_a_build_makes_it_anew(indexes: Path, number: int) -> None:
    path, before = make_old(indexes, number), held(indexes)
    with pytest.raises(IndexDamaged, match=f"is of format {number}; this program reads 4, 5 and 6\n") as caught:
        open_current(indexes, "default")
    assert (caught.value.message.partition(" is of ")[0], caught.value.fix) == (str(path), "qa build")
    encoder = HashEncoder()
    report = build_index([], indexes, "default", encoder)
    assert (report.index.articles, report.changed, report.removed, encoder.encoded) == (4, 0, 0, 0)
    assert held(indexes) == before
    archive = Archive(indexes, load=lambda model: encoder)
    assert archive.ask("What closed the harbor?").citations[0].article.id == "harbor"


@pytest.mark.parametrize("number", FORMATS)
def test_every_command_says_so_in_two_lines(indexes: Path, number: int) -> None:
    path = make_old(indexes, number)
    told = f"{path} is of format {number}; this program reads 4, 5 and 6\n"
    mend = f"try: qa build --indexes {indexes}\n"
    for words in ("ask why", "articles", "show harbor", "status", "duplicates", "summarize harbor", "timeline fog"):
        result = CliRunner().invoke(main, [*words.split(), "--indexes", str(indexes)])
        assert (result.exit_code, result.output) == (3, f"qa: {told}  {mend}"), words
    result = CliRunner().invoke(main, ["verify", "--indexes", str(indexes)])
    assert result.exit_code == 3
    assert told in result.output
    assert mend in result.output


@pytest.mark.parametrize("number", FORMATS)
def test_none_goes_back_to_it_and_prune_removes_it(
    indexes: Path, tmp_path: Path, number: int, encoder: HashEncoder
) -> None:
    make_old(indexes, number)
    (tmp_path / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    newest = add_articles([tmp_path / "fog.txt"], indexes, "default", encoder).index.build
    older = builds(indexes / "default")[1]
    with pytest.raises(IndexDamaged, match=f"of format {number}"):
        roll_back(indexes, "default")
    assert current_build(indexes / "default") == newest
    assert prune(indexes, "default").builds == (older,)
    assert all(finding.ok for finding in verify_index(indexes, "default", lambda model: encoder))


def test_where_the_library_is_lost_too_the_advice_makes_it_anew(
    indexes: Path, whole: Path, encoder: HashEncoder
) -> None:
    make_old(indexes, 3)
    (indexes / "default" / "library.db").write_bytes(b"no library" * 1000)
    with pytest.raises(IndexDamaged, match="cannot be read") as caught:
        build_index([whole / "articles"], indexes, "default", encoder)
    assert caught.value.fix.startswith("qa restore")
    with pytest.raises(IndexDamaged, match="neither library nor snapshot") as caught:
        restore_library(indexes, "default")
    move, _, build = caught.value.fix.partition(", then ")
    subprocess.run(shlex.split(move), check=True)
    assert build == "qa build FOLDER"
    assert build_index([whole / "articles"], indexes, "default", encoder).index.articles == 4
