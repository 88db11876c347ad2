"""The server: gunicorn with threads, started by `qa serve` or by `python -m web.serve`."""

from __future__ import annotations

import argparse
import logging
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from qa import Archive, QaError
from web.app import create_app

USAGE = 2  # exit status
BACKLOG = 256
QUESTION_THREADS = 1  # of torch; the server's own threads answer questions side by side
MAX_REQUEST_LINE = 8190  # bytes, the most gunicorn reads; a longer question can be posted to the API
STOP_SECONDS = 10  # for the questions being answered; one takes a fraction of a second

_LOG = logging.getLogger("cuttings")


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's worker, which Ctrl-C stops in the way SIGTERM does.

    Gunicorn 27.0.1 locks its thread pool in the handler; where the signal met the loop with that lock in hand,
    the worker hung until it was killed half a minute later (seen at a stop right after a request).
    """

    def handle_quit(self, sig: int, frame: Any) -> None:
        """Finish what is being answered, then stop."""
        self.handle_exit(sig, frame)


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn over a socket that is listening already; each worker opens the archive for itself."""

    def __init__(self, options: argparse.Namespace, listener: socket.socket) -> None:
        self._options = options
        self._descriptor = listener.detach()
        super().__init__()

    def load_config(self) -> None:
        """Set everything that differs from gunicorn's defaults; no file and no environment variable is read."""
        settings = {
            "bind": f"fd://{self._descriptor}",
            "workers": self._options.workers,
            "threads": self._options.threads,
            "worker_class": Worker,
            "graceful_timeout": STOP_SECONDS,
            "loglevel": "warning",
            "limit_request_line": MAX_REQUEST_LINE,
            "control_socket_disable": True,  # it would be made in the user's home
            "when_ready": _announce,
            "post_worker_init": _warm_up,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in the worker: neither a model nor a database connection lives through a fork."""
        options = self._options
        models = {"threads": QUESTION_THREADS, "reads": options.reader == "full", "reranker": options.reranker}
        return create_app(options.indexes, options.index, **models)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM; returns the exit status where it does not come to that."""
    options = _options(argv)
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    _LOG.setLevel(logging.INFO)
    try:
        Archive(options.indexes, options.index).info()
    except QaError as error:
        return _refused(str(error), error.exit_status)
    try:
        listener = _listen(options.host, options.port)
    except OSError as error:
        reason = f"cannot listen on {options.host}, port {options.port}: {error.strerror}"
        return _refused(f"{reason}\n  try: qa serve --port {options.port % 65535 + 1}", USAGE)
    Server(options, listener).run()
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m web.serve", description=__doc__)
    parser.add_argument("--indexes", type=Path, default=Path("indexes"))
    parser.add_argument("--index", default="default")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, choices=range(65536), metavar="0..65535", default=8000)
    parser.add_argument("--workers", type=int, choices=range(1, 65), metavar="1..64", default=1, help="processes")
    parser.add_argument("--threads", type=int, choices=range(1, 257), metavar="1..256", default=4, help="in each")
    parser.add_argument("--reader", choices=("full", "none"), default="full", help="what reads question and sentence")
    parser.add_argument("--reranker", help="a cross-encoder, by folder or name")
    return parser.parse_args(argv)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, bound once and for all, so that no other program can take the port in between."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just given up may be taken at once
    listener.bind((host, port))
    listener.listen(BACKLOG)
    return listener


def _refused(message: str, status: int) -> int:
    print(f"qa: {message}", file=sys.stderr)
    return status


def _announce(arbiter: Any) -> None:
    print(f"Serving on {arbiter.LISTENERS[0]} — press Ctrl-C to stop", flush=True)


def _warm_up(worker: Any) -> None:
    """Open, check and load beside the worker's loop: it answers /healthz meanwhile, and is not killed as too slow."""
    archive: Archive = worker.wsgi.extensions["archive"]
    archive.watch()


if __name__ == "__main__":
    sys.exit(main())
