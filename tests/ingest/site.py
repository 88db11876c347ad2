"""A server of this machine that answers as a test wants it to."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from qa.errors import SourceError
from qa.ingest.web.fetch import Client

HTML = {"Content-Type": "text/html"}
KINDS = ("text/html",)

Sites = Callable[..., "Site"]
Page = tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]


class Site(ThreadingHTTPServer):
    """A server of this machine, and what it was asked for; `pages` are its answers by path."""

    daemon_threads = True

    def __init__(self, pages: dict[str, Page], secured: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        if secured:
            self.socket = secured.wrap_socket(self.socket, server_side=True)
        self.pages = pages
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.closing = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """Who asks hangs up when it has enough."""


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        page = self.server.pages.get(self.path, (404, HTML, b"none"))
        if callable(page):
            page(self)
            return
        status, headers, body = page
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Not on the terminal."""


def client(allow_private: bool = True) -> Client:
    """One that does not wait."""
    return Client(allow_private, sleep=lambda seconds: None)


def refused(site: Site, path: str = "/", asking: Client | None = None) -> str:
    """Why a page is not had."""
    with pytest.raises(SourceError) as caught:
        (asking or client()).get(site.address + path, KINDS)
    return caught.value.message


def moved(to: str) -> Page:
    return 302, {"Location": to}, b""


def raw(*parts: bytes) -> Page:
    """Bytes as they are, without a head of HTTP."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            handler.wfile.write(part)

    return write


def found(*ips: str, port: int = 80) -> list[tuple[Any, ...]]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]
