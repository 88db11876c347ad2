"""The real server as a process of its own; and any application in a thread of this one."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.waiting import NEVER, is_ready, wait

ROOT = Path(__file__).parents[2]


@contextmanager
def served(indexes: Path, index: str, port: int = 0) -> Iterator[str]:
    """The address of a server over this index, ready to answer; it has to end well."""
    serve = [sys.executable, "-m", "web.serve", "--indexes", str(indexes), "--index", index, "--port", str(port)]
    with subprocess.Popen(serve, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().split()[2]
            wait(lambda: is_ready(address))
            yield address
        finally:
            process.terminate()
            assert process.wait(NEVER) == 0


@contextmanager
def answering(app: Flask) -> Iterator[str]:
    """The address of this application, which a thread of this process answers for."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """Nothing."""
