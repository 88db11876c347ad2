"""`qa mcp --port`, a real process, by the protocol's own client over streamable HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from tests.waiting import NEVER, wait

ROOT = Path(__file__).parents[2]


@pytest.fixture
def address(bridge_indexes: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "qa", "mcp", "--indexes", str(bridge_indexes), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            wait(lambda: is_open(port))
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()
            process.wait(NEVER)


def is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


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
