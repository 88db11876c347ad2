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

import numpy as np

from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.index.snapshot import Snapshot
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.topic import OnTopic, find_on_topic
from qa.summary.types import MonthCount, Timeline, TimelineEntry
from qa.text.coherence import choosable, is_led, units
from qa.text.dates import DateMention, date_mentions
from qa.text.near_duplicates import group, same_fact
from qa.types import ArticleInfo, Filters

USUAL_ENTRIES = 12
MAX_ENTRIES = 50
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
_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence on the topic and the days it tells of; `own` where it names them itself."""

    row: int
    text: str
    place: int
    relevance: float
    article: ArticleInfo
    days: _Days
    own: bool
    alone: bool  # it needs no other sentence


def timeline(
    snapshot: Snapshot, encoder: Encoder, topic: str, chosen: Filters = _EVERYTHING, most: int = USUAL_ENTRIES
) -> Timeline:
    """At most `most` dated entries (1 to MAX_ENTRIES) of the story of `topic`. Raises BadQuestion."""
    started = time.perf_counter()
    if not 1 <= most <= MAX_ENTRIES:
        raise BadQuestion(f"a timeline has 1 to {MAX_ENTRIES} entries, not {most:,}")
    found = find_on_topic(snapshot, encoder, topic, chosen)
    dated = list(_dated(snapshot, found))
    told = list(_told(dated, most))
    entries = [_entry(snapshot, encoder, found.topic, key, all_of_it) for key, all_of_it in told]
    reason = found.reason or (None if entries else "No key sentence on this topic has a date.")
    numbers = np.unique(snapshot.sentences[found.rows, 0]).tolist()
    return Timeline(
        topic=found.topic,
        entries=tuple(sorted(entries, key=lambda entry: (entry.first, entry.last))),
        coverage=tuple(_coverage(snapshot.article_at(number).published for number in numbers)),
        reason=reason,
        index=snapshot.info(),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
    )


def event_days(mentions: Sequence[DateMention]) -> _Days | None:
    """The days a sentence tells of: the first day or few days that it names, else the first month; None if neither."""
    days = [mention for mention in mentions if (mention.last - mention.first).days < LONGEST_EVENT]
    months = [mention for mention in mentions if mention.first.day == 1 and mention.last == _month_end(mention.first)]
    for mention in (*days, *months):
        return (mention.first, mention.last) if mention in months else (mention.first, mention.first)
    return None


def _dated(snapshot: Snapshot, found: OnTopic) -> Iterator[_Dated]:
    """What on the topic has a date; a sentence that names only a vaguer one, such as a year, has none."""
    relevance = dict(zip(found.rows.tolist(), found.relevance.tolist(), strict=True))
    for number in np.unique(snapshot.sentences[found.rows, 0]).tolist():
        first, texts, paragraphs = snapshot.article_sentences(number)
        together = units(texts, paragraphs)
        article = snapshot.article_at(number).info
        reported = _reported(texts, article.published)
        for place, text in enumerate(texts):
            if first + place not in relevance:
                continue
            mentions = date_mentions(text, article.published)
            days = event_days(mentions) if mentions else reported
            if days:
                alone = together[place] == (place,) and (place == 0 or not is_led(text))
                yield _Dated(first + place, text, place, relevance[first + place], article, days, bool(mentions), alone)


def _reported(texts: Sequence[str], published: date | None) -> _Days | None:
    """The day an article reports of, for its sentences that name none: what its opening names, or its own."""
    if published is None:
        return None
    for text in texts[:OPENING]:
        days = event_days(date_mentions(text, published))
        if days and days[0] == days[1] and timedelta() <= published - days[0] <= timedelta(REPORT_DAYS):
            return days
    return published, published


def _told(dated: Sequence[_Dated], most: int) -> Iterator[tuple[_Dated, list[_Dated]]]:
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
        if len(keys) == most:
            return


def _repeats(one: _Dated, other: _Dated) -> bool:
    """The same sentence under another day; unless both name their days, as the weekly report of a new storm does."""
    return not (one.own and other.own) and same_fact(one.text, other.text)


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
        best[sentence.article.id] = max(best[sentence.article.id], worth)
    return sum(best.values())


def _key(sentences: Sequence[_Dated]) -> _Dated | None:
    """The best sentence to tell of a date by itself; of those that name it where there are any."""
    fit = choosable([sentence.text for sentence in sentences])
    alone = [sentence for sentence, whole in zip(sentences, fit, strict=True) if whole and sentence.alone]
    named = [sentence for sentence in alone if sentence.own] or alone
    return max(named, key=lambda sentence: (_fitness(sentence), -sentence.row), default=None)


def _fitness(sentence: _Dated) -> float:
    days = (sentence.article.published or date.max) - sentence.days[1]
    timely = BEFORE if days < timedelta() else 1 if days <= timedelta(REPORT_DAYS) else LATER
    return float(sentence.relevance * (1 + sentence.place) ** -PLACE_DECAY * timely)


def _entry(snapshot: Snapshot, encoder: Encoder, topic: str, key: _Dated, sentences: Sequence[_Dated]) -> TimelineEntry:
    rest = sorted((s for s in sentences if s is not key), key=lambda sentence: -sentence.relevance)
    ordered = [key, *rest]
    groups = group([sentence.text for sentence in ordered], MAX_OTHERS + 1)
    leaders = [ordered[members[0]] for members in groups]
    marks = highlights(snapshot, encoder, topic, np.array([leader.row for leader in leaders], dtype=np.int64))
    cited = [
        citation_of(snapshot, leader.row, leader.relevance, places, [ordered[member].row for member in members[1:]])
        for leader, members, places in zip(leaders, groups, marks, strict=True)
    ]
    articles = {sentence.article.id: sentence.article.source for sentence in sentences}
    return TimelineEntry(
        first=key.days[0],
        last=key.days[1],
        dated_by=_dated_by(key),
        citation=cited[0],
        others=tuple(cited[1:]),
        sources=len(set(filter(None, articles.values()))) or 1,
        articles=len(articles),
    )


def _dated_by(key: _Dated) -> str:
    if key.own:
        return "text"
    return "publication" if key.days[0] == key.article.published else "article"


def _coverage(published: Iterable[date | None]) -> Iterator[MonthCount]:
    counts = Counter(day.replace(day=1) for day in published if day)
    month, last = min(counts, default=None), max(counts, default=None)
    while month and last and month <= last:
        yield MonthCount(month, counts[month])
        month = _month_end(month) + timedelta(1) if month < last else None


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
