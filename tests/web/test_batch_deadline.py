"""A batch whose time is over searches and reads no more."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient

from qa.answer.find import by_date
from qa.retrieval.search import search

QUESTIONS = [f"Who ate zebra {n}?" for n in range(20)]


@pytest.mark.parametrize(("late", "searched", "answered"), [(0, 0, 0), (3, 3, 2), (21, 20, 20)])
def test_nothing_is_searched_or_read_after_the_deadline(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, late: int, searched: int, answered: int
) -> None:
    """Which passes during the search that is the `late`."""
    clock = SimpleNamespace(now=0.0)
    done: list[None] = []
    read: list[None] = []

    def slow(*given: Any, **more: Any) -> Any:
        done.append(None)
        clock.now += 100 * (len(done) == late)
        return search(*given, **more)

    def last(*given: Any) -> Any:
        read.append(None)
        return by_date(*given)

    monkeypatch.setattr("qa.answer.find.search", slow)
    monkeypatch.setattr("qa.answer.find.by_date", last)
    monkeypatch.setattr("qa.deadline.time", SimpleNamespace(monotonic=lambda: clock.now))
    client.application.config["REQUEST_SECONDS"] = 20 if late else -1
    told = client.post("/api/v1/ask/batch", json={"questions": QUESTIONS}).json["answers"]
    codes = [each["problem"]["code"] if "problem" in each else "" for each in told]
    assert codes == [""] * answered + ["took-too-long"] * (20 - answered)
    assert (len(done), len(read)) == (searched, answered)
