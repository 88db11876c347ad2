"""What a request asks for, checked in one place for the pages and the API."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Request

from qa import (
    MAX_CITATIONS,
    MAX_ENTRIES,
    MAX_NAMED,
    MAX_SENTENCES,
    MAX_WORDS,
    METHODS,
    USUAL_ENTRIES,
    Filters,
    Length,
    Method,
)
from web.fields import BadParameter, Fields, day, flag, kind, number, ratio, text, texts

_FILTER = ("since", "until", "source")
_LENGTH = ("sentences", "words", "ratio")
NAMES = ("question", "q", "k", *_FILTER, "explain", "literal")
SUMMARY_NAMES = ("about", "q", "id", "ids", *_FILTER, *_LENGTH, "method")
TIMELINE_NAMES = ("topic", "q", *_FILTER, "entries")
REPEATED = ("id", "ids")
DEFAULT_CITATIONS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question and how it is to be answered."""

    question: str
    k: int
    filters: Filters
    explain: bool
    literal: bool


@dataclass(frozen=True, slots=True)
class WantedSummary:
    """What is to be summarized, a topic or some articles, and how; `about` is empty and `ids` too where neither is."""

    about: str
    ids: tuple[str, ...]
    filters: Filters
    length: Length
    method: Method


@dataclass(frozen=True, slots=True)
class WantedTimeline:
    """A topic, and the most entries that its timeline may have."""

    topic: str
    filters: Filters
    entries: int


def query(request: Request) -> Fields:
    """The parameters in the address; of several of one name the first, but all of REPEATED. Raises BadParameter."""
    try:
        return request.args.to_dict() | {name: request.args.getlist(name) for name in REPEATED if name in request.args}
    except UnicodeDecodeError as error:
        raise BadParameter("the address is not UTF-8") from error


def body(request: Request) -> Fields:
    """The parameters in a JSON body. Raises BadParameter, and what Flask raises where the body is not JSON."""
    try:
        fields = request.get_json()
    except RecursionError as error:
        raise BadParameter("the body is nested too deeply") from error
    if not isinstance(fields, dict):
        raise BadParameter(f"the body must be a JSON object, not {kind(fields)}")
    return fields


def wanted(fields: Fields) -> Wanted:
    """The question in `fields`. Raises BadParameter."""
    return Wanted(
        question=text(fields, "question") or text(fields, "q") or "",
        k=number(fields, "k", MAX_CITATIONS) or DEFAULT_CITATIONS,
        filters=_filters(fields),
        explain=flag(fields, "explain"),
        literal=flag(fields, "literal"),
    )


def wanted_summary(fields: Fields) -> WantedSummary:
    """The summary that `fields` ask for. Raises BadParameter."""
    about = text(fields, "about") or text(fields, "q") or ""
    ids = tuple(dict.fromkeys(name for repeated in REPEATED for name in texts(fields, repeated)))
    chosen = _filters(fields)
    if about and ids:
        raise BadParameter("about, which is a topic, and id, which names articles, exclude each other")
    if ids and chosen != Filters():
        raise BadParameter(f"{', '.join(_FILTER)} go with about, which is a topic, and not with id")
    if len(ids) > MAX_NAMED:
        raise BadParameter(f"id must name {MAX_NAMED} articles at most, not {len(ids):,}")
    return WantedSummary(about, ids, chosen, _length(fields), _method(fields))


def wanted_timeline(fields: Fields) -> WantedTimeline:
    """The timeline that `fields` ask for. Raises BadParameter."""
    return WantedTimeline(
        topic=text(fields, "topic") or text(fields, "q") or "",
        filters=_filters(fields),
        entries=number(fields, "entries", MAX_ENTRIES) or USUAL_ENTRIES,
    )


def _filters(fields: Fields) -> Filters:
    since, until = day(fields, "since"), day(fields, "until")
    if since and until and since > until:
        raise BadParameter(f"since must not be later than until: {since} is later than {until}")
    return Filters(since, until, text(fields, "source"))


def _length(fields: Fields) -> Length:
    sentences, words = number(fields, "sentences", MAX_SENTENCES), number(fields, "words", MAX_WORDS)
    share = ratio(fields, "ratio")
    if (sentences, words, share).count(None) < len(_LENGTH) - 1:
        raise BadParameter(f"{', '.join(_LENGTH)} exclude each other: give one of them")
    return Length(sentences, words, share)


def _method(fields: Fields) -> Method:
    name = text(fields, "method") or METHODS[0]
    for method in METHODS:
        if name == method:
            return method
    raise BadParameter(f"method must be one of {', '.join(METHODS)}, not {name[:40]!r}")
