"""The list of articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from flask.testing import FlaskClient


def test_every_listed_article_is_reached(client: FlaskClient) -> None:
    links = re.findall(r'<div><a href="(/articles/[^"]+)">', client.get("/articles").get_data(as_text=True))
    assert len(links) == 4
    assert [client.get(unescape(link)).status_code for link in links] == [200] * 4


def test_articles_are_listed_newest_first_and_undated_last(client: FlaskClient) -> None:
    page = client.get("/articles").get_data(as_text=True)
    assert "4 articles, newest first." in page
    assert re.findall(r'<div><a href="/articles/[^"]+">([^<]+)</a>', page) == [
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more",
        "Leaders leave without a deal",
        "Zebras",
        "An address",
    ]
    assert page.count("<span>undated</span>") == 1


def test_articles_are_turned_a_hundred_at_a_time(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    lines = [f'{{"id": "n{n:03}", "title": "Number {n}", "text": "It is {n}."}}\n' for n in range(201)]
    (tmp_path / "many.jsonl").write_text("".join(lines))
    build(tmp_path / "many.jsonl", tmp_path / "indexes")
    client = client_over(tmp_path / "indexes")
    pages = [client.get(f"/articles?page={n}").get_data(as_text=True) for n in (1, 2, 3)]
    assert [len(re.findall(r'href="/articles/n\d+"', page)) for page in pages] == [100, 100, 1]
    assert ['rel="prev"' in page for page in pages] == [False, True, True]
    assert ['rel="next"' in page for page in pages] == [True, True, False]
    assert "201 articles, newest first; page 2 of 3." in pages[1]
    assert [client.get(f"/articles?page={page}").status_code for page in ("4", "0", "x")] == [404, 400, 400]
    assert [article["id"] for article in client.get("/api/v1/articles?page=3").json["articles"]] == ["n200"]


def test_articles_can_be_chosen_to_be_summarized(client: FlaskClient, hostile: str) -> None:
    page = client.get("/articles").get_data(as_text=True)
    assert '<form class="choice" action="/summaries" method="get">' in page
    assert [unescape(name) for name in re.findall(r'type="checkbox" name="id" value="([^"]+)"', page)] == [
        hostile,
        "hanoi",
        "plain",
        "script-url",
    ]
    assert 'aria-label="Choose &lt;script&gt;alert(1)&lt;/script&gt; &amp; more"' in page
    assert "<button>Summarize the chosen</button>" in page
