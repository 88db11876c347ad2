"""The JSON API. An answer is the same object that `qa ask --json` prints; so are summaries and timelines."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from qa import as_json
from web import params
from web.archive import answered, archive, listing, summarized, told
from web.archive import status as current_status
from web.fields import BadParameter, Fields, only
from web.status import public

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/ask")
@blueprint.post("/ask")
def ask() -> ResponseReturnValue:
    """Answer a question, from the address or from a JSON body."""
    wanted = params.wanted(_fields(params.NAMES))
    return jsonify(as_json(answered(wanted)))


@blueprint.get("/summarize")
@blueprint.post("/summarize")
def summarize() -> ResponseReturnValue:
    """The key sentences of articles, or of what the archive holds on a topic."""
    wanted = params.wanted_summary(_fields(params.SUMMARY_NAMES))
    if not (wanted.about or wanted.ids):
        raise BadParameter("about, which is a topic, or id, which names articles, must be given")
    return jsonify(as_json(summarized(wanted)))


@blueprint.get("/timeline")
@blueprint.post("/timeline")
def timeline() -> ResponseReturnValue:
    """How the story of a topic unfolded."""
    wanted = params.wanted_timeline(_fields(params.TIMELINE_NAMES))
    if not wanted.topic:
        raise BadParameter("topic must be given")
    return jsonify(as_json(told(wanted)))


@blueprint.get("/articles")
def articles() -> ResponseReturnValue:
    """One page of the list of articles, newest first."""
    return jsonify(as_json(listing(params.wanted_listing(only(params.query(request), params.LISTING_NAMES)))))


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """One article: its text, where its sentences stand in it, and which of them are its key sentences."""
    page = archive().article(article_id)
    text = page.article.text
    sentences = [{"start": start, "end": end, "text": text[start:end]} for start, end in page.sentences]
    rest = {"text": text, "sentences": sentences, "key": page.key, "index": as_json(page.index)}
    return jsonify(as_json(page.article.info) | rest)


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    """The state of the index, as far as a visitor may know it."""
    return jsonify(as_json(public(current_status())))


def _fields(names: tuple[str, ...]) -> Fields:
    """The parameters of the request, none of which is unknown. Raises BadParameter."""
    return only(params.body(request) if request.method == "POST" else params.query(request), names)
