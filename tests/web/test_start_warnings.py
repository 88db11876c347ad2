"""What is said at the start to whoever lets others in; nothing listens here on more than 127.0.0.1."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest

from web import serve

ANYONE = "anyone who reaches 0.0.0.0 can ask, for access is set to anyone"
NO_KEY = "a key is demanded and there is none yet: qa key add NAME"


@pytest.mark.parametrize(
    ("options", "keys", "said"),
    [
        (["--host", "0.0.0.0"], 0, [NO_KEY]),
        (["--host", "0.0.0.0"], 1, []),
        (["--host", "0.0.0.0", "--access", "anyone"], 0, [ANYONE]),
        ([], 0, []),
    ],
)
def test_whoever_lets_others_in_is_warned(
    indexes: Path,
    options: list[str],
    keys: int,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked: list[str] = []

    def listen(host: str, port: int) -> socket.socket:
        asked.append(host)
        return socket.create_server(("127.0.0.1", 0))

    def run(server: serve.Server) -> int:
        server._listener.close()
        return 0

    monkeypatch.setattr(serve, "_listen", listen)
    monkeypatch.setattr(serve, "read_keys", lambda indexes: ["a key"] * keys)
    monkeypatch.setattr(serve.Server, "run", run)
    monkeypatch.setattr("web.logs.start", lambda log_format: None)
    with caplog.at_level(logging.WARNING):
        assert serve.main(["--indexes", str(indexes), "--precision", "float32", *options]) == 0
    assert (asked, caplog.messages) == ([options[1] if options else "127.0.0.1"], said)
