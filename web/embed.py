"""The question form and its answer in a frame on other sites' pages: those of the setting `embed_origins` alone."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from qa import Answer, BadQuestion
from web.archive import answered
from web.kinds import BadParameter
from web.problems import SECURITY_HEADERS
from web.reading import query, read
from web.schemas import Question
from web.settings import Settings

blueprint = Blueprint("embed", __name__)
_POLICY = "Content-Security-Policy"


def register(app: Flask, settings: Settings) -> None:
    """Have `app` let these sites show the frame and load its script."""
    origins = " ".join(settings.embed_origins)
    app.config["EMBEDS"] = bool(origins)
    policy = SECURITY_HEADERS[_POLICY].replace("frame-ancestors 'none'", f"frame-ancestors {origins}")
    elsewhere = {"Cross-Origin-Resource-Policy": "cross-origin"}
    if origins:
        app.config["HEADERS_OF"] = {
            "embed.ask": {_POLICY: policy, "X-Frame-Options": "", **elsewhere},
            "embed.script": elsewhere,
        }


@blueprint.before_request
def _only_if_set() -> None:
    if not current_app.config["EMBEDS"]:
        abort(404)


@blueprint.get("/embed")
def ask() -> ResponseReturnValue:
    """The form, and the answer under it; links lead out of the frame."""
    given = query(request)
    try:
        wanted = read(Question, given)
        answer = answered(wanted) if wanted.words else None
    except (BadParameter, BadQuestion) as error:
        return _page(given.get("q", ""), problem=error.message), 400
    return _page(wanted.words, answer)


@blueprint.get("/embed.js")
def script() -> Response:
    """What puts the frame where the script stands."""
    return current_app.send_static_file("embed.js")


def _page(question: str, answer: Answer | None = None, problem: str = "") -> str:
    return render_template("embed.html", question=question, answer=answer, problem=problem)
