"""Summaries and timelines by the API: those of the library."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from qa import Archive, Filters, Length, as_json
from tests.web.problem import error

SUMMARIZE = "/api/v1/summarize"
TIMELINE = "/api/v1/timeline"
TOPIC = "Hanoi talks failed over sanctions"


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
