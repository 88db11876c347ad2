"""The HTTP server of one process: waitress, with a deadline for every request that comes in.

One loop reads and writes all connections; a thread is taken only by a request that is here whole. What waitress lacks
is an end for who sends a byte now and then, and answers of this program's kind to what is no request.
"""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from select import select
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher
from waitress.utilities import Error

from web.problems import plain_problem

HEADER_SECONDS = 10.0  # from the first byte of a request, or from the connection on, to the end of its header
BODY_SECONDS = 30.0  # and to the end of its body
IDLE_SECONDS = 15.0  # from an answer to the next request on the same connection
DRAIN_SECONDS = 2.0  # for the rest of a request that was refused
ARRIVAL_SECONDS = 1.0  # for the first request of a connection that was made before the server was told to stop
READING_SECONDS = 60.0  # for the client to take an answer
MAX_REQUEST_LINE = 8190  # bytes; a longer question can be posted to the API
MAX_HEADER = 32 * 1024
MAX_BODY = 1024 * 1024  # what is read of a body at all; the application takes less, and says so
MAX_CONNECTIONS = 1000  # then the one that has waited longest without a whole request has to go
_TELLING = 40  # bytes of a request, more than a method and the beginning of a path have
SPARE_FILES = 100  # of what a process may hold open: databases, models, logs

_SETTINGS = {
    "ident": None,
    "recv_bytes": 16 * 1024,
    "max_request_header_size": MAX_HEADER,
    "max_request_body_size": MAX_BODY,
    "inbuf_overflow": 2 * MAX_BODY,  # no request makes a file
    "connection_limit": 1_000_000,  # MAX_CONNECTIONS is kept here
    "channel_request_lookahead": 1,  # so that a client that leaves is noticed while its request is being answered
    "cleanup_interval": 1,
    "asyncore_use_poll": True,
    "expose_tracebacks": False,
    "log_socket_errors": False,
}


class RequestTimeout(Error):  # type: ignore[misc]
    """The request did not come in time."""

    code, reason = 408, "Request Timeout"


class UriTooLong(Error):  # type: ignore[misc]
    """The first line is longer than is read."""

    code, reason = 414, "URI Too Long"


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """A request as it comes in, with a limit for its first line."""

    path = ""  # of one that is refused before it has any; waitress names it where the client has left

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.began = time.monotonic()
        self._start = b""  # what came first, which tells for whom an error is

    def received(self, data: bytes) -> int:
        """Take what belongs to this request; how much that was."""
        self._start += data[: max(0, _TELLING - len(self._start))]
        taken: int = super().received(data)
        if not self.headers_finished and not self.error:
            begun = self.header_plus.lstrip(b"\r\n")
            if len(begun) > MAX_REQUEST_LINE and b"\n" not in begun[:MAX_REQUEST_LINE]:
                self.refuse(UriTooLong(""))
        elif self.headers_finished and not self.error and len(getattr(self, "first_line", b"")) > MAX_REQUEST_LINE:
            self.refuse(UriTooLong(""))
        return taken

    def refuse(self, error: Error) -> None:
        """It is over: answer with this error."""
        self.error, self.completed = error, True

    @property
    def wants_json(self) -> bool:
        """Whether its address, as far as it is known, is one of the API."""
        return self._start.lstrip().partition(b" ")[2].startswith(b"/api/")

    @property
    def is_late(self) -> bool:
        """Whether more of it is awaited than there is time for."""
        return time.monotonic() > self.began + (BODY_SECONDS if self.headers_finished else HEADER_SECONDS)


class Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to what is no request, in the form that the application's errors have."""

    def execute(self) -> None:
        """Write it, and close the connection."""
        error = self.request.error
        content_type, body, headers = plain_problem(error.code, self.request.wants_json)
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", content_type), *headers, ("Connection", "close")]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    request: Parser | None
    close_when_flushed: bool
    parser_class = Parser
    error_task_class = Refusal

    def end_if_late(self, now: float) -> None:
        """Answer a request that did not come whole, and close what is only held open. `now` is of time.time()."""
        if self.requests:
            return
        if self._drains_until:
            self.will_close |= now > self._drains_until
        elif self.total_outbufs_len:
            self.will_close |= now - self.last_answer > READING_SECONDS
        elif self.request is None:
            self.will_close |= now - self.waiting_since > (IDLE_SECONDS if self.last_answer else HEADER_SECONDS)
        elif self.request.is_late:
            self.request.refuse(RequestTimeout(""))
            self.requests.append(self.request)
            self.request = None
            self.server.add_task(self)

    last_answer = 0.0
    was_refused = False
    _drains_until = 0.0

    def handle_write(self) -> None:
        """Send what there is. After a refusal the rest of the request is read and forgotten before the connection is
        closed: where something is unread, closing takes back the answer too."""
        drains = self.close_when_flushed and self.was_refused and not self.will_close
        self.close_when_flushed &= not drains
        super().handle_write()
        if drains and self.total_outbufs_len:
            self.close_when_flushed = True  # not all is sent yet
        elif drains and self.connected:
            self._drains_until = time.time() + DRAIN_SECONDS
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)

    def received(self, data: bytes) -> bool:
        """Take what came."""
        return bool(not self._drains_until and super().received(data))

    def service(self) -> None:
        """Answer the next request."""
        self.was_refused = bool(self.requests[0].error)
        super().service()
        self.last_answer = time.time()

    @property
    def waiting_since(self) -> float:
        """By time.time(): its last answer, or its beginning. Empty lines, which are no requests, change nothing."""
        return self.last_answer or float(self.creation_time)

    @property
    def is_busy(self) -> bool:
        """Whether it waits for an answer, or for the rest of one."""
        return bool(self.requests or self.total_outbufs_len)

    @property
    def is_awaited(self) -> bool:
        """Whether the server waits for it before it ends."""
        return self.is_busy or (not self.last_answer and time.time() < self.creation_time + ARRIVAL_SECONDS)


class HttpServer(TcpWSGIServer):  # type: ignore[misc]
    """Answers on a socket that is listening already, until it is told to stop."""

    channel_class = Channel

    def __init__(self, application: Callable[..., Any], listener: socket.socket, threads: int, proxied: bool) -> None:
        keep = {"clear_untrusted_proxy_headers": not proxied}  # where no proxy is, whoever asks could have written them
        adjustments = Adjustments(sockets=[listener], threads=threads, **_SETTINGS, **keep)
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.queue_logger.disabled = True  # how long a request may wait, the application sees to
        dispatcher.set_thread_count(threads)
        name = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(
            application, {}, True, listener, dispatcher=dispatcher, adj=adjustments, sockinfo=name, bind_socket=False
        )
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        self._most = MAX_CONNECTIONS if files < 0 else max(10, min(MAX_CONNECTIONS, files - SPARE_FILES))
        self._stopping = False

    def maintenance(self, now: float) -> None:
        """Once a second: end what is late."""
        for channel in list(self.active_channels.values()):
            channel.end_if_late(now)

    def handle_accept(self) -> None:
        """Take a connection; where there are too many, the one that has waited longest has to go."""
        idle = [] if len(self.active_channels) < self._most else [
            channel for channel in self.active_channels.values() if not channel.is_busy
        ]  # fmt: skip
        if idle:
            min(idle, key=lambda channel: channel.waiting_since).handle_close()
        super().handle_accept()

    def stop(self) -> None:
        """Take no more connections, and let `serve` return; may be called by a signal."""
        self._stopping = True
        self.pull_trigger()

    def serve(self, seconds_to_stop: float, is_orphan: Callable[[], bool]) -> None:
        """Answer until told to stop, or the parent has gone; then finish what is being answered, so many seconds."""
        while not self._stopping and not is_orphan():
            self._turn()
        end = time.monotonic() + seconds_to_stop
        while select([self.socket], (), (), 0)[0]:  # connected, and not taken yet
            self.handle_accept()
        self.del_channel()
        self.socket.close()
        while time.monotonic() < end and any(channel.is_awaited for channel in list(self.active_channels.values())):
            self.maintenance(time.time())
            self._turn(0.1)

    def _turn(self, seconds: float = 1.0) -> None:
        wasyncore.loop(timeout=seconds, map=self._map, use_poll=True, count=1)
