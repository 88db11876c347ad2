"""The command `qa`. Results go to stdout, progress and messages to stderr; errors become exit statuses."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from qa.answer import MAX_CITATIONS
from qa.archive import Archive
from qa.build import build_index
from qa.calibrate import calibrate as calibrate_index
from qa.calibrate import reset_calibration
from qa.doctor import examine
from qa.encoder import DEFAULT_MODEL
from qa.errors import QaError
from qa.evaluate import evaluate as evaluate_set
from qa.ingest.metadata import parse_date
from qa.multi_vector import load_encoder
from qa.plots import plot_risk_coverage
from qa.progress import showing_progress
from qa.question_sets import read_question_set, read_questions
from qa.render import (
    answer_text,
    article_text,
    articles_text,
    build_text,
    calibration_text,
    evaluations_text,
    status_text,
)
from qa.types import Filter, as_json
from qa.version import __version__

SOME_REFUSED = 1  # exit status: done, but some input was refused; the others are in qa.errors
UNEXPECTED = 4  # a full disk, say, or a defect of this program
STOPPED = 130  # by Ctrl-C, as shells have it


class _Command(click.Command):
    """A command that tells what went wrong in two lines instead of a traceback; QA_DEBUG=1 brings it back."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except KeyboardInterrupt:
            click.echo("stopped; the same command again goes on where this one was", err=True)
            ctx.exit(STOPPED)
        except QaError as error:
            click.echo(f"qa: {error}", err=True)
            ctx.exit(error.exit_status)
        except Exception as error:
            if os.environ.get("QA_DEBUG"):
                raise
            click.echo(f"qa: {error or type(error).__name__}\n  try: QA_DEBUG=1 {ctx.command_path} …", err=True)
            ctx.exit(UNEXPECTED)


class _Group(click.Group):
    command_class = _Command


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        return parse_date(value) or self.fail(f"{value!r} is not a date such as 2019-10-01", param, ctx)


def _index_options(function: Callable[..., None]) -> Callable[..., None]:
    indexes = click.option(
        "--indexes",
        type=click.Path(path_type=Path),
        envvar="QA_INDEXES",
        default=Path("indexes"),
        show_default=True,
        show_envvar=True,
        help="The folder that holds the indexes.",
    )
    name = click.option("--index", "name", default="default", show_default=True, help="Which of them.")
    return indexes(name(function))


_reranker_option = click.option("--reranker", help="A cross-encoder, by folder or name, to order the best sentences.")
_json_option = click.option("--json", "as_json_", is_flag=True, help="Print JSON.")


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cuttings")
def main() -> None:
    """Ask an archive of articles; get sentences copied from them, each with its place."""


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="A sentence-transformers model or folder.")
@_json_option
@_index_options
def build(sources: tuple[Path, ...], model: str, as_json_: bool, indexes: Path, name: str) -> None:
    """Make or remake the index from files and folders (default: seeds/).

    The index then holds just the articles of SOURCES. What was encoded before is not encoded again.
    """
    encoder = load_encoder(model)
    with showing_progress() as progress:
        report = build_index(sources or (Path("seeds"),), indexes, name, encoder, progress)
    _print(report, as_json_, build_text)
    for refusal in report.refusals:
        click.echo(f"refused: {refusal.origin}: {refusal.reason}", err=True)
    if report.refusals:
        sys.exit(SOME_REFUSED)


@main.command()
@click.argument("question")
@click.option("-k", type=click.IntRange(1, MAX_CITATIONS), default=3, show_default=True, help="How many sentences.")
@click.option("--since", type=_Day(), help="Only articles published on this day or later.")
@click.option("--until", type=_Day(), help="Only articles published on this day or earlier.")
@click.option("--source", help="Only articles of this source.")
@click.option("--explain", is_flag=True, help="Show what speaks for each sentence.")
@_reranker_option
@_json_option
@_index_options
def ask(
    question: str,
    k: int,
    since: date | None,
    until: date | None,
    source: str | None,
    explain: bool,
    reranker: str | None,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Answer QUESTION with sentences of the archive, or say that it does not answer it."""
    answer = Archive(indexes, name, reranker=reranker).ask(question, k, Filter(since, until, source), explain)
    _print(answer, as_json_, answer_text)


@main.command()
@_json_option
@_index_options
def articles(as_json_: bool, indexes: Path, name: str) -> None:
    """List the articles, newest first."""
    _print(Archive(indexes, name).articles(), as_json_, articles_text)


@main.command()
@click.argument("article_id")
@_json_option
@_index_options
def show(article_id: str, as_json_: bool, indexes: Path, name: str) -> None:
    """Show one article, sentence by sentence."""
    _print(Archive(indexes, name).article(article_id), as_json_, article_text)


@main.command()
@_json_option
@_index_options
def status(as_json_: bool, indexes: Path, name: str) -> None:
    """Show what is indexed, when it was built, and what was refused."""
    _print(Archive(indexes, name).status(), as_json_, status_text)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 256), default=4, show_default=True, help="Threads in each process.")
@_reranker_option
@_index_options
def serve(host: str, port: int, workers: int, threads: int, reranker: str | None, indexes: Path, name: str) -> None:
    """Serve the web form and the JSON API."""
    options = {"--indexes": indexes, "--index": name, "--host": host, "--port": port}
    options |= {"--workers": workers, "--threads": threads} | ({"--reranker": reranker} if reranker else {})
    words = [str(word) for option in options.items() for word in option]
    environment = {"OMP_NUM_THREADS": "1", **os.environ}  # one core a question: torch, FAISS and BLAS share them
    os.execve(sys.executable, [sys.executable, "-m", "web.serve", *words], environment)


@main.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="A sentence-transformers model or folder.")
@click.option("--sample", type=click.IntRange(1), help="Ask this many questions of each set, evenly spread.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw risk against coverage (SVG).")
@_json_option
@click.option(
    "--indexes",
    type=click.Path(path_type=Path),
    default=Path("indexes/evaluation"),
    show_default=True,
    help="The folder that holds an index for each set.",
)
def evaluate(
    folders: tuple[Path, ...], model: str, sample: int | None, plot: Path | None, as_json_: bool, indexes: Path
) -> None:
    """Measure ranking, answers and abstention on question sets.

    A set is a folder with corpus.jsonl and queries.jsonl, or with articles and questions.jsonl, such as seeds/.
    """
    sets = [read_question_set(folder) for folder in folders]
    encoder = load_encoder(model)
    with showing_progress() as progress:
        results = [evaluate_set(questions, indexes, encoder, sample, progress) for questions in sets]
    _print(results, as_json_, evaluations_text)
    if plot:
        plot_risk_coverage(results, plot)


@main.command()
@click.argument("questions", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--reset", is_flag=True, help="Go back to the confidence as shipped.")
@_json_option
@_index_options
def calibrate(questions: Path | None, reset: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Fit the confidence to this archive by QUESTIONS whose answers you know.

    One JSON object a line, as in seeds/questions.jsonl: {"text", "answerable", and "article" and "sentence", or
    "answers"}; a third of them such as the archive does not answer.
    """
    if bool(questions) == reset:
        raise click.UsageError("give a file of questions, or --reset")
    if questions is None:
        _print(reset_calibration(indexes, name), as_json_, lambda info: f"confidence as shipped; build {info.build}")
        return
    read = read_questions(questions)
    encoder = load_encoder(Archive(indexes, name).status().encoder)
    _print(calibrate_index(read, indexes, name, encoder), as_json_, calibration_text)


@main.command()
@_json_option
@_index_options
def doctor(as_json_: bool, indexes: Path, name: str) -> None:
    """Check that everything a build and a server need is here."""
    findings = examine(indexes, name)
    if as_json_:
        click.echo(json.dumps(as_json(findings), indent=1, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.what}: {finding.found}")
            if finding.fix:
                click.echo(f"     try: {finding.fix}")
    sys.exit(max(finding.exit_status for finding in findings))


def _print(value: Any, as_json_: bool, text: Callable[[Any], str]) -> None:
    click.echo(json.dumps(as_json(value), indent=1, ensure_ascii=False) if as_json_ else text(value))
