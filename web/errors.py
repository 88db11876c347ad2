"""Errors as status codes: in JSON for programs, as a page for people."""

from __future__ import annotations

import http
from typing import Any

from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from qa import BadQuestion, EngineUnavailable, IndexUnusable, NotFound, QaError
from web.fields import BadParameter

STATUS: dict[type[QaError], int] = {
    BadParameter: 400,
    BadQuestion: 400,
    NotFound: 404,
    IndexUnusable: 503,
    EngineUnavailable: 503,
}
MESSAGES = {
    404: "There is nothing at this address.",
    405: "This address does not take requests of this kind.",
    413: "The request is too large.",
    415: "The body must be JSON, with Content-Type: application/json.",
    500: "Something went wrong here. The server's log says what.",
}
RETRY_SECONDS = 30


def register(app: Flask) -> None:
    """Have every error of `app` told in one of two forms, and none as a traceback."""
    app.register_error_handler(QaError, _mendable)
    for status in (400, *MESSAGES):
        app.register_error_handler(status, _http)


def _mendable(error: QaError) -> ResponseReturnValue:
    status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
    if status >= 500:
        current_app.logger.error("%s", error)
    headers = {"Retry-After": str(RETRY_SECONDS)} if status == 503 else {}
    fix = error.fix if status >= 500 or _is_json() else ""
    return told(status, error.message, fix, headers)


def _http(error: Any) -> ResponseReturnValue:
    """An HTTPException of werkzeug, which keeps its own headers, such as Allow."""
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    return told(error.code, MESSAGES.get(error.code, error.description), "", headers)


def told(status: int, message: str, fix: str, headers: dict[str, str]) -> ResponseReturnValue:
    """An error in the form that the address asks for."""
    if _is_json():
        return make_response(jsonify(error={"status": status, "message": message, "fix": fix}), status, headers)
    title = http.HTTPStatus(status).phrase
    return make_response(render_template("error.html", title=title, message=message, fix=fix), status, headers)


def _is_json() -> bool:
    return request.path.startswith("/api/") or request.path in ("/healthz", "/readyz")
