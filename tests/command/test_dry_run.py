"""What `qa build --dry-run` tells of a folder."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.command.cli import main
from qa.encoding.base import Encoder

STORY = "The keeper Ada Finch lit the lamp of Cape Farrow and noted the ships that passed it in the night. " * 3
GERMAN = "Der Bürgermeister schließt die alte Brücke, weil sie gefährlich geworden ist. Die Arbeiter beginnen bald. "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for name, day in (("first", 2), ("late", 9)):
        (made / f"{name}.txt").write_text(f"- The Courier - May {day}, 2019\n\n{STORY}\n", "utf-8")
    (made / "bridge.md").write_text(f"# Die Brücke\n\n{GERMAN * 4}\n", "utf-8")
    records = [{"text": f"A goat won race {n} in Tarnwick.", "date": "2018-03-04", "language": "en"} for n in range(3)]
    lines = "\n".join(map(json.dumps, records))
    (made / "records.jsonl").write_text(f"{lines}\nno record\n", "utf-8")
    with zipfile.ZipFile(made / "more.zip", "w") as archive:
        archive.writestr("mill.txt", f"- The Courier - May 3, 2020\n\nThe mill of Oxley burned down. {STORY[:90]}\n")
    (made / "empty.txt").touch()
    (made / "picture.png").write_bytes(b"\x89PNG")
    return made


def dry_run(folder: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["build", str(folder), "--dry-run", *words, "--indexes", f"{folder}-indexes"])
    return result.exit_code, result.stdout.replace(f"{folder}/", "")


def test_every_fact_has_a_line(folder: Path, model: Encoder) -> None:
    status, said = dry_run(folder)
    lines = said.splitlines()
    assert (status, Path(f"{folder}-indexes").exists()) == (0, False)
    assert lines[0] == "files      plain text 3, Markdown 1, archive 1, other 1, JSON Lines 1"
    assert re.fullmatch(r"articles   7, [\d,]+ characters", lines[1])
    assert lines[2:6] == [
        "of         .txt 3, .jsonl 3, .md 1",
        "dates      2018-03-04 to 2020-05-03, 1 article without",
        "languages  en 5, de 1, not told 1",
        "copies     1 article repeats 1 story",
    ]
    assert re.fullmatch(r"to encode  7 articles, about \d+:\d\d here", lines[6])
    told = [line.partition(": ")[0] for line in lines[7:]]
    assert told == ["refused    empty.txt", "refused    picture.png", "refused    records.jsonl:4"]


def test_the_same_as_json(folder: Path, model: Encoder) -> None:
    status, said = dry_run(folder, "--json")
    found = json.loads(said)
    assert (status, found["files"]["plain text"], found["files"][""]) == (0, 3, 1)
    assert (found["articles"], found["copies"], found["undated"], len(found["refusals"])) == (7, 1, 1, 3)
