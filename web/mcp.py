"""The archive for programs that speak the Model Context Protocol: started by `qa mcp`, over stdio or HTTP.

The tools take what the API takes and give what it gives. Only this machine reaches it.
"""

from __future__ import annotations

import argparse
import json
import logging
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, ClassVar
from urllib.parse import quote, unquote

import anyio
import anyio.to_thread
import uvicorn
from mcp import types
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from pydantic import Field, TypeAdapter

from qa import READS, Answer, Archive, NotFound, QaError, Summary, Timeline, __version__, as_json, limited
from web import answers, logs
from web.answers import Listing, WholeArticle
from web.kinds import TEXT, BadParameter
from web.openapi import described
from web.reading import only, read
from web.schemas import Asked, Look, Question, Summarize, Unfold
from web.settings import not_listening

HOST = "127.0.0.1"
PLACES = 4  # calls answered at once; the others wait
SECONDS = 60.0  # for one call; loading the model is not counted
ARTICLE = "cuttings://articles/"
SHOWN = 100  # articles that a list of resources holds at once

_LOG = logging.getLogger("cuttings")


class OneArticle(Asked):
    """Which article."""

    NEEDS: ClassVar = ("id",)

    id: Annotated[str, TEXT, Field(description="Its id, as search and citations have it.")] = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """What can be called: `give` makes of an archive, and of what is asked, what is told."""

    about: str
    takes: type[Asked]
    gives: Any
    give: Callable[[Archive, Any], Any]


def _search(archive: Archive, wanted: Look) -> Listing:
    found = answers.listing(archive, wanted)
    if found is None:
        raise BadParameter(f"there is no page {wanted.page}")
    return found


TOOLS = {
    "ask": Tool(
        "Answer a question by sentences copied word for word from the archive's articles, each with its place, date and"
        " source; `answered` is false where the archive does not answer.",
        *(Question, Answer, answers.answer),
    ),
    "search": Tool("List articles, newest first, by words, dates, source and language.", Look, Listing, _search),
    "summarize": Tool(
        "Summarize articles, or what the archive holds on a topic, by key sentences copied from it.",
        *(Summarize, Summary, answers.summary),
    ),
    "timeline": Tool(
        "Tell how a story unfolded: dates, each with the sentence that tells of it.", Unfold, Timeline, answers.timeline
    ),
    "article": Tool(
        "Show one article whole, with its sentences.",
        *(OneArticle, WholeArticle, lambda archive, wanted: answers.article(archive, wanted.id)),
    ),
}


def server_of(archive: Archive) -> Server[Any]:
    """The server of an archive; nothing is opened or loaded before it is called."""

    places = anyio.CapacityLimiter(PLACES)

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(name, tool) for name, tool in TOOLS.items()])

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        return await anyio.to_thread.run_sync(call, archive, params.name, params.arguments or {}, limiter=places)

    async def list_resources(context: Any, params: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        return await anyio.to_thread.run_sync(_resources, archive, (params and params.cursor) or "0", limiter=places)

    async def list_templates(context: Any, params: Any) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            uri_template=f"{ARTICLE}{{id}}",
            name="article",
            mime_type="text/plain",
            description="An article.",
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(context: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await anyio.to_thread.run_sync(_article, archive, str(params.uri), limiter=places)

    return Server(
        "cuttings",
        version=__version__,
        instructions="Answers come word for word from an archive of articles. Cite the article of each sentence.",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def call(archive: Archive, name: str, given: dict[str, Any]) -> types.CallToolResult:
    """What a tool tells, or, as an error that the caller can read, why it does not."""
    tool = TOOLS.get(name)
    if tool is None:
        return _failed(f"there is no tool {name[:40]!r}; there are {', '.join(TOOLS)}")
    if "index" in given:  # which the tools are described without
        return _failed("unknown parameter 'index': `qa mcp --index` says which one is asked")
    try:
        with limited(SECONDS):
            told = as_json(tool.give(archive, read(tool.takes, only(given, tool.takes))))
    except QaError as error:
        return _failed(str(error))
    except Exception:
        _LOG.exception("the tool %s failed", name)
        return _failed("something went wrong here; the server's log says what")
    return types.CallToolResult(content=[_text(json.dumps(told, ensure_ascii=False))], structured_content=told)


def _described(name: str, tool: Tool) -> types.Tool:
    return types.Tool(
        name=name,
        description=tool.about,
        input_schema=described(tool.takes, without=("index",)),
        output_schema=TypeAdapter(tool.gives).json_schema(),
        annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


def _failed(why: str) -> types.CallToolResult:
    return types.CallToolResult(content=[_text(why)], is_error=True)


def _text(words: str) -> types.TextContent:
    return types.TextContent(type="text", text=words)


def _resources(archive: Archive, cursor: str) -> types.ListResourcesResult:
    first = int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 10 else 0
    try:
        found = archive.articles(first, SHOWN + 1)
    except QaError as error:
        raise MCPError(types.INTERNAL_ERROR, str(error)) from error
    shown = [
        types.Resource(
            uri=ARTICLE + quote(info.id, safe=""),
            name=info.title,
            description=", ".join(filter(None, (info.source, str(info.published or "")))),
            mime_type="text/plain",
        )
        for info in found[:SHOWN]
    ]
    return types.ListResourcesResult(resources=shown, next_cursor=str(first + SHOWN) if len(found) > SHOWN else None)


def _article(archive: Archive, uri: str) -> types.ReadResourceResult:
    try:
        if not uri.startswith(ARTICLE):
            raise NotFound(f"there is no resource {uri[:80]!r}; articles are {ARTICLE}ID")
        article = archive.article(unquote(uri.removeprefix(ARTICLE))).article
    except NotFound as error:
        raise MCPError(types.INVALID_PARAMS, str(error)) from error
    except QaError as error:
        raise MCPError(types.INTERNAL_ERROR, str(error)) from error
    return types.ReadResourceResult(
        contents=[types.TextResourceContents(uri=uri, mime_type="text/plain", text=article.text)]
    )


def over_http(server: Server[Any], listener: socket.socket) -> int:
    """Answer clients of this machine, until SIGINT or SIGTERM; returns the exit status."""
    print(f"Serving on http://{HOST}:{listener.getsockname()[1]}/mcp — press Ctrl-C to stop", flush=True)
    config = uvicorn.Config(server.streamable_http_app(host=HOST), log_level="warning")
    uvicorn.Server(config).run(sockets=[listener])
    return 0


async def over_stdio(server: Server[Any]) -> None:
    """Answer one client on stdin and stdout, until it goes."""
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _listen(port: int, argv: Sequence[str] | None) -> socket.socket:
    """Raises QaError."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise not_listening("qa mcp", argv, HOST, port, error) from error


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until the client goes, or SIGINT; returns the exit status."""
    parser = argparse.ArgumentParser(prog="qa mcp", description=__doc__, allow_abbrev=False)
    parser.add_argument("--indexes", type=Path, required=True)
    parser.add_argument("--index", default="default")
    parser.add_argument("--reader", choices=READS, default="full")
    parser.add_argument("--port", type=int)
    given = parser.parse_args(argv)
    logs.start("text")
    try:
        server = server_of(Archive(given.indexes, given.index, threads=1, reads=given.reader))
        if given.port is not None:
            return over_http(server, _listen(given.port, argv))
        anyio.run(partial(over_stdio, server))
    except KeyboardInterrupt:
        return 130
    except QaError as error:
        print(f"qa: {error}", file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
