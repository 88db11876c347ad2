"""What reaches a terminal from articles, file names and arguments, whatever they hold; and keys."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.command.output import print_build
from qa.command.terminal import printable
from qa.index.build import BuildReport, build_index
from qa.types import IndexInfo, Refusal
from tests.encoders import HashEncoder

ESC = "\x1b]0;owned\x07\x1b[31m"
RECORD = {
    "id": "evil",
    "title": f"Title{ESC}",
    "source": f"Source\x9b31m{ESC}",
    "text": f"The bridge fell{ESC} today \u202efo tuo\u202c.",
}
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder of indexes whose one article tries to take over the terminal."""
    tmp_path = tmp_path_factory.mktemp("hostile")
    (tmp_path / "wire.jsonl").write_text(json.dumps(RECORD) + "\n", "utf-8")
    (tmp_path / "x\x1b[31m.pdf").write_bytes(b"%PDF")
    build_index([tmp_path], tmp_path / "indexes", "default", HashEncoder())
    return str(tmp_path / "indexes")


@pytest.mark.parametrize("words", [["articles"], ["articles", "--json"], ["status"], ["show", "evil"]])
def test_no_article_or_file_name_moves_the_cursor(hostile: str, words: list[str]) -> None:
    status, text = run(*words, "--indexes", hostile)
    assert status == 0
    assert not CONTROLS.findall(text)
    assert "31m" in text


@pytest.mark.parametrize("words", [["ask", "Did the bridge fall?"], ["summarize", "evil"]])
def test_no_sentence_that_is_cited_moves_the_cursor(
    hostile: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.encoding.load.load_encoder", lambda *_, **__: HashEncoder())
    for form in ([], ["--json"]):
        status, text = run(*words, *form, "--indexes", hostile)
        assert status == 0
        assert not CONTROLS.findall(text)
        assert "The bridge fell\\u001b]0;owned" in text


def test_what_is_printable_stays() -> None:
    assert printable("Zürich – “naïve”\n\tЖ 中 🙂 \u200f") == "Zürich – “naïve”\n\tЖ 中 🙂 \u200f"
    assert printable("a\x1b[0m\x9b\r\udcff") == "a\\u001b[0m\\u009b\\u000d\\udcff"


@pytest.mark.parametrize("words", [["ask", b"\xff"], ["show", b"\xc3"], ["articles", "--index", b"\xff"]])
def test_an_argument_that_is_not_utf_8(tmp_path: Path, words: list[str | bytes]) -> None:
    done = subprocess.run([sys.executable, "-m", "qa", *words], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"this is not UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


def test_of_very_many_refusals_the_first_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    refusals = tuple(Refusal(f"file{n}", "no article") for n in range(100_000))
    report = BuildReport(IndexInfo("default", "b", 1, 1, None, None), 1, 0, 0, 1, 0, refusals, ())
    with pytest.raises(SystemExit):
        print_build(report, as_json_=False)
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "refused: file0: no article"
    assert told[20:] == ["refused: 99,980 more inputs; all of them: qa status --refusals"]
    with pytest.raises(SystemExit):
        print_build(report, as_json_=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["refused"], len(told["refusals"]), told["refusals"][19]["origin"]) == (100_000, 20, "file19")


def test_keys_are_made_listed_and_revoked(tmp_path: Path) -> None:
    indexes = ("--indexes", str(tmp_path / "new"))
    status, key = run("key", "add", "reader", *indexes)
    assert (status, len(key.strip()) > 40) == (0, True)
    assert run("key", "add", "owner", "--scope", "admin", *indexes)[0] == 0
    kept = (tmp_path / "new" / "keys.json").read_text()
    assert key.strip() not in kept
    assert (tmp_path / "new" / "keys.json").stat().st_mode & 0o777 == 0o600
    listed = json.loads(run("key", "list", "--json", *indexes)[1])
    assert [(each["name"], each["scope"]) for each in listed] == [("reader", "read"), ("owner", "admin")]
    assert re.fullmatch(r"name +scope +made\nreader +read .*\nowner +admin .*\n", run("key", "list", *indexes)[1])
    assert run("key", "add", "reader", *indexes) == (
        2,
        f"qa: there is a key 'reader' already\n  try: qa key revoke {' '.join(indexes)} reader\n",
    )
    assert run("key", "revoke", "reader", *indexes) == (0, "revoked reader\n")
    missing = f"qa: there is no key 'reader'\n  try: qa key list {' '.join(indexes)}\n"
    assert run("key", "revoke", "reader", *indexes) == (2, missing)
    assert run("key", "add", "../x", *indexes)[0] == 2


def test_a_file_of_keys_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('[{"name": 1}]')
    status, said = run("key", "list", "--indexes", str(tmp_path))
    assert status == 2
    assert "keys.json cannot be read" in said
