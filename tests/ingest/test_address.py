"""Which addresses are asked for, and which machines."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from qa.errors import SourceError
from qa.ingest.web.address import is_address, is_public, machines, place_of, shown
from tests.ingest.site import found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ftp://courier.example/a", "only http and https are asked for, not ftp"),
        ("http:///a", "an address without the name of a machine"),
        ("http://a b/", "an address without the name of a machine"),
        ("http://[fe80::1%25lo]/", "an address without the name of a machine"),
        ("http://[::1/", "not an address of the web"),
        ("http://courier.example:x/", "not an address of the web"),
        ("http://courier..example/", "not an address of the web"),
        ("http://courier.example/a\r\nHost: other", "a character that stands in no address"),
        ("http://courier.example/\ud800", "a character that stands in no address"),
        ("http://courier.example/\x85", "a character that stands in no address"),
        (f"http://courier.example/{'a' * 2000}", "an address of more than 2,000 characters"),
        ("http://ines@courier.example/", "a user's name or password stands in it; --allow-private lets it"),
        ("http://courier.example:22/", "port 22 is none of 80, 443 and 8000 to 8999; --allow-private lets it"),
        ("http://courier.example:0/", "port 0 is none of"),
    ],
)
def test_addresses_that_are_not_asked_for(text: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        place_of(text)
    assert caught.value.message.startswith(reason)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("HTTP://Courier.Example:80/A b?c d#e", "http://courier.example/A%20b?c%20d"),
        ("https://courier.example.:443", "https://courier.example/"),
        ("https://münze.example:8443/%41%", "https://xn--mnze-0ra.example:8443/%41%"),
        ("http://[2001:4860::1]:8000/", "http://[2001:4860::1]:8000/"),
    ],
)
def test_addresses_as_they_are_asked_for(text: str, whole: str) -> None:
    assert place_of(text).address == whole


def test_what_is_an_address_and_what_a_file() -> None:
    assert [is_address(source) for source in ("HTTPS://a", "ftp://a", "a/b", "http:a", "./http://a", "")] == [
        *(True, True, False, False, False, False)
    ]


def test_an_address_as_it_is_shown() -> None:
    assert shown("http://a/\r\n\ud800\x1b[2J") == "http://a/\\x0d\\x0a\\ud800\\x1b[2J"
    assert len(shown("http://a/" + "b" * 5000)) == 301


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        *((ip, True) for ip in ("93.184.215.14", "2001:4860:4860::8888", "64:ff9b::808:808", "2002:808:808::1")),
        *((ip, False) for ip in ("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0")),
        *((ip, False) for ip in ("100.100.100.200", "168.63.129.16", "224.0.0.1", "255.255.255.255", "240.0.0.1")),
        *((ip, False) for ip in ("::1", "::", "fe80::1%1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1")),
        *((ip, False) for ip in ("::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::1", "::7f00:1", "4000::1")),
    ],
)
def test_which_machines_are_public(ip: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(ip)) is public


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f.1", "2130706433", "[::ffff:10.0.0.1]", "0"])
def test_private_machines_by_other_names(host: str) -> None:
    place = place_of(f"http://{host}/")
    with pytest.raises(SourceError, match=r"which is not a public machine; --allow-private lets it be asked for$"):
        machines(place)
    assert machines(place, allow_private=True)


def test_one_private_machine_of_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found("93.184.215.14", "10.0.0.1"))
    with pytest.raises(SourceError, match=r"courier\.example is 10\.0\.0\.1, which"):
        machines(place_of("http://courier.example/"))
