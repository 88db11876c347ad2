"""What a hostile client can do to a running server: hold connections, ask for much, leave, lie about its host."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from waitress.adjustments import Adjustments

from qa.index.build import build_index
from tests.encoders import HashEncoder
from tests.waiting import NEVER, is_ready, wait
from web.http_server import MAX_REQUEST_LINE, Parser

ROOT = Path(__file__).parents[2]
ASK = "/api/v1/ask?q=why+did+the+talks+fail"
LONG = "/api/v1/summarize?id=long&words=2000"  # some seconds of work on a slow machine
SLOW = 60  # connections, many more than threads
UNFINISHED = {
    "nothing": b"",
    "empty lines": b"\r\n",
    "a byte": b"G",
    "a header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
    "a body": b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with an article of very many sentences that are all but alike."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "long.txt").write_text(" ".join(f"Talks {n} went on." for n in range(3000)), "utf-8")
    (folder / "hanoi.txt").write_text("The Hanoi talks failed over sanctions. Nobody signed anything.", "utf-8")
    build_index([folder], folder / "indexes", "default", HashEncoder())
    return folder / "indexes"


@contextmanager
def serving(indexes: Path, *options: str, haste: float = 1) -> Iterator[int]:
    """The port of a server that is ready."""
    command = [sys.executable, "-m", "tests.faults.server", "--indexes", str(indexes), "--port", "0", *options]
    environment = os.environ | {"HASTE": str(haste), "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r":(\d+)", process.stdout.readline())
            assert found
            wait(lambda: is_ready(f"http://127.0.0.1:{found[1]}"))
            yield int(found[1])
        finally:
            process.terminate()
            process.wait(NEVER)


@pytest.fixture(scope="module")
def hasty(attacked: Path) -> Iterator[int]:
    """A server whose deadlines for header and body are .5 and 1.5 s."""
    with serving(attacked, "--threads", "2", haste=20) as port:
        yield port


def get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, dict[str, str]]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=NEVER)) as connection:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return response.status, response.read(), dict(response.headers)


def asking(port: int, path: str) -> socket.socket:
    """A connection on which an answer is awaited."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return connection


@pytest.mark.parametrize("kind", UNFINISHED)
def test_connections_that_send_a_byte_now_and_then_delay_nobody_and_are_closed(hasty: int, kind: str) -> None:
    connections = [socket.create_connection(("127.0.0.1", hasty)) for _ in range(SLOW)]
    for connection in connections:
        connection.sendall(UNFINISHED[kind])
    assert get(hasty, "/healthz")[0] == 200
    assert get(hasty, ASK)[0] == 200
    left, said = set(connections), b""

    def all_closed() -> bool:
        nonlocal said
        for connection in list(left):
            try:
                received = connection.recv(4096, socket.MSG_DONTWAIT)
                said = said or received
                if received:
                    continue
                left.remove(connection)
            except BlockingIOError:
                connection.send(b"\r\n" if kind == "empty lines" else b"a")  # it drips
            except OSError:
                left.remove(connection)
        return not left

    wait(all_closed, every=0.2)
    assert said.split()[1:2] in ([], [b"408"])
    for connection in connections:
        connection.close()


def test_long_summaries_leave_room_for_questions_and_overload_is_told_at_once(attacked: Path) -> None:
    with serving(attacked, "--threads", "2") as port:
        many = [asking(port, LONG) for _ in range(12)]  # one has the place, and eight stand in a row
        wait(lambda: b'{code="overloaded"} ' in get(port, "/metrics")[1])
        assert [get(port, path)[0] for path in ("/healthz", ASK, "/articles")] == [200] * 3
        status, body, headers = get(port, LONG)
        assert (status, headers["Retry-After"], json.loads(body)["code"]) == (503, "1", "overloaded")
        for connection in many:
            connection.close()


def test_clients_that_leave_cost_nothing_more(attacked: Path) -> None:
    with serving(attacked, "--threads", "2") as port:

        def was_abandoned() -> bool:
            with asking(port, LONG):
                time.sleep(0.1)  # a busy machine may not even have begun
            return b'cuttings_requests_refused_total{code="abandoned"}' in get(port, "/metrics")[1]

        wait(was_abandoned)
        assert get(port, ASK)[0] == 200


@pytest.mark.parametrize("host", ["a..b", "x" * 64, "x" * 300, "bad host", "a, b", "", "localhost:99999", "\x7f"])
@pytest.mark.parametrize("path", ["/", "/api/v1/status", "/nowhere"])
def test_a_host_that_is_none(hasty: int, host: str, path: str) -> None:
    with socket.create_connection(("127.0.0.1", hasty)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = connection.makefile("rb").read()
    assert answer.split()[1] == b"400"
    assert b"content-security-policy" in answer.lower()
    assert (b"application/problem+json" in answer) == path.startswith("/api/")


def test_only_names_of_this_machine_are_answered(hasty: int) -> None:
    hosts = ["localhost", "LOCALHOST.", "127.0.0.1", "[::1]:80", "192.0.2.7", "evil.example", "localhost.evil.example"]
    assert [get(hasty, "/", {"Host": host})[0] for host in hosts] == [200] * 5 + [421] * 2


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /api/v1/ask?q=" + b"x" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET /api/" + b"x" * 100_000, 414),
        (b"GET /api/ HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 40_000, 431),
        (b"GET /api/ HTTP/1.1\r\nBad Header\r\n\r\n", 400),
        (b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400),
        (b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n", 413),
    ],
)
def test_what_is_no_request_is_told_in_the_form_of_the_api(hasty: int, sent: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", hasty)) as connection:
        connection.sendall(sent)
        head, _, body = connection.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.split()[1] == str(status).encode()
    assert b"content-security-policy: default-src 'none'" in head.lower()
    told = json.loads(body)
    assert (told["status"], told["type"]) == (status, f"urn:cuttings:problem:{told['code']}")


def test_what_is_refused_early_has_a_path_to_be_named_by() -> None:
    asked = Parser(Adjustments())
    asked.received(b"GET /" + b"a" * MAX_REQUEST_LINE)
    assert (asked.error.code, asked.path) == (414, "")  # waitress logs it where the client left before the answer


def test_no_header_moves_the_links(hasty: int) -> None:
    forged = {"SCRIPT_NAME": "/evil", "Script-Name": "/evil", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Host": "evil"}
    page = get(hasty, "/", forged)[1]
    assert b"evil" not in page
    assert b'href="/articles"' in page
