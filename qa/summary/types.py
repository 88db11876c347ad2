"""Summaries and timelines as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.types import ArticleInfo, Citation, IndexInfo, ReadAs

USUAL_TOPIC_SENTENCES = 6
MAX_NAMED = 100  # articles
USUAL_ENTRIES = 12
MAX_ENTRIES = 50


Heading = Literal["what", "why", "who", "next"]  # happened, it did, says what, came


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a briefing, and which of its citations stand under it: `count` from number `first` on."""

    heading: Heading
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Key sentences of some articles, copied, by date of article and in the order of the text.

    `about` is the topic, None where articles were named; `articles` are those summarized, newest first; without
    citations `reason` says why there are none. A citation's score is how much it adds, the first chosen the most.
    `sections` are the headings of a briefing, under which its citations stand in that order, and `notes` say where
    articles differ on what it cites; None of another, and where they do not. `read_as` is what the topic is misspelt
    for; None where it is not.
    """

    about: str | None
    citations: tuple[Citation, ...]
    reason: str | None
    articles: tuple[ArticleInfo, ...]
    index: IndexInfo
    took_ms: float
    sections: tuple[Section, ...] | None = None
    notes: tuple[str, ...] | None = None
    read_as: tuple[ReadAs, ...] | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened on [first, last], a day or a month: a key sentence, and the others of the topic that date it so.

    `dated_by` is "text" where the sentence names the date, "article" where it is the day that the article's opening
    reports of, "publication" where the day of publication stands in for it;
    `sources` and `articles` count those that tell of it.
    """

    first: date
    last: date
    dated_by: str
    citation: Citation
    others: tuple[Citation, ...]
    sources: int
    articles: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many articles on the topic were published in the month that begins on `month`."""

    month: date
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """How a story unfolded, in order of date; `coverage` has every month from the first article on it to the last.

    Without entries `reason` says why there are none. `read_as` is what the topic is misspelt for; None where it is not.
    """

    topic: str
    entries: tuple[TimelineEntry, ...]
    coverage: tuple[MonthCount, ...]
    reason: str | None
    index: IndexInfo
    took_ms: float
    read_as: tuple[ReadAs, ...] | None = None
