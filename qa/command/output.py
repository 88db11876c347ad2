"""Results to stdout, progress and messages to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.command.options import STOPPED, of_this_index
from qa.command.progress import showing_progress
from qa.command.render_index import (
    build_text,
    findings_text,
    more_refused,
    stopped_text,
)
from qa.command.terminal import echo
from qa.index.activity import Progress, Say, read_activity
from qa.index.layout import index_folder
from qa.index.types import REFUSED, Finding
from qa.types import as_json

if TYPE_CHECKING:
    from qa.index.build import BuildReport


SOME_REFUSED = 1  # exit status: done, but some input was refused; the others are in qa.errors


@contextmanager
def writing(indexes: Path, name: str) -> Iterator[tuple[Progress, Say]]:
    """Progress and messages of a command that writes; when it is stopped by Ctrl-C, how to go on."""
    try:
        with showing_progress() as progress:
            yield progress, lambda message: echo(of_this_index(message), err=True)
    except KeyboardInterrupt:
        echo(stopped_text(read_activity(index_folder(indexes, name))), err=True)
        sys.exit(STOPPED)


def print_build(report: BuildReport, as_json_: bool) -> None:
    """What a build did, what to know of it, and the first refused inputs; ends with SOME_REFUSED where there is one."""
    told = as_json(replace(report, refusals=report.refusals[:REFUSED])) | {"refused": len(report.refusals)}
    print_result(told if as_json_ else report, as_json_, build_text)
    for note in report.notes:
        echo(f"note: {of_this_index(note)}", err=True)
    for refusal in report.refusals[:REFUSED]:
        echo(f"refused: {refusal.origin}: {refusal.reason}", err=True)
    if len(report.refusals) > REFUSED:
        echo(f"refused: {more_refused(len(report.refusals) - REFUSED)}", err=True)
    if report.refusals:
        sys.exit(SOME_REFUSED)


def print_findings(findings: Sequence[Finding], as_json_: bool) -> None:
    """Each check, and the exit status of the worst."""
    findings = [replace(finding, fix=of_this_index(finding.fix)) for finding in findings]
    print_result(findings, as_json_, findings_text)
    sys.exit(max(finding.exit_status for finding in findings))


def print_result(value: Any, as_json_: bool, text: Callable[[Any], str]) -> None:
    """A result as JSON, or as `text` puts it."""
    echo(json.dumps(as_json(value), indent=1, ensure_ascii=False) if as_json_ else text(value))
