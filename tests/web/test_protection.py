"""Who may ask, how often, from which pages, and what an answer says of itself."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa import Archive
from qa.keys import add_key, revoke_key
from tests.encoders import HashEncoder
from web import auth, create_app
from web.logs import _Json
from web.metrics import FOLDER
from web.problems import SECURITY_HEADERS
from web.settings import Settings
from web.writing import Writer

ASK = "/api/v1/ask?q=zebras"
ADMIN = "/api/v1/admin/status"
Make = Callable[..., FlaskClient]


@pytest.fixture
def client_with(indexes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A client of an application with these settings, whose keys are those of an empty folder."""

    def make(**settings: object) -> FlaskClient:
        monkeypatch.setattr(auth, "LOOK_SECONDS", 0)
        app = create_app(
            indexes, archive=Archive(indexes, load=lambda _: HashEncoder(), threads=1), settings=Settings(**settings)
        )
        app.extensions["keys"] = auth.KeyRing(tmp_path)
        return app.test_client()

    return make


def status_of(client: FlaskClient, path: str) -> int:
    with client.get(path) as response:
        return response.status_code


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def basic(key: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"me:{key}".encode()).decode()}


@pytest.mark.parametrize(
    ("settings", "demanded"),
    [
        ({}, False),
        ({"host": "127.0.0.9"}, False),
        ({"host": "::1"}, False),
        ({"host": "localhost"}, False),
        ({"host": "0.0.0.0"}, True),
        ({"host": "192.0.2.1"}, True),
        ({"host": "::"}, True),
        ({"host": "0.0.0.0", "access": "anyone"}, False),
        ({"access": "keys"}, True),
    ],
)
def test_keys_are_demanded_where_others_reach_the_server(client_with: Make, settings: dict, demanded: bool) -> None:
    client = client_with(**settings)
    paths = ["/", ASK, "/api/v1/status", "/metrics", "/articles/plain", "/nowhere"]
    found = [client.get(path).status_code for path in paths]
    assert found == ([401] * 6 if demanded else [200] * 5 + [404])
    assert [status_of(client, path) for path in ("/healthz", "/static/style.css")] == [200, 200]


def test_a_key_opens_in_each_form_until_it_is_revoked(client_with: Make, tmp_path: Path) -> None:
    client = client_with(access="keys")
    key = add_key(tmp_path, "me", "read")
    forms = [bearer(key), basic(key), {"X-API-Key": key}]
    assert [client.get(ASK, headers=form).status_code for form in forms] == [200] * 3
    assert key not in (tmp_path / "keys.json").read_text()
    wrong = [bearer(key[:-1]), basic(""), {"X-API-Key": "ключ"}, {"Authorization": "Bearer"}, {"Authorization": "x"}]
    assert [client.get(ASK, headers=form).status_code for form in wrong] == [401] * 5
    revoke_key(tmp_path, "me")
    assert [client.get(ASK, headers=form).status_code for form in forms] == [401] * 3


def test_a_wrong_key_is_told_even_where_none_is_demanded(client_with: Make) -> None:
    response = client_with().get(ASK, headers=bearer("qa_guessed"))
    assert (response.status_code, response.json["code"]) == (401, "key-needed")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Cuttings archive"'


def test_a_browser_is_asked_for_the_key(client_with: Make) -> None:
    assert client_with(access="keys").get("/").headers["WWW-Authenticate"].startswith('Basic realm="Cuttings archive"')


@pytest.mark.parametrize("access", ["anyone", "keys"])
def test_only_an_admin_key_shown_by_a_program_opens_what_is_the_owners(
    client_with: Make, tmp_path: Path, access: str
) -> None:
    client = client_with(access=access)
    read, admin = add_key(tmp_path, "reader", "read"), add_key(tmp_path, "owner", "admin")
    assert client.get(ADMIN).status_code == 401
    assert client.get(ADMIN, headers=bearer(read)).status_code == 403
    assert client.get(ADMIN, headers=basic(admin)).status_code == 403  # other sites could make a browser send it
    found = client.get(ADMIN, headers=bearer(admin))
    assert found.status_code == 200
    assert [item["origin"].rpartition("/")[2] for item in found.json["refusals"]] == ["refused <i>.pdf"]
    page = client.get("/api/v1/admin/refusals?page=1", headers=bearer(admin)).json
    assert (page["total"], page["pages"], len(page["refusals"])) == (1, 1, 1)


def test_an_owner_adds_articles_and_rebuilds(
    client_with: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class Program(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **options: object) -> None:
            started.append(command)
            super().__init__([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)

    monkeypatch.setattr("web.writing.subprocess.Popen", Program)
    client = client_with()
    writer = client.application.extensions["writers"]["default"] = Writer(tmp_path, "default")
    key = bearer(add_key(tmp_path, "owner", "admin"))
    assert client.post("/api/v1/admin/build").status_code == 401
    articles = [{"title": "Zürich", "text": "x" * 100_000}]
    begun = client.post("/api/v1/admin/articles", json={"articles": articles}, headers=key)
    assert (begun.status_code, begun.json) == (202, {"begun": "add", "articles": 1})
    ((*_, add, file, folder, where, index, name, _wait),) = started
    assert (add, folder, where, index, name) == ("add", "--indexes", str(tmp_path), "--index", "default")
    assert json.loads(Path(file).read_text()) == articles[0]
    busy = client.post("/api/v1/admin/build", headers=key)
    assert (busy.status_code, busy.json["code"]) == (409, "busy")
    writer._running.communicate(b"\n")
    assert client.post("/api/v1/admin/build", headers=key).status_code == 202
    assert started[1][3:] == ["build", *started[0][5:]]
    writer._running.communicate(b"\n")
    for wrong in ({"articles": "x"}, {"articles": []}, {"articles": [1]}, {"article": []}, {}):
        assert client.post("/api/v1/admin/articles", json=wrong, headers=key).status_code == 400


def test_a_file_of_keys_that_cannot_be_read_lets_nobody_in(client_with: Make, tmp_path: Path) -> None:
    client = client_with(access="keys")
    key = add_key(tmp_path, "me", "read")
    assert client.get(ASK, headers=bearer(key)).status_code == 200
    (tmp_path / "keys.json").write_text("[{")
    assert client.get(ASK, headers=bearer(key)).status_code == 401


def test_nobody_is_told_of_the_servers_disk(client_with: Make, indexes: Path, sources: Path) -> None:
    client = client_with()
    (parts, names) = ({str(indexes), str(sources), sources.name}, ["/status", "/api/v1/status", "/metrics", "/readyz"])
    for path in [*names, "/", "/articles", "/api/v1/articles", "/nowhere", "/api/v1/articles/none"]:
        text = client.get(path).get_data(as_text=True)
        assert not [part for part in parts if part in text], path
        assert "refused <i>" not in text
        assert "refused &lt;i" not in text


def test_addresses_and_keys_are_counted_apart(client_with: Make, tmp_path: Path) -> None:
    client = client_with(address_rate="2 per hour", key_rate="3 per hour")
    key = add_key(tmp_path, "me", "read")
    assert [client.get("/articles").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get(ASK)
    assert (refused.status_code, refused.json["code"]) == (429, "too-many-requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert [client.get(ASK, headers=bearer(key)).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.get("/articles", environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 200
    assert [status_of(client, path) for path in ("/healthz", "/static/style.css")] == [200, 200]


def test_each_question_of_a_batch_counts(client_with: Make) -> None:
    client = client_with(address_rate="5 per hour")
    asked = [
        client.post("/api/v1/ask/batch", json={"questions": ["zebras"] * count}).status_code for count in (3, 2, 1)
    ]
    assert asked == [200, 200, 429]


def test_processes_count_together(client_with: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.limits.os.environ", {FOLDER: str(tmp_path)})
    clients = [client_with(address_rate="3 per hour", workers=2) for _ in range(2)]
    assert [clients[turn % 2].get("/articles").status_code for turn in range(4)] == [200, 200, 200, 429]
    assert (tmp_path / "rates.sqlite").is_file()


def test_whoever_guesses_keys_is_counted(client_with: Make) -> None:
    client = client_with(access="keys", address_rate="3 per hour")
    assert [client.get(ASK, headers=bearer(f"qa_{n}")).status_code for n in range(5)] == [401, 401, 401, 429, 429]


def test_one_network_of_ipv6_is_one_address(client_with: Make) -> None:
    client = client_with(address_rate="2 per hour")
    asked = [client.get("/articles", environ_base={"REMOTE_ADDR": f"2001:db8::{n:x}"}).status_code for n in range(3)]
    assert asked == [200, 200, 429]


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


def test_what_has_not_changed_is_not_computed_again(client: FlaskClient) -> None:
    first = client.get(ASK)
    tag = first.headers["ETag"]
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
