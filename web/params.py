"""What a request asks for, checked in one place for the pages and the API."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Request

from qa import (
    MAX_CITATIONS,
    MAX_ENTRIES,
    MAX_NAMED,
    MAX_QUESTION_CHARS,
    MAX_SENTENCES,
    METHODS,
    USUAL_ENTRIES,
    Filters,
    Length,
    Method,
)
from web.fields import BadParameter, Fields, day, flag, kind, number, ratio, text, texts

_FILTER = ("since", "until", "source", "language")
_LENGTH = ("sentences", "words", "ratio")
NAMES = ("question", "q", "k", *_FILTER, "explain", "literal", "unread", "b", "index")
SUMMARY_NAMES = ("about", "q", "id", "ids", *_FILTER, *_LENGTH, "method", "briefing", "index")
TIMELINE_NAMES = ("topic", "q", *_FILTER, "entries", "index")
LISTING_NAMES = ("q", *_FILTER, "page", "index")
REPEATED = ("id", "ids", "unread")
UNREAD = ("source", "period", "latest", "first", "spelling", "abbreviation")  # what may be left in a question
DEFAULT_CITATIONS = 3
MAX_PAGE = 1_000_000
MOST_WORDS = 2_000  # of a summary: the command writes longer ones, but here others wait


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question and how it is to be answered; `build` is empty where the newest is to answer."""

    question: str
    k: int
    filters: Filters
    explain: bool
    literal: bool
    unread: tuple[str, ...] = ()
    build: str = ""


@dataclass(frozen=True, slots=True)
class WantedSummary:
    """What is to be summarized, a topic or some articles, and how; `about` is empty and `ids` too where neither is."""

    about: str
    ids: tuple[str, ...]
    filters: Filters
    length: Length
    method: Method
    briefing: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing was said of how it is to be made."""
        return self.length == Length() and self.method == METHODS[0]


@dataclass(frozen=True, slots=True)
class WantedTimeline:
    """A topic, and the most entries that its timeline may have."""

    topic: str
    filters: Filters
    entries: int


@dataclass(frozen=True, slots=True)
class WantedListing:
    """A page of the articles that hold these words and that the filters let through."""

    words: str
    filters: Filters
    page: int


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
        unread=_unread(fields),
        build=text(fields, "b") or "",
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
    wanted = WantedSummary(about, ids, chosen, _length(fields), _method(fields), flag(fields, "briefing"))
    if wanted.briefing and not (about and wanted.is_plain):
        raise BadParameter(f"briefing goes with about, and neither with {', '.join(_LENGTH)} nor with method")
    return wanted


def wanted_timeline(fields: Fields) -> WantedTimeline:
    """The timeline that `fields` ask for. Raises BadParameter."""
    return WantedTimeline(
        topic=text(fields, "topic") or text(fields, "q") or "",
        filters=_filters(fields),
        entries=number(fields, "entries", MAX_ENTRIES) or USUAL_ENTRIES,
    )


def wanted_listing(fields: Fields) -> WantedListing:
    """The page of articles that `fields` ask for. Raises BadParameter."""
    words = text(fields, "q") or ""
    if len(words) > MAX_QUESTION_CHARS:
        raise BadParameter(f"q must have {MAX_QUESTION_CHARS:,} characters at most, not {len(words):,}")
    return WantedListing(words, _filters(fields), number(fields, "page", MAX_PAGE) or 1)


def _filters(fields: Fields) -> Filters:
    since, until = day(fields, "since"), day(fields, "until")
    if since and until and since > until:
        raise BadParameter(f"since must not be later than until: {since} is later than {until}")
    return Filters(since, until, text(fields, "source"), text(fields, "language"))


def _unread(fields: Fields) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(texts(fields, "unread")))
    if unknown := [kind for kind in kinds if kind not in UNREAD]:
        raise BadParameter(f"unread must be of {', '.join(UNREAD)}, not {unknown[0][:40]!r}")
    return kinds


def _length(fields: Fields) -> Length:
    sentences, words = number(fields, "sentences", MAX_SENTENCES), number(fields, "words", MOST_WORDS)
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


def filters_shown(filters: Filters) -> dict[str, str]:
    """The filters as the fields of a form."""
    days = {"since": str(filters.since or ""), "until": str(filters.until or "")}
    return days | {"source": filters.source or "", "language": filters.language or ""}


def unusual(value: object, usual: object) -> str:
    """A value as the field of a form: empty where it is as usual."""
    return "" if value == usual else str(value)
