"""The JSON API. An answer is the same object that `qa ask --json` prints."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from qa import as_json
from web import params
from web.archive import archive, listing

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/ask")
@blueprint.post("/ask")
def ask() -> ResponseReturnValue:
    """Answer a question, from the address or from a JSON body."""
    fields = params.body(request) if request.method == "POST" else params.query(request)
    wanted = params.wanted(params.only(fields, params.NAMES))
    return jsonify(as_json(archive().ask(wanted.question, wanted.k, wanted.chosen, wanted.explain)))


@blueprint.get("/articles")
def articles() -> ResponseReturnValue:
    """One page of the list of articles, newest first."""
    return jsonify(as_json(listing(params.only(params.query(request), ("page",)))))


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """One article: its text, and where its sentences stand in it."""
    page = archive().article(article_id)
    text = page.article.text
    sentences = [{"start": start, "end": end, "text": text[start:end]} for start, end in page.sentences]
    return jsonify(as_json(page.article.info) | {"text": text, "sentences": sentences, "index": as_json(page.index)})


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    """The state of the index."""
    return jsonify(as_json(archive().status()))
