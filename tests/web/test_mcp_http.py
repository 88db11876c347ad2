"""`qa mcp --port`, a real process, by the protocol's own client over streamable HTTP."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from tests.waiting import NEVER

ROOT = Path(__file__).parents[2]


@contextmanager
def served(indexes: Path, port: int = 0) -> Iterator[subprocess.Popen[str]]:
    """`qa mcp` in a process of its own, which takes any port where none is named."""
    command = [sys.executable, "-m", "qa", "mcp", "--indexes", str(indexes), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(NEVER)


@pytest.fixture
def address(bridge_indexes: Path) -> Iterator[str]:
    with served(bridge_indexes) as process:
        assert process.stdout
        found = re.fullmatch(
            r"Serving on (http://127\.0\.0\.1:\d+/mcp) — press Ctrl-C to stop\n", process.stdout.readline()
        )
        assert found
        yield found[1]


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with served(tmp_path, port) as process:
            _, said = process.communicate(timeout=NEVER)
    assert said.startswith(f"qa: cannot listen on 127.0.0.1, port {port}: ")
    assert said.endswith(
        f"  try: qa mcp --indexes {tmp_path} --index default --reader full --port {port % 65535 + 1}\n"
    )
    assert process.returncode == 2


def test_a_session_over_http(address: str) -> None:
    async def talk() -> None:
        async with Client(address) as client:
            assert [tool.name for tool in (await client.list_tools()).tools][:2] == ["ask", "search"]
            found = await client.call_tool("search", {"source": "harbor city ledger", "until": "2019-12-31"})
            assert [article["id"] for article in found.structured_content["articles"]] == ["steel", "cracks"]
            told = await client.read_resource("cuttings://articles/closed")
            assert told.contents[0].text.startswith("The old bridge over the river Lowe closed")
            wrong = await client.call_tool("search", {"page": 0})
            assert (wrong.is_error, "page must be a whole number" in wrong.content[0].text) == (True, True)
            with pytest.raises(MCPError, match="no article 'none'"):
                await client.read_resource("cuttings://articles/none")

    anyio.run(talk)
