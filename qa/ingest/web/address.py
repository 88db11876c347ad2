"""Web addresses: which may be asked for, and the machines that stand behind them."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

from qa.errors import SourceError
from qa.ingest.head.metadata import MAX_URL_CHARS

USUAL_PORTS = frozenset({80, 443, *range(8000, 9000)})
OF_ONES_OWN = "--allow-private lets it be asked for"
_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,40}://", re.IGNORECASE)
_NO_PART_OF_ONE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_.:-]+")
_UNQUOTED = "!#$%&'()*+,/:;=?@[]~"  # what quoting leaves as it is: an address may be quoted already
_LOGIN = re.compile(r"//[^/?#]{0,5000}@")
_LONGEST_SHOWN, _LONGEST_LOOKED_AT = 300, 5000  # characters
_UNICAST = ipaddress.ip_network("2000::/3")  # all that IPv6 has given out to be reached from everywhere
_THROUGH_IPV4 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
_OF_CLOUDS = frozenset({ipaddress.ip_address("168.63.129.16")})  # public, yet a machine's own keeper in Azure

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Found = tuple[Any, ...]  # as socket.getaddrinfo gives it: family, kind, protocol, name, the address to connect to


class Unreached(SourceError):
    """An address that may be had another time: the network, or the machine, was not there."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address in parts, of ASCII alone; `target` is its path and query, `login` "user:password" or nothing."""

    scheme: str
    host: str
    port: int
    target: str
    login: str = ""

    @property
    def origin(self) -> str:
        """What stands before the path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def address(self) -> str:
        """The whole, without a password and without what was behind a "#"."""
        return self.origin + self.target


def is_address(source: str) -> bool:
    """Whether a source is an address, of whatever kind, and no file."""
    return _ADDRESS.match(source) is not None


def shown(address: str) -> str:
    """An address, or what is said of one, as any terminal can show it, without its password."""
    text = _LOGIN.sub("//…@", address[:_LONGEST_LOOKED_AT], count=1).encode("utf-8", "backslashreplace").decode()
    text = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def place_of(address: str, allow_private: bool = False) -> Place:
    """The parts of an address of the web. Raises SourceError for one that is not asked for, with the reason."""
    address = address.strip(" ")
    if len(address) > MAX_URL_CHARS:
        raise SourceError(f"an address of more than {MAX_URL_CHARS:,} characters")
    if _NO_PART_OF_ONE.search(address):  # urlsplit would leave out line ends without a word
        raise SourceError("a character that stands in no address: a line end, say, or half a surrogate pair")
    parts, host, port = _parts(address)
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}" if "@" in parts.netloc else ""
    if login and not allow_private:
        raise SourceError(f"a user's name or password stands in it; {OF_ONES_OWN}")
    if port not in USUAL_PORTS and not allow_private:
        raise SourceError(f"port {port} is none of 80, 443 and 8000 to 8999; {OF_ONES_OWN}")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, port, quote(target, _UNQUOTED), login)


def _parts(address: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii").rstrip(".")
        port = parts.port
    except ValueError as error:  # UnicodeError is one
        raise SourceError("not an address of the web") from error
    if parts.scheme not in _PORTS:
        raise SourceError(f"only http and https are asked for, not {shown(parts.scheme) or 'this'}")
    if not _HOST.fullmatch(host):
        raise SourceError("an address without the name of a machine")
    return parts, host, _PORTS[parts.scheme] if port is None else port


def machines(place: Place, allow_private: bool = False) -> list[Found]:
    """What the name stands for, looked up once: who connects to these reaches what was checked here.

    Raises SourceError where nobody has the name, or one of them is not public and private ones are not allowed.
    """
    try:
        found: list[Found] = list(socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError) as error:
        raise Unreached(f"no machine is called {place.host}: {getattr(error, 'strerror', None) or error}") from error
    private = [] if allow_private else [each[4][0] for each in found if not is_public(ipaddress.ip_address(each[4][0]))]
    if private:
        raise SourceError(f"{place.host} is {private[0]}, which is not a public machine; {OF_ONES_OWN}")
    return found


def is_public(address: IPAddress) -> bool:
    """Whether an IP address can be reached from everywhere, also as what it stands for in a tunnel."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and address not in _OF_CLOUDS
    through = address.ipv4_mapped or (
        ipaddress.IPv4Address(address.packed[12:]) if address in _THROUGH_IPV4 else address.sixtofour
    )
    if through:
        return is_public(through)
    return address.is_global and address in _UNICAST
