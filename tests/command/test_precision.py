"""What --precision and QA_PRECISION ask for reaches whatever loads a model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.encoding import precision
from tests.encoders import HashEncoder


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The name of each model that is loaded, and what was asked for then."""
    found: list[tuple[str, str]] = []

    def load(name: str, *_: object, **__: object) -> HashEncoder:
        found.append((name, os.environ["QA_PRECISION"]))
        return HashEncoder()

    monkeypatch.setattr("qa.encoding.load.load_encoder", load)
    monkeypatch.setattr(precision, "BY_ENCODER", {"float32": True, "bfloat16": True, "int8": False})
    monkeypatch.setenv("QA_PRECISION", "auto")
    return found


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "all-MiniLM-L6-v2"),
        (("--precision", "bfloat16"), "all-MiniLM-L6-v2"),
        (("--precision", "int8"), "all-MiniLM-L6-v2@int8"),
        (("--precision", "float32", "--model", "a/b@int8"), "a/b"),
        (("--model", "a/b@int8"), "a/b@int8"),
    ],
)
def test_a_build_names_the_model_by_it(
    sources: Path, tmp_path: Path, loaded: list[tuple[str, str]], words: tuple[str, ...], name: str
) -> None:
    ran = CliRunner().invoke(main, ["build", str(sources), "--indexes", str(tmp_path / "ix"), *words])
    assert ran.exit_code == 0, ran.output
    assert loaded == [(name, words[1] if "--precision" in words else "auto")]


def test_a_precision_that_is_none(tmp_path: Path, loaded: list[tuple[str, str]]) -> None:
    ran = CliRunner().invoke(main, ["build", str(tmp_path)], env={"QA_PRECISION": "float64"})
    assert ran.exit_code == 2
    assert "'float64' is not one of 'auto', 'float32', 'bfloat16', 'int8'" in ran.output
    assert loaded == []
