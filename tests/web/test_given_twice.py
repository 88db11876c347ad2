"""What is given twice is refused: one of the two would be passed over."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ask?question=a&question=b", "'question' must be given once"),
        ("ask?question=a&k=1&k=2", "'k' must be given once"),
        ("ask?question=a&q=b", "question and q, which is short for it, exclude each other"),
        ("summarize?about=a&q=b", "about and q, which is short for it, exclude each other"),
        ("timeline?topic=a&q=b", "topic and q, which is short for it, exclude each other"),
        ("articles/plain?b=1&b=2", "'b' must be given once"),
    ],
)
def test_a_parameter_that_is_given_twice(client: FlaskClient, address: str, why: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json["code"], answer.json["detail"]) == (400, "bad-parameter", why)


def test_on_a_page_too(client: FlaskClient) -> None:
    page = client.get("/?q=a&q=b")
    assert (page.status_code, "&#39;q&#39; must be given once" in page.text) == (400, True)
    assert client.get("/?q=a&question=b").status_code == 400


def test_some_may_stand_several_times(client: FlaskClient) -> None:
    summary = client.get("/api/v1/summarize?id=plain&id=hanoi").json
    assert {article["id"] for article in summary["articles"]} == {"plain", "hanoi"}
    assert client.get("/api/v1/ask?q=zebras&unread=period&unread=source").status_code == 200
