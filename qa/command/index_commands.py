"""`qa build`, `add`, `remove`, `status`, `verify`, `rollback`, `prune` and `restore`: the life of an index.

Each imports what it needs when it is run, so that `qa --help` need not wait for any of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.command.options import (
    Command,
    engine_option,
    field_option,
    index_options,
    json_option,
    model_option,
    precision_option,
    wait_option,
)
from qa.command.output import print_build, print_findings, print_result, writing
from qa.command.render_index import (
    duplicates_text,
    prune_text,
    refusals_text,
    restore_text,
    rollback_text,
    status_text,
    survey_text,
)
from qa.encoding.model_files import DEFAULT_MODEL
from qa.index.layout import ENGINE, KEEP, existing_index, index_folder
from qa.index.types import SAMPLE

if TYPE_CHECKING:
    from qa.encoding.base import Encoder
    from qa.encoding.distributed import Workers


@click.command(cls=Command)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@model_option
@precision_option
@field_option
@engine_option
@click.option("--workers", default="", help="Encode by local:N processes, or by a Dask scheduler at tcp://HOST:PORT.")
@click.option("--dry-run", is_flag=True, help="Only tell what the sources hold, and how long it would take.")
@wait_option
@json_option
@index_options
def build(
    sources: tuple[Path, ...],
    model: str | None,
    renamed: tuple[tuple[str, str], ...],
    engine: str,
    workers: str,
    dry_run: bool,
    no_wait: bool,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Make the index of files and folders, or make it again.

    It then holds just the articles of SOURCES. Without SOURCES, those of before are read again (the first time:
    seeds/). What was encoded before is not encoded again.
    """
    from qa.index.build import build_index

    folder = index_folder(indexes, name)
    _check_addresses(folder, engine, workers)
    if not sources and not _was_begun(folder):
        sources = (Path("seeds"),)
    encoder = _encoder_of(indexes, name, model)
    if dry_run:
        from qa.index.survey import survey

        print_result(survey(sources, indexes, name, encoder, dict(renamed)), as_json_, survey_text)
        return
    with writing(indexes, name) as (progress, say):
        by = _workers(workers, encoder)
        report = build_index(sources, indexes, name, encoder, progress, say, not no_wait, dict(renamed), engine, by)
    print_build(report, as_json_)


@click.command(cls=Command)
@click.argument("sources", nargs=-1, required=True, type=click.Path())
@precision_option
@field_option
@click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="Pages of a feed or a sitemap.")
@click.option("--allow-private", is_flag=True, help="Ask machines of your own network, any port, with a password.")
@wait_option
@json_option
@index_options
def add(
    sources: tuple[str, ...],
    renamed: tuple[tuple[str, str], ...],
    most: int,
    allow_private: bool,
    no_wait: bool,
    as_json_: bool,
    indexes: Path,
    name: str,
) -> None:
    """Add the articles of files, folders and web addresses, or bring them up to date; all others stay.

    An address (https://…) is that of a page, or of a feed or a sitemap, whose pages are fetched: a page a second, and
    only what robots.txt leaves open. One that could not be reached is tried again with the next address that is added;
    `qa status` names it. Only what is new or changed is encoded.
    """
    from qa.index.build import add_articles, note_fetched
    from qa.index.library_reading import read_again
    from qa.index.update import absolute
    from qa.ingest.web.address import is_address
    from qa.ingest.web.crawl import fetch, needed, telling_what_is_kept
    from qa.ingest.web.fetch import Client

    paths = absolute([Path(source) for source in sources if not is_address(source)])
    addresses = [source for source in sources if is_address(source)]
    if addresses:
        addresses += read_again(index_folder(indexes, name) / "library.db")
    encoder = _encoder_of(indexes, name, None)
    with writing(indexes, name) as (progress, say):
        web = index_folder(indexes, name) / "web"
        fetched = fetch(addresses, web, Client(allow_private), most, progress, say)
        if not paths and not fetched.archives:
            note_fetched(fetched, indexes, name, not no_wait)
            needed(fetched)
        with telling_what_is_kept(fetched.archives, fetched.refusals, say):
            made_of = [*paths, *fetched.archives]
            asked = fetched if addresses else None
            report = add_articles(made_of, indexes, name, encoder, progress, say, not no_wait, dict(renamed), asked)
    print_build(replace(report, refusals=(*fetched.refusals, *report.refusals)), as_json_)


@click.command(cls=Command)
@click.argument("article_ids", nargs=-1, required=True)
@wait_option
@json_option
@index_options
def remove(article_ids: tuple[str, ...], no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Take articles out of the index, by id.

    They stay out until they are added again, or the index is built of named sources.
    """
    from qa.index.build import remove_articles

    def load() -> Encoder:
        return _encoder_of(indexes, name, None)

    with writing(indexes, name) as (progress, say):
        report = remove_articles(article_ids, indexes, name, load, progress, say, wait=not no_wait)
    print_build(report, as_json_)


@click.command(cls=Command)
@click.option("--refusals", is_flag=True, help="Only what was refused at the last reading, all of it.")
@json_option
@index_options
def status(refusals: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Show what is indexed, when it was built, of what, what was refused, and what a rebuild would do."""
    from qa.archive import Archive
    from qa.index.build import plan

    if refusals:
        existing_index(indexes, name)
        print_result(Archive(indexes, name).refusals(), as_json_, refusals_text)
        return
    found = Archive(indexes, name).status()
    print_result(replace(found, plan=plan(indexes, name)), as_json_, status_text)


@click.command(cls=Command)
@json_option
@index_options
def duplicates(as_json_: bool, indexes: Path, name: str) -> None:
    """List the stories that several articles tell in nearly the same words, the first that was printed first."""
    from qa.archive import Archive

    print_result(Archive(indexes, name, verify=False).stories(), as_json_, duplicates_text)


@click.command(cls=Command)
@click.option("--sample", type=click.IntRange(0), default=SAMPLE, show_default=True, help="Articles to encode again.")
@json_option
@index_options
def verify(sample: int, as_json_: bool, indexes: Path, name: str) -> None:
    """Check every file, offset and vector of the index, and the library against it. Changes nothing."""
    from qa.encoding.load import load_encoder
    from qa.index.verify import verify_index

    print_findings(verify_index(indexes, name, load_encoder, sample), as_json_)


@click.command(cls=Command)
@click.argument("build", required=False)
@wait_option
@json_option
@index_options
def rollback(build: str | None, no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Answer from an earlier BUILD again (default: the one before).

    The library stays as it is: the next build, add or remove brings its articles in again.
    """
    from qa.index.retention import roll_back

    with writing(indexes, name) as (progress, _):
        info = roll_back(indexes, name, build, progress, wait=not no_wait)
    print_result(info, as_json_, rollback_text)


@click.command(cls=Command)
@click.option("--keep", type=click.IntRange(1), default=KEEP, show_default=True, help="Snapshots, newest first.")
@wait_option
@json_option
@index_options
def prune(keep: int, no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Remove old and damaged snapshots, and encodings that no article needs any more; never the snapshot in use."""
    from qa.index.retention import prune as prune_index

    with writing(indexes, name) as (progress, _):
        report = prune_index(indexes, name, keep, progress, wait=not no_wait)
    print_result(report, as_json_, prune_text)


@click.command(cls=Command)
@wait_option
@json_option
@index_options
def restore(no_wait: bool, as_json_: bool, indexes: Path, name: str) -> None:
    """Make a damaged or lost library.db again, from its intact rows and the snapshot in use.

    The old file is kept beside it.
    """
    from qa.index.restore import restore_library

    with writing(indexes, name) as (progress, _):
        report = restore_library(indexes, name, progress, wait=not no_wait)
    print_result(report, as_json_, restore_text)


def _check_addresses(folder: Path, engine: str, workers: str) -> None:
    """Raise SourceError for what is none: to load the model takes seconds."""
    from qa.index.builds import builds_of

    builds_of(folder, engine)
    if workers:
        from qa.encoding.distributed import check_workers

        check_workers(workers)


def _was_begun(folder: Path) -> bool:
    """Whether the index was built, or a first build of it was stopped."""
    from qa.index.library_reading import read_origins

    return any((folder / what).exists() for what in ("snapshots", ENGINE)) or bool(read_origins(folder / "library.db"))


def _workers(address: str, encoder: Encoder) -> Workers | None:
    """Who encodes instead of this process, with the same model."""
    if not address:
        return None
    from qa.encoding.base import encoding_id
    from qa.encoding.distributed import Workers
    from qa.encoding.load import load_encoder

    return Workers(address, partial(load_encoder, encoder.name, 1), encoding_id(encoder))


def _encoder_of(indexes: Path, name: str, model: str | None) -> Encoder:
    """The encoder asked for, or the one that the index is made by."""
    from qa.encoding.load import load_encoder
    from qa.encoding.precision import built_in, wanted
    from qa.index.library_reading import read_model

    model = model or read_model(index_folder(indexes, name) / "library.db") or DEFAULT_MODEL
    return load_encoder(built_in(model, wanted()), at_once=False)
