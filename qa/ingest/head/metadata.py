"""What is known of an article besides its text, and what may stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from qa.ingest.encodings.decode import storable
from qa.ingest.encodings.mojibake import mended
from qa.ingest.prose.furniture import corrections
from qa.ingest.prose.furniture_notices import TITLE_OF_NOTE
from qa.text.markup import unmarked
from qa.types import NO_DETAILS, Article, Details, Span

MAX_TITLE_CHARS = 200
MAX_URL_CHARS = 2000

_BY = re.compile(r"^by:?\s+(?=\w)", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x1f\x7f\ud800-\udfff]+", re.IGNORECASE)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z\d]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Head:
    """What is told of an article; where it stands above the text, the prose begins at character `end`."""

    end: int = 0
    title: str = ""
    source: str = ""
    published: date | None = None
    url: str | None = None
    language: str = ""
    details: Details = NO_DETAILS


def article_of(
    head: Head, name: str, text: str, body: tuple[Span, ...], given: bool = False, origin: str = ""
) -> Article:
    """The article `name` of this text, called what its head says; `origin` tells its place in a file of several."""
    return Article(
        id=name,
        text=text,
        body=body,
        title=head.title,
        source=head.source,
        published=head.published,
        url=head.url,
        origin=origin,
        language=head.language,
        id_given=given,
        details=replace(head.details, corrections=(*head.details.corrections, *corrections(text, head.end))),
    )


def is_note(head: Head) -> bool:
    """Whether a title says that what stands below it corrects another article: "Correction: age of the lamp"."""
    return any(map(TITLE_OF_NOTE.match, (head.title, *head.details.corrections)))


def language_tag(value: object) -> str:
    """A BCP 47 tag (RFC 5646) in its usual capitals, as "zh-Hant-TW", also from "zh_hant_tw"; "" for anything else."""
    tag = line_of(value).replace("_", "-")
    if not _LANGUAGE_TAG.fullmatch(tag):
        return ""
    primary, *subtags = tag.lower().split("-")
    cased = (
        part.upper() if len(part) == 2 else part.title() if part.isalpha() and len(part) == 4 else part
        for part in subtags
    )
    return "" if primary == "und" else "-".join([primary, *cased])


def name_of(value: object) -> str:
    """As it is meant, without marks of HTML; YAML and JSON can write NUL and lone surrogates, which no file holds."""
    return line_of(unmarked(mended(storable(line_of(value)))))[:MAX_TITLE_CHARS]


def byline_of(value: object) -> str:
    """The names in "By Ada Finch"."""
    return _BY.sub("", name_of(value))


def line_of(value: object) -> str:
    """A text or a number on one line; "" for anything else."""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def web_address(value: object) -> str | None:
    """Only http and https: an address ends up in a link, and `javascript:` must not."""
    address = line_of(value)
    return address if len(address) <= MAX_URL_CHARS and _WEB_ADDRESS.fullmatch(address) else None


def told(head: Head, by: str) -> Head:
    """The head, saying of each of its fields that does not say so yet that it was told `by`."""
    said = {name for name, _ in head.details.told_by}
    of_article = ("title", "source", "published", "url", "language")
    names = [name for name in of_article if getattr(head, name)]
    names += [name for name in ("byline", "updated", "section") if getattr(head.details, name)]
    more = tuple((name, by) for name in names if name not in said)
    return replace(head, details=replace(head.details, told_by=(*head.details.told_by, *more)))


def with_encoding(head: Head, guessed: str) -> Head:
    """The head, saying which encoding its text was guessed to have, if it was."""
    if not guessed:
        return head
    return replace(head, details=replace(head.details, told_by=(*head.details.told_by, ("encoding", guessed))))


def merged(head: Head, other: Head) -> Head:
    """The first head, with what only the other tells."""
    mine, theirs = head.details, other.details
    said = dict(theirs.told_by) | dict(mine.told_by)
    return Head(
        end=other.end,
        title=head.title or other.title,
        source=head.source or other.source,
        published=head.published or other.published,
        url=head.url or other.url,
        language=head.language or other.language,
        details=Details(
            byline=mine.byline or theirs.byline,
            updated=mine.updated or theirs.updated,
            section=mine.section or theirs.section,
            corrections=mine.corrections or theirs.corrections,
            told_by=tuple(said.items()),
        ),
    )
