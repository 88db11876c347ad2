"""What readers say of an answer: kept beside the index, without who said it. Off where the setting says so."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue

from qa import MAX_QUESTION_CHARS, VERDICTS, ArticlePage, Feedback, add_feedback
from web.answers import at
from web.archive import archive
from web.indexes import here
from web.kinds import BadParameter

blueprint = Blueprint("feedback", __name__)


@blueprint.post("/feedback")
def add() -> ResponseReturnValue:
    """Keep a verdict on a sentence shown, or on there being no answer, and go back to the answer."""
    if not current_app.config["FEEDBACK"]:
        abort(404)
    require_same_site()
    said = _said()
    if said.article:  # nothing is kept of what the archive does not hold
        said = replace(said, sentence=_as_it_stands(said))
    elif said.verdict != "rightly-unanswered":
        abort(400, "The article must be named.")
    add_feedback(current_app.config["INDEXES"], archive().info().name, said)
    return redirect(here(f"/?{_asked()}&noted=1"), 303)


def _said() -> Feedback:
    given = {name: request.form.get(name, "") for name in ("question", "verdict", "article", "sentence", "b")}
    question = " ".join(given["question"].split())
    if given["verdict"] not in VERDICTS or not 0 < len(question) <= MAX_QUESTION_CHARS:
        abort(400, f"verdict must be one of {', '.join(VERDICTS)}, and question what was asked.")
    verdict = next(verdict for verdict in VERDICTS if verdict == given["verdict"])
    return Feedback(question, verdict, given["article"], given["sentence"], given["b"][:64])


def _as_it_stands(said: Feedback) -> str:
    """The sentence, or title, as the article has it, whose line ends a form has changed. Raises NotFound."""
    page, words = _page(said), said.sentence.split()
    texts = (page.article.title, *(page.article.text[start:end] for start, end in page.sentences))
    found = next((text for text in texts if text.split() == words), "")
    return found or abort(400, "That sentence is not in that article.")


def _page(said: Feedback) -> ArticlePage:
    """The article as the reader saw it; of a build that is gone, as it is now."""
    try:
        return at(archive(), said.build).article(said.article)
    except BadParameter:
        return archive().article(said.article)


def _asked() -> str:
    """The address of the answer, which the form remembers; only what stands behind its question mark."""
    return urlsplit(f"/?{request.form.get('asked', '')[:4000]}").query


def require_same_site() -> None:
    """Turn away what another site makes a browser send.

    A browser says so itself; only where one is too old to, its Origin is compared, which a proxy may have changed.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in (None, "same-origin", "none"):
        abort(403)
    if site is None and origin and urlsplit(origin).netloc != request.host:
        abort(403)
