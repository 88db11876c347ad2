"""What the commands share: their options, and how an error becomes two lines and an exit status."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from qa.command.terminal import echo, printable
from qa.encoding.model_files import DEFAULT_MODEL
from qa.encoding.precision import AUTO, PRECISIONS, SETTING
from qa.errors import QaError
from qa.types import READS

_ABOUT_AN_INDEX = re.compile(
    r"\bqa (?:add|articles|ask|build|doctor|prune|restore|rollback|show|status|timeline|key \w+|watch \w+)\b"
)
_WHICH_INDEX = (("--indexes", "indexes", "indexes"), ("--index", "name", "default"))  # with parameter and default
UNEXPECTED = 4  # a full disk, say, or a defect of this program
STOPPED = 130  # by Ctrl-C, as shells have it


class Command(click.Command):
    """A command that tells what went wrong in two lines instead of a traceback; QA_DEBUG=1 brings it back."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; a QaError becomes its message and exit status."""
        self._refuse_what_is_no_text(ctx)
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            echo("stopped", err=True)
            ctx.exit(STOPPED)
        except QaError as error:
            error.fix = of_this_index(error.fix)
            echo(f"qa: {error}", err=True)
            ctx.exit(error.exit_status)
        except Exception as error:
            if os.environ.get("QA_DEBUG"):
                raise
            echo(f"qa: {error or type(error).__name__}\n  try: QA_DEBUG=1 {ctx.command_path} …", err=True)
            ctx.exit(UNEXPECTED)

    def _refuse_what_is_no_text(self, ctx: click.Context) -> None:
        """Bytes that are not UTF-8 come as half characters; only the name of a file may hold any."""
        for param in self.params:
            given = ctx.params.get(param.name or "")
            texts = given if isinstance(given, tuple) else (given,)
            if not isinstance(param.type, click.Path) and any(_is_broken(text) for text in texts):
                raise click.BadParameter("this is not UTF-8", ctx, param)


def _is_broken(value: object) -> bool:
    return isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value)


def of_this_index(said: str) -> str:
    """What is said, its commands with the options that name the index at hand, where they are not the defaults."""
    ctx = click.get_current_context(silent=True)
    params = ctx.params if ctx else {}
    options = "".join(
        f" {option} {_quoted(str(params[key]))}"
        for option, key, usual in _WHICH_INDEX
        if str(params.get(key, usual)) != usual and f"{option} " not in said
    )
    return _ABOUT_AN_INDEX.sub(lambda command: command[0] + options, said)


def _quoted(text: str) -> str:
    """As a word of a shell's command, also where it holds what is not printed as it is."""
    if text == printable(text):
        return shlex.quote(text)
    return "$'" + "".join(chr(b) if chr(b).isalnum() and b < 128 else f"\\x{b:02x}" for b in os.fsencode(text)) + "'"


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from qa.ingest.dates.publication_dates import parse_date

        return parse_date(value) or self.fail(f"{value!r} is not a date such as 2019-10-01", param, ctx)


class _Renamed(click.ParamType[tuple[str, str]]):
    name = "field=name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        from qa.ingest.head.fields import FIELDS

        field, sign, key = str(value).partition("=")
        if not sign or not key or field not in FIELDS:
            self.fail(f"{value!r} is not such as title=headline; the fields are {', '.join(FIELDS)}", param, ctx)
        return field, key


indexes_option = click.option(
    "--indexes",
    type=click.Path(path_type=Path),
    envvar="QA_INDEXES",
    default=Path("indexes"),
    show_default=True,
    show_envvar=True,
    help="The folder that holds the indexes.",
)


def index_options(function: Callable[..., None]) -> Callable[..., None]:
    """--indexes and --index: which index a command is about."""
    name = click.option("--index", "name", default="default", show_default=True, help="Which of them.")
    return indexes_option(name(function))


def filter_options(function: Callable[..., None]) -> Callable[..., None]:
    """--since, --until, --source and --language: which articles may answer."""
    since = click.option("--since", type=_Day(), help="Only articles published on this day or later.")
    until = click.option("--until", type=_Day(), help="Only articles published on this day or earlier.")
    source = click.option("--source", help="Only articles of this source.")
    language = click.option("--language", help="Only articles in this language, by its tag, such as en.")
    return since(until(source(language(function))))


reader_option = click.option(
    "--reader",
    type=click.Choice(READS),
    default="full",
    show_default=True,
    help="Read question and sentences together (a quarter of a second; fast: a third of that), or only compare them.",
)


def _note_precision(ctx: click.Context, param: click.Parameter, value: str) -> None:
    """For whatever loads a model, in this process and those it starts."""
    os.environ[SETTING] = value


precision_option = click.option(
    "--precision",
    type=click.Choice((AUTO, *PRECISIONS)),
    default=AUTO,
    envvar=SETTING,
    show_default=True,
    show_envvar=True,
    expose_value=False,
    callback=_note_precision,
    help="How the model computes; auto: the fastest way here that is as exact.",
)
reranker_option = click.option("--reranker", help="A cross-encoder, by folder or name, to order the best sentences.")
engine_option = click.option(
    "--engine",
    default="",
    envvar="QA_ENGINE",
    show_envvar=True,
    help="Where builds are kept: files, milvus-lite:FOLDER or milvus://HOST:PORT (default: where they were).",
)
json_option = click.option("--json", "as_json_", is_flag=True, help="Print JSON.")
model_option = click.option(
    "--model", help=f"A sentence-transformers model or folder (default: the index's own, or {DEFAULT_MODEL})."
)
field_option = click.option(
    "--field",
    "renamed",
    type=_Renamed(),
    multiple=True,
    help="Where records and columns have names of their own: title=kop, text=tekst … Remembered.",
)
wait_option = click.option("--no-wait", is_flag=True, help="Give up at once where another process writes the index.")
