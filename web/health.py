"""For whoever watches the server: does the process live, can it answer, and what has it done?"""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from qa import QaError
from web.archive import archive, status
from web.errors import refusal
from web.metrics import metrics as counted
from web.status import PROBLEM

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """A verified snapshot is open and its encoder loaded; `problem` says that a newer one is not in use.

    Loads nothing itself and waits for nothing: until then it answers 503.
    """
    try:
        for each in current_app.extensions["archives"].values():
            each.require_ready()
    except QaError as error:
        return refusal(error, log=False)  # the watching thread has told it once
    index = archive().info()
    return jsonify(
        status="ready",
        build=index.build,
        articles=index.articles,
        sentences=index.sentences,
        problem=PROBLEM if archive().problem else None,
    )


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """The state of the index, and what all processes have counted, for Prometheus."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    text = _state() + generate_latest(counted().registry)
    return Response(text, content_type=CONTENT_TYPE_LATEST)


def _state() -> bytes:
    """The index, as the process sees it that answers."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()

    def gauge(name: str, what: str, value: float, **labels: str) -> None:
        found = Gauge(f"cuttings_{name}", what, list(labels), registry=registry)
        (found.labels(**labels) if labels else found).set(value)

    gauge("ready", "A verified snapshot is open and the encoder that built it loaded.", _is_ready())
    if archive().is_open:
        now = status()
        refused = bool(archive().problem)
        running = bool(now.activity and now.activity.running)
        gauge("snapshot_refused", "The snapshot that CURRENT names is not in use, because it is damaged.", refused)
        gauge("snapshot_info", "The snapshot that answers.", 1, build=now.index.build, index=now.index.name)
        gauge("snapshot_created_seconds", "When it was made, in Unix time.", _timestamp(now.created))
        gauge("articles", "Articles in it.", now.index.articles)
        gauge("sentences", "Sentences in it.", now.index.sentences)
        gauge("inputs_refused", "Inputs that could not be read.", now.refused)
        gauge("index_bytes", "The index on disk, earlier snapshots included.", now.bytes_on_disk)
        gauge("index_being_written", "A build or another change is running.", running)
    return generate_latest(registry)


def _timestamp(created: str) -> float:
    try:
        return datetime.fromisoformat(created).timestamp()
    except ValueError:
        return 0.0


def _is_ready() -> bool:
    try:
        archive().require_ready()
    except QaError:
        return False
    return True
