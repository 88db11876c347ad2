"""The description of the API, OpenAPI 3.1, from the addresses there are and the models by which they read and answer.

Made here and not by a framework: those that fit Flask read bodies in ways of their own, which no longer tell what is no
JSON from what is missing.
"""

from __future__ import annotations

import http
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from flask import Flask
from pydantic import TypeAdapter
from werkzeug.routing import Rule

from qa import __version__
from web.auth import ADMIN
from web.errors import codes
from web.kinds import Schema
from web.problems import CONTENT_TYPE, Problem
from web.reading import Described
from web.schemas import Asked, Question

ALWAYS = (400, 401, 403, 404, 408, 421, 429, 431, 500, 501, 503)  # whatever is asked: an address can lead elsewhere
OF_BODIES = (413, 415)
OF_ADDRESSES = (414,)
_KEYS: dict[str, Schema] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
_REF = "#/components/schemas/{model}"
_ABOUT = "Answers, summaries and timelines by sentences copied from an archive of articles, each with its place."


def document(app: Flask) -> dict[str, Any]:
    """The description of `app`, as JSON values."""
    described = list(_described(app))
    schemas = _schemas([Question, Problem, *(model for *_, told in described for model in (told.takes, told.gives))])
    paths: dict[str, dict[str, Any]] = {}
    for rule, method, told in described:
        operation = _operation(app, rule, method, told, schemas)
        paths.setdefault(_path(rule), {})[method] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cuttings",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {path: dict(sorted(methods.items())) for path, methods in paths.items()},
        "components": {
            "schemas": schemas,
            "responses": {f"Problem{status}": _problem(status, names) for status, names in sorted(codes().items())},
            "securitySchemes": _KEYS,
        },
    }


def described(model: type[Asked], without: Collection[str] = ()) -> Schema:
    """What one asks for, as a JSON Schema that stands alone, without some of its fields."""
    schema: Schema = _tidy(model.model_json_schema())
    schema |= _asked(model, schema)
    schema["properties"] = {name: of for name, of in schema["properties"].items() if name not in without}
    return schema


def _described(app: Flask) -> Iterator[tuple[Rule, str, Described]]:
    for rule in app.url_map.iter_rules():
        told: Described | None = getattr(app.view_functions[rule.endpoint], "described", None)
        if told:
            yield from ((rule, method.lower(), told) for method in sorted(set(rule.methods or ()) & {"GET", "POST"}))


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def _operation(app: Flask, rule: Rule, method: str, told: Described, schemas: dict[str, Schema]) -> dict[str, Any]:
    has_body = method == "post" and told.in_body
    asked = schemas[told.takes.__name__]
    inside = [_parameter("path", name, {"type": "string", "minLength": 1}, True) for name in sorted(rule.arguments)]
    found: dict[str, Any] = {
        "operationId": f"{rule.endpoint.replace('.', '_')}_{method}",
        "summary": (app.view_functions[rule.endpoint].__doc__ or "").strip(),
        "tags": [rule.endpoint.partition(".")[0]],
        "parameters": inside if has_body else [*inside, *_parameters(told.takes, asked)],
        "responses": _responses(told, (*ALWAYS, *(OF_BODIES if has_body else OF_ADDRESSES))),
        "security": [*([] if _demands_key(app, rule) else [{}]), *({name: []} for name in _KEYS)],
    }
    if has_body:
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(told.takes)}}}
    return found


def _demands_key(app: Flask, rule: Rule) -> bool:
    return bool(app.config["DEMANDS_KEYS"]) or rule.endpoint.startswith(f"{ADMIN}.")


def _parameters(model: type[Asked], schema: Schema) -> list[dict[str, Any]]:
    needed = schema.get("required", ())
    example = getattr(model, "EXAMPLE", {})
    return [
        _parameter("query", name, _in_address(of), name in needed) | _example(example, name)
        for name, of in schema.get("properties", {}).items()
    ]


def _parameter(place: str, name: str, schema: Schema, required: bool) -> dict[str, Any]:
    described = {"description": schema["description"]} if "description" in schema else {}
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"name": name, "in": place, "required": required, **described, "schema": rest}


def _example(example: dict[str, Any], name: str) -> dict[str, Any]:
    return {"example": example[name]} if name in example else {}


def _in_address(schema: Schema) -> Schema:
    """Where there is no null."""
    found = dict(schema)
    if "anyOf" in found:
        found["anyOf"] = [_in_address(each) for each in found["anyOf"] if each != {"type": "null"}]
    if isinstance(found.get("type"), list):
        (found["type"],) = (kind for kind in found["type"] if kind != "null")
    if "enum" in found:
        found["enum"] = [each for each in found["enum"] if each is not None]
    if "items" in found:
        found["items"] = _in_address(found["items"])
    return found


def _responses(told: Described, statuses: Iterable[int]) -> dict[str, Any]:
    good = {"description": "As asked.", "content": {"application/json": {"schema": _ref(told.gives)}}}
    problems = {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in (*statuses, *told.fails)}
    return {str(told.status): good, **dict(sorted(problems.items()))}


def _problem(status: int, names: list[str]) -> dict[str, Any]:
    known = {"properties": {"code": {"enum": names}, "status": {"const": status}}}
    schema = {"allOf": [_ref(Problem), known]}
    phrase = f"{http.HTTPStatus(status).phrase}: {', '.join(names)}."
    return {"description": phrase, "content": {CONTENT_TYPE: {"schema": schema}}}


def _ref(model: Any) -> Schema:
    return {"$ref": _REF.format(model=model.__name__)}


def _schemas(models: Iterable[Any]) -> dict[str, Schema]:
    """By name, what each model looks like, and what they are made of."""
    wanted = list(dict.fromkeys(models))
    adapters = [(model.__name__, "validation", TypeAdapter(model)) for model in wanted]
    _, found = TypeAdapter.json_schemas(adapters, ref_template=_REF)  # type: ignore[arg-type]
    schemas = {name: _tidy(schema) for name, schema in found["$defs"].items()}
    for model in wanted:
        if issubclass(model, Asked):
            schemas[model.__name__] |= _asked(model, schemas[model.__name__])
    return dict(sorted(schemas.items()))


def _asked(model: type[Asked], schema: Schema) -> Schema:
    known = schema.get("properties", {})
    found: Schema = {"properties": {name: known[name] for name in model.names() if name in known}}
    if needed := getattr(model, "NEEDS", ()):
        found["required"] = list(needed)
    if example := getattr(model, "EXAMPLE", None):
        found["examples"] = [example]
    return found


def _tidy(schema: Any, are_names: bool = False) -> Any:
    """Without what says nothing: titles made of names, and defaults that stand for nothing given."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _tidy(value, are_names=name == "properties" and not are_names)
        for name, value in schema.items()
        if are_names or not (name == "title" or (name == "default" and value in (None, "", [])))
    }
