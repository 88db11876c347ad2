"""For whoever watches the server: does the process live, and can it answer?"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from qa import QaError
from web.archive import archive
from web.errors import RETRY_SECONDS, told

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """A verified snapshot is open and its encoder loaded; `problem` says why a newer one is not in use.

    Loads nothing itself and waits for nothing: until then it answers 503.
    """
    try:
        archive().require_ready()
    except QaError as error:  # no error to log: the watching thread has told it once
        return told(503, error.message, error.fix, {"Retry-After": str(RETRY_SECONDS)})
    index = archive().info()
    return jsonify(
        status="ready",
        build=index.build,
        articles=index.articles,
        sentences=index.sentences,
        problem=archive().problem,
    )


@blueprint.get("/metrics")
def metrics() -> ResponseReturnValue:
    """The state of the index for Prometheus, as the worker process sees it that answers."""
    registry = CollectorRegistry()

    def gauge(name: str, what: str, value: float, **labels: str) -> None:
        found = Gauge(f"cuttings_{name}", what, list(labels), registry=registry)
        (found.labels(**labels) if labels else found).set(value)

    gauge("ready", "A verified snapshot is open and the encoder that built it loaded.", _is_ready())
    if archive().is_open:
        status = archive().status()
        gauge(
            "snapshot_refused",
            "The snapshot that CURRENT names is not in use, because it is damaged.",
            bool(status.problem),
        )
        gauge("snapshot_info", "The snapshot that answers.", 1, build=status.index.build, index=status.index.name)
        gauge("articles", "Articles in it.", status.index.articles)
        gauge("sentences", "Sentences in it.", status.index.sentences)
        gauge("inputs_refused", "Inputs that could not be read.", len(status.refusals))
        gauge("index_bytes", "The index on disk, earlier snapshots included.", status.bytes_on_disk)
        gauge(
            "index_being_written",
            "A build or another change is running.",
            bool(status.activity and status.activity.running),
        )
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _is_ready() -> bool:
    try:
        archive().require_ready()
    except QaError:
        return False
    return True
