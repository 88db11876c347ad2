"""How a story unfolded: the dates that sentences on a topic name, each told by its best sentence.

Dates are weighed first, by how many articles tell of them, and then told, as in the date-wise systems of Ghalandari and
Ifrim ("Examining the State-of-the-Art in News Timeline Summarization", 2020).
"""

from __future__ import annotations

import time
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.index.candidates import FoundSentence
from qa.index.engine import Engine
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.topic import OnTopic, find_on_topic
from qa.summary.types import MAX_ENTRIES, USUAL_ENTRIES, MonthCount, Timeline, TimelineEntry
from qa.text.coherence import choosable, is_led, units
from qa.text.dates import DateMention, date_mentions
from qa.text.near_duplicates import group, same_fact
from qa.types import EVERYTHING, Citation, Filters

MAX_OTHERS = 5  # sentences besides the key sentence

FOCUS = 3  # the power of relevance that a sentence counts by, for the weight of its date
BY_PUBLICATION = 0.4  # what a sentence counts that names no date: it tells of that day, or of none
BY_MONTH = 0.5  # what a month counts for a day in it
PLACE_DECAY = 0.3  # a key sentence at a place in its article is worth (1 + place)^-.3
LATER = 0.7  # what it is worth where its article was published later than REPORT_DAYS after the day
BEFORE = 0.6  # and where it was published before: it tells of a plan
REPORT_DAYS = 4
LONGEST_EVENT = 4  # days; a longer range is a month, or too vague to be put in order
OPENING = 3  # sentences of an article that may say of which day it reports

_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence on the topic and the days it tells of; `own` where it names them itself."""

    sentence: FoundSentence
    relevance: float
    days: _Days
    own: bool
    alone: bool  # it needs no other sentence


def timeline(
    engine: Engine, encoder: Encoder, topic: str, filters: Filters = EVERYTHING, limit: int = USUAL_ENTRIES
) -> Timeline:
    """At most `limit` dated entries (1 to MAX_ENTRIES) of the story of `topic`. Raises BadQuestion."""
    started = time.perf_counter()
    if not 1 <= limit <= MAX_ENTRIES:
        raise BadQuestion(f"a timeline has 1 to {MAX_ENTRIES} entries, not {limit:,}")
    found = find_on_topic(engine, encoder, topic, filters)
    told = list(_told(list(_dated(found)), limit))
    entries = list(_entries(engine, encoder, found.topic, told))
    reason = found.reason or (None if entries else "No key sentence on this topic has a date.")
    return Timeline(
        topic=found.topic,
        entries=tuple(sorted(entries, key=lambda entry: (entry.first, entry.last))),
        coverage=tuple(_coverage(article.article.published for article in found.articles)),
        reason=reason,
        index=engine.info(),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def event_days(mentions: Sequence[DateMention]) -> _Days | None:
    """The days a sentence tells of: the first day or few days that it names, else the first month; None if neither."""
    days = [mention for mention in mentions if (mention.last - mention.first).days < LONGEST_EVENT]
    months = [mention for mention in mentions if mention.first.day == 1 and mention.last == _month_end(mention.first)]
    for mention in (*days, *months):
        return (mention.first, mention.last) if mention in months else (mention.first, mention.first)
    return None


def _dated(found: OnTopic) -> Iterator[_Dated]:
    """What on the topic has a date; a sentence that names only a vaguer one, such as a year, has none."""
    relevance = dict(zip(found.rows.tolist(), found.relevance.tolist(), strict=True))
    for article in found.articles:
        texts = article.texts()
        together = units(texts, article.paragraphs())
        reported = _reported(texts, article.article.published)
        for number, text in enumerate(texts):
            near = relevance.get(article.first_row + number)
            if near is None:
                continue
            before = texts[number - 1] if number else ""
            mentions = date_mentions(text, article.article.published, before)
            days = event_days(mentions) if mentions else reported
            if days:
                alone = together[number] == (number,) and (number == 0 or not is_led(text))
                yield _Dated(article.sentence(number), near, days, bool(mentions), alone)


def _reported(texts: Sequence[str], published: date | None) -> _Days | None:
    """The day an article reports of, for its sentences that name none: what its opening names, or its own."""
    if published is None:
        return None
    for text in texts[:OPENING]:
        days = event_days(date_mentions(text, published))
        if days and days[0] == days[1] and timedelta() <= published - days[0] <= timedelta(REPORT_DAYS):
            return days
    return published, published


def _told(dated: Sequence[_Dated], limit: int) -> Iterator[tuple[_Dated, list[_Dated]]]:
    """The weightiest dates, each by its key sentence and all sentences that tell of it; none told twice."""
    by_days: dict[_Days, list[_Dated]] = defaultdict(list)
    for sentence in dated:
        by_days[sentence.days].append(sentence)
    weights = _weights(by_days)
    keys: list[_Dated] = []
    for days in sorted(weights, key=lambda days: (-weights[days], days)):
        key = _key(by_days[days])
        if key is None or any(_repeats(key, other) for other in keys):
            continue
        keys.append(key)
        yield key, [sentence for sentence in by_days[days] if sentence.own or not key.own]
        if len(keys) == limit:
            return


def _repeats(one: _Dated, other: _Dated) -> bool:
    """The same sentence under another day; unless both name their days, as the weekly report of a new storm does."""
    return not (one.own and other.own) and same_fact(one.sentence.text, other.sentence.text)


def _weights(by_days: Mapping[_Days, Sequence[_Dated]]) -> dict[_Days, float]:
    """What each date weighs. A month is none of its own where a day in it is one: it speaks for the weightiest."""
    weights = {days: _weight(sentences) for days, sentences in by_days.items()}
    for month in [days for days in weights if days[0] != days[1]]:
        inside = [days for days in weights if days[0] == days[1] and month[0] <= days[0] <= month[1]]
        if inside:
            weights[max(inside, key=lambda days: weights[days])] += BY_MONTH * weights.pop(month)
    return weights


def _weight(sentences: Iterable[_Dated]) -> float:
    """By each article's best sentence on that date, so that many articles weigh more than a long one."""
    best: dict[str, float] = defaultdict(float)
    for sentence in sentences:
        worth = sentence.relevance**FOCUS * (1 if sentence.own else BY_PUBLICATION)
        best[sentence.sentence.article.id] = max(best[sentence.sentence.article.id], worth)
    return sum(best.values())


def _key(sentences: Sequence[_Dated]) -> _Dated | None:
    """The best sentence to tell of a date by itself; of those that name it where there are any."""
    fit = choosable([dated.sentence.text for dated in sentences])
    alone = [sentence for sentence, whole in zip(sentences, fit, strict=True) if whole and sentence.alone]
    named = [sentence for sentence in alone if sentence.own] or alone
    return max(named, key=lambda sentence: (_fitness(sentence), -sentence.sentence.row), default=None)


def _fitness(sentence: _Dated) -> float:
    days = (sentence.sentence.article.published or date.max) - sentence.days[1]
    timely = BEFORE if days < timedelta() else 1 if days <= timedelta(REPORT_DAYS) else LATER
    return float(sentence.relevance * (1 + sentence.sentence.number) ** -PLACE_DECAY * timely)


def _entries(
    engine: Engine, encoder: Encoder, topic: str, told: Sequence[tuple[_Dated, list[_Dated]]]
) -> Iterator[TimelineEntry]:
    """Each date with its key sentence first; the highlights of all are found at once."""
    cited = [list(_grouped(key, sentences)) for key, sentences in told]
    leaders = [members[0].sentence for groups in cited for members in groups]
    codes = engine.token_codes([leader.row for leader in leaders])
    marks = iter(highlights(encoder, topic, [leader.text for leader in leaders], codes))
    build = engine.info().build
    for (key, sentences), groups in zip(told, cited, strict=True):
        first, *others = [
            citation_of(best.sentence, build, best.relevance, next(marks), (same.sentence.article.id for same in rest))
            for best, *rest in groups
        ]
        yield _entry(key, sentences, first, others)


def _grouped(key: _Dated, sentences: Sequence[_Dated]) -> Iterator[list[_Dated]]:
    """The key sentence, then the nearest others, each with those that say the same."""
    rest = sorted((other for other in sentences if other is not key), key=lambda dated: -dated.relevance)
    ordered = [key, *rest]
    for members in group([dated.sentence.text for dated in ordered], MAX_OTHERS + 1):
        yield [ordered[member] for member in members]


def _entry(key: _Dated, sentences: Sequence[_Dated], citation: Citation, others: Sequence[Citation]) -> TimelineEntry:
    articles = {dated.sentence.article.id: dated.sentence.article.source for dated in sentences}
    return TimelineEntry(
        first=key.days[0],
        last=key.days[1],
        dated_by=_dated_by(key),
        citation=citation,
        others=tuple(others),
        sources=len(set(filter(None, articles.values()))) or 1,
        articles=len(articles),
    )


def _dated_by(key: _Dated) -> str:
    if key.own:
        return "text"
    return "publication" if key.days[0] == key.sentence.article.published else "article"


def _coverage(published: Iterable[date | None]) -> Iterator[MonthCount]:
    counts = Counter(day.replace(day=1) for day in published if day)
    month, last = min(counts, default=None), max(counts, default=None)
    while month and last and month <= last:
        yield MonthCount(month, counts[month])
        month = _month_end(month) + timedelta(1) if month < last else None


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
