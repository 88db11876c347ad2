"""What changes the index, or shows what only its owner may see; every address here wants an admin key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from qa import Refusal, Status, as_json
from web.archive import archive, status
from web.indexes import chosen
from web.kinds import BadParameter, Kind
from web.reading import takes
from web.schemas import Asked, Index, OneIndex, OnePage
from web.writing import Busy, Writer

blueprint = Blueprint("admin", __name__, url_prefix="/api/v1/admin")
PAGE_REFUSALS = 100
MAX_BODY_BYTES = 1024 * 1024 - 1
MAX_RECORDS = 1000


@dataclass(frozen=True, slots=True)
class Refusals:
    """Page `page` of `pages` of what the last build refused, `total` in all."""

    total: int
    page: int
    pages: int
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """A change of the index that has begun; `articles` counts those that came in."""

    begun: Literal["build", "add"]
    articles: int | None = None


def _read_records(value: Any, name: str) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise BadParameter(f"{name} must be a list of objects")
    if not 1 <= len(value) <= MAX_RECORDS:
        raise BadParameter(f"{name} must hold 1 to {MAX_RECORDS:,}, not {len(value):,}")
    return tuple(value)


_RECORDS = {"type": "array", "minItems": 1, "maxItems": MAX_RECORDS, "items": {"type": "object"}}


class Add(Asked):
    """Articles, each a record as in a .jsonl file."""

    NEEDS: ClassVar = ("articles",)
    EXAMPLE: ClassVar = {"articles": [{"id": "tide-1", "title": "High tide", "text": "The tide came early."}]}

    articles: Annotated[tuple[dict[str, Any], ...], Kind(_read_records, _RECORDS)] = ()
    index: Index = ""


@blueprint.get("/status")
@takes(OneIndex, gives=Status)
def full_status(wanted: OneIndex) -> ResponseReturnValue:
    """The state of the index with its folders, processes and the first refusals."""
    return jsonify(as_json(status()))


@blueprint.get("/refusals")
@takes(OnePage, gives=Refusals)
def refusals(wanted: OnePage) -> ResponseReturnValue:
    """One page of what the last build refused, by origin."""
    first = (wanted.page - 1) * PAGE_REFUSALS
    total = status().refused
    shown = archive().refusals(first, PAGE_REFUSALS)
    pages = max(1, -(-total // PAGE_REFUSALS))
    return jsonify(as_json(Refusals(total, wanted.page, pages, tuple(shown))))


@blueprint.post("/build")
@takes(OneIndex, gives=Begun, status=202, fails=(409,), in_body=False)
def build(wanted: OneIndex) -> ResponseReturnValue:
    """Begin to bring in what has changed of the sources; /api/v1/status says how far it is."""
    _require_rest()
    _writer().build()
    return jsonify(begun="build"), 202


@blueprint.post("/articles")
@takes(Add, gives=Begun, status=202, fails=(409,), most=MAX_BODY_BYTES)
def add(wanted: Add) -> ResponseReturnValue:
    """Begin to add articles, each a record as in a .jsonl file; what is refused, `refusals` tells then."""
    if not wanted.articles:
        raise BadParameter("articles must be a list of objects")
    _require_rest()
    _writer().add(wanted.articles)
    return jsonify(begun="add", articles=len(wanted.articles)), 202


def _require_rest() -> None:
    """Raises Busy where another process writes."""
    activity = archive().status().activity
    if activity and activity.running:
        raise Busy("a change of the index is being made; /api/v1/status says how far it is")


def _writer() -> Writer:
    found: dict[str, Writer] = current_app.extensions["writers"]
    return found[chosen()]
