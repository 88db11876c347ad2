"""Which days the sentences on a topic tell of."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from qa.deadline import in_time
from qa.index.candidates import FoundSentence, IndexedArticle
from qa.retrieval.parties import OPENING
from qa.retrieval.topic import OnTopic
from qa.retrieval.versions import Versions
from qa.text.coherence import is_led, units
from qa.text.dates import DateMention, date_mentions
from qa.text.languages import is_english
from qa.text.live_times import entry_days

Days = tuple[date, date]

REPORT_DAYS = 4
LONGEST_EVENT = 4  # days; a longer range is a month, a season, or too vague to be put in order
LONGEST_SEASON = 92  # days
# A sentence of an article that is less on the topic than the nearest, by 1/FADES or more, must be that near by its own
# words, of the sentence that is the nearest; one of a nearer article less.
MIN_OWN = 0.75
FADES = 12
# Of the nearest sentence: a first sentence that near tells of the topic, as an opening that names all of it does.
LEADS = 0.75

# Where one of several days is that of saying it, or one before which nothing happened, another is that of the event.
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|added|wrote|stated|argued|confirmed|complained)"
    r"(?:\s(?:reporters|lawmakers|senators|state\smedia))?\s(?:[io]n\s|early\s|late\s)?$"
)
_NO_EVENT = re.compile(
    r"\b(?:until|till|by|before|(?:planned|scheduled|due|set|meant|expected)\s(?:for|on|in))\s(?:early\s|late\s)?$",
    re.IGNORECASE,
)
# Nothing need have happened when a count or a state began, nor when that was with which something is compared.
_AT = r"(?:\s(?:it|he|she|they|those))?(?:\s(?:was|were|had|did))?\s(?:in|on|at\sthe\s(?:start|beginning|end)\sof)"
_MEASURED_FROM = re.compile(
    r"\bsince\b(?!\sthen)(?:(?!\b(?:and|but|when|before)\b)[^,;:.]){0,40}$"
    rf"|(?:(?<!early\s)(?<!late\s)(?<!soon\s)\bas{_AT}"
    rf"|(?:(?<!earlier\s)(?<!later\s)(?<!sooner\s)\bthan|\bcompared\s(?:with|to))(?:{_AT})?)\s(?:early\s|late\s|mid-)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence on the topic and the days it tells of; `own` where it names them itself."""

    sentence: FoundSentence
    relevance: float
    tells: bool  # of the topic: what does not only speaks for the weight of its day
    days: Days
    own: bool
    alone: bool  # it needs no other sentence
    beside: bool  # it can be told with the one before shown


def dated(found: OnTopic, versions: Versions) -> Iterator[Dated]:
    """What on the topic has a date, and was not corrected; a sentence that names only a vaguer one, such as a year, has
    none."""
    relevance = _relevance(found, versions)
    for article in in_time(found.articles):
        wanted = {number for number, row in enumerate(article.rows.tolist()) if row in relevance}
        texts, led = article.texts(), is_english(article.article.language)
        together = units(texts, article.paragraphs(), article.article.language)
        for number, (days, own) in _days_told(article, texts, wanted):
            near, tells = relevance[article.first_row + number]
            opens = not (number and led and is_led(texts[number]))
            unit = together[number]
            alone, beside = unit == (number,) and opens, unit[-1:] == (number,)
            yield Dated(article.sentence(number), near, tells, days, own, alone, beside)


def event_mentions(text: str, published: date | None, before: str = "") -> tuple[DateMention, ...]:
    """The days that a sentence names, but those since which, or with which, something was only measured."""
    mentions = date_mentions(text, published, before)
    return tuple(mention for mention in mentions if not _MEASURED_FROM.search(text[: mention.start]))


def event_days(mentions: Sequence[DateMention], text: str = "", published: date | None = None) -> Days | None:
    """The days a sentence tells of. One by which it was only said, or planned, comes last; but a plan for a day after
    `published` is of the day on which it was said, where the sentence names that."""
    days = _first_named(sorted(mentions, key=lambda mention: _is_beside_the_event(text[: mention.start])))
    if days is None or published is None or days[0] <= published:
        return days
    said = [mention for mention in mentions if _SAID_ON.search(text[: mention.start]) and mention.first <= published]
    return _first_named(said) or days


def _first_named(several: Sequence[DateMention]) -> Days | None:
    """The first day or few days, else the first month, else the first season; None if none."""
    days = [mention for mention in several if (mention.last - mention.first).days < LONGEST_EVENT]
    whole = [mention for mention in several if mention.first.day == 1 and mention.last == month_end(mention.last)]
    months = [mention for mention in whole if mention.last == month_end(mention.first)]
    seasons = [mention for mention in whole if (mention.last - mention.first).days < LONGEST_SEASON]
    for mention in (*days, *months, *seasons):
        return (mention.first, mention.first) if mention in days else (mention.first, mention.last)
    return None


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _relevance(found: OnTopic, versions: Versions) -> dict[int, tuple[float, bool]]:
    """By row, how much a sentence counts that was not corrected, and whether it may tell of the topic."""
    current = set(versions.current(found.rows).tolist())
    articles = zip(found.articles, found.nearness.tolist(), found.naming.tolist(), strict=True)
    near = {
        row: (value, number == 0, naming and number < OPENING)
        for held, value, naming in articles
        for number, row in enumerate(held.rows.tolist())
    }
    counted: dict[int, tuple[float, bool]] = {}
    for row, value, own in zip(found.rows.tolist(), found.relevance.tolist(), found.own.tolist(), strict=True):
        nearness, first, naming = near[row]
        leads = naming or (first and value >= LEADS)
        if row in current:
            counted[row] = value * nearness, leads or own >= MIN_OWN * min(1.0, FADES * (1 - nearness))
    return counted


def _days_told(
    article: IndexedArticle, texts: Sequence[str], wanted: Set[int]
) -> Iterator[tuple[int, tuple[Days, bool]]]:
    """For the wanted sentences, the days each tells of, and whether it names them.

    One that names none tells of the day its article reports of, until its paragraph has gone on to another."""
    published, english = article.article.published, is_english(article.article.language)
    reported = _reported(texts if english else (), published)
    entries = dict(_entry_days(article))
    paragraphs = article.paragraphs()
    read = {paragraphs[number] for number in wanted}
    elsewhen = -1  # the paragraph that has gone on
    for number in (number for number, paragraph in enumerate(paragraphs) if paragraph in read):
        day = entries.get(number)
        mentions = _mentions(texts, number, day or published, reported) if english else ()
        usual = (day, day) if day else reported and reported[0]
        days = event_days(mentions, texts[number], published) if mentions else usual
        if mentions and reported and days != reported[0]:
            elsewhen = paragraphs[number]
        if days and number in wanted and (mentions or day or paragraphs[number] != elsewhen):
            yield number, (days, bool(mentions))


def _mentions(
    texts: Sequence[str], number: int, published: date | None, reported: tuple[Days, int] | None
) -> tuple[DateMention, ...]:
    """The days a sentence names, counted from the one before, or else from the one that names the day reported of."""
    mentions = event_mentions(texts[number], published, texts[number - 1] if number else "")
    if not mentions and reported and number > reported[1]:
        mentions = event_mentions(texts[number], published, texts[reported[1]])
    return mentions


def _entry_days(article: IndexedArticle) -> Iterator[tuple[int, date]]:
    """By sentence, the day of the live blog's entry that it stands in, where that can be told."""
    held = article.article
    days = entry_days(held.text, held.body, held.published, held.details.updated)
    for number, start in enumerate(article.spans[:, 0].tolist() if days else ()):
        of_entry = bisect_right(days, start, key=itemgetter(0))
        if of_entry:
            yield number, days[of_entry - 1][1]


def _reported(texts: Sequence[str], published: date | None) -> tuple[Days, int] | None:
    """The day an article reports of, for its sentences that name none: what its opening names, or its own; and the
    number of the sentence that names it."""
    if published is None:
        return None
    for number, text in enumerate(texts[:OPENING]):
        days = event_days(event_mentions(text, published), text, published)
        if days and days[0] == days[1] and timedelta() <= published - days[0] <= timedelta(REPORT_DAYS):
            return days, number
    return (published, published), len(texts)


def _is_beside_the_event(before: str) -> bool:
    return bool(_SAID_ON.search(before) or _NO_EVENT.search(before))
