"""The server, started by `qa serve` or by `python -m web.serve`: a socket, and processes that answer on it."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial

from flask import Flask

from qa import Archive, QaError, RunningServer, __version__, announced, load_by_name, read_keys, shared
from web import logs
from web.http_server import HttpServer
from web.metrics import FOLDER, forget_process
from web.settings import Settings, not_listening, read_settings
from web.workers import STOP_SECONDS, Workers, as_worker

BACKLOG = 256
QUESTION_THREADS = 1  # of torch; the server's own threads answer questions side by side

_LOG = logging.getLogger("cuttings")


class Server:
    """Workers over a socket that is listening already; each opens the archive for itself."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener

    def run(self) -> int:
        """Serve until SIGINT or SIGTERM; returns the exit status."""
        counts = os.environ[FOLDER] = tempfile.mkdtemp(prefix="cuttings-metrics-")
        try:
            _announce(self._listener)
            with self._announced():
                return Workers(self._settings.workers, self._work, forget_process, self._listener.close).run()
        finally:
            self._listener.close()
            shutil.rmtree(counts, ignore_errors=True)

    def _announced(self) -> AbstractContextManager[None]:
        """To `qa ask`, where it is answered here as it would be there."""
        now, (host, port) = self._settings, self._listener.getsockname()[:2]
        answers_alike = not now.reranker and now.precision in ("auto", "float32")
        names = now.index if answers_alike and host == "127.0.0.1" and not now.demands_keys else ()
        server = RunningServer(__version__, os.getpid(), port, now.prefix, len(now.index) > 1, now.reader)
        return announced(now.indexes, names, server)

    def load(self) -> Flask:
        """The application, made in the worker: neither a model nor a database connection lives through a fork."""
        from web.app import create_app

        now = self._settings
        load = shared(partial(load_by_name, QUESTION_THREADS))
        archive = partial(Archive, load=load, threads=QUESTION_THREADS, reads=now.reader, engine=now.engine)
        archives = {name: archive(now.indexes, name, reranker=now.reranker or None) for name in now.index}
        first = now.index[0]
        return create_app(now.indexes, first, archive=archives.pop(first), others=archives, settings=now)

    def _work(self) -> None:
        app = self.load()
        server = HttpServer(app, self._listener, app.extensions["lanes"].threads, bool(self._settings.proxies))
        is_orphan = as_worker(server.stop)
        for archive in app.extensions["archives"].values():
            archive.watch()  # opens, checks and loads beside the server's loop, which answers /healthz meanwhile
        server.serve(STOP_SECONDS, is_orphan)


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM; returns the exit status."""
    try:
        settings = read_settings(argv, os.environ)
        os.environ["QA_PRECISION"] = settings.precision  # for whatever loads a model, in the workers too
        logs.start(settings.log_format)
        archives = [Archive(settings.indexes, name, engine=settings.engine) for name in settings.index]
        if status := _opened(archives):
            return status
        has_keys = bool(read_keys(settings.indexes))
    except QaError as error:
        return _refused(str(error), error.exit_status)
    try:
        listener = _listen(settings.host, settings.port)
    except OSError as error:
        refused = not_listening("qa serve", argv, settings.host, settings.port, error)
        return _refused(str(refused), refused.exit_status)
    _warn(settings, has_keys)
    return Server(settings, listener).run()


def _opened(archives: Sequence[Archive]) -> int:
    """Open each, to see whether it can be; returns the exit status. Raises QaError.

    What connects to an engine is opened in a process that ends then: connections do not live through the forks to come.
    """
    if not any(archive.connects for archive in archives):
        for archive in archives:
            archive.info()
        return 0
    process = os.fork()
    if not process:
        os._exit(_told(archives))
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _told(archives: Sequence[Archive]) -> int:
    """Open each; returns the exit status, and says on stderr what stands in the way."""
    try:
        for archive in archives:
            archive.info()
    except QaError as error:
        return _refused(str(error), error.exit_status)
    except BaseException:  # of this process no more may run than this
        traceback.print_exc()
        return 1
    return 0


def _warn(settings: Settings, has_keys: bool) -> None:
    """Say what whoever lets others in should know."""
    if settings.demands_keys and not has_keys:
        _LOG.warning("a key is demanded and there is none yet: qa key add NAME")
    elif not settings.demands_keys and not settings.is_local:
        _LOG.warning("anyone who reaches %s can ask, for access is set to anyone", settings.host)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, bound once and for all, so that no other program can take the port in between."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just given up may be taken at once
    listener.bind((host, port))
    listener.listen(BACKLOG)
    return listener


def _refused(message: str, status: int) -> int:
    print(f"qa: {message}", file=sys.stderr, flush=True)
    return status


def _announce(listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    place = f"[{host}]" if ":" in host else host
    print(f"Serving on http://{place}:{port} — press Ctrl-C to stop", flush=True)


if __name__ == "__main__":
    sys.exit(main())
