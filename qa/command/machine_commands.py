"""`qa serve` and `doctor`: the server, and whether this machine has what it takes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from qa.command.options import (
    Command,
    index_options,
    json_option,
    reader_option,
    reranker_option,
)
from qa.command.output import print_findings


@click.command(cls=Command)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 256), default=4, show_default=True, help="Threads in each process.")
@reader_option
@reranker_option
@index_options
def serve(
    host: str,
    port: int,
    workers: int,
    threads: int,
    reader: str,
    reranker: str | None,
    indexes: Path,
    name: str,
) -> None:
    """Serve the web form and the JSON API."""
    options = {"--indexes": indexes, "--index": name, "--host": host, "--port": port}
    options |= {"--workers": workers, "--threads": threads, "--reader": reader}
    options |= {"--reranker": reranker} if reranker else {}
    words = [str(word) for option in options.items() for word in option]
    environment = {"OMP_NUM_THREADS": "1", **os.environ}  # one core a question: torch, FAISS and BLAS share them
    os.execve(sys.executable, [sys.executable, "-m", "web.serve", *words], environment)


@click.command(cls=Command)
@json_option
@index_options
def doctor(as_json_: bool, indexes: Path, name: str) -> None:
    """Check that everything a build and a server need is here."""
    from qa.command.doctor import examine

    print_findings(examine(indexes, name), indexes, name, as_json_)
