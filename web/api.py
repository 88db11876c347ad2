"""The JSON API. An answer is the same object that `qa ask --json` prints; so are summaries and timelines."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from qa import Answer, Summary, Timeline, as_json
from web import answers
from web.answers import Listing, WholeArticle
from web.archive import answered, archive, listing
from web.archive import status as current_status
from web.batch import Answers, Batch, answered_each
from web.indexes import linked
from web.kinds import BadParameter
from web.reading import takes
from web.schemas import Ask, Look, OneIndex, Summarize, Unfold
from web.status import PublicStatus, public

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/ask")
@blueprint.post("/ask")
@takes(Ask, gives=Answer)
def ask(wanted: Ask) -> ResponseReturnValue:
    """Answer a question, by sentences copied from the articles, or say that the archive does not."""
    return jsonify(linked(as_json(answered(wanted))))


@blueprint.post("/ask/batch")
@takes(Batch, gives=Answers)
def batch(wanted: Batch) -> ResponseReturnValue:
    """Answer several questions one after the other, each with its answer or with the problem that it has."""
    if not wanted.questions:
        raise BadParameter("questions must be given")
    return jsonify(answers=linked(list(answered_each(wanted.questions))))


@blueprint.get("/summarize")
@blueprint.post("/summarize")
@takes(Summarize, gives=Summary, fails=(404,))
def summarize(wanted: Summarize) -> ResponseReturnValue:
    """The key sentences of articles, or of what the archive holds on a topic."""
    return jsonify(linked(as_json(answers.summary(archive(), wanted))))


@blueprint.get("/timeline")
@blueprint.post("/timeline")
@takes(Unfold, gives=Timeline)
def timeline(wanted: Unfold) -> ResponseReturnValue:
    """How the story of a topic unfolded: dates, each with the sentence that tells of it."""
    return jsonify(linked(as_json(answers.timeline(archive(), wanted))))


@blueprint.get("/articles")
@takes(Look, gives=Listing, fails=(404,))
def articles(wanted: Look) -> ResponseReturnValue:
    """One page of the list of articles, newest first."""
    return jsonify(as_json(listing(wanted)))


@blueprint.get("/articles/<id:article_id>")
@takes(OneIndex, gives=WholeArticle, fails=(404,))
def article(wanted: OneIndex, article_id: str) -> ResponseReturnValue:
    """One article: its text, where its sentences stand in it, and which of them are its key sentences."""
    return jsonify(as_json(answers.article(archive(), article_id)))


@blueprint.get("/status")
@takes(OneIndex, gives=PublicStatus)
def status(wanted: OneIndex) -> ResponseReturnValue:
    """The state of the index, as far as a visitor may know it."""
    return jsonify(as_json(public(current_status())))
