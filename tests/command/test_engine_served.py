"""`qa doctor` and `qa serve --engine` over an index that is kept on Milvus Lite."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from qa.command.doctor import examine
from qa.index.build import build_index
from qa.index.builds import builds_of, note_engine
from qa.index.types import Finding
from tests.conftest import ROOT, write_sources
from tests.encoders import HashEncoder
from tests.faults.test_kill import writing
from tests.waiting import NEVER


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what takes half a minute: tests/command/test_doctor.py has it."""
    for check in ("_model", "_reader", "_precision"):
        monkeypatch.setattr(f"qa.command.doctor.{check}", lambda: "")


def on_the_index(indexes: Path) -> Finding:
    [found] = [finding for finding in examine(indexes, "default") if finding.what == "index"]
    return found


@pytest.mark.usefixtures("light")
def test_doctor(tmp_path: Path) -> None:
    engine = f"milvus-lite:{tmp_path / 'lite'}"
    articles = write_sources(tmp_path / "articles")
    (tmp_path / "default").mkdir()
    note_engine(tmp_path / "default", engine)
    missing = on_the_index(tmp_path)
    assert (missing.ok, missing.found) == (True, f"no index 'default' on {engine} yet")
    assert missing.fix == f"qa build --engine {engine} FOLDER"

    build = build_index([articles], tmp_path, "default", HashEncoder()).index.build
    whole = on_the_index(tmp_path)
    assert (whole.ok, whole.fix) == (True, "")
    assert whole.found == f"default: 4 articles, 11 sentences, build {build}, every collection intact"

    builds = builds_of(tmp_path / "default")
    sentences = builds.manifest(build).files["sentences"][1]
    builds._milvus._client.delete(sentences, filter="row == 3")  # type: ignore[attr-defined]
    damaged = on_the_index(tmp_path)
    assert (damaged.ok, damaged.exit_status, damaged.fix) == (False, 3, "qa rollback, or qa build")
    assert damaged.found == f"the collection {sentences} has 10 rows, not 11"


@pytest.mark.usefixtures("light")
def test_doctor_where_another_process_has_it_open(tmp_path: Path) -> None:
    (tmp_path / "default").mkdir()
    note_engine(tmp_path / "default", f"milvus-lite:{tmp_path / 'taken'}")
    (tmp_path / "taken.db").mkdir()
    with (tmp_path / "taken.db" / "LOCK").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        taken = on_the_index(tmp_path)
    assert (taken.ok, taken.exit_status) == (False, 4)
    assert "another process has it open" in taken.found


def test_serve_from_the_engine_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option alone says where: neither the index nor the environment does."""
    engine, articles = f"milvus-lite:{tmp_path / 'lite'}", write_sources(tmp_path / "articles")
    with monkeypatch.context() as patch:
        patch.setenv("QA_ENGINE", engine)
        with writing(tmp_path / "indexes") as writer:  # one process has it open, and this one would keep it so
            assert writer.run("build", [str(articles)])[0] is False
    assert [path.name for path in (tmp_path / "indexes" / "default").iterdir() if path.name == "ENGINE"] == []

    elsewhere = os.environ | {"QA_ENGINE": f"milvus-lite:{tmp_path / 'elsewhere'}"}
    command = [sys.executable, "-m", "qa", "serve", "--indexes", str(tmp_path / "indexes"), "--port", "0"]
    refused = subprocess.run(command, env=elsewhere, cwd=ROOT, capture_output=True, text=True, check=False)
    assert refused.returncode == 3
    assert refused.stderr.startswith(f"qa: no index 'default' on {elsewhere['QA_ENGINE']}\n")

    command += ["--engine", engine, "--reader", "none"]
    with subprocess.Popen(
        command, env=elsewhere, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found
            with urlopen(f"{found[0]}/api/v1/articles", timeout=NEVER) as response:
                assert [item["id"] for item in json.load(response)["articles"]] == [
                    *("bridge", "harbor", "mayor-1", "records-2")
                ]
        finally:
            server.terminate()
