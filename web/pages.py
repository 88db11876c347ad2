"""The pages for people."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from qa import METHODS, USUAL_ENTRIES, BadQuestion, Summary, Timeline
from web import article_page, ask_page, browse, params
from web.archive import MAX_CHOICES, around, choices, summarized, told
from web.archive import status as current_status
from web.chart import chart
from web.fields import BadParameter, Fields
from web.status import public

blueprint = Blueprint("pages", __name__)

HEADINGS = {"what": "What happened", "why": "Why", "who": "Who says what", "next": "What came next"}


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The form; with a question, the answer under it, so that an answer has an address."""
    return ask_page.show(params.query(request))


@blueprint.get("/summaries")
def summaries() -> ResponseReturnValue:
    """Forms for a topic and for articles; with either, the summary under them, at an address of its own."""
    given = params.query(request)
    try:
        wanted = params.wanted_summary(given)
        wanted = replace(wanted, briefing=bool(wanted.about) and wanted.is_plain)  # unless asked for otherwise
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
    """The list of articles, newest first, of a time, a source or some words."""
    return browse.articles(params.query(request))


@blueprint.get("/sources")
def sources() -> ResponseReturnValue:
    """The sources, with how many articles they have and from when."""
    return browse.sources(params.query(request))


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """One article; each sentence has an address of its own."""
    return article_page.show(article_id, params.query(request))


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    """The state of the index, as far as a visitor may know it."""
    return render_template("status.html", status=public(current_status()))


def _summaries(fields: Fields, summary: Summary | None = None, problem: str = "") -> str:
    return render_template(
        "summaries.html",
        fields=fields,
        summary=summary,
        problem=problem,
        choices=choices(summary.articles if summary and fields["id"] else ()),
        newest=MAX_CHOICES,
        headings=HEADINGS,
        address={"about" if name == "q" else name: value for name, value in fields.items() if value},
        **around(summary, summary.citations if summary else ()),
    )


def _timeline(fields: Fields, found: Timeline | None = None, problem: str = "") -> str:
    entries = found.entries if found else ()
    cited = [citation for entry in entries for citation in (entry.citation, *entry.others)]
    shown = around(found, cited) | {"chart": chart(found.coverage) if found else None}
    return render_template("timeline.html", fields=fields, timeline=found, problem=problem, **shown)


def _summary_shown(wanted: params.WantedSummary) -> Fields:
    length = wanted.length
    return {
        "q": wanted.about,
        "id": wanted.ids,
        **params.filters_shown(wanted.filters),
        "sentences": str(length.sentences or ""),
        "words": str(length.words or ""),
        "ratio": str(length.ratio or ""),
        "method": params.unusual(wanted.method, METHODS[0]),
        "briefing": "true" if wanted.briefing else "",
    }


def _timeline_shown(wanted: params.WantedTimeline) -> Fields:
    shown = {"q": wanted.topic, "entries": params.unusual(wanted.entries, USUAL_ENTRIES)}
    return shown | params.filters_shown(wanted.filters)
