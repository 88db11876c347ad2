"""The pages for people."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from qa import Answer, BadQuestion, NotFound, find_cited, link_to
from web import params
from web.archive import archive, listing, sources, titles
from web.fields import BadParameter
from web.text import blocks

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The form; with a question, the answer under it, so that an answer has an address."""
    given = params.query(request)
    try:
        wanted = params.wanted(given)
        answer = archive().ask(wanted.question, wanted.k, wanted.chosen) if wanted.question else None
    except (BadParameter, BadQuestion) as error:
        return _form(given, problem=error.message), 400
    return _form(_shown(wanted), answer)


@blueprint.get("/articles")
def articles() -> ResponseReturnValue:
    """The list of articles, newest first."""
    return render_template("articles.html", listing=listing(params.query(request)))


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """One article, each sentence of which has an address of its own.

    A link of an earlier build leads to its sentence where that now stands, and says so where it is gone.
    """
    given = params.query(request)
    build, mark = given.get("b"), given.get("s")
    try:
        page = archive().article(article_id)
    except NotFound as error:
        if build and build != archive().info().build:
            raise NotFound(f"{error.message} any more; the link is of build {build}", error.fix) from error
        raise
    number = find_cited(page, mark) if mark else None
    if mark and number is not None and not mark.startswith(f"{number}-"):
        start, end = page.sentences[number]
        return redirect(link_to(article_id, number, page.article.text[start:end], page.index.build))
    gone = bool(mark) and number is None
    earlier = not mark and build not in (None, "", page.index.build)
    shown = {"page": page, "article": page.article, "blocks": blocks(page), "earlier": earlier, "gone": gone}
    return render_template("article.html", **shown)


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    """The state of the index."""
    return render_template("status.html", status=archive().status())


def _form(fields: Mapping[str, str], answer: Answer | None = None, problem: str = "") -> str:
    index = answer.index if answer else archive().info()
    return render_template(
        "home.html",
        fields=fields,
        answer=answer,
        titles=titles(answer.citations, answer.index) if answer else {},
        problem=problem,
        index=index,
        sources=sources(index.build),
    )


def _shown(wanted: params.Wanted) -> dict[str, str]:
    """What was understood, as the fields of the form."""
    chosen = wanted.chosen
    fields = {"q": wanted.question, "since": chosen.since, "until": chosen.until, "source": chosen.source}
    number = "" if wanted.k == params.DEFAULT_CITATIONS else str(wanted.k)
    return {"k": number} | {name: str(value or "") for name, value in fields.items()}
