"""The description of the API: as JSON for programs, as a page for people, which needs nothing from elsewhere."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.openapi import document

blueprint = Blueprint("api_docs", __name__, url_prefix="/api/v1")


@blueprint.get("/openapi.json")
def description() -> ResponseReturnValue:
    """The description, OpenAPI 3.1, with the path that this server stands under."""
    return jsonify(_document() | {"servers": [{"url": request.root_path.rstrip("/") or "/"}]})


@blueprint.get("/docs")
def page() -> ResponseReturnValue:
    """The same as a page."""
    return render_template(
        "api_docs.html",
        document=_document(),
        shape=shape,
        as_json=lambda value: json.dumps(value, indent=2, ensure_ascii=False),
        source=url_for("api_docs.description"),
    )


def _document() -> dict[str, Any]:
    """Made once: it changes with the program alone."""
    found: dict[str, Any] = current_app.extensions.setdefault("openapi", {})
    if not found:
        found |= document(current_app)
    return found


def shape(schema: dict[str, Any]) -> str:
    """What a value looks like, in words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:  # what comes after it are other ways to say the same, or nothing
        return shape(schema["anyOf"][0])
    if "enum" in schema:
        return ", ".join(str(each) for each in schema["enum"] if each)
    if schema.get("type") == "array":
        return f"list of {shape(schema['items'])}" if "items" in schema else "list"
    kind = schema.get("format") or schema.get("type", "")
    kind = " or ".join(each for each in kind if each != "null") if isinstance(kind, list) else str(kind)
    if "maximum" in schema:
        return f"{kind} from {schema.get('minimum', 0)} to {schema['maximum']:,}"
    return kind
