"""An error as the API tells it."""

from __future__ import annotations

from typing import Any


def error(response: Any) -> tuple[int, str]:
    """Its status and what it says, of a response that is whole."""
    assert response.mimetype == "application/problem+json"
    told = response.json
    assert set(told) - {"fix"} == {"type", "title", "status", "detail", "code", "request_id"}
    assert told["type"] == f"urn:cuttings:problem:{told['code']}"
    assert (told["status"], told["request_id"]) == (response.status_code, response.headers["X-Request-ID"])
    return response.status_code, told["detail"]
