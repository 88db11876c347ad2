"""Under which names the server answers: no others, or a page elsewhere could read it through a name of its own.

An address in numbers is always one of them, for no one else's name leads to it.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from web.problems import plain_problem

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?)(?::([0-9]{1,5}))?")
_LONGEST = 253 + 6

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TrustedHosts:
    """The application, for requests whose Host is one of `names` (".example.org" for all below it) or an address."""

    def __init__(self, application: Application, names: Sequence[str]) -> None:
        self._application = application
        self._names = frozenset(name.lower().rstrip(".") for name in names)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, or refuse it."""
        status = self._refusal(environ.get("HTTP_HOST"), environ["SERVER_PROTOCOL"])
        if not status:
            return self._application(environ, start_response)
        content_type, body, headers = plain_problem(status, environ["PATH_INFO"].startswith("/api/"))
        headers += [("Content-Type", content_type), ("Content-Length", str(len(body)))]
        start_response(f"{status} {'Bad Request' if status == 400 else 'Misdirected Request'}", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _refusal(self, host: str | None, protocol: str) -> int:
        """0 where it is one of those."""
        if host is None:
            return 0 if protocol == "HTTP/1.0" else 400
        found = _HOST.fullmatch(host) if len(host) <= _LONGEST else None
        if not found or int(found[2] or 0) > 65535:
            return 400
        name = found[1].lower().rstrip(".")
        return 0 if self._is_known(name) or is_address(name) else 421

    def _is_known(self, name: str) -> bool:
        parts = name.split(".")
        return name in self._names or any("." + ".".join(parts[n:]) in self._names for n in range(1, len(parts)))


def is_address(name: str) -> bool:
    """Whether it is an address in numbers, IPv6 in brackets."""
    try:
        return bool(ipaddress.ip_address(name[1:-1] if name.startswith("[") else name))
    except ValueError:
        return False


def usual_names(host: str) -> tuple[str, ...]:
    """The names that this machine has by itself, with the one that the server listens on."""
    own = (socket.gethostname(), socket.getfqdn()) if host in ("0.0.0.0", "::") else ()
    return ("localhost", host, *own)
