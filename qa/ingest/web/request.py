"""One request of HTTP, to a machine that was checked before, and what it answers: so large and so slow, and no more."""

from __future__ import annotations

import io
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from qa.errors import SourceError
from qa.ingest.web.address import Found, Place, Unreached, shown
from qa.ingest.web.compressed import MOST_BYTES, TOO_LARGE, unpacked
from qa.version import __version__

AGENT = f"Cuttings/{__version__} (+archive reader)"
SECONDS_WITHOUT_A_BYTE = 20.0
SECONDS_IN_ALL = 60.0
_MOST_RECEIVED = 100_000  # bytes besides those of the body: the head, the lengths of chunks
_AT_ONCE = 65_536  # bytes
_ASKED_FOR = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a machine answers for an address. `kind` is the content type in lower case, `charset` what it says of the
    encoding; `location` is where it sends on to."""

    address: str
    status: int
    kind: str = ""
    charset: str = ""
    location: str = ""
    body: bytes = b""

    @property
    def said(self) -> str:
        """The status in words."""
        known = {status.value: status.phrase for status in HTTPStatus}
        return f"{self.status} {known.get(self.status, '')}".strip()


def ask(place: Place, found: list[Found], kinds: Collection[str]) -> Answer:
    """The answer of the first of the machines that can be reached.

    The body is read with a status of 200, and where it is of one of `kinds` or none are named. Raises SourceError.
    """
    try:
        return _ask(place, found, kinds)
    except ssl.SSLCertVerificationError as error:
        raise SourceError(f"the certificate of {place.host} is not valid: {error.verify_message}") from error
    except ssl.SSLError as error:
        raise SourceError(f"no safe connection: {error.reason or 'it broke down'}") from error
    except TimeoutError as error:
        raise Unreached(f"nothing came for {SECONDS_WITHOUT_A_BYTE:g} seconds") from error
    except (HTTPException, ValueError) as error:  # ValueError: lengths of chunks that are none
        raise Unreached("its answer is not HTTP, or was cut off") from error
    except OSError as error:
        raise Unreached(f"cannot be reached: {error.strerror or error}") from error


def _ask(place: Place, found: list[Found], kinds: Collection[str]) -> Answer:
    line = _Line(time.monotonic() + SECONDS_IN_ALL)
    with ExitStack() as opened:
        line.wire = opened.enter_context(_connected(found, line))
        if place.scheme == "https":
            line.wire.settimeout(line.seconds())
            line.wire = opened.enter_context(
                ssl.create_default_context().wrap_socket(line.wire, server_hostname=place.host)
            )
        connection = HTTPConnection(place.host, place.port)
        connection.auto_open = False  # else it would look the name up and connect once more
        connection.sock = line
        connection.request("GET", place.target, headers=_headers(place))
        return _answer(place, opened.enter_context(connection.getresponse()), kinds)


def _headers(place: Place) -> dict[str, str]:
    headers = {
        "Host": place.origin.partition("//")[2],
        "User-Agent": AGENT,
        "Accept": _ASKED_FOR,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    login = {"Authorization": f"Basic {b64encode(place.login.encode()).decode()}"} if place.login else {}
    return headers | login


def _answer(place: Place, response: HTTPResponse, kinds: Collection[str]) -> Answer:
    answer = Answer(
        address=place.address,
        status=response.status,
        kind=response.headers.get_content_type() if response.headers["Content-Type"] else "",
        charset=response.headers.get_content_charset() or "",
        location=_unicode(response.headers.get("Location", "")),
    )
    if response.status != 200:
        return answer
    if kinds and answer.kind not in kinds:
        raise SourceError(f"of the kind {shown(answer.kind) or '(none said)'}, which is no page, feed or sitemap")
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    body = unpacked(_pieces(response), encoding)
    return Answer(answer.address, answer.status, answer.kind, answer.charset, answer.location, body)


def _unicode(header: str) -> str:
    """A header that may have been written in UTF-8, and was read as Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(_AT_ONCE):
        yield piece
    if response.length:
        raise Unreached(f"cut off, {response.length:,} bytes before its end")


def _connected(found: list[Found], line: _Line) -> socket.socket:
    problem: OSError = OSError("no address")
    for family, kind, protocol, _, address in found:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(line.seconds())
            connection.connect(address)
        except OSError as error:
            connection.close()
            problem = error
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise problem


class _Line:
    """What http.client takes for a socket: it is read until a time, and up to a number of bytes."""

    wire: socket.socket

    def __init__(self, until: float) -> None:
        self._until = until
        self._left = MOST_BYTES + _MOST_RECEIVED

    def seconds(self) -> float:
        """How long may be waited for the next bytes. Raises SourceError when the time is over."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise Unreached(f"not had within {SECONDS_IN_ALL:g} seconds")
        return min(left, SECONDS_WITHOUT_A_BYTE)

    def read_into(self, buffer: Any) -> int:
        self.wire.settimeout(self.seconds())
        try:
            count = self.wire.recv_into(buffer)
        except TimeoutError:
            self.seconds()  # tells where it was all the time that is over
            raise
        self._left -= count
        if self._left < 0:
            raise SourceError(TOO_LARGE)
        return count

    def sendall(self, data: bytes) -> None:
        self.wire.sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self), _AT_ONCE)

    def close(self) -> None:
        """The socket is closed by who opened it."""


class _Reader(io.RawIOBase):
    def __init__(self, line: _Line) -> None:
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._line.read_into(buffer)
