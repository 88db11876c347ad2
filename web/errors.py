"""Errors as status codes: as RFC 9457 has them for programs, as a page for people. No one is told of the disk."""

from __future__ import annotations

import http
from typing import Any

from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from qa import Abandoned, BadQuestion, EngineUnavailable, IndexUnusable, NoIndex, NotFound, QaError, TookTooLong
from web.admission import Overloaded
from web.auth import is_admin
from web.kinds import BadParameter
from web.logs import request_id
from web.metrics import metrics
from web.problems import BY_STATUS, CONTENT_TYPE, problem
from web.writing import Busy

# The first that fits: status, code, and what a visitor is told where the message may name files.
KINDS: tuple[tuple[type[QaError], int, str, str], ...] = (
    (BadParameter, 400, "bad-parameter", ""),
    (BadQuestion, 400, "bad-question", ""),
    (NotFound, 404, "no-such-article", ""),
    (Busy, 409, "busy", ""),
    (Overloaded, 503, "overloaded", ""),
    (TookTooLong, 503, "took-too-long", ""),
    (Abandoned, 503, "abandoned", ""),
    (NoIndex, 503, "no-index", "Nothing has been indexed here yet."),
    (IndexUnusable, 503, "index-unusable", "There is no index that can answer. The server's log says why."),
    (EngineUnavailable, 503, "model-unavailable", "The model is not there yet. The server's log says why."),
    (QaError, 500, "internal-error", BY_STATUS[500][1]),
)
APPLICATION = (400, 401, 403, 404, 405, 406, 413, 415, 416, 429, 500)  # the others are told before it is asked
RETRY_SECONDS = {"overloaded": 1, "took-too-long": 30, "abandoned": 1}
RETRY_LATER = 30
LOADING = "loading"  # told as it is: it names nothing


def register(app: Flask) -> None:
    """Have every error of `app` told in one of two forms, and none as a traceback."""
    app.register_error_handler(QaError, refusal)
    for status in APPLICATION:
        app.register_error_handler(status, _http)


def refusal(error: QaError, log: bool = True) -> ResponseReturnValue:
    """An error of the library, told to whoever asks."""
    status, code, public = _kind(error)
    if public and log:
        current_app.logger.error("%s", error)
    shown = error.message if not public or is_admin() or error.message == LOADING else public
    fix = _fix(error) if _is_json() or status >= 500 else ""
    headers = {"Retry-After": str(RETRY_SECONDS.get(code, RETRY_LATER))} if status == 503 else {}
    return told(status, code, shown, fix, headers)


def as_problem(error: QaError) -> dict[str, Any]:
    """An error of one part of a request, of a kind that is told as it is."""
    status, code, _ = _kind(error)
    return problem(status, code, error.message, _fix(error))


def codes() -> dict[int, list[str]]:
    """By status, the stable codes of the problems that have it."""
    found = {status: [code] for status, (code, _) in BY_STATUS.items()}
    for _, status, code, _ in KINDS:
        found[status] = list(dict.fromkeys([*found.get(status, []), code]))
    return found


def _kind(error: QaError) -> tuple[int, str, str]:
    return next((status, code, public) for kind, status, code, public in KINDS if isinstance(error, kind))


def _fix(error: QaError) -> str:
    return error.fix if is_admin() or "/" not in error.fix else ""


def _http(error: Any) -> ResponseReturnValue:
    """An HTTPException of werkzeug, which keeps its own headers, such as Allow."""
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    code, detail = BY_STATUS.get(error.code, ("bad-request", error.description))
    if error.code == 400:
        detail = error.description or detail
    return told(error.code, code, detail, "", headers)


def told(status: int, code: str, detail: str, fix: str, headers: dict[str, str]) -> ResponseReturnValue:
    """An error in the form that the address asks for."""
    metrics().refused.labels(code).inc()
    if _is_json():
        response = make_response(jsonify(problem(status, code, detail, fix, request_id())), status, headers)
        response.content_type = CONTENT_TYPE
        return response
    title = http.HTTPStatus(status).phrase
    return make_response(render_template("error.html", title=title, message=detail, fix=fix), status, headers)


def _is_json() -> bool:
    return request.path.startswith("/api/") or request.path in ("/healthz", "/readyz")
