"""Whether the server lives and is ready, and its metrics."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from qa import Archive, EngineUnavailable
from tests.web.problem import error
from web.status import PROBLEM


def test_the_process_lives_with_and_without_an_index(client: FlaskClient, empty_client: FlaskClient) -> None:
    assert (client.get("/healthz").status_code, client.get("/healthz").json) == (200, {"status": "ok"})
    assert (empty_client.get("/healthz").status_code, empty_client.get("/healthz").json) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    "address",
    ["/readyz", "/api/v1/ask?q=why", "/api/v1/summarize?id=a", "/api/v1/timeline?q=a", "/api/v1/articles"],
)
def test_without_an_index(empty_client: FlaskClient, tmp_path: Path, address: str) -> None:
    response = empty_client.get(address)
    assert error(response) == (503, "Nothing has been indexed here yet.")
    assert (response.json["code"], response.json["fix"]) == ("no-index", "qa build FOLDER")


def test_ready_as_soon_as_there_is_an_index(
    empty_client: FlaskClient, sources: Path, tmp_path: Path, build: Callable[[Path, Path], str]
) -> None:
    assert empty_client.get("/readyz").status_code == 503
    made = build(sources, tmp_path)
    empty_client.application.extensions["archive"].refresh()
    ready = {"status": "ready", "build": made, "articles": 4, "sentences": 9, "problem": None}
    assert empty_client.get("/readyz").json == ready


def test_not_ready_without_a_model(indexes: Path) -> None:
    from web import create_app

    def unavailable(model: str) -> Any:
        raise EngineUnavailable(f"no model {model!r}", "make install")

    archive = Archive(indexes, load=unavailable)
    client = create_app(indexes, archive=archive).test_client()
    assert error(client.get("/readyz")) == (503, "loading")
    archive.refresh()
    response = client.get("/readyz")
    assert error(response) == (503, "The model is not there yet. The server's log says why.")
    assert (response.json["code"], response.json["fix"]) == ("model-unavailable", "make install")
    assert client.get("/articles/hanoi").status_code == 200
    metrics = client.get("/metrics").get_data(as_text=True).splitlines()
    assert {'cuttings_ready{index="default"} 0.0', 'cuttings_articles{index="default"} 4.0'} <= set(metrics)


def test_metrics_tell_of_the_index_and_of_a_snapshot_that_was_refused(
    sources: Path, build: Callable[[Path, Path], str], client_over: Callable[..., FlaskClient], tmp_path: Path
) -> None:
    client = client_over(tmp_path)

    def metrics() -> dict[str, float]:
        response = client.get("/metrics")
        assert (response.status_code, response.mimetype) == (200, "text/plain")
        lines = [line.rpartition(" ") for line in response.get_data(as_text=True).splitlines() if line[0] != "#"]
        return {name.replace('{index="default"}', ""): float(value) for name, _, value in lines}

    assert metrics()["cuttings_ready"] == 0
    made = build(sources, tmp_path)
    client.application.extensions["archive"].refresh()
    found = metrics()
    assert (found["cuttings_ready"], found["cuttings_articles"], found["cuttings_sentences"]) == (1, 4, 9)
    assert found[f'cuttings_snapshot_info{{build="{made}",index="default"}}'] == 1
    assert (found["cuttings_snapshot_refused"], found["cuttings_index_being_written"]) == (0, 0)
    assert found["cuttings_snapshot_created_seconds"] == pytest.approx(time.time(), abs=3600)
    assert found["cuttings_snapshot_swaps_total"] == 0
    (tmp_path / "late.txt").write_text("Walruses arrive late.")
    made = build(tmp_path / "late.txt", tmp_path)
    client.application.extensions["archive"].refresh()
    assert metrics()["cuttings_snapshot_swaps_total"] == 1
    (tmp_path / "default" / "CURRENT").write_text("nowhere", "ascii")
    assert client.get("/api/v1/ask?q=why").json["index"]["build"] == made
    assert metrics()["cuttings_snapshot_refused"] == 1
    assert client.get("/readyz").json["problem"] == PROBLEM
    assert client.get("/api/v1/status").json["problem"] == PROBLEM
    assert PROBLEM in unescape(client.get("/status").get_data(as_text=True))
