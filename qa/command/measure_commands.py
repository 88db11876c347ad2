"""`qa evaluate` and `calibrate`: how good the answers are, and fitting the confidence."""

from __future__ import annotations

from pathlib import Path

import click

from qa.command.options import (
    Command,
    index_options,
    json_option,
    reader_option,
    wait_option,
)
from qa.command.output import print_result, writing
from qa.command.progress import showing_progress
from qa.command.terminal import echo
from qa.encoding.model_files import DEFAULT_MODEL
from qa.types import Reads


@click.command(cls=Command)
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="A sentence-transformers model or folder.")
@reader_option
@click.option("--sample", type=click.IntRange(1), help="Ask this many questions of each set, evenly spread.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw risk against coverage (SVG).")
@click.option(
    "--articles",
    type=click.Path(path_type=Path, exists=True),
    help="The articles that nuggets are of, where they are not beside them.",
)
@json_option
@click.option(
    "--indexes",
    type=click.Path(path_type=Path),
    default=Path("indexes/evaluation"),
    show_default=True,
    help="The folder that holds an index for each set.",
)
def evaluate(
    folders: tuple[Path, ...],
    model: str,
    reader: Reads,
    sample: int | None,
    plot: Path | None,
    articles: Path | None,
    as_json_: bool,
    indexes: Path,
) -> None:
    """Measure ranking, answers and abstention on question sets, and summaries on summary sets.

    A question set is a folder with corpus.jsonl and queries.jsonl, or with articles and questions.jsonl, such as
    seeds/; a summary set is one with docs.jsonl, or with nuggets_articles.json, nuggets_topics.json or
    events_topics.json: what summaries of articles and topics, and timelines, must hold.
    """
    from qa.command.render_evaluation import evaluations_text, nugget_evaluation_text, summary_evaluation_text
    from qa.encoding.load import load_encoder
    from qa.encoding.reader import reader_of
    from qa.evaluation.answers import evaluate as evaluate_set
    from qa.evaluation.nugget_sets import is_nugget_set, read_nugget_set
    from qa.evaluation.nuggets import evaluate_nuggets
    from qa.evaluation.plots import plot_risk_coverage
    from qa.evaluation.question_sets import read_question_set
    from qa.evaluation.summaries import evaluate_summaries
    from qa.evaluation.summary_sets import is_summary_set, read_summary_set

    def is_question_set(folder: Path) -> bool:
        others = is_summary_set(folder) or is_nugget_set(folder)
        return not others or (folder / "questions.jsonl").is_file()

    nuggets = [read_nugget_set(folder) for folder in folders if is_nugget_set(folder)]
    questions = [read_question_set(folder) for folder in folders if is_question_set(folder)]
    summaries = [read_summary_set(folder) for folder in folders if is_summary_set(folder)]
    encoder = load_encoder(model)
    reads = reader_of(encoder, reads=reader)
    with showing_progress() as progress:
        answered = [evaluate_set(one, indexes, encoder, sample, progress, reads) for one in questions]
        summarized = [evaluate_summaries(one, indexes, encoder, sample, progress) for one in summaries]
        judged = [evaluate_nuggets(one, articles or one.folder, indexes, encoder, progress, reads) for one in nuggets]
    if as_json_:
        print_result([*answered, *summarized, *judged], as_json_, str)
    else:
        tables = [evaluations_text(answered)] if answered else []
        tables += [*map(summary_evaluation_text, summarized), *map(nugget_evaluation_text, judged)]
        echo("\n\n".join(tables))
    if plot:
        plot_risk_coverage(answered, plot)


@click.command(cls=Command)
@click.argument("questions", required=False, type=click.Path(path_type=Path, dir_okay=False))
@reader_option
@click.option("--reset", is_flag=True, help="Go back to the confidence as shipped.")
@wait_option
@json_option
@index_options
def calibrate(
    questions: Path | None, reader: Reads, reset: bool, no_wait: bool, as_json_: bool, indexes: Path, name: str
) -> None:
    """Fit the confidence to this archive by QUESTIONS whose answers you know.

    One JSON object a line, as in seeds/questions.jsonl: {"text", "answerable", and "article" and "sentence", or
    "answers"}; a third of them such as the archive does not answer.
    """
    from qa.archive import Archive
    from qa.command.render_evaluation import calibration_text
    from qa.encoding.load import load_encoder
    from qa.encoding.reader import reader_of
    from qa.evaluation.calibrate import calibrate as calibrate_index
    from qa.evaluation.calibrate import reset_calibration
    from qa.evaluation.question_sets import read_questions

    if bool(questions) == reset:
        raise click.UsageError("give a file of questions, or --reset")
    if questions is None:
        with writing(indexes, name) as (progress, _):
            info = reset_calibration(indexes, name, progress, wait=not no_wait)
        print_result(info, as_json_, lambda info: f"confidence as shipped; build {info.build}")
        return
    read = read_questions(questions)
    encoder = load_encoder(Archive(indexes, name).status().encoder)
    reads = reader_of(encoder, reads=reader)
    with writing(indexes, name) as (progress, _):
        report = calibrate_index(read, indexes, name, encoder, progress, not no_wait, reads)
    print_result(report, as_json_, calibration_text)
