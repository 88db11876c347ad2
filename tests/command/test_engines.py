"""The commands over an index that is kept on Milvus Lite, and what they say where an address is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from tests.conftest import write_sources
from tests.encoders import HashEncoder


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.encoding.load.load_encoder", lambda *_, **__: HashEncoder())


def run(folder: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*words, "--indexes", str(folder / "indexes")])
    return result.exit_code, result.output


def test_the_life_of_an_index(tmp_path: Path) -> None:
    articles, engine = str(write_sources(tmp_path / "articles")), f"milvus-lite:{tmp_path / 'lite'}"
    assert run(tmp_path, "build", articles, "--engine", engine)[0] == 0
    assert (tmp_path / "indexes" / "default" / "ENGINE").read_text("utf-8") == f"{engine}\n"
    (tmp_path / "articles" / "late.txt").write_text("Ferry sails again\n\nThe ferry left on Sunday.\n", "utf-8")
    assert "5 articles, 12 sentences" in run(tmp_path, "build")[1]
    assert (
        "The ferry stayed in its dock." in run(tmp_path, "ask", "which ferry stayed in its dock", "--reader", "none")[1]
    )
    assert "4 articles" in run(tmp_path, "rollback")[1]
    assert run(tmp_path, "status")[1].count("20") > 1  # its builds
    status, said = run(tmp_path, "verify")
    assert status == 0, said
    assert "4 collections as they were written, counts agree" in said
    assert "0 snapshots" not in run(tmp_path, "prune", "--keep", "1")[1]
    assert run(tmp_path, "rollback")[0] == 2  # none is left


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "http://host"], "'http://host' is no address of an engine"),
        (["--workers", "http://host"], "'http://host' names no workers"),
    ],
)
def test_what_is_no_address(tmp_path: Path, words: list[str], said: str) -> None:
    status, output = run(tmp_path, "build", str(write_sources(tmp_path / "articles")), *words)
    assert status == 2
    assert output.startswith(f"qa: {said}\n  try: {words[0]} ")
    assert not (tmp_path / "indexes").exists()
