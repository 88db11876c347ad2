"""The Python of docs/api.md runs, and says what the archive says."""

from __future__ import annotations

import re
import sys
import threading
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

import qa
from qa import Archive

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def run(code: str) -> None:
    exec(compile(code, str(PAGE), "exec"), {})


def test_in_the_same_process(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive: Archive = client.application.extensions["archive"]
    monkeypatch.setattr(qa, "Archive", lambda indexes: archive)
    run(BLOCKS[0].replace("what caused Hanoi to fail", "Zebras run"))
    answer = archive.ask("Zebras run")
    assert capsys.readouterr().out == f"{answer.confidence:.0%} Zebras run. (Zebra News, 2018-02-03)\n"


def test_from_a_server(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", pytest.importorskip("httpx2"))
    server = make_server("127.0.0.1", 0, client.application)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        run(BLOCKS[1].replace(":8000", f":{server.server_port}").replace("who met in Hanoi", "Zebras run"))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    first, _ = capsys.readouterr().out.splitlines()
    assert first == "Zebras run."
    assert len(BLOCKS) == 2
