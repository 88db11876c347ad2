"""Questions, articles and errors by the API."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from qa import Archive, as_json
from tests.web.problem import error

ASK = "/api/v1/ask"


def test_an_answer_is_what_the_library_answers(indexes: Path, client: FlaskClient) -> None:
    archive: Archive = client.application.extensions["archive"]
    expected = as_json(archive.ask("Zebras run", 2))
    answers = [
        client.get(f"{ASK}?question=Zebras+run&k=2").json,
        client.get(f"{ASK}?q=Zebras+run&k=2").json,
        client.post(ASK, json={"question": "Zebras run", "k": 2}).json,
        client.post(ASK, json={"q": "Zebras run", "k": "2", "since": None, "source": ""}).json,
    ]
    for answer in [*answers, expected]:
        assert answer.pop("took_ms") >= 0
    assert answers == [expected] * 4
    assert expected["citations"][0]["text"] == "Zebras run."
    assert expected["citations"][0]["highlights"] == [[0, 6], [7, 10]]


def test_fields_keep_their_order_and_letters_stay_letters(client: FlaskClient) -> None:
    response = client.get(f"{ASK}?question=Zébras")
    fields = "question read_as answered confidence reason citations related notes index took_ms".split()
    assert list(json.loads(response.data)) == fields
    assert response.data.startswith('{"question":"Zébras","read_as":'.encode())


def test_filters(client: FlaskClient) -> None:
    def cited(**fields: str) -> set[str]:
        answer = client.post(ASK, json={"question": "lunch zebras", "k": 20} | fields).json
        return {citation["article"]["id"] for citation in answer["citations"]}

    assert cited(source="zebra news") == {"plain"}
    assert cited(since="2019-01-01", until="2019-06-01") == {"hanoi"}
    assert cited(since="2020-01-01") == set()


def test_evidence_only_when_asked_to_explain(client: FlaskClient) -> None:
    assert "evidence" not in client.get(f"{ASK}?q=zebras").json["citations"][0]
    assert "evidence" in client.get(f"{ASK}?q=zebras&explain=true").json["citations"][0]
    assert "evidence" in client.post(ASK, json={"q": "zebras", "explain": True}).json["citations"][0]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[]", "the body must be a JSON object, not a list"),
        ('["question"]', "the body must be a JSON object, not a list"),
        ("null", "the body must be a JSON object, not null"),
        ('"why"', "the body must be a JSON object, not a string"),
        ("7", "the body must be a JSON object, not a number"),
        ("[" * 60_000, "the body is nested too deeply"),
        ('{"question": ["why"]}', "question must be a string, not a list"),
        ('{"question": "why", "k": "abc"}', "k must be a whole number from 1 to 20, not 'abc'"),
        ('{"question": "why", "k": true}', "k must be a whole number from 1 to 20, not True"),
        ('{"question": "why", "k": NaN}', "k must be a whole number from 1 to 20, not nan"),
        ('{"question": "why", "since": "2019-99-99"}', "since must be a date such as 2019-10-01, not '2019-99-99'"),
        ('{"question": "\\ud800"}', "question holds half a character (a lone surrogate)"),
        (
            '{"question": "why", "sinse": "2019"}',
            "unknown parameter 'sinse'; known are question, q, k, explain, literal, unread, b, since, until, source,"
            " language, index",
        ),
        ("{}", "the question is empty"),
        ('{"question": "?!"}', "the question is empty"),
        (json.dumps({"question": "x" * 50_000}), "the question has 50,000 characters; 1,000 are read"),
    ],
)
def test_a_body_that_asks_nothing(client: FlaskClient, body: str, message: str) -> None:
    assert error(client.post(ASK, data=body, content_type="application/json")) == (400, message)


@pytest.mark.parametrize("body", [b"", b"{", b'{"question": "\xff"}', b'{"k": ' + b"9" * 5000 + b"}"])
def test_a_body_that_is_no_json(client: FlaskClient, body: bytes) -> None:
    told = client.post(ASK, data=body, content_type="application/json")
    assert (error(told), told.json["code"]) == ((400, "The body is not JSON."), "bad-request")


def test_a_body_of_another_kind_or_too_large(client: FlaskClient) -> None:
    said = "The body must be JSON, with Content-Type: application/json."
    assert error(client.post(ASK, data={"question": "why"})) == (415, said)
    large = json.dumps({"question": "x" * 70_000})
    assert error(client.post(ASK, data=large, content_type="application/json")) == (413, "The request is too large.")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("q=why&k=abc", "k must be a whole number from 1 to 20, not 'abc'"),
        ("q=why&until=tomorrow", "until must be a date such as 2019-10-01, not 'tomorrow'"),
        ("q=why&explain=perhaps", "explain must be true or false, not 'perhaps'"),
        (
            "q=why&limit=3",
            "unknown parameter 'limit'; known are question, q, k, explain, literal, unread, b, since, until, source,"
            " language, index",
        ),
        ("q=" + "x" * 100_000, "the question has 100,000 characters; 1,000 are read"),
        ("", "the question is empty"),
    ],
)
def test_an_address_that_asks_nothing(client: FlaskClient, query: str, message: str) -> None:
    assert error(client.get(f"{ASK}?{query}")) == (400, message)


def test_an_address_that_is_not_utf_8(client: FlaskClient) -> None:
    response = client.get(ASK, environ_overrides={"QUERY_STRING": "q=\xff"})
    assert error(response) == (400, "the address is not UTF-8")


def test_an_article_with_its_sentences(client: FlaskClient, hanoi: str, hostile: str) -> None:
    article = client.get("/api/v1/articles/hanoi").json
    assert list(article) == ["id", "title", "source", "published", "url", "text", "sentences", "key", "index"]
    assert article["text"] == hanoi
    assert article["published"] == "2019-03-01"
    assert len(article["sentences"]) == 5
    archive: Archive = client.application.extensions["archive"]
    assert article["key"] == list(archive.article("hanoi").key)
    assert len(article["key"]) == 3
    assert all(hanoi[item["start"] : item["end"]] == item["text"] for item in article["sentences"])
    strange = client.get(f"/api/v1/articles/{quote(hostile, safe='')}").json
    assert (strange["id"], strange["url"]) == (hostile, "https://example.org/?a=1&b=2")
    assert client.get("/api/v1/articles/script-url").json["url"] is None


def test_the_list_of_articles(client: FlaskClient, hostile: str) -> None:
    listing = client.get("/api/v1/articles").json
    assert (listing["total"], listing["first"], listing["page"], listing["pages"]) == (4, 1, 1, 1)
    assert [article["id"] for article in listing["articles"]] == [hostile, "hanoi", "plain", "script-url"]
    assert error(client.get("/api/v1/articles?page=2")) == (404, "There is nothing at this address.")
    known = "unknown parameter 'offset'; known are q, page, since, until, source, language, index"
    assert error(client.get("/api/v1/articles?offset=2")) == (400, known)


def test_status(client: FlaskClient) -> None:
    status = client.get("/api/v1/status").json
    assert status["index"]["articles"] == 4
    assert (status["refused"], status["encoder"], status["writing"], status["problem"]) == (1, "hash", None, None)
    assert "/" not in client.get("/api/v1/status").text


def test_nothing_there_and_wrong_methods(client: FlaskClient) -> None:
    assert error(client.get("/api/v1/articles/none")) == (404, "no article 'none' in the index 'default'")
    assert error(client.get("/api/v2/ask")) == (404, "There is nothing at this address.")
    response = client.delete(ASK)
    assert error(response) == (405, "This address does not take requests of this kind.")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert error(client.post("/healthz"))[0] == 405
