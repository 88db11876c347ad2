"""A question and its answer on the page: citations, filters, and what cannot be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from qa import Answer, Archive, link_to


class Answered(Archive):
    """Sure of whatever it finds."""

    def ask(self, *args: Any, **options: Any) -> Answer:
        return replace(super().ask(*args, **options), answered=True, confidence=0.874, reason=None)


class Unanswered(Archive):
    """Never sure."""

    def ask(self, *args: Any, **options: Any) -> Answer:
        return replace(super().ask(*args, **options), answered=False, confidence=0.1, reason="No <sentence> fits.")


def test_an_answer_is_cited_and_linked(indexes: Path, client_over: Callable[..., FlaskClient]) -> None:
    client = client_over(indexes, Answered)
    build = client.get("/readyz").json["build"]
    page = client.get("/?q=Hanoi+talks+failed+over+sanctions&k=1").get_data(as_text=True)
    assert "<title>Hanoi talks failed over sanctions – Cuttings</title>" in page
    assert '<details class="confidence"><summary>Very likely</summary><p>87 %: of a hundred' in page
    marked = "The <mark>Hanoi</mark> <mark>talks</mark> <mark>failed</mark> <mark>over</mark> <mark>sanctions</mark>."
    around = '<span class="around">Nobody signed anything.</span>'
    assert f'<p><span class="cited" id="t1">{marked}</span> {around}</p>' in page
    link = escape(link_to("hanoi", 0, "The Hanoi talks failed over sanctions.", build))
    assert f'<a href="{link}"><span class="title">Leaders leave without a deal</span>' in page
    assert '<span>The Example Gazette</span><time datetime="2019-03-01">1 March 2019</time>' in page
    assert f"build <code>{build}</code>" in page
    assert 'href="/api/v1/ask?question=Hanoi+talks+failed+over+sanctions&amp;k=1"' in page
    assert "does not answer" not in page
    assert page.count('<li class="cutting"') == 1


def test_the_same_sentence_elsewhere_is_linked(
    indexes: Path, client_over: Callable[..., FlaskClient], hostile: str
) -> None:
    page = client_over(indexes, Answered).get("/?q=lunch+dropped&k=1").get_data(as_text=True)
    link = f'<a href="/articles/{quote(hostile, safe="")}">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</a>'
    assert f'<p class="also">Also in {link}</p>' in page


def test_a_hostile_article_is_cited(client: FlaskClient, hostile: str) -> None:
    page = client.get("/?q=penguins&k=1").get_data(as_text=True)
    assert f'<a href="/articles/{quote(hostile, safe="")}?b=' in page
    assert '<span class="title">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</span>' in page
    assert "<mark>Penguins</mark> wrote bold &amp; markup." in page
    assert "<script>" not in page


def test_no_answer_is_said_plainly(indexes: Path, client_over: Callable[..., FlaskClient]) -> None:
    page = client_over(indexes, Unanswered).get("/?q=zebras").get_data(as_text=True)
    assert '<h2 id="verdict">The archive does not answer this</h2>' in page
    assert "<p>No &lt;sentence&gt; fits.</p>" in page
    assert "<h3>What comes closest</h3>" in page
    assert '<ol class="cuttings weak">' in page


def test_a_filter_that_leaves_nothing(client: FlaskClient) -> None:
    page = client.get("/?q=zebras&source=Nobody").get_data(as_text=True)
    assert "The archive does not answer this" in page
    assert "What comes closest" not in page
    assert "<details open>" in page
    assert 'name="source" type="text" list="sources" maxlength="200" value="Nobody"' in page


def test_filters_are_heard(client: FlaskClient) -> None:
    page = client.get("/?q=lunch+dropped&since=2019-05-01&k=20").get_data(as_text=True)
    assert page.count('<li class="cutting"') == 2  # the two sentences of the one article from October
    assert page.count("<time datetime=") == 2 + 2
    assert 'type="date" value="2019-05-01"' in page


def test_what_was_understood_stands_in_the_form(client: FlaskClient) -> None:
    page = client.get('/?q=+"><b>zebras&until=1+October+2019').get_data(as_text=True)
    assert 'value="&#34;&gt;&lt;b&gt;zebras"' in page
    assert 'name="until" type="date" value="2019-10-01"' in page


@pytest.mark.parametrize("address", ["/?q=", "/?q=+++&since=&until=&source=&k=", "/?other=1"])
def test_no_question_is_the_form(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert 'role="alert"' not in response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("q=zebras&k=abc", "k must be a whole number from 1 to 20, not &#39;abc&#39;."),
        ("q=zebras&since=2019-99-99", "since must be a date such as 2019-10-01, not &#39;2019-99-99&#39;."),
        ("q=zebras&since=2019-02-02&until=2019-01-01", "since must not be later than until"),
        ("q=" + "x" * 100_000, "the question has 100,000 characters; 1,000 are read."),
        ("q=%3F%3F", "the question is empty."),
    ],
)
def test_a_question_that_cannot_be_asked(client: FlaskClient, query: str, problem: str) -> None:
    response = client.get(f"/?{query}")
    assert response.status_code == 400
    assert f'role="alert">This cannot be asked: {problem}' in response.get_data(as_text=True)


def test_an_address_that_is_not_utf_8(client: FlaskClient) -> None:
    assert client.get("/?q=zebras%FF%C3").status_code == 200  # werkzeug keeps such bytes escaped
    raw = client.get("/", environ_overrides={"QUERY_STRING": "q=zebras\xff"})
    assert (raw.status_code, "the address is not UTF-8" in raw.get_data(as_text=True)) == (400, True)
    assert client.get("/articles/%FF%FE").status_code == 404
