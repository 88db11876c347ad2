"""The page that asks: the form, questions to begin with, and the answer with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qa import NOTATIONS, Answer, BadQuestion, Filters, quotation, reference
from web.archive import answered, archive, around, once
from web.histogram import Bin, histogram
from web.indexes import with_index
from web.kinds import BadParameter
from web.reading import Fields, filters_shown, known, read, unusual
from web.schemas import DEFAULT_CITATIONS, Question
from web.why import reasons

EXAMPLES = 4
LANGUAGES = 100  # to choose from


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: times, with how many articles they have, and languages."""

    bins: tuple[Bin, ...]
    undated: int
    languages: dict[str, int]


def show(given: Fields) -> ResponseReturnValue:
    """The form; with a question, the answer under it, so that an answer has an address."""
    try:
        wanted = read(Question, given)
        answer, gone = _answer(wanted) if wanted.words else (None, "")
    except (BadParameter, BadQuestion) as error:
        return _page(known(given, Question), None, problem=error.message), 400
    shown = _shown(wanted) | ({"b": ""} if gone else {})
    return _page(shown, answer, gone=gone, filters=wanted.filters)


def _answer(wanted: Question) -> tuple[Answer, str]:
    """The answer with its evidence, and the build that should have given it, where that is not kept any more."""
    wanted = wanted.model_copy(update={"explain": True})
    try:
        return answered(wanted), ""
    except BadParameter:
        return answered(wanted.model_copy(update={"b": ""})), wanted.b


def _page(
    fields: Fields, answer: Answer | None, problem: str = "", gone: str = "", filters: Filters | None = None
) -> str:
    cited = (*answer.citations, *answer.related) if answer else ()
    return render_template(
        "home.html",
        fields=fields,
        answer=answer,
        problem=problem,
        gone=gone,
        newest=archive().info().build,
        choices=choices(filters or Filters()),
        examples=[] if answer else _examples(),
        address=_address(fields),
        why=reasons,
        quoted=lambda cited: quotation(reference(replace(cited, link=with_index(cited.link)), request.url_root)),
        notations=NOTATIONS,
        feedback=_feedback(answer),
        keeps=current_app.config["KEEPS_QUESTIONS"],
        noted="noted" in request.args,
        **around(answer, cited),
    )


def _feedback(answer: Answer | None) -> dict[str, str] | None:
    """What a form remembers of the question on which a reader gives a verdict; None where nobody is asked."""
    if answer is None or not current_app.config["FEEDBACK"]:
        return None
    asked = urlencode([item for item in request.args.items(multi=True) if item[0] not in ("noted", "index")])
    return {"question": answer.question, "asked": asked, "build": answer.index.build}


def _examples() -> list[str]:
    return once(archive().info().build, "examples", lambda: archive().catalogue().examples(EXAMPLES))


def choices(filters: Filters, words: str = "") -> Choices:
    """The times that have articles, of those let through that hold `words`, and all languages; of all articles found
    once a build."""
    if filters == Filters() and not words:
        return once(archive().info().build, "choices", lambda: _choices(filters, words))
    return _choices(filters, words)


def _choices(filters: Filters, words: str) -> Choices:
    catalogue = archive().catalogue()
    languages = dict(list(catalogue.languages().items())[:LANGUAGES])
    months = catalogue.months(filters, words)
    bins = histogram({month: count for month, count in months.items() if month}, filters.since, filters.until)
    return Choices(bins, months.get(None, 0), languages)


def _shown(wanted: Question) -> dict[str, str | tuple[str, ...]]:
    """What was understood, as the fields of the form; what is as usual is left out."""
    rest = {"literal": "1" if wanted.literal else "", "unread": wanted.unread, "b": wanted.b}
    k = unusual(wanted.k, DEFAULT_CITATIONS)
    return {"q": wanted.words, "k": k} | filters_shown(wanted.filters) | rest


def _address(fields: Fields) -> Callable[..., str]:
    """What makes the address of the same question with some fields changed; an empty field is left out."""

    def make(endpoint: str = "pages.home", **changes: object) -> str:
        asked = {"q" if name == "question" else name: value for name, value in (dict(fields) | changes).items()}
        return url_for(endpoint, **{name: value for name, value in asked.items() if value})

    return make
