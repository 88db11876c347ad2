"""`qa mcp`, by the protocol's own client: a session with a real process over stdio, and one within this process."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

from qa import Archive, as_json
from tests.encoders import HashEncoder
from web import mcp

TOOLS = ["ask", "search", "summarize", "timeline", "article"]


def session(server: Any, talk: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Client(server) as client:
            await talk(client)

    anyio.run(run)


def test_a_session_over_stdio_with_the_command(bridge_indexes: Path) -> None:
    """The index was built by an encoder of the tests, which the command cannot load: only what needs it fails."""

    async def talk(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == TOOLS
        assert tools[0].input_schema["required"] == ["question"]
        assert "index" not in tools[0].input_schema["properties"]
        found = await client.call_tool("search", {"source": "harbor city ledger", "until": "2019-12-31"})
        assert [article["id"] for article in found.structured_content["articles"]] == ["steel", "cracks"]
        article = await client.call_tool("article", {"id": "closed"})
        assert json.loads(article.content[0].text) == article.structured_content
        assert article.structured_content["title"] == "Bridge closes"
        resources = (await client.list_resources()).resources
        assert [str(each.uri) for each in resources][-1] == "cuttings://articles/closed"
        told = await client.read_resource("cuttings://articles/closed")
        assert told.contents[0].text == article.structured_content["text"]
        asked = await client.call_tool("ask", {"question": "Who closed the bridge?"})
        assert asked.is_error
        assert "no model 'hash'" in asked.content[0].text

    words = ["-m", "qa", "mcp", "--indexes", str(bridge_indexes)]
    session(StdioServerParameters(command=sys.executable, args=words, cwd=Path(__file__).parents[2]), talk)


@pytest.fixture
def archive(bridge_indexes: Path) -> Archive:
    return Archive(bridge_indexes, load=lambda _: HashEncoder(), threads=1)


def test_every_tool_gives_what_the_library_gives(archive: Archive) -> None:
    topic = "old bridge over the river Lowe"

    def timeless(told: Any) -> Any:
        assert told.pop("took_ms") >= 0
        return told

    async def talk(client: Client) -> None:
        async def call(name: str, **given: Any) -> Any:
            told = await client.call_tool(name, given)
            assert not told.is_error, told.content
            return told.structured_content  # which the client has compared with the schema of the tool

        answer = await call("ask", question="When did the old bridge close?", k=2, explain=True)
        assert timeless(answer) == timeless(as_json(archive.ask("When did the old bridge close?", 2, explain=True)))
        assert timeless(await call("timeline", topic=topic)) == timeless(as_json(archive.timeline(topic)))
        summary = await call("summarize", ids=["closed", "steel"], sentences=2)
        assert len(summary["citations"]) == 2
        assert (await call("summarize", about=topic, briefing=True))["sections"]

    session(mcp.server_of(archive), talk)


@pytest.mark.parametrize(
    ("tool", "given", "why"),
    [
        ("ask", {"question": "why", "k": 0}, "k must be a whole number from 1 to 20, not 0"),
        ("ask", {"question": "?!"}, "the question is empty"),
        ("ask", {"query": "why"}, "unknown parameter 'query'"),
        ("search", {"page": 9}, "there is no page 9"),
        ("search", {"index": "default"}, "unknown parameter 'index'"),
        ("ask", {"question": "why", "index": "default"}, "unknown parameter 'index'"),
        ("summarize", {}, "about, which is a topic, or id"),
        ("article", {"id": "none"}, "no article 'none' in the index 'default'"),
        ("erase", {}, "there is no tool 'erase'; there are ask, search"),
    ],
)
def test_what_a_tool_cannot_do_is_told_to_the_caller(archive: Archive, tool: str, given: Any, why: str) -> None:
    told = mcp.call(archive, tool, given)
    assert told.is_error
    assert told.content[0].text.startswith(why)


def test_an_index_that_cannot_be_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert mcp.main(["--indexes", str(tmp_path), "--index", "a/b"]) == 2
    assert capsys.readouterr().err.startswith("qa: an index cannot be called 'a/b'")


def test_a_defect_is_logged_and_not_told(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(archive, "ask", lambda *given, **more: 1 / 0)
    told = mcp.call(archive, "ask", {"question": "why"})
    assert (told.is_error, told.content[0].text) == (True, "something went wrong here; the server's log says what")
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("uri", ["cuttings://articles/none", "file:///etc/passwd"])
def test_a_resource_that_is_not_there(archive: Archive, uri: str) -> None:
    async def talk(client: Client) -> None:
        with pytest.raises(MCPError, match=r"no article 'none'|there is no resource"):
            await client.read_resource(uri)

    session(mcp.server_of(archive), talk)


def test_resources_come_in_pages(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp, "SHOWN", 3)
    first = mcp._resources(archive, "0")
    second = mcp._resources(archive, first.next_cursor or "")
    assert [len(first.resources), len(second.resources), second.next_cursor] == [3, 1, None]


def test_over_http_only_this_machine_is_answered(archive: Archive) -> None:
    """A page of another name that leads here (DNS rebinding) is refused."""
    app = mcp.server_of(archive).streamable_http_app(host=mcp.HOST)

    async def ask(host: str) -> int:
        statuses: list[int] = []

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        async def receive() -> Any:
            return {"type": "http.request", "body": b"{}", "more_body": False}

        headers = [
            (b"host", host.encode()),
            (b"content-type", b"application/json"),
            (b"accept", b"application/json, text/event-stream"),
        ]
        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": "/mcp"}
        scope |= {"raw_path": b"/mcp", "query_string": b"", "headers": headers, "scheme": "http", "root_path": ""}
        async with app.router.lifespan_context(app):
            await app(scope, receive, send)
        return statuses[0]

    assert anyio.run(ask, "evil.example") == 421
