"""The command `qa`. Results go to stdout, progress and messages to stderr; errors become exit statuses."""

from __future__ import annotations

import click

from qa.command.answer_commands import articles, ask, show, summarize, timeline
from qa.command.feedback_commands import feedback
from qa.command.index_commands import add, build, duplicates, prune, remove, restore, rollback, status, verify
from qa.command.key_commands import key
from qa.command.machine_commands import doctor, mcp, serve
from qa.command.measure_commands import calibrate, evaluate
from qa.command.training_commands import train_reader
from qa.command.watch_commands import watch
from qa.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cuttings")
def main() -> None:
    """Ask an archive of articles; get sentences copied from them, each with its place."""


for command in (
    *(build, add, remove, ask, summarize, timeline, articles, show),
    *(status, duplicates, verify, rollback, prune, restore, serve, mcp, key, watch, feedback),
    *(evaluate, calibrate, train_reader, doctor),
):
    main.add_command(command)
