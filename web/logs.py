"""The log on stderr: lines for people, or JSON for programs, each with the id of its request.

No question is written down, and no address of who asks, unless that is asked for.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import uuid
from datetime import UTC, datetime

from flask import Flask, Response, current_app, g, has_request_context, request

from web.settings import Settings

HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LOG = logging.getLogger("cuttings")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class _Text(logging.Formatter):
    """A line a record; nothing in it moves a terminal's cursor."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        line = _CONTROL.sub("�", super().format(record))
        return f"{line} [{request_id()}]" if request_id() else line


class _Json(logging.Formatter):
    """A JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        told |= {"request_id": request_id()} if request_id() else {}
        told |= getattr(record, "fields", {})
        told |= {"traceback": self.formatException(record.exc_info)} if record.exc_info else {}
        return json.dumps(told)


def start(log_format: str) -> None:
    """Have everything that is logged written in this format, "text" or "json"."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if log_format == "json" else _Text())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    _LOG.setLevel(logging.INFO)


def register(app: Flask, settings: Settings) -> None:
    """Have each request of `app` carry an id, and, where the log is for programs, leave a line."""
    app.before_request(_identify)
    app.after_request(_answered)
    app.config.update(LOGS_REQUESTS=settings.log_format == "json", LOGS_QUESTIONS=settings.log_questions)


def request_id() -> str:
    """That of the request being answered; empty outside of one."""
    return str(g.get("request_id", "")) if has_request_context() else ""


def _identify() -> None:
    given = request.headers.get(HEADER, "")
    g.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
    g.arrived = time.perf_counter()


def _answered(response: Response) -> Response:
    if request_id():
        response.headers[HEADER] = request_id()
    if current_app.config["LOGS_REQUESTS"]:
        _LOG.info("%s %s", request.method, response.status_code, extra={"fields": _fields(response)})
    return response


def _fields(response: Response) -> dict[str, object]:
    fields: dict[str, object] = {
        "method": request.method,
        "endpoint": request.endpoint,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.arrived) * 1000, 1) if "arrived" in g else None,
        "waited_ms": round(g.waited * 1000, 1) if "waited" in g else None,
        "key": g.key.name if g.get("key") else None,
    }
    if current_app.config["LOGS_QUESTIONS"]:
        fields["query"] = request.query_string.decode("utf-8", "replace")
    return {name: value for name, value in fields.items() if value is not None}
