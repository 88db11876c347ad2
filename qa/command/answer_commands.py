"""`qa ask`, `summarize`, `timeline`, `articles` and `show`: what an archive says and holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qa.command.options import (
    Command,
    engine_option,
    filter_options,
    index_options,
    json_option,
    precision_option,
    reader_option,
    reranker_option,
)
from qa.command.output import print_result
from qa.command.render_answers import answer_text
from qa.command.render_articles import article_text, articles_text, removed_text
from qa.command.render_summaries import summary_text, timeline_text
from qa.encoding.precision import AUTO
from qa.encoding.precision import wanted as precision_wanted
from qa.extraction.options import AS_USUAL, METHODS, Length, Method
from qa.summary.types import USUAL_ENTRIES
from qa.types import MAX_CITATIONS, Filters, Reads


@click.command(cls=Command)
@click.argument("question")
@click.option("-k", type=click.IntRange(1, MAX_CITATIONS), default=3, show_default=True, help="How many sentences.")
@filter_options
@click.option("--literal", is_flag=True, help="Read no dates, sources or misspellings out of the question.")
@click.option("--explain", is_flag=True, help="Show what speaks for each sentence.")
@click.option("--no-server", is_flag=True, help="Answer in this process, also where a server runs for this index.")
@reader_option
@reranker_option
@precision_option
@engine_option
@json_option
@index_options
def ask(
    question: str,
    k: int,
    since: date | None,
    until: date | None,
    source: str | None,
    language: str | None,
    literal: bool,
    explain: bool,
    no_server: bool,
    reader: Reads,
    reranker: str | None,
    engine: str,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Answer QUESTION with sentences of the archive, or say that it does not answer it."""
    answer = None
    if not (no_server or reranker or engine or precision_wanted() != AUTO):
        from qa.command.running_server import ask_server

        filters = {"since": since, "until": until, "source": source, "language": language}
        wanted = {"question": question, "k": k, "explain": explain, "literal": literal, **filters}
        answer = ask_server(indexes, name, reader, wanted)
    if answer is None:
        from qa.archive import Archive

        archive = Archive(indexes, name, reads=reader, reranker=reranker, engine=engine, without_torch=True)
        answer = archive.ask(question, k, Filters(since, until, source, language), explain, literal)
    print_result(answer, as_json_, answer_text)


@click.command(cls=Command)
@click.argument("article_ids", nargs=-1)
@click.option("--about", metavar="TOPIC", help="What the archive says on a topic, instead of named articles.")
@click.option("--briefing", metavar="TOPIC", help="The same as what happened, why, who says what and what came next.")
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
    briefing: str | None,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    method: Method,
    since: date | None,
    until: date | None,
    source: str | None,
    language: str | None,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Summarize articles, by id, or what the archive says about a topic, by key sentences."""
    from qa.archive import Archive

    filters, length = Filters(since, until, source, language), Length(sentences, words, ratio)
    if [bool(article_ids), about is not None, briefing is not None].count(True) != 1:
        raise click.UsageError("give ids of articles, as `qa articles` lists them, --about TOPIC or --briefing TOPIC")
    if article_ids and filters != Filters():
        raise click.UsageError("--since, --until, --source and --language go with --about and --briefing")
    if briefing is not None and (length != AS_USUAL or method != METHODS[0]):
        raise click.UsageError("--sentences, --words, --ratio and --method do not go with --briefing")
    archive = Archive(indexes, name, without_torch=True)
    if briefing is not None:
        found = archive.brief(briefing, filters)
    elif about is not None:
        found = archive.summarize_topic(about, length, filters, method)
    else:
        found = archive.summarize(article_ids, length, method)
    print_result(found, as_json_, summary_text)


@click.command(cls=Command)
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
    language: str | None,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Show how the story of TOPIC unfolded: dates, each with the sentence that tells of it."""
    from qa.archive import Archive

    found = Archive(indexes, name, without_torch=True).timeline(topic, Filters(since, until, source, language), entries)
    print_result(found, as_json_, timeline_text)


@click.command(cls=Command)
@json_option
@index_options
def articles(as_json_: bool, indexes: Path, name: str) -> None:
    """List the articles, newest first."""
    from qa.archive import Archive

    print_result(Archive(indexes, name, verify=False).articles(), as_json_, articles_text)


@click.command(cls=Command)
@click.argument("article_id")
@click.option("--removed", is_flag=True, help="Show what of its text is not indexed: its head, and the page around it.")
@json_option
@index_options
def show(article_id: str, removed: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Show one article, sentence by sentence."""
    from qa.archive import Archive

    page = Archive(indexes, name, verify=False).article(article_id)
    print_result(page, as_json_, removed_text if removed else article_text)
