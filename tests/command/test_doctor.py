from __future__ import annotations

from pathlib import Path

import pytest

from qa.command.doctor import examine

pytestmark = pytest.mark.model  # it is loaded by what is examined


def test_each_check_says_what_it_found(indexes: Path) -> None:
    findings = {finding.what: finding for finding in examine(indexes, "default")}
    assert list(findings) == [
        *("Python", "sentences", "model", "reader", "precision", "store", "server", "folder", "index"),
    ]
    assert all(finding.ok for finding in findings.values())
    assert findings["model"].found == "all-MiniLM-L6-v2-53aa51172d14, 384 dimensions"
    assert findings["reader"].found == "all-MiniLM-L6-v2-53aa51172d14.reader"
    heading, *rows, vectors, reading = findings["precision"].found.splitlines()[1:]
    assert heading.split()[:2] == ["precision", "tokens/s"]
    assert {"float32", "int8"} <= {row.split()[0] for row in rows}
    assert rows[0].endswith("vectors, reading"), "as the tests ask for"
    assert [vectors.strip(), reading.strip()] == [f"{use} in float32: asked for" for use in ("vectors", "reading")]
    assert findings["index"].found.startswith("default: 4 articles, 11 sentences, build ")


def test_no_index_yet_is_no_fault_and_a_damaged_one_is(indexes: Path, tmp_path: Path) -> None:
    [missing] = [finding for finding in examine(tmp_path / "none", "default") if finding.what == "index"]
    assert (missing.ok, missing.exit_status, missing.fix) == (True, 0, "qa build FOLDER")
    [manifest] = indexes.glob("default/snapshots/*/manifest.json")
    (manifest.parent / "sentences.npy").write_bytes(b"")
    [damaged] = [finding for finding in examine(indexes, "default") if finding.what == "index"]
    assert (damaged.ok, damaged.exit_status, damaged.fix) == (False, 3, "qa build")


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    [folder] = [finding for finding in examine(tmp_path / "file", "default") if finding.what == "folder"]
    assert (folder.ok, folder.exit_status) == (False, 2)
