"""Asking a real server on this machine for pages, and every way in which that is refused."""

from __future__ import annotations

import socket
from base64 import b64encode
from typing import Any

import pytest

from qa.errors import SourceError
from qa.ingest.web import address
from qa.ingest.web.address import shown
from qa.ingest.web.fetch import Client
from qa.ingest.web.request import AGENT, Answer
from tests.ingest.site import HTML, KINDS, Page, Sites, client, found, moved, raw, refused


def test_a_page(sites: Sites) -> None:
    site = sites({"/a?b=%C3%A9": (200, {"Content-Type": "Text/HTML; charset=Latin-1"}, b"A seal.")})
    got = client().get(f"{site.address}/a?b=é#c", KINDS)
    assert got == Answer(f"{site.address}/a?b=%C3%A9", 200, "text/html", "latin-1", "", b"A seal.")
    assert site.asked == ["/robots.txt", "/a?b=%C3%A9"]
    sent = site.headers[1]
    assert (sent["User-Agent"], sent["Host"]) == (AGENT, site.address.removeprefix("http://"))
    assert "Authorization" not in sent


def test_a_password_is_sent_and_told_nobody(sites: Sites) -> None:
    site = sites({"/": (200, HTML, b"A seal.")})
    got = client().get(site.address.replace("//", "//ines:p%40ss@") + "/", KINDS)
    assert site.headers[1]["Authorization"] == "Basic " + b64encode(b"ines:p@ss").decode()
    assert got.address == f"{site.address}/"
    assert shown("http://ines:p%40ss@courier.example/") == "http://…@courier.example/"


def test_redirects(sites: Sites) -> None:
    site = sites({"/": moved("b/c?d"), "/%C3%A9": (200, HTML, b"A seal.")})
    site.pages["/b/c?d"] = moved(f"//127.0.0.1:{site.server_port}/é".encode().decode("latin-1"))
    assert client().get(site.address, KINDS).address == f"{site.address}/%C3%A9"


@pytest.mark.parametrize(("first", "reason"), [(1, None), (0, "more than 5 redirects")])
def test_so_many_redirects_and_no_more(sites: Sites, first: int, reason: str | None) -> None:
    site = sites({f"/{number}": moved(f"/{number + 1}") for number in range(6)} | {"/6": (200, HTML, b"A seal.")})
    if reason is None:
        assert client().get(f"{site.address}/{first}", KINDS).body == b"A seal."
    else:
        assert refused(site, f"/{first}") == reason


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("/", "more than 5 redirects"),
        ("file:///etc/hostname", "sends on to file:///etc/hostname: only http and https are asked for, not file"),
        ("http://[::1", "redirects to what is no address"),
        ("http://user:secret@127.0.0.1/", "sends on to http://…@127.0.0.1/: a user's name or password stands in it"),
        ("http://10.1.2.3/", "sends on to http://10.1.2.3/: 10.1.2.3 is 10.1.2.3, which is not a public machine"),
        ("http://127.0.0.1:22/", "sends on to http://127.0.0.1:22/: port 22 is none of 80, 443 and 8000 to 8999"),
    ],
)
def test_redirects_are_checked_as_the_first_address_is(
    sites: Sites, monkeypatch: pytest.MonkeyPatch, to: str, reason: str
) -> None:
    site = sites({"/": moved(to)})
    monkeypatch.setattr(address, "is_public", lambda found: str(found) == "127.0.0.1")
    monkeypatch.setattr(address, "USUAL_PORTS", {80, site.server_port})
    assert refused(site, asking=client(allow_private=False)).startswith(reason)


def test_a_name_that_stands_for_another_machine_when_it_is_looked_up_again(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One lookup a request, of whose machines each was checked; the first that can be reached is asked."""
    site = sites({"/": (200, HTML, b"A seal.")})
    looked_up = []

    def lookup(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        looked_up.append(host)
        return found("127.0.0.1", port=1) + found("127.0.0.1", port=site.server_port)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(address, "is_public", lambda ip: True)
    assert client(allow_private=False).get("http://courier.example:8000/", KINDS).body == b"A seal."
    assert looked_up == ["courier.example"] * len(site.asked) == ["courier.example"] * 2
    assert site.headers[1]["Host"] == "courier.example:8000"


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(SourceError, match=r"^no machine is called courier\.example: Name or service not known$"):
        client().get("http://courier.example/", KINDS)


def test_nobody_listens() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(SourceError, match=r"cannot be reached: Connection refused$"):
            client().get(f"http://127.0.0.1:{bound.getsockname()[1]}/", KINDS)


@pytest.mark.parametrize(
    ("rules", "path", "reason"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /desk"), "/desk/a", "the robots.txt of 127.0.0.1 asks not to fetch it"),
        ((200, {}, b"\xef\xbb\xbfUser-agent: cuttings\nDisallow: /"), "/a", "the robots.txt of 127.0.0.1 asks not to"),
        ((200, {}, b"User-agent: *\nCrawl-delay: \xc2\xb2\nDisallow: /"), "/a", "the robots.txt of 127.0.0.1 asks not"),
        (moved("/rules"), "/desk/a", "the robots.txt of 127.0.0.1 asks not to fetch it"),
        ((503, {}, b""), "/a", "the robots.txt of 127.0.0.1 cannot be had, and without it nothing is asked: 503 Ser"),
        (moved("/robots.txt"), "/a", "the robots.txt of 127.0.0.1 cannot be had, and without it nothing is asked: m"),
        (raw(), "/a", "the robots.txt of 127.0.0.1 cannot be had, and without it nothing is asked: its answer is not"),
    ],
)
def test_robots_that_keep_out(sites: Sites, rules: Page, path: str, reason: str) -> None:
    site = sites({"/robots.txt": rules, "/rules": (200, {}, b"User-agent: *\nDisallow: /desk"), path: (200, HTML, b"")})
    assert refused(site, path).startswith(reason)
    assert path not in site.asked


@pytest.mark.parametrize(
    "rules", [(404, {}, b""), (200, {}, b"\xff\xfe\0<html>"), (200, {}, b"User-agent: a\nDisallow: /")]
)
def test_robots_that_let_in(sites: Sites, rules: Page) -> None:
    site = sites({"/robots.txt": rules, "/a": (200, HTML, b"A seal.")})
    asking = client()
    assert asking.get(f"{site.address}/a", KINDS).body == asking.get(f"{site.address}/a", KINDS).body == b"A seal."
    assert site.asked == ["/robots.txt", "/a", "/a"]


@pytest.mark.parametrize(("asked_for", "between"), [(None, 1.0), (0, 1.0), (7, 7.0), (900, 30.0), ("9" * 400, 30.0)])
def test_the_pace(sites: Sites, asked_for: object, between: float) -> None:
    """By a clock that only waiting moves."""
    delay = "" if asked_for is None else f"Crawl-delay: {asked_for}\n"
    site = sites({"/robots.txt": (200, {}, f"User-agent: *\n{delay}".encode()), "/a": (200, HTML, b"")})
    waited: list[float] = []
    asking = Client(True, now=lambda: sum(waited), sleep=waited.append)
    for _ in range(2):
        asking.get(f"{site.address}/a", KINDS)
    assert waited == [between, between]  # between robots.txt and the page, and the pages
    asking.get(f"{site.address.replace('127.0.0.1', 'localhost')}/a", KINDS)
    assert len(waited) == 3  # a host of its own: only between its robots.txt and the page


def test_a_header_in_utf_8_or_latin_1(sites: Sites) -> None:
    site = sites({"/": moved("/\xe9"), "/%C3%A9": (200, HTML, b"A seal.")})
    assert client().get(site.address, KINDS).body == b"A seal."
