"""`qa key`: who may ask a server that others reach, and who may change its index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from qa.command.options import Command, indexes_option, json_option
from qa.command.output import print_result
from qa.command.terminal import echo, table
from qa.keys import SCOPES, Key, Scope, add_key, read_keys, revoke_key


@click.group()
def key() -> None:
    """API keys, which `qa serve` demands where others reach it."""


@key.command(cls=Command)
@click.argument("holder", metavar="NAME")
@click.option(
    "--scope", type=click.Choice(SCOPES), default="read", show_default=True, help="To ask, or to change the index too."
)
@indexes_option
def add(holder: str, scope: Scope, indexes: Path) -> None:
    """Make a key for NAME and print it: the one time it is shown, for only its hash is kept."""
    echo(add_key(indexes, holder, scope))


@key.command("list", cls=Command)
@json_option
@indexes_option
def list_(as_json_: bool, indexes: Path) -> None:
    """List the keys by name, scope and date, never the keys themselves."""
    print_result(read_keys(indexes), as_json_, _keys_text)


@key.command(cls=Command)
@click.argument("holder", metavar="NAME")
@indexes_option
def revoke(holder: str, indexes: Path) -> None:
    """Have NAME's key open nothing any more; a running server knows within a second."""
    revoke_key(indexes, holder)
    echo(f"revoked {holder}")


def _keys_text(keys: Sequence[Key]) -> str:
    if not keys:
        return "no keys"
    return table([("name", "scope", "made"), *((key.name, key.scope, key.created) for key in keys)])
