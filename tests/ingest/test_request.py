"""What a server may send: how much of it, how slowly, how compressed, and as whom."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from qa.errors import SourceError
from qa.ingest.web import request
from qa.ingest.web.compressed import MOST_BYTES
from tests.ingest.site import HTML, KINDS, Page, Site, Sites, client, found, raw, refused

NEVER = 300.0  # seconds
SECRET = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDP7+/X9IU6gc3psW
TyiGCmfm5U4fooOFM6oeB+ZobDihRANCAARxdPcK+5OxPyYWM3dAcg+AoBD3az9t
v0Z62Okp8qzvfOwcGCeFELA+L7n6XZK0npCpStet20NI44qQTuxT/CLz
-----END PRIVATE KEY-----
"""
CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBhTCCASygAwIBAgIUI2fCfi6FVCqPRHTtAjMf0kb6MDQwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPY291cmllci5leGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIx
MjAwMTAxMDAwMDAwWjAaMRgwFgYDVQQDDA9jb3VyaWVyLmV4YW1wbGUwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAARxdPcK+5OxPyYWM3dAcg+AoBD3az9tv0Z62Okp
8qzvfOwcGCeFELA+L7n6XZK0npCpStet20NI44qQTuxT/CLzo04wTDAaBgNVHREE
EzARgg9jb3VyaWVyLmV4YW1wbGUwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQU
saKwWBSuOG4zu1uLBQSrOS29mFAwCgYIKoZIzj0EAwIDRwAwRAIgbMjyZydR9Bmm
+6WFyi42MGOJ28UB3YxkMWnSsGU25K8CIHjXz5MdO2LASy+fANj0ukYNWPiJwNRD
aMImnDuvwn5w
-----END CERTIFICATE-----
"""  # of courier.example, signed by itself, until 2120; for these tests alone


@pytest.fixture
def secured(sites: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Site, list[str]]:
    """A server of https, to which every name leads, and the names by which it was asked for."""
    (tmp_path / "pem").write_text(SECRET + CERTIFICATE, "ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "pem")
    names: list[str] = []
    context.sni_callback = lambda _, name, __: names.append(name)
    site: Site = sites({"/": (200, HTML, b"A seal.")}, context)
    at_site = found("127.0.0.1", port=site.server_port)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: at_site)
    return site, names


def test_a_certificate_that_nobody_vouches_for(secured: tuple[Site, list[str]]) -> None:
    with pytest.raises(
        SourceError, match=r"the certificate of courier\.example is not valid: self-signed certificate$"
    ):
        client().get("https://courier.example/", KINDS)


@pytest.mark.parametrize("host", ["courier.example", "gazette.example", "10.0.0.1"])
def test_a_certificate_is_that_of_the_name(
    secured: tuple[Site, list[str]], monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    site, names = secured
    trusting = ssl.create_default_context
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting(cadata=CERTIFICATE))
    if host == "courier.example":
        assert client().get(f"https://{host}/", KINDS).body == b"A seal."
        assert (names, site.headers[1]["Host"]) == ([host, host], host)
    else:
        with pytest.raises(SourceError, match=f"the certificate of {host} is not valid: .* mismatch"):
            client().get(f"https://{host}/", KINDS)


def test_https_of_a_server_that_has_none(sites: Sites) -> None:
    with pytest.raises(SourceError, match=r"no safe connection: "):
        client().get(sites({}).address.replace("http", "https"), KINDS)


def chunked(*parts: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(parts)


def endless(start: bytes, part: bytes) -> Page:
    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while not handler.server.closing.is_set():  # type: ignore[attr-defined]
            handler.wfile.write(part)

    return write


OK = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n"
MANY = b"x" * 65_536
BOMB = gzip.compress(bytes(5 * MOST_BYTES))


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ((404, HTML, b""), "its answer is 404 Not Found"),
        ((204, {}, b""), "its answer is 204 No Content"),
        ((302, HTML, b""), "its answer is 302 Found"),
        ((799, HTML, b""), "its answer is 799"),
        (
            (200, {"Content-Type": "application/pdf"}, b"%PDF-"),
            "of the kind application/pdf, which is no page, feed or",
        ),
        ((200, {}, b"A seal."), "of the kind (none said), which is no page, feed or sitemap"),
        (
            endless(b"HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\n\r\n", MANY),
            "of the kind video/mp4, which is no page",
        ),
        (endless(OK + b"\r\n", MANY), "more than 20,000,000 bytes"),
        (endless(OK, b"a: b\r\n"), "its answer is not HTTP, or was cut off"),
        (endless(b"", b"HTTP/1.1 100 Continue\r\nA: %s\r\n\r\n" % MANY[:60_000]), "more than 20,000,000 bytes"),
        (endless(chunked(b"-1\r\n"), MANY), "more than 20,000,000 bytes"),
        (endless(chunked(b"0\r\n"), b"a: %s\r\n" % MANY[:60_000]), "more than 20,000,000 bytes"),
        (raw(chunked(b"-5\r\n")), "its answer is not HTTP, or was cut off"),
        (raw(chunked(b"9\r\nseal")), "its answer is not HTTP, or was cut off"),
        (raw(OK + b"Content-Length: 9\r\n\r\nseal"), "cut off, 5 bytes before its end"),
        (raw(b""), "its answer is not HTTP, or was cut off"),
        (raw(b"SSH-2.0-seal\r\n"), "its answer is not HTTP, or was cut off"),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n"), "its answer is not HTTP, or was cut off"),
        ((200, HTML | {"Content-Encoding": "gzip"}, BOMB), "more than 20,000,000 bytes when it is unpacked"),
        (
            (200, HTML | {"Content-Encoding": "deflate"}, zlib.compress(bytes(30_000_000))),
            "more than 20,000,000 bytes w",
        ),
        ((200, HTML | {"Content-Encoding": "gzip"}, BOMB[:1000]), "cut off before the end of its compression"),
        ((200, HTML | {"Content-Encoding": "gzip"}, b"A seal."), "its compression is damaged"),
        ((200, HTML | {"Content-Encoding": "br"}, b"A seal."), "encoded as 'br', not as gzip or deflate"),
    ],
)
def test_answers_that_are_refused(sites: Sites, page: Page, reason: str) -> None:
    assert refused(sites({"/": page})).startswith(reason)


def bare(data: bytes) -> bytes:
    """Deflate without an envelope (RFC 1951)."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


TEXT = b"Seals tore nine nets. " * 10_000


@pytest.mark.parametrize(
    ("encoding", "body", "plain"),
    [
        ("identity", TEXT, TEXT),
        ("gzip", gzip.compress(TEXT), TEXT),
        ("X-GZIP", gzip.compress(TEXT) + gzip.compress(b"Fog.") + bytes(9), TEXT + b"Fog."),
        ("deflate", zlib.compress(TEXT), TEXT),
        ("deflate", bare(TEXT), TEXT),
        ("deflate", bare(bytes(65_600)), bytes(65_600)),  # all is taken in before all is given out
        ("gzip", b"", b""),
        ("gzip", gzip.compress(bytes(MOST_BYTES)), bytes(MOST_BYTES)),
    ],
)
def test_what_is_sent_compressed(sites: Sites, encoding: str, body: bytes, plain: bytes) -> None:
    site = sites({"/": (200, HTML | {"Content-Encoding": encoding}, body)})
    assert client().get(site.address, KINDS).body == plain


def test_a_server_that_falls_silent(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "SECONDS_WITHOUT_A_BYTE", 0.3)

    def silent(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(OK + b"\r\nA seal.")
        handler.server.closing.wait(NEVER)  # type: ignore[attr-defined]

    assert refused(sites({"/robots.txt": silent})).endswith(": nothing came for 0.3 seconds")


def test_a_server_that_sends_a_byte_now_and_then(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "SECONDS_IN_ALL", 0.5)

    def slow(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Seal: ")
        while not handler.server.closing.wait(0.01):  # type: ignore[attr-defined]
            handler.wfile.write(b"x")

    assert refused(sites({"/robots.txt": slow})).endswith(": not had within 0.5 seconds")
