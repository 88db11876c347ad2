"""The headers that every answer carries, who elsewhere may read it (CORS), and how long it stays true (ETag)."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, current_app, g, request

from qa import QaError, __version__
from web.archive import archive
from web.problems import SECURITY_HEADERS
from web.settings import Settings

_BY_BUILD = {"api.ask", "api.summarize", "api.timeline", "api.articles", "api.article"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-API-Key, If-None-Match",
    "Access-Control-Max-Age": "3600",
}


def register(app: Flask, settings: Settings) -> None:
    """Have every answer of `app` carry them."""
    app.config["CORS_ORIGINS"] = frozenset(settings.cors_origins)
    models = f"{settings.reader} {settings.precision} {settings.reranker}"
    app.config["ANSWERED_BY"] = hashlib.sha256(models.encode()).hexdigest()[:8]
    app.after_request(_with_headers)


def answer_unchanged(app: Flask) -> None:
    """Have `app` make nothing again that has not changed since the client saw it."""
    app.before_request(_unchanged)


def _unchanged() -> Response | None:
    """Before anything is computed: 304 where the client has the answer of this very build."""
    g.tag, known = _tag(), request.if_none_match
    if g.tag and not known.star_tag and known.contains_weak(g.tag):  # "*" asks whether there is anything at all
        return Response(status=304)
    return None


def _tag() -> str:
    """What an answer to this request depends on besides the request: build, program and models. Empty where it depends
    on more."""
    if request.endpoint not in _BY_BUILD or request.method not in ("GET", "HEAD"):
        return ""
    try:
        build = archive().info().build
    except QaError:
        return ""
    return f"{build}-{__version__}-{current_app.config['ANSWERED_BY']}"


def _with_headers(response: Response) -> Response:
    response.headers.update(SECURITY_HEADERS | current_app.config.get("HEADERS_OF", {}).get(request.endpoint, {}))
    if not response.headers.get("X-Frame-Options"):
        response.headers.pop("X-Frame-Options", None)
    tag = g.get("tag", "")
    if tag and response.status_code in (200, 304) and tag == _tag():  # no other build came in between
        response.set_etag(tag, weak=True)
        response.make_conditional(request)
        response.headers["Cache-Control"] = "private, no-cache"
    elif request.endpoint != "static" or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return _with_cors(response)


def _with_cors(response: Response) -> Response:
    allowed = current_app.config["CORS_ORIGINS"]
    if not allowed or not request.path.startswith("/api/"):
        return response
    response.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if origin and (origin in allowed or "*" in allowed):
        response.headers["Access-Control-Allow-Origin"] = "*" if "*" in allowed else origin
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Request-ID"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT)
    return response
