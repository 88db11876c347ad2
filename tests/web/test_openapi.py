"""The description of the API says what is: every address, every answer, every example."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from web.admission import _KINDS
from web.openapi import document


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json
    return found


def validator(described: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    """Of one schema of the description, taking no field that it does not name."""
    closed = json.loads(json.dumps(described["components"]))
    for each in closed["schemas"].values():
        if "properties" in each:
            each["additionalProperties"] = False
    return Draft202012Validator(schema | {"components": closed})


def good(operation: dict[str, Any]) -> dict[str, Any]:
    (found,) = (
        told["content"]["application/json"]["schema"] for told in operation["responses"].values() if "content" in told
    )
    return found


def test_every_address_of_the_api_is_described(client: FlaskClient, described: dict[str, Any]) -> None:
    rules = client.application.url_map.iter_rules()
    there = {
        (re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in rules
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith("api_docs.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(path, method) for path, methods in described["paths"].items() for method in methods} == there
    assert described["openapi"] == "3.1.0"


def test_it_is_a_schema_and_names_nothing_that_is_not_there(described: dict[str, Any]) -> None:
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for kind, name in re.findall(r'"\$ref": "#/components/(\w+)/(\w+)"', json.dumps(described)):
        assert name in described["components"][kind]


def test_q_is_read_and_only_its_long_name_told(described: dict[str, Any]) -> None:
    assert [parameter["name"] for parameter in described["paths"]["/api/v1/ask"]["get"]["parameters"]] == [
        *("question", "k", "explain", "literal", "unread", "b", "since", "until", "source", "language", "index")
    ]
    assert "q" not in described["components"]["schemas"]["Ask"]["properties"]
    assert described["components"]["schemas"]["Ask"]["required"] == ["question"]


def test_the_examples_run_and_their_answers_are_as_described(client: FlaskClient, described: dict[str, Any]) -> None:
    ran = 0
    for path, methods in described["paths"].items():
        if "/admin/" in path or "{" in path:
            continue
        for method, operation in methods.items():
            if method == "get":
                given = {each["name"]: each["example"] for each in operation["parameters"] if "example" in each}
                answer = client.get(path, query_string=given)
            else:
                asked = described["components"]["schemas"][reference(operation)]
                validator(described, asked).validate(asked["examples"][0])
                answer = client.post(path, json=asked["examples"][0])
            assert answer.status_code == 200, answer.text
            validator(described, good(operation)).validate(answer.json)
            ran += 1
    assert ran == 9


def reference(operation: dict[str, Any]) -> str:
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return str(schema["$ref"]).rpartition("/")[2]


def test_answers_with_everything_in_them_are_as_described(
    bridge_client: FlaskClient, client: FlaskClient, described: dict[str, Any], hostile: str
) -> None:
    def check(answer: Any, path: str, method: str = "get") -> None:
        assert answer.status_code == 200
        validator(described, good(described["paths"][path][method])).validate(answer.json)

    question = {"question": "When did the old bridge close?", "explain": True, "k": 4}
    check(bridge_client.post("/api/v1/ask", json=question), "/api/v1/ask", "post")
    check(bridge_client.get("/api/v1/timeline?topic=old+bridge+over+the+river+Lowe"), "/api/v1/timeline")
    check(bridge_client.get("/api/v1/summarize?about=the+old+bridge&briefing=1"), "/api/v1/summarize")
    check(bridge_client.get("/api/v1/summarize?id=closed&id=steel"), "/api/v1/summarize")
    check(client.get(f"/api/v1/articles/{quote(hostile, safe='')}"), "/api/v1/articles/{article_id}")


def test_an_answer_of_another_shape_is_noticed(client: FlaskClient, described: dict[str, Any]) -> None:
    answer = client.get("/api/v1/ask?question=Zebras").json
    checked = validator(described, good(described["paths"]["/api/v1/ask"]["get"]))
    assert checked.is_valid(answer)
    assert not checked.is_valid(answer | {"confidence": "high"})
    assert not checked.is_valid(answer | {"more": 1})


@pytest.mark.parametrize(
    ("address", "status"), [("/api/v1/ask", "400"), ("/api/v1/articles/none", "404"), ("/api/v1/admin/status", "401")]
)
def test_problems_are_as_described(client: FlaskClient, described: dict[str, Any], address: str, status: str) -> None:
    answer = client.get(address)
    told = described["components"]["responses"][f"Problem{status}"]["content"]["application/problem+json"]["schema"]
    validator(described, told).validate(answer.json)
    assert answer.status_code == int(status)


def test_a_key_is_demanded_where_it_is(
    client_over: Callable[..., FlaskClient], client: FlaskClient, tmp_path: Any
) -> None:
    app = client.application
    key = [{"bearer": []}, {"header": []}]
    assert document(app)["paths"]["/api/v1/ask"]["get"]["security"] == [{}, *key]
    assert document(app)["paths"]["/api/v1/admin/build"]["post"]["security"] == key
    app.config["DEMANDS_KEYS"] = True
    assert document(app)["paths"]["/api/v1/ask"]["get"]["security"] == key
    assert list(document(app)["components"]["securitySchemes"]) == ["bearer", "header"]


def test_its_page_shows_every_address_and_needs_nothing_from_elsewhere(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    answer = client.get("/api/v1/docs")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert [f'id="{path}"' in answer.text for path in described["paths"]] == [True] * len(described["paths"])
    assert all(f'id="{name}"' in answer.text for name in described["components"]["schemas"])
    assert re.findall(r'(?:src|href)="(?!/|#)', answer.text) == []
    assert not re.search("<style| style=| on\\w+=", answer.text)


def batch(client: FlaskClient, body: Any) -> Any:
    return client.post("/api/v1/ask/batch", json=body)


def test_a_batch_answers_each_question_or_says_what_is_wrong_with_it(client: FlaskClient) -> None:
    alone = client.post("/api/v1/ask", json={"q": "Zebras run", "k": 2}).json
    answer = batch(
        client, {"questions": ["?!", {"q": "Zebras run", "k": 2}, {"question": "Who?", "b": "none"}, "x" * 1001]}
    )
    assert answer.status_code == 200
    empty, told, no_build, long = answer.json["answers"]
    assert told["answer"] | {"took_ms": 0} == alone | {"took_ms": 0}
    assert [each["problem"]["code"] for each in (empty, no_build, long)] == [
        "bad-question",
        "bad-parameter",
        "bad-question",
    ]
    assert long["problem"]["detail"] == "the question has 1,001 characters; 1,000 are read"
    assert empty["problem"]["type"] == "urn:cuttings:problem:bad-question"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "questions must be given"),
        ({"questions": []}, "questions must hold 1 to 20 questions, not 0"),
        ({"questions": ["why"] * 21}, "questions must hold 1 to 20 questions, not 21"),
        ({"questions": "why"}, "questions must be a list, not a string"),
        ({"questions": ["why", 7]}, "questions[1] must be a string or an object, not a number"),
        ({"questions": [{"q": "why", "k": 0}]}, "questions[0]: k must be a whole number from 1 to 20, not 0"),
        ({"questions": ["why"], "k": 3}, "unknown parameter 'k'; known are questions, index"),
    ],
)
def test_a_batch_that_is_none_is_refused_whole(client: FlaskClient, body: Any, message: str) -> None:
    answer = batch(client, body)
    assert (answer.status_code, answer.json["detail"]) == (400, message)


def test_a_batch_names_the_index_once(client: FlaskClient) -> None:
    answer = batch(client, {"questions": [{"q": "why", "index": "default"}]})
    assert answer.json["detail"].startswith("questions[0]: unknown parameter 'index'")


def test_a_batch_has_the_deadline_and_the_place_of_one_question(client: FlaskClient) -> None:
    client.application.config["REQUEST_SECONDS"] = -1
    told = batch(client, {"questions": ["Zebras run", "?!"]}).json["answers"]
    assert [each["problem"]["code"] for each in told] == ["took-too-long", "bad-question"]
    assert _KINDS["api.batch"] == _KINDS["api.ask"]
