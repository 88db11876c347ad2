"""A server that is told to stop while it answers: the answer still comes, and nobody else waits for one."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

from tests.waiting import NEVER, wait

ROOT = Path(__file__).parents[2]
# The server's own processes and loop, over an application that answers when its file is there.
SERVER = """
import pathlib, socket, sys, time
from web.http_server import HttpServer
from web.workers import STOP_SECONDS, Workers, as_worker
listener = socket.create_server(("127.0.0.1", 0))
folder = pathlib.Path(sys.argv[1])
print(listener.getsockname()[1], flush=True)
def answer(environ, start_response):
    (folder / "begun").touch()
    while not (folder / "go").exists():
        time.sleep(0.01)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "1000000")])
    return [b"x" * 1_000_000]
def work():
    server = HttpServer(answer, listener, 2, False)
    server.serve(STOP_SECONDS, as_worker(lambda: (server.stop(), (folder / "stopping").touch())))
sys.exit(Workers(1, work, lambda process: None, listener.close).run())
"""


def is_refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return True
    return False


def test_what_is_being_answered_is_answered(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVER, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port, got = int(process.stdout.readline()), list[int]()

        def ask() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=NEVER)
            connection.request("GET", "/")
            got.append(len(connection.getresponse().read()))
            connection.close()

        asking = Thread(target=ask)
        asking.start()
        wait((tmp_path / "begun").exists)
        process.send_signal(signal.SIGTERM)
        wait((tmp_path / "stopping").exists)
        wait(lambda: is_refused(port))
        assert not got
        (tmp_path / "go").touch()
        asking.join()
        assert (got, process.wait(NEVER)) == ([1_000_000], 0)
