"""What went wrong, as RFC 9457 has it for programs: a type, a stable code, a title, a status, and what happened."""

from __future__ import annotations

import http
import json
from dataclasses import dataclass
from html import escape
from typing import Any

CONTENT_TYPE = "application/problem+json"
URN = "urn:cuttings:problem:"

# By status, the code and what is said where nothing more is known of it.
BY_STATUS = {
    400: ("bad-request", "The request cannot be understood."),
    401: ("key-needed", "An API key is needed: Authorization: Bearer KEY, or as the password of a browser's login."),
    403: ("not-allowed", "This key does not allow that."),
    404: ("not-found", "There is nothing at this address."),
    405: ("method-not-allowed", "This address does not take requests of this kind."),
    406: ("not-acceptable", "There is no such form of it."),
    408: ("request-timeout", "The request did not come whole in time."),
    413: ("too-large", "The request is too large."),
    414: ("address-too-long", "The address is too long. A long question can be posted as JSON."),
    415: ("not-json", "The body must be JSON, with Content-Type: application/json."),
    421: ("unknown-host", "This server does not answer under that name."),
    429: ("too-many-requests", "Too many requests. Wait as long as Retry-After says."),
    431: ("header-too-large", "The header of the request is too large."),
    500: ("internal-error", "Something went wrong here. The server's log says what."),
    501: ("not-implemented", "That way of sending a request is not known here."),
    503: ("overloaded", "The server is busy. Wait as long as Retry-After says."),
}

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser would give the origin of our own forms as "null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} – Cuttings</title></head>
<body><h1>{title}</h1><p>{detail}</p></body></html>
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong (RFC 9457); `code` is stable, `fix` the command that mends it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    fix: str | None = None
    request_id: str | None = None


def problem(status: int, code: str, detail: str, fix: str = "", request_id: str = "") -> dict[str, Any]:
    """The members of a problem; `code` is stable, and `fix` the command that mends it, where one does."""
    given = {
        "type": URN + code,
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    return given | ({"fix": fix} if fix else {}) | ({"request_id": request_id} if request_id else {})


def plain_problem(status: int, as_json: bool) -> tuple[str, bytes, list[tuple[str, str]]]:
    """Content type, body and other headers of an error for what never reached the application."""
    code, detail = BY_STATUS.get(status, BY_STATUS[400])
    headers = [*SECURITY_HEADERS.items(), ("Cache-Control", "no-store")]
    if as_json:
        return CONTENT_TYPE, json.dumps(problem(status, code, detail)).encode(), headers
    page = _PAGE.format(title=escape(http.HTTPStatus(status).phrase), detail=escape(detail))
    return "text/html; charset=utf-8", page.encode(), headers
