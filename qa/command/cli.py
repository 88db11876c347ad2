"""The command `qa`. Results go to stdout, progress and messages to stderr; errors become exit statuses."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from qa.answer.ask import MAX_CITATIONS
from qa.archive import Archive
from qa.command.doctor import examine
from qa.command.options import (
    Group,
    filter_options,
    index_options,
    json_option,
    model_option,
    reranker_option,
    wait_option,
)
from qa.command.output import print_build, print_findings, print_result, writing
from qa.command.progress import showing_progress
from qa.command.render_answers import answer_text
from qa.command.render_articles import article_text, articles_text
from qa.command.render_evaluation import calibration_text, evaluations_text, summary_evaluation_text
from qa.command.render_index import (
    prune_text,
    restore_text,
    rollback_text,
    status_text,
)
from qa.command.render_summaries import summary_text, timeline_text
from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.encoding.model_files import DEFAULT_MODEL
from qa.evaluation.answers import evaluate as evaluate_set
from qa.evaluation.calibrate import calibrate as calibrate_index
from qa.evaluation.calibrate import reset_calibration
from qa.evaluation.plots import plot_risk_coverage
from qa.evaluation.question_sets import read_question_set, read_questions
from qa.evaluation.summaries import evaluate_summaries
from qa.evaluation.summary_sets import is_summary_set, read_summary_set
from qa.extraction.key_sentences import METHODS, Method
from qa.extraction.length import Length
from qa.index.build import add_articles, build_index, plan, remove_articles
from qa.index.layout import index_folder
from qa.index.library_reading import read_model
from qa.index.restore import restore_library
from qa.index.retention import KEEP, roll_back
from qa.index.retention import prune as prune_index
from qa.index.verify import SAMPLE, verify_index
from qa.summary.timeline import USUAL_ENTRIES
from qa.types import Filters
from qa.version import __version__


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cuttings")
def main() -> None:
    """Ask an archive of articles; get sentences copied from them, each with its place."""


@main.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@model_option
@wait_option
@json_option
@index_options
def build(
    sources: tuple[Path, ...], model: str | None, no_wait: bool, as_json_: bool, indexes: Path, name: str
) -> None:
    """Make the index of files and folders, or make it again.

    It then holds just the articles of SOURCES. Without SOURCES, those of before are read again (the first time:
    seeds/). What was encoded before is not encoded again.
    """
    if not sources and not (index_folder(indexes, name) / "snapshots").exists():
        sources = (Path("seeds"),)
    encoder = _encoder_of(indexes, name, model)
    with writing(indexes, name) as (progress, say):
        report = build_index(sources, indexes, name, encoder, progress, say, wait=not no_wait)
    print_build(report, as_json_)


@main.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@wait_option
@json_option
@index_options
def add(sources: tuple[Path, ...], no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Add the articles of files and folders, or bring them up to date; all others stay.

    Only what is new or changed is encoded.
    """
    encoder = _encoder_of(indexes, name, None)
    with writing(indexes, name) as (progress, say):
        report = add_articles(sources, indexes, name, encoder, progress, say, wait=not no_wait)
    print_build(report, as_json_)


@main.command()
@click.argument("article_ids", nargs=-1, required=True)
@wait_option
@json_option
@index_options
def remove(article_ids: tuple[str, ...], no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Take articles out of the index, by id.

    They stay out until they are added again, or the index is built of named sources.
    """

    def load() -> Encoder:
        return _encoder_of(indexes, name, None)

    with writing(indexes, name) as (progress, say):
        report = remove_articles(article_ids, indexes, name, load, progress, say, wait=not no_wait)
    print_build(report, as_json_)


@main.command()
@click.argument("question")
@click.option("-k", type=click.IntRange(1, MAX_CITATIONS), default=3, show_default=True, help="How many sentences.")
@filter_options
@click.option("--explain", is_flag=True, help="Show what speaks for each sentence.")
@reranker_option
@json_option
@index_options
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
    answer = Archive(indexes, name, reranker=reranker).ask(question, k, Filters(since, until, source), explain)
    print_result(answer, as_json_, answer_text)


@main.command()
@click.argument("article_ids", nargs=-1)
@click.option("--about", metavar="TOPIC", help="What the archive says on a topic, instead of named articles.")
@click.option("--sentences", type=int, help="So many sentences (default: 3, or 6 about a topic).")
@click.option("--words", type=int, help="At most so many words.")
@click.option("--ratio", type=float, help="At most this share of the words.")
@click.option("--method", type=click.Choice(METHODS), default="coverage", show_default=True, help="What is key.")
@filter_options
@json_option
@index_options
def summarize(
    article_ids: tuple[str, ...],
    about: str | None,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    method: Method,
    since: date | None,
    until: date | None,
    source: str | None,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Summarize articles, by id, or what the archive says about a topic, by key sentences."""
    chosen, length = Filters(since, until, source), Length(sentences, words, ratio)
    if bool(article_ids) == (about is not None):
        raise click.UsageError("give ids of articles, as `qa articles` lists them, or --about TOPIC")
    if article_ids and chosen != Filters():
        raise click.UsageError("--since, --until and --source go with --about")
    archive = Archive(indexes, name)
    if about is None:
        found = archive.summarize(article_ids, length, method)
    else:
        found = archive.summarize_topic(about, length, chosen, method)
    print_result(found, as_json_, summary_text)


@main.command()
@click.argument("topic")
@click.option("--entries", type=int, default=USUAL_ENTRIES, show_default=True, help="At most so many.")
@filter_options
@json_option
@index_options
def timeline(
    topic: str,
    entries: int,
    since: date | None,
    until: date | None,
    source: str | None,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Show how the story of TOPIC unfolded: dates, each with the sentence that tells of it."""
    found = Archive(indexes, name).timeline(topic, Filters(since, until, source), entries)
    print_result(found, as_json_, timeline_text)


@main.command()
@json_option
@index_options
def articles(as_json_: bool, indexes: Path, name: str) -> None:
    """List the articles, newest first."""
    print_result(Archive(indexes, name).articles(), as_json_, articles_text)


@main.command()
@click.argument("article_id")
@json_option
@index_options
def show(article_id: str, as_json_: bool, indexes: Path, name: str) -> None:
    """Show one article, sentence by sentence."""
    print_result(Archive(indexes, name).article(article_id), as_json_, article_text)


@main.command()
@json_option
@index_options
def status(as_json_: bool, indexes: Path, name: str) -> None:
    """Show what is indexed, when it was built, of what, what was refused, and what a rebuild would do."""
    found = Archive(indexes, name).status()
    print_result(replace(found, plan=plan(indexes, name)), as_json_, status_text)


@main.command()
@click.option("--sample", type=click.IntRange(0), default=SAMPLE, show_default=True, help="Articles to encode again.")
@json_option
@index_options
def verify(sample: int, as_json_: bool, indexes: Path, name: str) -> None:
    """Check every file, offset and vector of the index, and the library against it. Changes nothing."""
    findings = verify_index(indexes, name, load_encoder, sample)
    print_findings(findings, indexes, name, as_json_)


@main.command()
@click.argument("build", required=False)
@wait_option
@json_option
@index_options
def rollback(build: str | None, no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Answer from an earlier BUILD again (default: the one before).

    The library stays as it is: the next build, add or remove brings its articles in again.
    """
    with writing(indexes, name) as (progress, _):
        info = roll_back(indexes, name, build, progress, wait=not no_wait)
    print_result(info, as_json_, rollback_text)


@main.command()
@click.option("--keep", type=click.IntRange(1), default=KEEP, show_default=True, help="Snapshots, newest first.")
@wait_option
@json_option
@index_options
def prune(keep: int, no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Remove old and damaged snapshots, and encodings that no article needs any more; never the snapshot in use."""
    with writing(indexes, name) as (progress, _):
        report = prune_index(indexes, name, keep, progress, wait=not no_wait)
    print_result(report, as_json_, prune_text)


@main.command()
@wait_option
@json_option
@index_options
def restore(no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Make a damaged or lost library.db again, from its intact rows and the snapshot in use.

    The old file is kept beside it.
    """
    with writing(indexes, name) as (progress, _):
        report = restore_library(indexes, name, progress, wait=not no_wait)
    print_result(report, as_json_, restore_text)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 256), default=4, show_default=True, help="Threads in each process.")
@reranker_option
@index_options
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
@json_option
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
    """Measure ranking, answers and abstention on question sets, and summaries on summary sets.

    A question set is a folder with corpus.jsonl and queries.jsonl, or with articles and questions.jsonl, such as
    seeds/; a summary set is one with docs.jsonl.
    """
    questions = [read_question_set(folder) for folder in folders if not is_summary_set(folder)]
    summaries = [read_summary_set(folder) for folder in folders if is_summary_set(folder)]
    encoder = load_encoder(model)
    with showing_progress() as progress:
        answered = [evaluate_set(one, indexes, encoder, sample, progress) for one in questions]
        summarized = [evaluate_summaries(one, indexes, encoder, sample, progress) for one in summaries]
    if as_json_:
        print_result([*answered, *summarized], as_json_, str)
    else:
        tables = [evaluations_text(answered)] if answered else []
        click.echo("\n\n".join([*tables, *map(summary_evaluation_text, summarized)]))
    if plot:
        plot_risk_coverage(answered, plot)


@main.command()
@click.argument("questions", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--reset", is_flag=True, help="Go back to the confidence as shipped.")
@json_option
@index_options
def calibrate(questions: Path | None, reset: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Fit the confidence to this archive by QUESTIONS whose answers you know.

    One JSON object a line, as in seeds/questions.jsonl: {"text", "answerable", and "article" and "sentence", or
    "answers"}; a third of them such as the archive does not answer.
    """
    if bool(questions) == reset:
        raise click.UsageError("give a file of questions, or --reset")
    if questions is None:
        print_result(
            reset_calibration(indexes, name), as_json_, lambda info: f"confidence as shipped; build {info.build}"
        )
        return
    read = read_questions(questions)
    encoder = load_encoder(Archive(indexes, name).status().encoder)
    print_result(calibrate_index(read, indexes, name, encoder), as_json_, calibration_text)


@main.command()
@json_option
@index_options
def doctor(as_json_: bool, indexes: Path, name: str) -> None:
    """Check that everything a build and a server need is here."""
    print_findings(examine(indexes, name), indexes, name, as_json_)


def _encoder_of(indexes: Path, name: str, model: str | None) -> Encoder:
    """The encoder asked for, or the one that the index is made by."""
    return load_encoder(model or read_model(index_folder(indexes, name) / "library.db") or DEFAULT_MODEL)
