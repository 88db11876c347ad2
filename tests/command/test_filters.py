"""What the filters on the command line come to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qa import Filters, QaError
from qa.archive import Archive
from qa.command.cli import main
from qa.watch import Watches

GIVEN = ("--since", "2019-01-02", "--until", "2019-02-01", "--source", "A", "--language", "pt")
MEANT = Filters(date(2019, 1, 2), date(2019, 2, 1), "A", "pt")


@pytest.mark.parametrize(
    ("words", "method"),
    [
        (("ask", "why"), "ask"),
        (("timeline", "fire"), "timeline"),
        (("summarize", "--about", "fire"), "summarize_topic"),
        (("summarize", "--briefing", "fire"), "brief"),
    ],
)
def test_each_command_asks_with_them(
    words: tuple[str, ...], method: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def asked(archive: Archive, *given: Any, **more: Any) -> None:
        raise QaError(repr([value for value in given if isinstance(value, Filters)]))

    monkeypatch.setattr(Archive, method, asked)
    result = CliRunner().invoke(main, [*words, *GIVEN, "--indexes", str(tmp_path)])
    assert result.stderr == f"qa: {[MEANT]!r}\n"


def test_a_standing_question_keeps_them(indexes: Path) -> None:
    assert CliRunner().invoke(main, ["watch", "add", "why", *GIVEN, "--indexes", str(indexes)]).exit_code == 0
    (kept,) = Watches(indexes, "default").all()
    assert kept.filters == MEANT
