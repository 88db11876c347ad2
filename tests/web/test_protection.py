"""From which pages and hosts one may ask, and what an answer says of itself: headers, ids, logs, links."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa import __version__
from web.logs import _Json
from web.problems import SECURITY_HEADERS

ASK = "/api/v1/ask?q=zebras"
Make = Callable[..., FlaskClient]


def test_nobody_is_told_of_the_servers_disk(client_with: Make, indexes: Path, sources: Path) -> None:
    client = client_with()
    (parts, names) = ({str(indexes), str(sources), sources.name}, ["/status", "/api/v1/status", "/metrics", "/readyz"])
    for path in [*names, "/", "/articles", "/api/v1/articles", "/nowhere", "/api/v1/articles/none"]:
        text = client.get(path).get_data(as_text=True)
        assert not [part for part in parts if part in text], path
        assert "refused <i>" not in text
        assert "refused &lt;i" not in text


def test_no_other_site_reads_an_answer_unless_it_is_named(client_with: Make) -> None:
    origin = {"Origin": "https://paper.example"}
    assert not [name for name in client_with().get(ASK, headers=origin).headers if "Access-Control" in name]
    client = client_with(cors_origins=("https://paper.example",))
    allowed = client.get(ASK, headers=origin)
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://paper.example"
    assert "Origin" in allowed.headers["Vary"]
    preflight = client.options(ASK, headers=origin)
    assert (preflight.status_code, "Authorization" in preflight.headers["Access-Control-Allow-Headers"]) == (200, True)
    assert "Access-Control-Allow-Origin" not in client.get(ASK, headers={"Origin": "https://evil.example"}).headers
    assert "Access-Control-Allow-Origin" not in client.get("/", headers=origin).headers


@pytest.mark.parametrize("path", ["/", "/nowhere", ASK, "/api/v1/nowhere", "/healthz", "/static/style.css", "/metrics"])
def test_every_answer_carries_the_headers_that_protect(client: FlaskClient, path: str) -> None:
    for method, host in (("GET", "localhost"), ("DELETE", "localhost"), ("GET", "evil.example")):
        with client.open(path, method=method, headers={"Host": host}) as response:
            assert {name: response.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "unsafe" not in SECURITY_HEADERS["Content-Security-Policy"]


def test_what_has_not_changed_is_not_computed_again(client: FlaskClient, client_with: Make) -> None:
    first = client.get(ASK)
    tag = first.headers["ETag"]
    assert tag.startswith(f'W/"{client.get("/readyz").json["build"]}-{__version__}-')
    assert client_with(reader="none").get(ASK, headers={"If-None-Match": tag}).status_code == 200
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = client.get(ASK, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    stages = client.get("/metrics").text
    assert all(f'cuttings_stage_seconds_count{{stage="{name}"}} 1.0' in stages for name in ("wait", "search", "cite"))
    answers = 'cuttings_answers_total{answered="'
    assert sum(line.startswith(answers) for line in client.get("/metrics").text.splitlines()) == 1
    assert client.get(ASK, headers={"If-None-Match": '"other"'}).status_code == 200
    assert "ETag" not in client.post("/api/v1/ask", json={"q": "zebras"}).headers
    assert "ETag" not in client.get("/api/v1/ask").headers
    anything = {"If-None-Match": "*"}
    there = [client.get(path, headers=anything).status_code for path in (ASK, "/api/v1/articles/none", f"{ASK}&k=0")]
    assert there == [304, 404, 400]


@pytest.mark.parametrize("path", ["/", ASK, "/api/v1/status", "/healthz", "/articles/plain"])
def test_head_is_get_without_a_body_and_options_says_what_there_is(client: FlaskClient, path: str) -> None:
    got, head, options = client.get(path), client.head(path), client.options(path)
    assert (head.status_code, head.data, head.content_type) == (200, b"", got.content_type)
    assert (options.status_code, {"GET", "HEAD", "OPTIONS"} <= options.allow) == (200, True)


def test_an_answer_carries_the_id_of_its_request(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "my-id.1"}).headers["X-Request-ID"] == "my-id.1"
    made = [client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] for given in ("", "a b")]
    assert len(set(made)) == 2
    assert all(len(each) == 32 for each in made)
    failed = client.get("/api/v1/nowhere", headers={"X-Request-ID": "mine"})
    assert failed.json["request_id"] == "mine"


@pytest.mark.parametrize("questions", [False, True])
def test_a_log_for_programs_holds_no_question_unless_asked_for(
    client_with: Make, caplog: pytest.LogCaptureFixture, questions: bool
) -> None:
    client = client_with(log_format="json", log_questions=questions)
    with caplog.at_level(logging.INFO, "cuttings"):
        client.get("/api/v1/ask?q=a+secret+matter", headers={"X-Request-ID": "one"})
    (record,) = [each for each in caplog.records if hasattr(each, "fields")]
    line = json.loads(_Json().format(record))
    assert (line["method"], line["endpoint"], line["status"], line["level"]) == ("GET", "api.ask", 200, "info")
    assert line["ms"] > 0
    assert ("secret" in json.dumps(line)) is questions


def test_behind_a_prefix_every_link_stays_below_it(client_with: Make) -> None:
    client = client_with(prefix="/archive")
    for path in ("/archive/", "/"):  # a proxy may take it off, or not
        page = client.get(path).text
        assert 'href="/archive/articles"' in page
        assert 'href="/articles"' not in page
    cited = client.get("/archive/?q=zebras").text
    assert 'href="/archive/articles/plain?b=' in cited
    assert 'href="/articles/plain?b=' not in cited
    assert (
        client.get("/archive/api/v1/ask?q=zebras").json["citations"][0]["link"].startswith("/archive/articles/plain?b=")
    )
    assert client.get("/archive/api/v1/openapi.json").json["servers"] == [{"url": "/archive"}]


def test_behind_a_proxy_it_says_who_asks_and_without_one_nobody_else_does(client_with: Make) -> None:
    forwarded = {"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Host": "news.example", "X-Forwarded-Proto": "https"}
    behind = client_with(proxies=1, trusted_hosts=("news.example",), address_rate="1 per hour")
    assert behind.get("/articles", headers=forwarded).status_code == 200
    assert behind.get("/articles", headers=forwarded | {"X-Forwarded-For": "192.0.2.2"}).status_code == 200
    assert behind.get("/articles", headers=forwarded).status_code == 429
    assert behind.get("/articles", headers=forwarded | {"X-Forwarded-Host": "evil.example"}).status_code == 421
    alone = client_with(address_rate="1 per hour")
    assert alone.get("/articles", headers=forwarded).status_code == 200
    assert alone.get("/articles", headers=forwarded | {"X-Forwarded-For": "192.0.2.2"}).status_code == 429


def test_names_below_a_name_can_be_trusted(client_with: Make) -> None:
    client = client_with(trusted_hosts=(".news.example",))
    hosts = ["a.news.example", "b.a.news.example", "news.example.evil.example", "xnews.example"]
    assert [client.get("/", headers={"Host": host}).status_code for host in hosts] == [200, 200, 421, 421]


def test_an_answer_that_takes_too_long_is_given_up(client: FlaskClient) -> None:
    client.application.config["REQUEST_SECONDS"] = 0
    given_up = client.get("/api/v1/summarize?id=hanoi")
    assert (given_up.status_code, given_up.json["code"]) == (503, "took-too-long")
    assert given_up.headers["Retry-After"] == "30"
    client.application.config["REQUEST_SECONDS"] = 60
    assert client.get("/api/v1/summarize?id=hanoi").status_code == 200
