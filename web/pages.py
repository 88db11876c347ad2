"""The pages for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from qa import (
    METHODS,
    USUAL_ENTRIES,
    USUAL_SENTENCES,
    Answer,
    ArticlePage,
    BadQuestion,
    Citation,
    Filters,
    NotFound,
    Summary,
    Timeline,
    find_cited,
    link_to,
)
from web import params
from web.archive import MAX_CHOICES, answered, archive, choices, listing, sources, summarized, titles, told
from web.chart import chart
from web.fields import BadParameter, Fields
from web.text import article_html

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The form; with a question, the answer under it, so that an answer has an address."""
    given = params.query(request)
    try:
        wanted = params.wanted(given)
        answer = answered(wanted) if wanted.question else None
    except (BadParameter, BadQuestion) as error:
        return _home(given, problem=error.message), 400
    return _home(_question_shown(wanted), answer)


@blueprint.get("/summaries")
def summaries() -> ResponseReturnValue:
    """Forms for a topic and for articles; with either, the summary under them, at an address of its own."""
    given = params.query(request)
    try:
        wanted = params.wanted_summary(given)
        summary = summarized(wanted) if wanted.about or wanted.ids else None
    except (BadParameter, BadQuestion) as error:
        return _summaries(given, problem=error.message), 400
    return _summaries(_summary_shown(wanted), summary)


@blueprint.get("/timeline")
def timeline() -> ResponseReturnValue:
    """The form for a topic; with one, how its story unfolded, at an address of its own."""
    given = params.query(request)
    try:
        wanted = params.wanted_timeline(given)
        found = told(wanted) if wanted.topic else None
    except (BadParameter, BadQuestion) as error:
        return _timeline(given, problem=error.message), 400
    return _timeline(_timeline_shown(wanted), found)


@blueprint.get("/articles")
def articles() -> ResponseReturnValue:
    """The list of articles, newest first."""
    return render_template("articles.html", listing=listing(params.query(request)))


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """One article, its key sentences at its head; each sentence has an address of its own.

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
    shown = {
        "page": page,
        "article": page.article,
        "text": article_html(page, _key(page)),
        "earlier": earlier,
        "gone": gone,
        "told": dict(page.article.details.told_by),
    }
    return render_template("article.html", **shown, key=_key(page))


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    """The state of the index."""
    return render_template("status.html", status=archive().status())


def _key(page: ArticlePage) -> tuple[int, ...]:
    """The sentences to show at the head of an article; none of one that is as short as its summary."""
    return page.key if len(page.sentences) > USUAL_SENTENCES else ()


def _home(fields: Fields, answer: Answer | None = None, problem: str = "") -> str:
    around = _around(answer, (*answer.citations, *answer.related) if answer else ())
    return render_template("home.html", fields=fields, answer=answer, problem=problem, **around)


def _summaries(fields: Fields, summary: Summary | None = None, problem: str = "") -> str:
    return render_template(
        "summaries.html",
        fields=fields,
        summary=summary,
        problem=problem,
        choices=choices(summary.articles if summary and fields["id"] else ()),
        newest=MAX_CHOICES,
        address={"about" if name == "q" else name: value for name, value in fields.items() if value},
        **_around(summary, summary.citations if summary else ()),
    )


def _timeline(fields: Fields, found: Timeline | None = None, problem: str = "") -> str:
    entries = found.entries if found else ()
    cited = [citation for entry in entries for citation in (entry.citation, *entry.others)]
    drawn = chart(found.coverage) if found else None
    around = _around(found, cited)
    return render_template("timeline.html", fields=fields, timeline=found, chart=drawn, problem=problem, **around)


def _around(found: Answer | Summary | Timeline | None, cited: Sequence[Citation]) -> dict[str, Any]:
    """What stands around the form and what was found: of the build that answered, or that would."""
    index = found.index if found else archive().info()
    return {"index": index, "sources": sources(index.build), "titles": titles(cited, index)}


def _question_shown(wanted: params.Wanted) -> Fields:
    """What was understood, as the fields of the form; what is as usual is left out."""
    return {"q": wanted.question, "k": _unusual(wanted.k, params.DEFAULT_CITATIONS)} | _filter_shown(wanted.filters)


def _summary_shown(wanted: params.WantedSummary) -> Fields:
    length = wanted.length
    return {
        "q": wanted.about,
        "id": wanted.ids,
        **_filter_shown(wanted.filters),
        "sentences": str(length.sentences or ""),
        "words": str(length.words or ""),
        "ratio": str(length.ratio or ""),
        "method": _unusual(wanted.method, METHODS[0]),
    }


def _timeline_shown(wanted: params.WantedTimeline) -> Fields:
    return {"q": wanted.topic, "entries": _unusual(wanted.entries, USUAL_ENTRIES)} | _filter_shown(wanted.filters)


def _filter_shown(filters: Filters) -> dict[str, str]:
    return {"since": str(filters.since or ""), "until": str(filters.until or ""), "source": filters.source or ""}


def _unusual(value: object, usual: object) -> str:
    return "" if value == usual else str(value)
