"""Standing questions: the list, one with its answers side by side, its feed; and any two builds compared."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa import BadQuestion, Filters, Noted, NotFound, Watch, Watches
from web.answers import answer, at
from web.archive import archive, sources, status
from web.ask_page import choices
from web.feed import Entry, atom
from web.feedback import require_same_site
from web.indexes import with_index
from web.kinds import BadParameter
from web.reading import filters_shown, query, read
from web.schemas import Question

blueprint = Blueprint("watch", __name__)


@blueprint.get("/watch")
def every() -> ResponseReturnValue:
    """The questions that are kept."""
    return render_template("watches.html", watches=_watches().all(), keeps=current_app.config["KEEPS_QUESTIONS"])


@blueprint.post("/watch")
def add() -> ResponseReturnValue:
    """Keep a question; its page tells when its answer changes."""
    _require_keeper()
    wanted = read(Question, request.form.to_dict() | {"unread": request.form.getlist("unread")})
    kept = _watches().add(wanted.words, wanted.filters, wanted.literal, wanted.unread)
    _watches().check(archive(), kept)
    return redirect(url_for("watch.one", watch_id=kept.id), 303)


@blueprint.post("/watch/<watch_id>/remove")
def remove(watch_id: str) -> ResponseReturnValue:
    """Ask a question no more."""
    _require_keeper()
    _watches().remove(_watch(watch_id).id)
    return redirect(url_for("watch.every"), 303)


@blueprint.get("/watch/<watch_id>")
def one(watch_id: str) -> ResponseReturnValue:
    """A standing question, its newest answer beside the one before."""
    watch, history = _checked(watch_id)
    return render_template(
        "watch.html",
        watch=watch,
        history=history,
        sides=list(reversed(history[:2])),
        asked=_asked(watch),
        keeps=current_app.config["KEEPS_QUESTIONS"],
    )


@blueprint.get("/watch/<watch_id>.atom")
def feed(watch_id: str) -> ResponseReturnValue:
    """A feed with an entry for each time its answer changed."""
    watch, history = _checked(watch_id)
    page = url_for("watch.one", watch_id=watch.id, _external=True)
    entries = [_entry(watch, noted, page) for noted in history if noted.change]
    updated = history[0].at if history else "1970-01-01T00:00:00+00:00"
    own = url_for("watch.feed", watch_id=watch.id, _external=True)
    document = atom(f"urn:cuttings:watch:{watch.id}", watch.question, page, own, updated, entries)
    return Response(document, content_type="application/atom+xml; charset=utf-8")


@blueprint.get("/diff")
def diff() -> ResponseReturnValue:
    """The same question asked of two builds that are kept: by default of the newest, and of the one before."""
    given = query(request)
    builds, problem, answers = status().builds, "", []
    newest = archive().info().build
    before = next((build for build in builds if build < newest), newest)
    first, second = given.get("from") or before, given.get("to") or newest
    try:
        wanted = read(Question, {**given, "b": ""})
        if wanted.words:
            sides = [at(archive(), build, name) for name, build in (("from", first), ("to", second))]
            answers = [answer(side, wanted) for side in sides]
    except (BadParameter, BadQuestion) as error:
        problem = error.message
    page = render_template(
        "diff.html",
        fields=given,
        problem=problem,
        builds=builds,
        first=first,
        second=second,
        answers=answers,
        sources=sources(newest),
        languages=choices(Filters()).languages,
    )
    return page, 400 if problem else 200


def _watches() -> Watches:
    return Watches(current_app.config["INDEXES"], archive().info().name)


def _watch(watch_id: str) -> Watch:
    try:
        return _watches().get(watch_id)
    except NotFound:
        abort(404)


def _checked(watch_id: str) -> tuple[Watch, list[Noted]]:
    """A standing question, asked again if there is a newer build, with its answers, the newest first."""
    watch, kept = _watch(watch_id), _watches()
    kept.check(archive(), watch)
    return watch, kept.history(watch_id)


def _asked(watch: Watch) -> dict[str, Any]:
    """The question as the parameters of an address."""
    given = {
        "q": watch.question,
        **filters_shown(watch.filters),
        "unread": watch.unread,
        "literal": watch.literal and "1",
    }
    return {name: value for name, value in given.items() if value}


def _require_keeper() -> None:
    if not current_app.config["KEEPS_QUESTIONS"]:
        abort(403)
    require_same_site()


def _entry(watch: Watch, noted: Noted, page: str) -> Entry:
    told = noted.told
    place = ", ".join(part for part in (told.title, told.source, str(told.published or "")) if part)
    words = f"“{told.text}” — {place}" if told.answered else "The archive does not answer this any more."
    link = request.url_root.rstrip("/") + with_index(told.link) if told.answered else page
    name = f"urn:cuttings:watch:{watch.id}:{told.build}"
    return Entry(name, f"{watch.question} – {noted.change}", noted.at, link, words)
