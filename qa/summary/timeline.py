"""How a story unfolded: the dates that sentences on a topic name, each told by its best sentence.

Dates are weighed first, by how many articles tell of them, and then told, as in the date-wise systems of Ghalandari and
Ifrim ("Examining the State-of-the-Art in News Timeline Summarization", 2020).
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from qa.deadline import in_time
from qa.encoding.base import Encoder
from qa.errors import BadQuestion
from qa.index.engine import Engine
from qa.retrieval.citation import citation_of
from qa.retrieval.highlights import highlights
from qa.retrieval.topic import find_on_topic
from qa.retrieval.versions import Versions, versions_among
from qa.summary.dated import REPORT_DAYS, Dated, Days, dated, month_end
from qa.summary.types import MAX_ENTRIES, USUAL_ENTRIES, MonthCount, Timeline, TimelineEntry
from qa.text.coherence import choosable
from qa.text.near_duplicates import group, same_fact
from qa.types import EVERYTHING, Citation, Filters

MAX_OTHERS = 5  # sentences besides the key sentence

FOCUS = 3  # the power of relevance that a sentence counts by, for the weight of its date
BY_PUBLICATION = 0.4  # what a sentence counts that names no date: it tells of that day, or of none
BY_MONTH = 0.5  # what a month counts for a day in it
PLACE_DECAY = 0.3  # a key sentence at a place in its article is worth (1 + place)^-.3
LATER = 0.7  # what it is worth where its article was published later than REPORT_DAYS after the day
LEANS = 0.9  # and where it leans on the one before
BEFORE = 0.6  # and where it was published before: it tells of a plan


def timeline(
    engine: Engine, encoder: Encoder, topic: str, filters: Filters = EVERYTHING, limit: int = USUAL_ENTRIES
) -> Timeline:
    """At most `limit` dated entries (1 to MAX_ENTRIES) of the story of `topic`. Raises BadQuestion."""
    started = time.perf_counter()
    if not 1 <= limit <= MAX_ENTRIES:
        raise BadQuestion(f"a timeline has 1 to {MAX_ENTRIES} entries, not {limit:,}")
    found = find_on_topic(engine, encoder, topic, filters)
    versions = versions_among(engine, found.articles)
    told = list(_told(list(dated(found, versions)), limit))
    entries = list(_entries(engine, encoder, found.topic, told, versions))
    reason = found.reason or (None if entries else "No key sentence on this topic has a date.")
    return Timeline(
        topic=found.topic,
        entries=tuple(sorted(entries, key=lambda entry: (entry.first, entry.last))),
        coverage=tuple(_coverage(article.article.published for article in found.articles)),
        reason=reason,
        index=engine.info(),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        read_as=found.read_as or None,
    )


def _told(dated: Sequence[Dated], limit: int) -> Iterator[tuple[Dated, list[Dated]]]:
    """The weightiest dates, each by its key sentence and all sentences that tell of it; none told twice."""
    by_days: dict[Days, list[Dated]] = defaultdict(list)
    for sentence in dated:
        by_days[sentence.days].append(sentence)
    weights = _weights(by_days)
    keys: list[Dated] = []
    for days in in_time(sorted(weights, key=lambda days: (-weights[days], days))):
        key = _key(by_days[days])
        if key is None or any(_repeats(key, other) for other in keys):
            continue
        keys.append(key)
        yield key, [sentence for sentence in by_days[days] if sentence.tells and (sentence.own or not key.own)]
        if len(keys) == limit:
            return


def _repeats(one: Dated, other: Dated) -> bool:
    """The same sentence under another day; unless both name their days, as the weekly report of a new storm does."""
    return not (one.own and other.own) and same_fact(one.sentence.text, other.sentence.text)


def _weights(by_days: Mapping[Days, Sequence[Dated]]) -> dict[Days, float]:
    """What each date weighs. A month or a season, which may be that of a day that others name, weighs less, and as much
    is added to the weightiest day in it."""
    weights = {days: _weight(told) for days, told in by_days.items()}
    for month in [days for days in weights if days[0] != days[1]]:
        weights[month] *= BY_MONTH
        inside = [days for days in weights if days[0] == days[1] and month[0] <= days[0] <= month[1]]
        if inside:
            weights[max(inside, key=lambda days: weights[days])] += weights[month]
    return weights


def _weight(sentences: Iterable[Dated]) -> float:
    """By each article's best sentence on that date, so that many articles weigh more than a long one."""
    best: dict[str, float] = defaultdict(float)
    for sentence in sentences:
        worth = sentence.relevance**FOCUS * (1 if sentence.own else BY_PUBLICATION)
        best[sentence.sentence.article.id] = max(best[sentence.sentence.article.id], worth)
    return sum(best.values())


def _key(sentences: Sequence[Dated]) -> Dated | None:
    """The best sentence to tell of a date, by itself or with the one before shown; of those that name it where there
    are any."""
    told = [each for each in sentences if each.tells]
    fit = [each for each in told if choosable([each.sentence.text], each.sentence.language)[0]]
    named = [each for each in fit if each.own and each.beside] or [each for each in fit if each.alone]
    best = max(named, key=lambda each: (_fitness(each), -each.sentence.row), default=None)
    return best and _first_printed(
        [best, *(each for each in named if same_fact(each.sentence.text, best.sentence.text))]
    )


def _first_printed(copies: Sequence[Dated]) -> Dated:
    return min(copies, key=lambda each: each.sentence.article.published or date.max)


def _fitness(sentence: Dated) -> float:
    days = (sentence.sentence.article.published or date.max) - sentence.days[1]
    timely = BEFORE if days < timedelta() else 1 if days <= timedelta(REPORT_DAYS) else LATER
    leans = 1 if sentence.alone else LEANS
    return float(sentence.relevance * (1 + sentence.sentence.number) ** -PLACE_DECAY * timely * leans)


def _entries(
    engine: Engine, encoder: Encoder, topic: str, told: Sequence[tuple[Dated, list[Dated]]], versions: Versions
) -> Iterator[TimelineEntry]:
    """Each date with its key sentence first; the highlights of all are found at once."""
    cited = [list(_grouped(key, sentences)) for key, sentences in told]
    leaders = [members[0].sentence for groups in cited for members in groups]
    codes = engine.token_codes([leader.row for leader in leaders])
    tags = [leader.language for leader in leaders]
    marks = iter(highlights(encoder, topic, [leader.text for leader in leaders], codes, tags))
    build = engine.info().build
    for (key, sentences), groups in zip(told, cited, strict=True):
        first, *others = [
            citation_of(
                best.sentence,
                build,
                best.relevance,
                next(marks),
                (same.sentence.article.id for same in rest),
                versions=versions,
            )
            for best, *rest in groups
        ]
        yield _entry(key, sentences, first, others)


def _grouped(key: Dated, sentences: Sequence[Dated]) -> Iterator[list[Dated]]:
    """The key sentence, then the nearest others, each with those that say the same."""
    rest = sorted((other for other in sentences if other is not key), key=lambda other: -other.relevance)
    ordered = [key, *rest]
    for members in group([each.sentence.text for each in ordered], MAX_OTHERS + 1):
        yield [ordered[member] for member in members]


def _entry(key: Dated, sentences: Sequence[Dated], citation: Citation, others: Sequence[Citation]) -> TimelineEntry:
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


def _dated_by(key: Dated) -> str:
    if key.own:
        return "text"
    return "publication" if key.days[0] == key.sentence.article.published else "article"


def _coverage(published: Iterable[date | None]) -> Iterator[MonthCount]:
    counts = Counter(day.replace(day=1) for day in published if day)
    month, last = min(counts, default=None), max(counts, default=None)
    while month and last and month <= last:
        yield MonthCount(month, counts[month])
        month = month_end(month) + timedelta(1) if month < last else None
