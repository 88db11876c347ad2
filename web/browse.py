"""Looking through an archive without a question: its articles by time, source and word, and its sources."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from web.archive import archive, listing, once
from web.archive import sources as first_sources
from web.ask_page import choices
from web.kinds import BadParameter
from web.reading import Fields, filters_shown, read
from web.schemas import Look, OnePage

PAGE_SOURCES = 500


def articles(given: Fields) -> ResponseReturnValue:
    """The list of articles, newest first."""
    problem = ""
    try:
        wanted = read(Look, given)
    except BadParameter as error:
        problem, wanted = error.message, Look()
    fields = {"q": wanted.q, **filters_shown(wanted.filters)}
    if problem:
        fields = {name: given.get(name, "") for name in fields}
    page = render_template(
        "articles.html",
        listing=listing(wanted),
        fields=fields,
        problem=problem,
        choices=choices(wanted.filters, wanted.q),
        sources=first_sources(archive().info().build),
        address=_address(fields),
    )
    return (page, 400) if problem else page


def sources(given: Fields) -> ResponseReturnValue:
    """The sources, that with the most articles first."""
    page = read(OnePage, given).page
    found = once(archive().info().build, "outlets", lambda: archive().catalogue().outlets())
    pages = max(1, -(-len(found) // PAGE_SOURCES))
    if page > pages:
        abort(404)
    shown = found[(page - 1) * PAGE_SOURCES : page * PAGE_SOURCES]
    return render_template("sources.html", outlets=shown, total=len(found), page=page, pages=pages)


def _address(fields: Fields) -> Callable[..., str]:
    """What makes the address of the same list with some fields changed; an empty field is left out."""

    def make(endpoint: str = "pages.articles", **changes: object) -> str:
        return url_for(endpoint, **{name: value for name, value in (dict(fields) | changes).items() if value})

    return make
