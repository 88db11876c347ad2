"""The commands that messages name: as a shell reads them, they are about the index that the message is about."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.command.output import print_build
from qa.index.build import BuildReport
from qa.index.types import REFUSED
from qa.types import IndexInfo
from tests.encoders import HashEncoder


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.encoding.load.load_encoder", lambda *_, **__: HashEncoder())


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("name", [b"a b", b"it's $HOME", b"\xff", b"'\xe9t\xe9\\ \x1b[1m'\xff", "été".encode()])
def test_a_shell_reads_the_folder_that_was_given(tmp_path: Path, name: bytes) -> None:
    words = [sys.executable, "-m", "qa", "articles", "--indexes", name]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True)
    command = said.stderr.rpartition(b"  try: ")[2].strip()
    assert command.endswith(b" FOLDER")
    shell = ["bash", "-c", b"qa() { printf '%s\\n' \"$@\"; }; " + command]
    assert subprocess.run(shell, capture_output=True).stdout.splitlines() == [b"build", b"--indexes", name, b"FOLDER"]


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        (("watch", "remove", "zz"), "qa watch list --indexes {} --index news"),
        (("key", "revoke", "bob"), "qa key list --indexes {}"),
        (("ask", "?"), 'qa ask --indexes {} --index news "what caused Hanoi to fail"'),
        (("add", "no.txt"), "qa build --indexes {} --index news FOLDER"),
    ],
)
def test_it_is_about_the_same_index(indexes: Path, words: tuple[str, ...], fix: str) -> None:
    (indexes / "default").rename(indexes / "news")
    which = () if words[0] == "key" else ("--index", "news")
    status, said = run(*words, "--indexes", indexes, *which)
    assert (status, said.splitlines()[-1]) == (2, f"  try: {fix.format(indexes)}")


def test_in_another_folder_it_is_called_the_same(sources: Path) -> None:
    said = run("build", sources, "--index", "news", "--indexes", sources / "harbor.txt")[1]
    assert said.splitlines()[-1] == "  try: qa build --index news --indexes ANOTHER_FOLDER"


def test_what_was_done_names_the_index_too(sources: Path, tmp_path: Path) -> None:
    for n in range(REFUSED + 1):
        (sources / f"{n}.png").write_bytes(b"\x89PNG\0")
    place = tmp_path / "in dexes"
    more = f"1 more input; all of them: qa status --indexes '{place}' --refusals\n"
    assert more in run("build", sources, "--indexes", place)[1]
    assert more in run("status", "--indexes", place)[1]
    assert run("restore", "--indexes", place)[1].splitlines()[-2].endswith(f"; now: qa build --indexes '{place}'")


def test_a_note_names_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    made = IndexInfo("news", "b", 1, 1, None, None)
    with click.Context(main, info_name="qa") as context:
        context.params = {"indexes": Path("in"), "name": "news"}
        print_build(BuildReport(made, 1, 0, 0, 1, 0, (), ("not in English; try: qa build --model M",)), as_json_=False)
    assert capsys.readouterr().err == "note: not in English; try: qa build --indexes in --index news --model M\n"


def test_where_there_is_no_index_nothing_was_refused_either(tmp_path: Path) -> None:
    assert run("status", "--refusals", "--indexes", tmp_path) == (
        3,
        f"qa: no index 'default' in {tmp_path}\n  try: qa build --indexes {tmp_path} FOLDER\n",
    )


def test_who_reads_no_further_is_told_nothing(indexes: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "qa", "articles", "--indexes", str(indexes)]
    with os.fdopen(writing) as out:
        assert subprocess.run(words, stdout=out, stderr=subprocess.PIPE).stderr == b""
