"""The pages for people."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from qa import METHODS, USUAL_ENTRIES, ArticleInfo, BadQuestion, Summary, Timeline
from web import answers, article_page, ask_page, browse
from web.archive import MAX_CHOICES, archive, around, choices
from web.archive import status as current_status
from web.chart import chart
from web.kinds import BadParameter
from web.reading import Fields, filters_shown, query, read, unusual
from web.schemas import Summarize, Unfold
from web.status import public

blueprint = Blueprint("pages", __name__)

HEADINGS = {"what": "What happened", "why": "Why", "who": "Who says what", "next": "What came next"}


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """The form; with a question, the answer under it, so that an answer has an address."""
    return ask_page.show(query(request))


@blueprint.get("/summaries")
def summaries() -> ResponseReturnValue:
    """Forms for a topic and for articles; with either, the summary under them, at an address of its own."""
    given = query(request)
    try:
        wanted = read(Summarize, given)
        wanted = wanted.model_copy(update={"briefing": bool(wanted.topic) and wanted.is_plain})  # unless asked
        summary = answers.summary(archive(), wanted) if wanted.topic or wanted.named else None
    except (BadParameter, BadQuestion) as error:
        return _summaries(_named(given), problem=error.message), 400
    return _summaries(_summary_shown(wanted), summary)


@blueprint.get("/timeline")
def timeline() -> ResponseReturnValue:
    """The form for a topic; with one, how its story unfolded, at an address of its own."""
    given = query(request)
    try:
        wanted = read(Unfold, given)
        found = answers.timeline(archive(), wanted) if wanted.words else None
    except (BadParameter, BadQuestion) as error:
        return _timeline(given, problem=error.message), 400
    return _timeline(_timeline_shown(wanted), found)


@blueprint.get("/articles")
def articles() -> ResponseReturnValue:
    """The list of articles, newest first, of a time, a source or some words."""
    return browse.articles(query(request))


@blueprint.get("/sources")
def sources() -> ResponseReturnValue:
    """The sources, with how many articles they have and from when."""
    return browse.sources(query(request))


@blueprint.get("/articles/<id:article_id>")
def article(article_id: str) -> ResponseReturnValue:
    """One article; each sentence has an address of its own."""
    return article_page.show(article_id, query(request))


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
        choices=choices(summary.articles if summary and fields["id"] else _there(fields)),
        newest=MAX_CHOICES,
        headings=HEADINGS,
        address={"about" if name == "q" else name: value for name, value in fields.items() if value},
        **around(summary, summary.citations if summary else ()),
    )


def _named(given: Fields) -> Fields:
    """What was given, with the ids under one name."""
    return {**given, "id": list(dict.fromkeys((*given.get("id", ()), *given.get("ids", ()))))}


def _there(fields: Fields) -> list[ArticleInfo]:
    """The articles that are named, of those that there are."""
    infos = archive().infos(fields["id"])
    return [infos[name] for name in fields["id"] if name in infos]


def _timeline(fields: Fields, found: Timeline | None = None, problem: str = "") -> str:
    entries = found.entries if found else ()
    cited = [citation for entry in entries for citation in (entry.citation, *entry.others)]
    shown = around(found, cited) | {"chart": chart(found.coverage) if found else None}
    return render_template("timeline.html", fields=fields, timeline=found, problem=problem, **shown)


def _summary_shown(wanted: Summarize) -> Fields:
    length = wanted.length
    return {
        "q": wanted.topic,
        "id": wanted.named,
        **filters_shown(wanted.filters),
        "sentences": str(length.sentences or ""),
        "words": str(length.words or ""),
        "ratio": str(length.ratio or ""),
        "method": unusual(wanted.method, METHODS[0]),
        "briefing": "true" if wanted.briefing else "",
    }


def _timeline_shown(wanted: Unfold) -> Fields:
    shown = {"q": wanted.words, "entries": unusual(wanted.entries, USUAL_ENTRIES)}
    return shown | filters_shown(wanted.filters)
