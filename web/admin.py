"""What changes the index, or shows what only its owner may see; every address here wants an admin key."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from qa import as_json
from web import params
from web.archive import archive, status
from web.fields import BadParameter, number, only
from web.indexes import chosen
from web.writing import Busy, Writer

blueprint = Blueprint("admin", __name__, url_prefix="/api/v1/admin")
PAGE_REFUSALS = 100
MAX_PAGE = 1_000_000
MAX_BODY_BYTES = 1024 * 1024 - 1
MAX_RECORDS = 1000


@blueprint.get("/status")
def full_status() -> ResponseReturnValue:
    """The state of the index with its folders, processes and the first refusals."""
    return jsonify(as_json(status()))


@blueprint.get("/refusals")
def refusals() -> ResponseReturnValue:
    """One page of what the last build refused, by origin."""
    page = number(only(params.query(request), ("page",)), "page", MAX_PAGE) or 1
    first = (page - 1) * PAGE_REFUSALS
    total = status().refused
    shown = archive().refusals(first, PAGE_REFUSALS)
    pages = max(1, -(-total // PAGE_REFUSALS))
    return jsonify(total=total, page=page, pages=pages, refusals=as_json(shown))


@blueprint.post("/build")
def build() -> ResponseReturnValue:
    """Begin to bring in what has changed of the sources; /api/v1/status says how far it is."""
    _require_rest()
    _writer().build()
    return jsonify(begun="build"), 202


@blueprint.post("/articles")
def add() -> ResponseReturnValue:
    """Begin to add articles, each a record as in a .jsonl file; what is refused, `refusals` tells then."""
    request.max_content_length = MAX_BODY_BYTES
    _require_rest()
    articles = only(params.body(request), ("articles",)).get("articles")
    if not isinstance(articles, list) or not all(isinstance(each, dict) for each in articles):
        raise BadParameter("articles must be a list of objects")
    if not 1 <= len(articles) <= MAX_RECORDS:
        raise BadParameter(f"articles must hold 1 to {MAX_RECORDS:,}, not {len(articles):,}")
    _writer().add(articles)
    return jsonify(begun="add", articles=len(articles)), 202


def _require_rest() -> None:
    """Raises Busy where another process writes."""
    activity = archive().status().activity
    if activity and activity.running:
        raise Busy("a change of the index is being made; /api/v1/status says how far it is")


def _writer() -> Writer:
    found: dict[str, Writer] = current_app.extensions["writers"]
    return found[chosen()]
