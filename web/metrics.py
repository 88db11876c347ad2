"""What is counted while requests are answered, over all worker processes, for Prometheus.

With PROMETHEUS_MULTIPROC_DIR, as `qa serve` sets it, each process counts in files of that folder, and any of them tells
the sum; so the library is imported only once that is set.
"""

from __future__ import annotations

import os
import time
from typing import Any

from flask import Flask, Response, current_app, g, request

from qa import Answer, Archive

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)


class Metrics:
    """Counters and histograms of one application."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self._own = CollectorRegistry()

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"cuttings_{name}", what, labels, registry=self._own)

        def histogram(name: str, what: str, label: str) -> Histogram:
            return Histogram(f"cuttings_{name}", what, [label], buckets=_SECONDS, registry=self._own)

        self.requests = counter("requests", "Requests, by endpoint and status.", "endpoint", "status")
        self.refused = counter("requests_refused", "Requests that were refused, by the code of the problem.", "code")
        self.answers = counter("answers", "Questions, by whether the archive answered them.", "answered")
        self.swaps = counter("snapshot_swaps", "Times that a process went over to another snapshot.", "index")
        self.seconds = histogram("request_seconds", "From a request to its answer, by endpoint.", "endpoint")
        self.stages = histogram("stage_seconds", "Of an answer, by stage; `wait` is for a place.", "stage")

    @property
    def registry(self) -> Any:
        """What to tell: of all processes where there may be several."""
        from prometheus_client import CollectorRegistry
        from prometheus_client.multiprocess import MultiProcessCollector

        if FOLDER not in os.environ:
            return self._own
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return registry


def metrics() -> Metrics:
    """Those of the running application."""
    found: Metrics = current_app.extensions["metrics"]
    return found


def register(app: Flask) -> None:
    """Have `app` count its requests."""
    app.extensions["metrics"] = Metrics()
    app.extensions["builds_seen"] = {}  # by index
    app.before_request(_begin)
    app.after_request(_count)


def note_answer(answer: Answer) -> None:
    """Count a question."""
    metrics().answers.labels("yes" if answer.answered else "no").inc()


def note_stage(stage: str, seconds: float) -> None:
    """Count a stage of an answer."""
    metrics().stages.labels(stage).observe(seconds)


def forget_process(process: int) -> None:
    """A worker has ended: what it was doing, it does no more; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(process)  # type: ignore[no-untyped-call]


def _begin() -> None:
    g.began = time.perf_counter()
    for index, archive in current_app.extensions["archives"].items():
        _note_build(index, archive)


def _note_build(index: str, archive: Archive) -> None:
    """Count where another build answers than at the last request."""
    build = archive.info().build if archive.is_open else None
    seen: dict[str, str] = current_app.extensions["builds_seen"]
    if build and build != seen.get(index):
        metrics().swaps.labels(index).inc(1 if index in seen else 0)  # told from the first build on
        seen[index] = build


def _count(response: Response) -> Response:
    counted, endpoint = metrics(), request.endpoint or "none"
    counted.requests.labels(endpoint, str(response.status_code)).inc()
    if "began" in g:
        counted.seconds.labels(endpoint).observe(time.perf_counter() - g.began)
    if "waited" in g:
        counted.stages.labels("wait").observe(g.waited)
    return response
