from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

TOPIC = "old bridge over the river Lowe"
ADDRESS = "/summaries?q=old+bridge+over+the+river+Lowe"


def chosen(page: str) -> list[tuple[str, bool]]:
    """The articles that can be chosen, and which of them are."""
    found = re.findall(r'<li><label><input type="checkbox" name="id" value="([^"]+)"( checked)?>', page)
    return [(unescape(name), bool(checked)) for name, checked in found]


def articles_of(page: str) -> list[str]:
    """The articles that are cited."""
    return re.findall(r'<p class="place"><a href="/articles/([^?]+)\?', page)


def value(page: str, name: str) -> list[str]:
    """What stands in the fields of a name."""
    return re.findall(rf'name="{name}"[^>]* value="([^"]*)"', page)


def test_without_a_topic_there_are_the_forms(client: FlaskClient, hostile: str) -> None:
    response = client.get("/summaries")
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert '<label for="q">The topic</label>' in page
    assert chosen(page) == [(hostile, False), ("hanoi", False), ("plain", False), ("script-url", False)]
    assert "<legend>4 articles, newest first</legend>" in page
    assert re.findall(r'name="sentences"[^>]+placeholder="(\d)"', page) == ["6", "3"]
    assert "<section" not in page
    assert page.count("<script") == 1  # that of every page
    assert "style=" not in page


def test_every_field_has_its_label(client: FlaskClient) -> None:
    page = client.get("/summaries").get_data(as_text=True)
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))
    fields = re.findall(r'<input id="([^"]+)"', page)
    assert sorted(fields) == sorted(re.findall(r'<label for="([^"]+)"', page))
    assert len(fields) == 8


def test_a_topic_is_summarized(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(f"{ADDRESS}&sentences=3").get_data(as_text=True)
    summary = bridge_client.get(f"/api/v1/summarize?about={quote(TOPIC)}&sentences=3").json
    assert f"<title>“{TOPIC}” in short – Cuttings</title>" in page
    assert f'<h2 id="found">“{TOPIC}” in short</h2>' in page
    assert f"<span>3 sentences from {len(summary['articles'])} articles</span>" in page
    assert page.count('<li class="cutting">') == len(summary["citations"]) == 3
    assert [escape(citation["link"]) in page for citation in summary["citations"]] == [True] * 3
    assert "<mark>" in page
    assert re.search(r"<p>\d+ ms · build <code>" + summary["index"]["build"], page)
    assert f"<summary>Drawn from {len(summary['articles'])} articles</summary>" in page
    assert f'<a href="/api/v1/summarize?about={TOPIC.replace(" ", "+")}&amp;sentences=3">as JSON</a>' in page
    assert f'<a href="/timeline?q={TOPIC.replace(" ", "+")}">as a timeline</a>' in page
    assert value(page, "q") == [TOPIC]
    assert value(page, "sentences") == ["3", ""]
    assert chosen(page) == [("lorries", False), ("steel", False), ("cracks", False), ("closed", False)]


def test_the_same_sentence_elsewhere_is_linked(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(ADDRESS).get_data(as_text=True)
    assert '<p class="also">Also in <a href="/articles/cracks">Cracks in the &lt;old&gt; bridge</a></p>' in page


def test_a_topic_alone_is_told_under_headings(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(ADDRESS).get_data(as_text=True)
    briefing = bridge_client.get(f"/api/v1/summarize?about={quote(TOPIC)}&briefing=true").json
    shown = {"what": "What happened", "why": "Why", "who": "Who says what", "next": "What came next"}
    assert re.findall(r'<h3 id="heading-\w+">([^<]+)</h3>', page) == [
        shown[section["heading"]] for section in briefing["sections"]
    ]
    assert [escape(citation["link"]) in page for citation in briefing["citations"]] == [True] * 6
    assert "&amp;briefing=true" in page
    assert "<h3" not in bridge_client.get(f"{ADDRESS}&sentences=3").get_data(as_text=True)


def test_a_briefing_shows_where_articles_differ(bridge_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    note = "Two articles differ: “Cracks in the <old> bridge”, and “Steel”."
    monkeypatch.setattr("qa.summary.briefing.conflicts", lambda *_: (note,))
    assert f'<p class="note">{escape(note)}</p>' in bridge_client.get(ADDRESS).get_data(as_text=True)
    assert bridge_client.get(f"/api/v1/summarize?about={quote(TOPIC)}&briefing=true").json["notes"] == [note]


def test_a_briefing_has_its_own_length(bridge_client: FlaskClient) -> None:
    answer = bridge_client.get(f"/api/v1/summarize?about={quote(TOPIC)}&briefing=true&words=50")
    assert answer.status_code == 400
    assert "briefing goes with about" in answer.get_data(as_text=True)


def test_words_and_filters_are_heard_and_kept(bridge_client: FlaskClient) -> None:
    page = bridge_client.get(f"{ADDRESS}&words=20&since=1+November+2019&source=harbor+city+ledger").text
    assert set(articles_of(page)) <= {"steel", "lorries"}
    assert page.count('<li class="cutting">') == 1
    assert (value(page, "since"), value(page, "until"), value(page, "words")) == (["2019-11-01"], [""], ["20", ""])
    kept = "since=2019-11-01&amp;source=harbor+city+ledger"
    assert f"&amp;{kept}&amp;words=20" in page
    assert f'href="/timeline?q={TOPIC.replace(" ", "+")}&amp;{kept}"' in page
    assert "<details open>" in page


def test_chosen_articles_are_summarized(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/summaries?id=cracks&id=lorries&id=cracks&sentences=2").get_data(as_text=True)
    assert '<h2 id="found">2 articles in short</h2>' in page
    assert articles_of(page) == ["cracks", "lorries"]  # by date
    assert "Cracks in the &lt;old&gt; bridge" in page
    assert chosen(page) == [("lorries", True), ("cracks", True), ("steel", False), ("closed", False)]
    assert "<legend>4 articles, the chosen first</legend>" in page
    assert (value(page, "q"), value(page, "sentences")) == ([""], ["", "2"])
    assert 'href="/api/v1/summarize?id=cracks&amp;id=lorries&amp;sentences=2">as JSON' in page
    assert "as a timeline" not in page


def test_a_chosen_article_of_any_id(client: FlaskClient, hostile: str) -> None:
    page = client.get("/summaries", query_string={"id": hostile}).get_data(as_text=True)
    assert "1 article in short" in page
    assert (hostile, True) in chosen(page)
    assert page.count("<script") == 1  # that of every page


def test_the_newest_fifty_can_be_chosen_and_what_was_chosen_stays(
    tmp_path: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient]
) -> None:
    lines = [
        f'{{"id": "n{n}", "title": "Number {n}", "date": "2019-01-{n:02}", "text": "Here number {n} runs."}}\n'
        for n in range(1, 32)
    ]
    lines += [
        f'{{"id": "old{n}", "title": "Old {n}", "date": "2018-01-01", "text": "It was {n}."}}\n' for n in range(30)
    ]
    (tmp_path / "many.jsonl").write_text("".join(lines))
    build(tmp_path / "many.jsonl", tmp_path / "indexes")
    client = client_over(tmp_path / "indexes")
    page = client.get("/summaries").get_data(as_text=True)
    assert len(chosen(page)) == 50
    assert chosen(page)[0] == ("n31", False)
    assert "<legend>The newest 50 of 61 articles</legend>" in page
    assert 'from the <a href="/articles">list of all articles</a>' in page
    page = client.get("/summaries?id=old9&id=n30").get_data(as_text=True)
    assert len(chosen(page)) == 51
    assert chosen(page)[:4] == [("n30", True), ("old9", True), ("n31", False), ("n29", False)]
    refused = client.get("/summaries?id=old9&id=nobody&ids=old8&sentences=5&words=20")
    assert refused.status_code == 400
    assert chosen(refused.text)[:3] == [("old9", True), ("old8", True), ("n31", False)]
    assert len(chosen(refused.text)) == 52


def test_a_topic_without_a_hit_says_so(bridge_client: FlaskClient) -> None:
    response = bridge_client.get(f"{ADDRESS}&source=Nobody")
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert '<h2 id="found">There is nothing to summarize</h2>' in page
    assert "<p>No sentence of the archive is on this topic.</p>" in page
    assert "Drawn from" not in page
    assert "cutting" not in page.replace("Cuttings", "")


def test_a_length_that_no_sentence_fits_into_says_so(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/summaries?id=steel&words=2").get_data(as_text=True)
    assert "<p>No sentence fits into 2 words.</p>" in page


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("q=fire&sentences=101", "sentences must be a whole number from 1 to 100, not 101"),
        ("q=fire&sentences=3&words=50", "sentences, words, ratio exclude each other: give one of them"),
        ("q=fire&until=soon", "until must be a date such as 2019-10-01, not &#39;soon&#39;"),
        ("q=fire&id=closed", "about, which is a topic, and id, which names articles, exclude each other"),
        ("id=closed&words=0", "words must be a whole number from 1 to 2000, not 0"),
        ("&".join(f"id=n{n}" for n in range(101)), "id must name 100 articles at most, not 101"),
        ("q=%3F", "the topic is empty"),
    ],
)
def test_what_cannot_be_summarized(bridge_client: FlaskClient, query: str, problem: str) -> None:
    response = bridge_client.get(f"/summaries?{query}")
    page = response.get_data(as_text=True)
    assert response.status_code == 400
    assert f'role="alert">This cannot be summarized: {problem}.</p>' in page
    assert ("closed", "id=closed" in query) in chosen(page)


@pytest.mark.parametrize("query", ["q=", "q=+++&since=&until=&source=&sentences=&words=", "id=", "since=2019-01-01"])
def test_nothing_given_is_the_form(client: FlaskClient, query: str) -> None:
    response = client.get(f"/summaries?{query}")
    assert (response.status_code, "<section" in response.get_data(as_text=True)) == (200, False)


def test_an_article_that_is_not_there(client: FlaskClient) -> None:
    response = client.get("/summaries?id=hanoi&id=<none>")
    assert response.status_code == 404
    assert "no article &#39;&lt;none&gt;&#39; in the index" in response.get_data(as_text=True)


def test_a_sentence_of_the_summary_is_not_repeated_as_the_context_of_another(bridge_client: FlaskClient) -> None:
    page = bridge_client.get("/summaries?id=closed&sentences=4").get_data(as_text=True)
    assert page.count("The mayor of Port Ellen promised ferries") == 1
    alone = bridge_client.get("/summaries?id=closed&sentences=1").get_data(as_text=True)
    assert alone.count('<span class="around">') >= 1
