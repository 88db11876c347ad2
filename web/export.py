"""The citations of an answer as a file for other programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from qa import MAX_CITATIONS, NOTATIONS, Citation, NotFound, bibliography, reference
from web.archive import answered, archive
from web.indexes import with_index
from web.kinds import BadParameter, whole
from web.reading import query, read
from web.schemas import Question

blueprint = Blueprint("export", __name__)


@blueprint.get("/export/<notation>")
def citations(notation: str) -> ResponseReturnValue:
    """All citations of the answer to `q`, or the one numbered `n`, in one of the notations."""
    if notation not in NOTATIONS:
        abort(404)
    given = query(request)
    wanted, which = read(Question, given), _number(given.get("n"))
    if not wanted.words:
        raise BadParameter("q, which is a question, must be given")
    answer = answered(wanted)
    chosen = [*answer.citations, *answer.related]
    if which is not None:
        chosen = chosen[which - 1 : which] or abort(404)
    told = [
        reference(replace(citation, link=with_index(citation.link)), request.url_root, _byline(citation))
        for citation in chosen
    ]
    kind = NOTATIONS[notation]
    response = Response(bibliography(told, notation), content_type=f"{kind.media_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename=citations.{kind.extension}"
    return response


def _byline(citation: Citation) -> str:
    """Who wrote it; the article may be gone from a newer build."""
    try:
        return archive().article(citation.article.id).article.details.byline
    except NotFound:
        return ""


def _number(given: Any) -> int | None:
    number: int | None = whole(2 * MAX_CITATIONS).read(given, "n") if given else None
    return number
