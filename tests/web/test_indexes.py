"""Several indexes behind one server."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import create_environ
from werkzeug.wrappers import Response

from qa import Archive
from qa.index.build import build_index
from qa.opened import shared
from tests.encoders import HashEncoder
from web import create_app


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two indexes, of a bridge and of a river."""
    made = tmp_path_factory.mktemp("two")
    for name in ("bridge", "river"):
        (made / f"{name}.txt").write_text(f"Of the {name}\n\nThe {name} is closed to all ships.", "utf-8")
        build_index([made / f"{name}.txt"], made, name, HashEncoder())
    return made


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    archives = {name: Archive(folder, name, lambda _: HashEncoder(), threads=1) for name in ("bridge", "river")}
    for each in archives.values():
        each.refresh()
    first = archives.pop("bridge")
    return create_app(folder, "bridge", archive=first, others=archives).test_client()


def cited(client: FlaskClient, **body: str) -> list[str]:
    found = client.post("/api/v1/ask", json={"q": "closed to all ships", **body}).json
    return [citation["article"]["id"] for citation in found["citations"]]


def test_the_api_is_told_which_and_answers_from_the_first_where_it_is_not(client: FlaskClient) -> None:
    assert (cited(client), cited(client, index="bridge"), cited(client, index="river")) == (
        *(["bridge"], ["bridge"], ["river"]),
    )
    assert client.get("/api/v1/articles?index=river").json["articles"][0]["id"] == "river"
    assert client.get("/api/v1/status?index=river").json["index"]["name"] == "river"
    assert client.get("/api/v1/timeline?q=ships&index=river").status_code == 200


@pytest.mark.parametrize("name", ["nothing", "../bridge", "%00"])
def test_there_is_no_other(client: FlaskClient, name: str) -> None:
    for address in (f"/?q=a&index={name}", f"/articles?index={name}", f"/api/v1/ask?q=a&index={name}"):
        response = client.get(address)
        assert response.status_code == 400, address
        assert "index must be one of bridge, river" in response.text
    assert client.post("/api/v1/ask", json={"q": "a", "index": 3}).status_code == 400


def test_every_link_of_a_page_stays_with_its_index(client: FlaskClient) -> None:
    page = client.get("/?q=closed+to+all+ships&index=river").text
    assert 'href="/?q=closed+to+all+ships&amp;index=river" aria-current="true">river</a>' in page
    assert '<input type="hidden" name="index" value="river">' in page
    links = [unescape(link) for link in re.findall(r'(?:href|action)="(/[^"]*)"', page)]
    followed = [link for link in links if not link.startswith("/static") and "index=bridge" not in link]
    assert [link for link in followed if "index=river" not in link] == []
    (place,) = {link for link in followed if link.startswith("/articles/")}
    assert "Of the river" in client.get(place).text
    quotation = re.findall(r'<pre class="quotation" id="quotation1">([^<]+)', page)[0]
    assert unescape(quotation).endswith(f"http://localhost{place}")
    for link in {link.partition("#")[0] for link in followed if not link.startswith(("/feedback", "/watch"))}:
        assert client.get(link).status_code == 200, link


def test_another_index_is_chosen_for_the_same_page_and_the_same_question(client: FlaskClient) -> None:
    def others(address: str) -> list[str]:
        nav = client.get(address).text.partition('aria-label="Archives"')[2].partition("</nav>")[0]
        return [unescape(link) for link in re.findall(r'href="([^"]+)"', nav)]

    assert others("/?q=closed+ships&k=2&index=river") == [
        "/?q=closed+ships&index=bridge",
        "/?q=closed+ships&index=river",
    ]
    assert others("/articles?page=1&index=river") == ["/articles?index=bridge", "/articles?index=river"]
    for address in ("/articles/river?index=river", "/watch", "/nowhere", "/?q=a&index=none"):
        assert all(client.get(other).status_code == 200 for other in others(address)), address
    assert others("/nowhere") == ["/?index=bridge", "/?index=river"]


def test_every_link_in_json_stays_with_its_index(client: FlaskClient) -> None:
    asked = {"question": "closed to all ships", "index": "river"}
    (answer,) = client.post("/api/v1/ask/batch", json={"questions": [asked["question"]], "index": "river"}).json[
        "answers"
    ]
    summary = client.get("/api/v1/summarize?id=river&index=river").json
    for told in (client.post("/api/v1/ask", json=asked).json, answer["answer"], summary):
        link = told["citations"][0]["link"]
        assert link.startswith("/articles/river?index=river&b=")
        assert "Of the river" in client.get(link).text


def test_a_standing_question_and_its_feed_stay_with_their_index(client: FlaskClient) -> None:
    kept = client.post("/watch?index=river", data={"q": "closed to all ships"}).location
    assert kept.endswith("?index=river")
    again = re.findall(r'<a href="([^"]+)">ask it now', client.get(kept).text)
    assert [unescape(link) for link in again] == ["/?q=closed+to+all+ships&index=river"]
    feed = kept.replace("?", ".atom?")
    own, page = re.findall(r'rel="self" href="([^"]+)"|type="text/html" href="([^"]+)"', client.get(feed).text)[::-1]
    assert (own[0], page[1]) == (f"http://localhost{feed}", f"http://localhost{kept}")


def test_a_verdict_leads_back_to_its_index(client: FlaskClient) -> None:
    page = client.get("/?q=closed+to+all+ships&index=river").text
    form = page[page.index('<form class="verdicts" method="post" action="/feedback') :]
    given = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    back = client.post("/feedback?index=river", data=given).location
    assert back == "/?index=river&q=closed+to+all+ships&noted=1"
    assert client.get(back).status_code == 200


def test_metrics_tell_of_each_index(client: FlaskClient, folder: Path) -> None:
    told = client.get("/metrics").text
    for name in ("bridge", "river"):
        build = client.get(f"/api/v1/status?index={name}").json["index"]["build"]
        assert f'cuttings_snapshot_info{{build="{build}",index="{name}"}} 1.0' in told
        assert f'cuttings_ready{{index="{name}"}} 1.0' in told
        assert f'cuttings_articles{{index="{name}"}} 1.0' in told
        assert f'cuttings_snapshot_swaps_total{{index="{name}"}} 0.0' in told
        assert re.search(rf'cuttings_snapshot_created_seconds\{{index="{name}"\}} 1\.\d+e\+09', told)


def test_of_one_index_nothing_is_said(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/?q=bridge&index=whatever").text
    assert re.findall(r'(?:href|action)="[^"]*[?;]index=', page) == []
    assert 'aria-label="Archives"' not in page


def test_one_model_is_loaded_once() -> None:
    loaded: list[str] = []
    load: Callable[[str], HashEncoder] = shared(lambda model: loaded.append(model) or HashEncoder())
    assert load("a") is load("a")
    assert load("b") is not load("a")
    assert loaded == ["a", "b"]


@pytest.mark.parametrize("address", ["/", "/status", "/watch", "/nosuch", "/sources", "/articles/river", "/api/v1/ask"])
def test_an_address_that_is_not_utf_8(client: FlaskClient, address: str) -> None:
    response = Response.from_app(client.application, create_environ(address) | {"QUERY_STRING": "q=\xff"})
    told = response.get_data(as_text=True)
    if address == "/nosuch":
        assert (response.status_code, "There is nothing at this address" in told) == (404, True)
    else:
        assert (response.status_code, "the address is not UTF-8" in told) == (400, True)


@pytest.mark.parametrize("address", ["/", "/watch", "/feedback", "/api/v1/ask"])
def test_a_body_that_is_too_large(client: FlaskClient, address: str) -> None:
    response = client.post(address, data=b'"' + b"a" * 70_000 + b'"', content_type="application/json")
    assert response.status_code == {"/": 405, "/watch": 413, "/feedback": 413, "/api/v1/ask": 413}[address]
