from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from qa import Archive, EngineUnavailable, Filters, Length, as_json
from web.status import PROBLEM

ASK = "/api/v1/ask"
SUMMARIZE = "/api/v1/summarize"
TIMELINE = "/api/v1/timeline"
TOPIC = "Hanoi talks failed over sanctions"


def error(response: Any) -> tuple[int, str]:
    assert response.mimetype == "application/problem+json"
    told = response.json
    assert set(told) - {"fix"} == {"type", "title", "status", "detail", "code", "request_id"}
    assert told["type"] == f"urn:cuttings:problem:{told['code']}"
    assert (told["status"], told["request_id"]) == (response.status_code, response.headers["X-Request-ID"])
    return response.status_code, told["detail"]


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
    status, message = error(client.post(ASK, data=body, content_type="application/json"))
    assert status == 400
    assert "Traceback" not in message


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


def timeless(answer: Any) -> Any:
    """An answer without the time it took."""
    assert answer.pop("took_ms") >= 0
    return answer


def test_a_summary_of_a_topic_is_what_the_library_summarizes(client: FlaskClient) -> None:
    archive: Archive = client.application.extensions["archive"]
    chosen = Filters(since=date(2019, 1, 1), source="the example gazette")
    expected = timeless(as_json(archive.summarize_topic(TOPIC, Length(sentences=1), chosen, "lexrank")))
    fields = {"sentences": "1", "since": "2019-01-01", "source": "the example gazette", "method": "lexrank"}
    answers = [
        client.get(SUMMARIZE, query_string={"about": TOPIC} | fields),
        client.get(SUMMARIZE, query_string={"q": TOPIC} | fields),
        client.post(SUMMARIZE, json={"about": TOPIC, "sentences": 1} | fields),
    ]
    assert [timeless(answer.json) for answer in answers] == [expected] * 3
    assert list(expected) == ["about", "citations", "reason", "articles", "index"]
    assert [citation["text"] for citation in expected["citations"]] == [f"The {TOPIC}."]
    assert [article["id"] for article in expected["articles"]] == ["hanoi"]


def test_a_summary_of_articles_is_what_the_library_summarizes(client: FlaskClient, hostile: str) -> None:
    archive: Archive = client.application.extensions["archive"]
    expected = timeless(as_json(archive.summarize([hostile, "hanoi"], Length(ratio=0.5))))
    assert {citation["article"]["id"] for citation in expected["citations"]} == {hostile, "hanoi"}
    answers = [
        client.get(SUMMARIZE, query_string={"id": [hostile, "hanoi", hostile], "ratio": ".5"}),
        client.get(SUMMARIZE, query_string={"ids": [hostile, "hanoi"], "ratio": "0.5"}),
        client.post(SUMMARIZE, json={"ids": [hostile, "hanoi"], "ratio": 0.5, "method": None}),
        client.post(SUMMARIZE, json={"id": hostile, "ids": ["hanoi"], "ratio": 0.5, "words": ""}),
    ]
    assert [timeless(answer.json) for answer in answers] == [expected] * 4
    few = client.get(f"{SUMMARIZE}?id=hanoi&words=4").json["citations"]
    assert [len(citation["text"].split()) <= 4 for citation in few] == [True]


def test_a_summary_of_nothing_gives_its_reason(client: FlaskClient) -> None:
    summary = client.get(f"{SUMMARIZE}?about=walruses&source=Nobody").json
    assert (summary["citations"], summary["articles"]) == ([], [])
    assert summary["reason"] == "No sentence of the archive is on this topic."


def test_a_timeline_is_what_the_library_tells(bridge_client: FlaskClient) -> None:
    archive: Archive = bridge_client.application.extensions["archive"]
    topic, until = "old bridge over the river Lowe", "2019-12-31"
    expected = timeless(as_json(archive.timeline(topic, Filters(until=date(2019, 12, 31)), 2)))
    answers = [
        bridge_client.get(TIMELINE, query_string={"topic": topic, "entries": "2", "until": "31 December 2019"}),
        bridge_client.get(TIMELINE, query_string={"q": topic, "entries": "2", "until": until}),
        bridge_client.post(TIMELINE, json={"topic": topic, "entries": 2, "until": until}),
    ]
    assert [timeless(answer.json) for answer in answers] == [expected] * 3
    assert list(expected) == ["topic", "entries", "coverage", "reason", "index"]
    assert [(entry["first"], entry["last"], entry["sources"]) for entry in expected["entries"]] == [
        ("2018-06-01", "2018-06-30", 1),
        ("2019-03-04", "2019-03-04", 2),
    ]
    assert [month["articles"] for month in expected["coverage"]] == [2, 0, 0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (SUMMARIZE, "about, which is a topic, or id, which names articles, must be given"),
        (f"{SUMMARIZE}?id=&q=+", "about, which is a topic, or id, which names articles, must be given"),
        (f"{SUMMARIZE}?q=a&id=b", "about, which is a topic, and id, which names articles, exclude each other"),
        (
            f"{SUMMARIZE}?topic=a",
            "unknown parameter 'topic'; known are about, q, id, ids, sentences, words, ratio, method, briefing, since,"
            " until, source, language, index",
        ),
        (f"{SUMMARIZE}?q=%3F", "the topic is empty"),
        (TIMELINE, "topic must be given"),
        (f"{TIMELINE}?q=a&entries=51", "entries must be a whole number from 1 to 50, not 51"),
        (
            f"{TIMELINE}?q=a&k=3",
            "unknown parameter 'k'; known are topic, q, entries, since, until, source, language, index",
        ),
    ],
)
def test_a_summary_or_timeline_of_what_is_not_said(client: FlaskClient, address: str, message: str) -> None:
    assert error(client.get(address)) == (400, message)


def test_a_summary_of_an_article_that_is_not_there(client: FlaskClient) -> None:
    assert error(client.get(f"{SUMMARIZE}?id=hanoi&id=none")) == (404, "no article 'none' in the index 'default'")


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


def test_the_process_lives_with_and_without_an_index(client: FlaskClient, empty_client: FlaskClient) -> None:
    assert (client.get("/healthz").status_code, client.get("/healthz").json) == (200, {"status": "ok"})
    assert (empty_client.get("/healthz").status_code, empty_client.get("/healthz").json) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    "address", ["/readyz", f"{ASK}?q=why", f"{SUMMARIZE}?id=a", f"{TIMELINE}?q=a", "/api/v1/articles"]
)
def test_without_an_index(empty_client: FlaskClient, tmp_path: Path, address: str) -> None:
    response = empty_client.get(address)
    assert error(response) == (503, "Nothing has been indexed here yet.")
    assert (response.json["code"], response.json["fix"]) == ("no-index", "qa build FOLDER")


def test_ready_as_soon_as_there_is_an_index(
    empty_client: FlaskClient, sources: Path, tmp_path: Path, build: Callable[[Path, Path], str]
) -> None:
    assert empty_client.get("/readyz").status_code == 503
    made = build(sources, tmp_path)
    empty_client.application.extensions["archive"].refresh()
    ready = {"status": "ready", "build": made, "articles": 4, "sentences": 9, "problem": None}
    assert empty_client.get("/readyz").json == ready


def test_not_ready_without_a_model(indexes: Path) -> None:
    from web import create_app

    def unavailable(model: str) -> Any:
        raise EngineUnavailable(f"no model {model!r}", "make install")

    archive = Archive(indexes, load=unavailable)
    client = create_app(indexes, archive=archive).test_client()
    assert error(client.get("/readyz")) == (503, "loading")
    archive.refresh()
    response = client.get("/readyz")
    assert error(response) == (503, "The model is not there yet. The server's log says why.")
    assert (response.json["code"], response.json["fix"]) == ("model-unavailable", "make install")
    assert client.get("/articles/hanoi").status_code == 200
    metrics = client.get("/metrics").get_data(as_text=True).splitlines()
    assert {"cuttings_ready 0.0", "cuttings_articles 4.0"} <= set(metrics)


def test_metrics_tell_of_the_index_and_of_a_snapshot_that_was_refused(
    sources: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient], tmp_path: Path
) -> None:
    client = client_over(tmp_path)

    def metrics() -> dict[str, float]:
        response = client.get("/metrics")
        assert (response.status_code, response.mimetype) == (200, "text/plain")
        lines = [line.rpartition(" ") for line in response.get_data(as_text=True).splitlines() if line[0] != "#"]
        return {name: float(value) for name, _, value in lines}

    assert metrics()["cuttings_ready"] == 0
    made = build(sources, tmp_path)
    client.application.extensions["archive"].refresh()
    found = metrics()
    assert (found["cuttings_ready"], found["cuttings_articles"], found["cuttings_sentences"]) == (1, 4, 9)
    assert found[f'cuttings_snapshot_info{{build="{made}",index="default"}}'] == 1
    assert (found["cuttings_snapshot_refused"], found["cuttings_index_being_written"]) == (0, 0)
    assert found["cuttings_snapshot_created_seconds"] == pytest.approx(time.time(), abs=3600)
    assert found["cuttings_snapshot_swaps_total"] == 0
    (tmp_path / "late.txt").write_text("Walruses arrive late.")
    made = build(tmp_path / "late.txt", tmp_path)
    client.application.extensions["archive"].refresh()
    assert metrics()["cuttings_snapshot_swaps_total"] == 1
    (tmp_path / "default" / "CURRENT").write_text("nowhere", "ascii")
    assert client.get(f"{ASK}?q=why").json["index"]["build"] == made
    assert metrics()["cuttings_snapshot_refused"] == 1
    assert client.get("/readyz").json["problem"] == PROBLEM
    assert client.get("/api/v1/status").json["problem"] == PROBLEM
    assert PROBLEM in unescape(client.get("/status").get_data(as_text=True))
