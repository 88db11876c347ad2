"""Who may ask and write, by which keys, and how often."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.ingest.dates.publication_dates import date_in_name
from qa.keys import add_key, revoke_key
from web.metrics import FOLDER
from web.writing import Writer

ASK = "/api/v1/ask?q=zebras"
ADMIN = "/api/v1/admin/status"
Make = Callable[..., FlaskClient]


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
    assert date_in_name(Path(file).name) is None  # it would pass for the day of articles that have none
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
