"""`qa serve`, `mcp` and `doctor`: the servers, and whether this machine has what it takes."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import click

from qa.command.options import Command, index_options, indexes_option, json_option, reader_option
from qa.command.output import print_findings
from qa.errors import EngineUnavailable


@click.command(cls=Command)
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file with any of these settings.")
@click.option("--host", help="The address to listen on (default: 127.0.0.1).")
@click.option("--port", help="From 0 to 65535 (default: 8000).")
@click.option("--workers", help="Processes, each with a model of its own (default: 1).")
@click.option("--threads", help="Questions answered at once by each process (default: 4).")
@click.option("--reader", help="full, fast, or none: compare question and sentences only (default: full).")
@click.option("--precision", help="auto, float32, bfloat16 or int8: how the models compute (default: auto).")
@click.option("--reranker", help="A cross-encoder, by folder or name, to order the best sentences.")
@click.option("--access", help="keys, or anyone (default: anyone on this machine, keys where others reach it).")
@click.option("--trusted-hosts", multiple=True, help="Further names that the server is asked by.")
@click.option("--cors-origins", multiple=True, help="Sites whose pages may read the API.")
@click.option("--prefix", help="The path that it stands under, such as /cuttings.")
@click.option("--proxies", help="How many proxies stand in front of it (default: 0).")
@click.option("--address-rate", help='How often an address may ask ("120 per minute" where others reach it, or none).')
@click.option("--key-rate", help='How often a key may ("1200 per minute" where others reach it, or none).')
@click.option("--request-seconds", help="After so long an answer is given up (default: 20).")
@click.option("--log-format", help="text, or json with a line for each request (default: text).")
@click.option("--log-questions", help="true: those lines hold what was asked (default: false).")
@click.option("--feedback", help="false: readers are not asked what an answer is worth (default: true).")
@click.option("--embed-origins", multiple=True, help="Sites whose pages may show this one in a frame.")
@click.option("--engine", help="Where builds are kept, such as milvus://HOST:PORT (default: where they were built).")
@click.option("--index", multiple=True, help="Which index; several to choose from (default: default).")
@indexes_option
def serve(indexes: Path, **settings: object) -> None:
    """Serve the pages and the JSON API.

    Each setting can stand in the environment, as QA_SERVE_PORT, or in a TOML file, as port = 8000.
    """
    ctx = click.get_current_context()
    given = {"indexes": indexes, **settings}
    usual = click.core.ParameterSource.DEFAULT
    words = [
        word
        for option, values in given.items()
        if ctx.get_parameter_source(option) is not usual
        for value in (values if isinstance(values, tuple) else (values,))
        for word in (f"--{option.replace('_', '-')}", str(value))
    ]
    _run("web.serve", *words)


@click.command(cls=Command)
@click.option("--port", type=click.IntRange(0, 65535), help="Over HTTP, at http://127.0.0.1:PORT/mcp, not stdio.")
@reader_option
@index_options
def mcp(port: int | None, reader: str, indexes: Path, name: str) -> None:
    """Answer programs that speak the Model Context Protocol.

    Its tools are ask, search, summarize, timeline and article; only this machine reaches it.
    """
    if not importlib.util.find_spec("mcp"):
        raise EngineUnavailable("the package mcp is not installed", "pip install 'cuttings[mcp]'")
    http = ("--port", str(port)) if port is not None else ()
    _run("web.mcp", "--indexes", str(indexes), "--index", name, "--reader", reader, *http)


def _run(module: str, *words: str) -> None:
    """Become this program: qa/ imports nothing of web/."""
    environment = {"OMP_NUM_THREADS": "1", **os.environ}  # one core a question: torch, FAISS and BLAS share them
    os.execve(sys.executable, [sys.executable, "-m", module, *words], environment)


@click.command(cls=Command)
@json_option
@index_options
def doctor(as_json_: bool, indexes: Path, name: str) -> None:
    """Check that everything a build and a server need is here."""
    from qa.command.doctor import examine

    print_findings(examine(indexes, name), as_json_)
