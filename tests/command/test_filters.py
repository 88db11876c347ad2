"""What the filters on the command line come to."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa import Filters
from qa.command.cli import main
from qa.index.build import build_index
from qa.watch import Watches
from tests.encoders import HashEncoder

GIVEN = ("--since", "2019-01-02", "--until", "2019-02-01", "--source", "A", "--language", "pt")
MEANT = Filters(date(2019, 1, 2), date(2019, 2, 1), "A", "pt")
FITS = {"title": "Fire", "date": "2019-01-10", "source": "A", "language": "pt"}
OTHERS = {
    "too-early": {"date": "2019-01-01"},
    "too-late": {"date": "2019-02-02"},
    "of-another": {"source": "B"},
    "in-english": {"language": "en"},
}


@pytest.fixture(scope="module")
def fires(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article that fits all filters, and for each filter one that all but it let through."""
    folder = tmp_path_factory.mktemp("fires")
    records = [
        {"id": name, "text": f"The fire in the harbor burned for {days} days.", **FITS, **OTHERS.get(name, {})}
        for days, name in enumerate(["fits", *OTHERS], start=20)
    ]
    (folder / "fires.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    build_index([folder / "fires.jsonl"], folder, "default", HashEncoder())
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "what burned in the harbor, the fire", "-k", "5"),
        ("timeline", "fire in the harbor"),
        ("summarize", "--about", "fire in the harbor"),
        ("summarize", "--briefing", "fire in the harbor"),
    ],
)
def test_each_command_asks_with_them(words: tuple[str, ...], fires: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.encoding.load.load_encoder", lambda *_, **__: HashEncoder())

    def found(*given: str) -> set[str]:
        result = CliRunner().invoke(main, [*words, *given, "--json", "--indexes", str(fires)])
        assert result.exit_code == 0, result.output
        return {name for name in ("fits", *OTHERS) if f'"id": "{name}"' in result.stdout}

    assert found() > {"fits"}
    assert found(*GIVEN) == {"fits"}


def test_a_standing_question_keeps_them(indexes: Path) -> None:
    assert CliRunner().invoke(main, ["watch", "add", "why", *GIVEN, "--indexes", str(indexes)]).exit_code == 0
    (kept,) = Watches(indexes, "default").all()
    assert kept.filters == MEANT
