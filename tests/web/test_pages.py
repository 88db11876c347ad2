"""What all pages share: the navigation, errors, headers, the builds behind them; the first page and the status."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from qa import Answer, Archive, link_to
from qa.index.lock import locked
from tests.waiting import wait
from web.problems import SECURITY_HEADERS
from web.status import PROBLEM


class Broken(Archive):
    """Fails in a way nobody foresaw."""

    def ask(self, *args: Any, **options: Any) -> Answer:
        raise RuntimeError("secret detail")


def test_home_has_a_form_and_says_what_is_indexed(client: FlaskClient) -> None:
    response = client.get("/")
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert '<label for="q">Your question</label>' in page
    assert 'value="" placeholder="Why did the Hanoi talks fail?" autocomplete' in page  # the archive's own example
    assert "4 articles indexed, 9 sentences, from 3 February 2018 to 1 October 2019." in plain(page)
    assert plain(page).endswith("leads to its place in it. Nothing leaves this machine. For programs")
    assert '<option value="Quote &#34; &lt;Daily&gt;"><option value="The Example Gazette"><option value="Zebra' in page
    assert 'class="answer"' not in page
    assert re.findall(r"<script[^>]*>[^<]*", page) == ['<script src="/static/page.js?v=0.2.0" defer>']
    assert "style=" not in page


def test_the_pages_are_all_in_the_navigation_and_the_open_one_is_marked(client: FlaskClient) -> None:
    found = re.findall(r'<li><a href="([^"]+)"( aria-current="page")?>(\w+)</a></li>', client.get("/timeline").text)
    assert [label for _, _, label in found] == ["Ask", "Summaries", "Timeline", "Articles", "Sources", "Status"]
    assert [label for _, current, label in found if current] == ["Timeline"]
    assert [client.get(address).status_code for address, _, _ in found] == [200] * 6


def test_a_running_build_is_shown_and_one_that_was_stopped(
    tmp_path: Path, sources: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    build(sources, tmp_path)
    client = client_over(tmp_path)
    assert "<progress" not in client.get("/status").get_data(as_text=True)
    with locked(tmp_path / "default", "build") as progress:
        progress("encoding", 0, 5000, 0)

        def goes_on() -> bool:  # it is noted now and then
            progress("encoding", 1200, 5000, 30_000)
            return (client.get("/api/v1/status").json["writing"] or {}).get("done") == 1200

        wait(goes_on)
        page = client.get("/status").get_data(as_text=True)
        writing = client.get("/api/v1/status").json["writing"]
    assert "<strong>Encoding</strong> 1,200 of 5,000 articles. Questions are answered" in page
    assert '<progress max="5000" value="1200" aria-label="encoding">' in page
    assert re.search(r"[\d,]+ articles a second\. [\d,]+ sentences a second\. About \d+ seconds left", page)
    assert (writing["stage"], writing["done"], writing["running"]) == ("encoding", 1200, True)
    killed = {"command": "build", "process": 1, "started": "2026-01-01T00:00:00+00:00"} | writing
    (tmp_path / "default" / "PROGRESS").write_text(json.dumps(killed), "utf-8")
    wait(lambda: "was stopped" in client.get("/status").get_data(as_text=True))
    page = client.get("/status").get_data(as_text=True)
    assert "was stopped while encoding, 1,200 of 5,000 articles" in page
    assert "<progress" not in page


def test_status_counts_what_was_refused_and_names_no_file(client: FlaskClient) -> None:
    page = client.get("/status").get_data(as_text=True)
    assert "<dt>Refused</dt><dd>1 input at the last build</dd>" in page
    assert ".pdf" not in page
    assert "<dt>Sentences</dt><dd>9</dd>" in page
    assert 'role="alert"' not in page


@pytest.mark.parametrize("address", ["/articles/nothing", "/articles/", "/nowhere", "/articles/..%2F..%2Fetc"])
def test_nothing_there(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.mimetype == "text/html"
    assert "<h1>Not Found</h1>" in response.get_data(as_text=True)


def test_wrong_method(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "<h1>Method Not Allowed</h1>" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    ["/", "/?q=zebras", "/summaries", "/summaries?id=hanoi", "/timeline", "/articles", "/articles/hanoi", "/status"],
)
def test_without_an_index_pages_say_what_to_type(empty_client: FlaskClient, address: str) -> None:
    response = empty_client.get(address)
    page = response.get_data(as_text=True)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "Nothing has been indexed here yet." in page
    assert "<pre><code>qa build FOLDER</code></pre>" in page


def test_the_unforeseen_is_logged_and_not_shown(
    indexes: Path, client_over: Callable[..., FlaskClient], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client_over(indexes, Broken).get("/?q=zebras")
    page = response.get_data(as_text=True)
    assert response.status_code == 500
    assert "<h1>Internal Server Error</h1>" in page
    assert "secret" not in page
    assert "Traceback" not in page
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=zebras",
        "/summaries?id=hanoi",
        "/timeline?q=zebras",
        "/status",
        "/nowhere",
        "/api/v1/status",
        "/api/none",
        "/healthz",
    ],
)
def test_headers_of_every_response(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert headers["Cache-Control"] == "no-store"


def test_static_files_may_be_kept(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/style\.css[^"]*)"', client.get("/").get_data(as_text=True))
    assert address
    with client.get(address[1]) as response:
        assert response.mimetype == "text/css"
        assert response.headers["Cache-Control"] == "no-cache, max-age=86400".removeprefix(
            "no-cache, "
        ) + ", public" or ("max-age=86400" in response.headers["Cache-Control"])
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/none.css").headers["Cache-Control"] == "no-store"


def test_a_newer_build_is_picked_up_and_a_damaged_one_is_not(
    sources: Path, tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    folder, indexes = tmp_path / "sources", tmp_path / "indexes"
    shutil.copytree(sources, folder)
    first = build(folder, indexes)
    client = client_over(indexes)
    assert client.get("/readyz").json["build"] == first
    assert "Walruses" not in client.get("/?q=walruses").get_data(as_text=True)

    (folder / "new.txt").write_text("Walruses arrive late. They stay.")
    second = build(folder, indexes)
    page = client.get("/?q=walruses+arrive+late").get_data(as_text=True)
    assert "<mark>Walruses</mark> <mark>arrive</mark> <mark>late</mark>." in page
    assert escape(link_to("new", 0, "Walruses arrive late.", second)) in page
    assert "5 articles indexed, 11 sentences" in page
    assert client.get("/readyz").json == {
        "status": "ready",
        "build": second,
        "articles": 5,
        "sentences": 11,
        "problem": None,
    }

    (folder / "more.txt").write_text("Seals follow.")
    third = build(folder, tmp_path / "elsewhere")
    shutil.copytree(tmp_path / "elsewhere" / "default" / "snapshots" / third, indexes / "default" / "snapshots" / third)
    (indexes / "default" / "snapshots" / third / "sentences.npy").write_bytes(b"damaged")
    (indexes / "default" / "CURRENT").write_text(third)
    assert f"?b={second}&amp;s=0-" in client.get("/?q=walruses").get_data(as_text=True)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["build"]) == (200, second)
    assert ready.json["problem"] == PROBLEM
    assert PROBLEM.split(";")[0] in client.get("/status").get_data(as_text=True)


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split()).replace(" .", ".")


def test_copies_are_read_together(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    """The texts of the articles that are scored are read by one query, those of their stories with them."""
    folder = tmp_path / "copies"
    folder.mkdir()
    for number in range(5):
        text = f"Copy {number}\n\n- Paper {number} - Tuesday, October 1, 2019\n\nPenguins crossed the frozen harbor.\n"
        (folder / f"copy{number}.txt").write_text(text, "utf-8")
    build(folder, tmp_path / "ix")
    client = client_over(tmp_path / "ix")
    client.get("/?q=who+crossed+the+frozen+harbor")
    queries: list[str] = []
    opened = client.application.extensions["archive"]._open.snapshot.store._database
    opened.set_trace_callback(queries.append)
    page = client.get("/?q=who+has+crossed+the+frozen+harbor").get_data(as_text=True)  # another: answers are kept
    opened.set_trace_callback(None)
    assert page.count('<a href="/articles/copy') == 5  # the sentence's own place, and four copies
    of_articles = [query for query in queries if "FROM articles" in query]
    assert sum(" text," in query or ", text" in query for query in of_articles) == 1
