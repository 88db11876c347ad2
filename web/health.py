"""For whoever watches the server: does the process live, and can it answer?"""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from web.archive import archive

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """A verified snapshot is open and its encoder loaded; `problem` says why a newer one is not in use."""
    archive().warm_up()
    status = archive().status()
    index = status.index
    return jsonify(
        status="ready",
        build=index.build,
        articles=index.articles,
        sentences=index.sentences,
        problem=status.problem,
    )
