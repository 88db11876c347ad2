"""For whoever watches the server: does the process live, can it answer, and what has it done?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from qa import Archive, QaError, Status
from web.archive import CachedStatus, archive
from web.errors import refusal
from web.metrics import metrics as counted
from web.status import PROBLEM

blueprint = Blueprint("health", __name__)

_READY = "A verified snapshot is open and the encoder that built it loaded."
_OF_EACH: dict[str, tuple[str, Callable[[Status], float]]] = {
    "snapshot_refused": ("The snapshot that CURRENT names is damaged and not in use.", lambda now: bool(now.problem)),
    "snapshot_created_seconds": ("When it was made, in Unix time.", lambda now: _timestamp(now.created)),
    "articles": ("Articles in it.", lambda now: now.index.articles),
    "sentences": ("Sentences in it.", lambda now: now.index.sentences),
    "inputs_refused": ("Inputs that could not be read.", lambda now: now.refused),
    "index_bytes": ("The index on disk, earlier snapshots included.", lambda now: now.bytes_on_disk),
    "index_being_written": (
        "A build or another change is running.",
        lambda now: bool(now.activity and now.activity.running),
    ),
}


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
    """The indexes, as the process sees them that answers."""
    from prometheus_client import generate_latest
    from prometheus_client.registry import Collector

    class Seen(Collector):  # and no Gauge: that would stay beside what all processes count
        def collect(self) -> list[Any]:
            return _gauges()

    return generate_latest(Seen())


def _gauges() -> list[Any]:
    from prometheus_client.core import GaugeMetricFamily

    archives: dict[str, Archive] = current_app.extensions["archives"]
    found: dict[str, CachedStatus] = current_app.extensions["statuses"]
    ready = GaugeMetricFamily("cuttings_ready", _READY, labels=["index"])
    info = GaugeMetricFamily("cuttings_snapshot_info", "The snapshot that answers.", labels=["build", "index"])
    gauges = {
        name: GaugeMetricFamily(f"cuttings_{name}", what, labels=["index"]) for name, (what, _) in _OF_EACH.items()
    }
    for index, each in archives.items():
        ready.add_metric([index], _is_ready(each))
        if each.is_open:
            now = found[index].get()
            info.add_metric([now.index.build, index], 1)
            for name, (_, value) in _OF_EACH.items():
                gauges[name].add_metric([index], value(now))
    return [ready, info, *gauges.values()]


def _timestamp(created: str) -> float:
    try:
        return datetime.fromisoformat(created).timestamp()
    except ValueError:
        return 0.0


def _is_ready(archive: Archive) -> bool:
    try:
        archive.require_ready()
    except QaError:
        return False
    return True
