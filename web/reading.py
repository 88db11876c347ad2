"""What a request asks for, read by the models of web/schemas.py, in one way for the pages and the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Request, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from qa import Filters
from web.kinds import BadParameter, kind_of, shown
from web.schemas import Asked

Fields = Mapping[str, Any]
M = TypeVar("M", bound=Asked)
View = Callable[..., ResponseReturnValue]

REPEATED = ("id", "ids", "unread")


@dataclass(frozen=True, slots=True)
class Described:
    """What the description of the API says of a view: what it takes, what it gives, with which status, and which
    statuses of errors it has besides those that every address has."""

    takes: type[Asked]
    gives: Any
    status: int
    fails: tuple[int, ...]
    in_body: bool


def takes(
    model: type[Asked],
    gives: Any,
    status: int = 200,
    fails: tuple[int, ...] = (),
    in_body: bool = True,
    most: int | None = None,
) -> Callable[[View], View]:
    """A view that is given its request as a `model`: of a POST from its body, of `most` bytes, unless it has none.

    It raises BadParameter.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(**path: Any) -> ResponseReturnValue:
            request.max_content_length = most or request.max_content_length
            fields = body(request) if request.method == "POST" and in_body else query(request)
            return view(read(model, only(fields, model)), **path)

        answer.described = Described(model, gives, status, fails, in_body)  # type: ignore[attr-defined]
        return answer

    return decorate


def arguments(request: Request) -> MultiDict[str, str]:
    """The parameters in the address. Raises BadParameter."""
    try:
        return request.args
    except UnicodeDecodeError as error:
        raise BadParameter("the address is not UTF-8") from error


def query(request: Request) -> Fields:
    """The parameters in the address, each once, but for REPEATED. Raises BadParameter."""
    given = arguments(request).to_dict(flat=False)
    if twice := [name for name, values in given.items() if len(values) > 1 and name not in REPEATED]:
        raise BadParameter(f"{shown(twice[0])} must be given once")
    return {name: values if name in REPEATED else values[0] for name, values in given.items()}


def body(request: Request) -> Fields:
    """The parameters in a JSON body. Raises BadParameter, and what Flask raises where the body is not JSON."""
    try:
        fields = request.get_json()
    except BadRequest as error:
        raise BadRequest("The body is not JSON.") from error
    except RecursionError as error:
        raise BadParameter("the body is nested too deeply") from error
    if not isinstance(fields, dict):
        raise BadParameter(f"the body must be a JSON object, not {kind_of(fields)}")
    return fields


def peeked() -> Any:
    """The JSON body, for who reads it before the view does; None where it is none."""
    try:
        return request.get_json(silent=True) if request.is_json else None
    except RecursionError:
        return None


def only(fields: Fields, model: type[Asked]) -> Fields:
    """The fields, none of which is left unread. Raises BadParameter: a misspelt filter must not answer unfiltered."""
    for name in fields if model.model_config.get("extra") == "forbid" else ():
        if name not in model.model_fields:
            raise BadParameter(f"unknown parameter {shown(name)}; known are {', '.join(model.names())}")
    return fields


def known(fields: Fields, model: type[Asked]) -> Fields:
    """Those of the fields that the model has."""
    return {name: value for name, value in fields.items() if name in model.model_fields}


def read(model: type[M], fields: Fields) -> M:
    """What `fields` ask for, whatever else they hold. Raises BadParameter."""
    try:
        return model.model_validate(known(fields, model))
    except ValidationError as error:  # what no kind has told in words of its own
        first = error.errors(include_url=False, include_input=False)[0]
        raise BadParameter(": ".join([*map(str, first["loc"]), first["msg"]])) from error


def filters_shown(filters: Filters) -> dict[str, str]:
    """The filters as the fields of a form."""
    days = {"since": str(filters.since or ""), "until": str(filters.until or "")}
    return days | {"source": filters.source or "", "language": filters.language or ""}


def unusual(value: object, usual: object) -> str:
    """A value as the field of a form: empty where it is as usual."""
    return "" if value == usual else str(value)
