"""Measuring summaries and timelines by nuggets: how much of what a reader must learn they hold, and what else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.encoding.base import Encoder
from qa.encoding.reading import Reader
from qa.errors import SourceError
from qa.evaluation.metrics import mean
from qa.evaluation.nugget_sets import Event, Nugget, NuggetSet, Story
from qa.evaluation.results import Figure, NuggetEvaluation
from qa.extraction.options import Length
from qa.index.activity import Progress
from qa.index.build import build_index
from qa.index.builds import open_index
from qa.index.engine import Engine
from qa.summary.briefing import brief
from qa.summary.summarize import summarize_articles, summarize_topic
from qa.summary.timeline import timeline
from qa.summary.types import Summary, TimelineEntry

Scores = dict[str, float]


def evaluate_nuggets(
    nuggets: NuggetSet,
    articles: Path,
    indexes: Path,
    encoder: Encoder,
    progress: Progress = lambda *_: None,
    reader: Reader | None = None,
) -> NuggetEvaluation:
    """Build or reuse the index of `articles`, and judge what is made of it at the usual lengths; briefings, by
    `reader`, beside the flat form of as many sentences.

    Raises SourceError, IndexBusy, EngineUnavailable.
    """
    name = articles.resolve().name
    build_index([articles], indexes, name, encoder, progress)
    engine = open_index(indexes, name)
    try:
        _require(engine, nuggets)
        of_articles = [
            judge(expected, _texts(summarize_articles(engine, [article])))
            for article, expected in nuggets.articles.items()
        ]
        of_topics = [
            judge(expected, _texts(summarize_topic(engine, encoder, topic)))
            for topic, expected in nuggets.topics.items()
        ]
        briefings = {topic: brief(engine, encoder, topic, reader=reader) for topic in nuggets.topics}
        of_briefings = [judge_briefing(nuggets.topics[topic], briefing) for topic, briefing in briefings.items()]
        flat = [
            judge(nuggets.topics[topic], _texts(summarize_topic(engine, encoder, topic, _as_long_as(briefing))))
            for topic, briefing in briefings.items()
        ]
        of_stories = [
            judge_timeline(story, timeline(engine, encoder, topic).entries) for topic, story in nuggets.stories.items()
        ]
        kinds = {
            "articles": of_articles,
            "topics": of_topics,
            "briefings": of_briefings,
            "topics as long": flat,
            "timelines": of_stories,
        }
        figures = {kind: _means(scores) for kind, scores in kinds.items() if scores}
        return NuggetEvaluation(nuggets.name, nuggets.sha256, engine.info(), figures)
    finally:
        engine.close()


def judge(nuggets: Sequence[Nugget], texts: Sequence[str]) -> Scores:
    """Of a summary, each in [0, 1]: the recall of nuggets, each weighed by 1 / its rank; and the shares of sentences
    that carry none (`filler`) or only what others carry (`repeated`)."""
    pieces = frozenset(piece for nugget in nuggets for piece in nugget.pieces)
    carry = [any(piece in text for piece in pieces) for text in texts]
    whole = recall(nuggets, texts)
    others = ([other for place, other in enumerate(texts) if place != left_out] for left_out in range(len(texts)))
    repeated = [carries and recall(nuggets, rest) >= whole - 1e-9 for carries, rest in zip(carry, others, strict=True)]
    count = max(len(texts), 1)
    return {"recall": whole, "filler": carry.count(False) / count, "repeated": repeated.count(True) / count}


def judge_briefing(nuggets: Sequence[Nugget], briefing: Summary) -> Scores:
    """As of a summary; `why` is whether something stands under that heading, and `reason`, where nuggets are of that
    kind, whether a piece of one does."""
    told = [
        citation.text
        for section in briefing.sections or ()
        if section.heading == "why"
        for citation in briefing.citations[section.first : section.first + section.count]
    ]
    reasons = [piece for nugget in nuggets if nugget.kind == "why" for piece in nugget.pieces]
    found = {"reason": float(any(piece in text for piece in reasons for text in told))} if reasons else {}
    return {**judge(nuggets, _texts(briefing)), "why": float(bool(told)), **found}


def recall(nuggets: Sequence[Nugget], texts: Sequence[str]) -> float:
    """How much of the nuggets these sentences hold, in [0, 1]."""
    together = "\n".join(texts)
    held = sum(_credit(nugget, together) / nugget.rank for nugget in nuggets)
    return held / sum(1 / nugget.rank for nugget in nuggets)


def judge_timeline(story: Story, entries: Sequence[TimelineEntry]) -> Scores:
    """Of a timeline, each in [0, 1]: the share of the events it must hold under their date (`must`); and the shares of
    entries that are off the topic (`off topic`), or tell an event under another date (`wrong date`)."""
    told = [list(_told(story, entry)) for entry in entries]
    right = {event for entry, events in zip(entries, told, strict=True) for event in events if _is_dated(event, entry)}
    wrong = [bool(events) and not right.intersection(events) for events in told]
    off = [
        not events and not any(re.search(pattern, entry.citation.text) for pattern in story.on)
        for entry, events in zip(entries, told, strict=True)
    ]
    count = max(len(entries), 1)
    return {
        "must": sum(event in right for event in story.must) / max(len(story.must), 1),
        "off topic": off.count(True) / count,
        "wrong date": wrong.count(True) / count,
    }


def _credit(nugget: Nugget, text: str) -> float:
    if any(all(piece in text for piece in pieces) for pieces in nugget.full):
        return 1.0
    return 0.5 if any(all(piece in text for piece in pieces) for pieces in nugget.part) else 0.0


def _told(story: Story, entry: TimelineEntry) -> Iterator[Event]:
    for event in (*story.must, *story.nice):
        if any(text in entry.citation.text for text in event.texts):
            yield event


def _is_dated(event: Event, entry: TimelineEntry) -> bool:
    """By the day; where one of both names a month alone, by that."""
    day, month = str(entry.first), f"{entry.first:%Y-%m}"
    by_month = entry.first != entry.last
    return any(given == day or ((len(given) == len(month) or by_month) and given[:7] == month) for given in event.dates)


def _means(scores: Sequence[Scores]) -> dict[str, Figure]:
    """Of those that have a figure."""
    names = dict.fromkeys(name for each in scores for name in each)
    return {name: mean([each[name] for each in scores if name in each]) for name in names}


def _as_long_as(briefing: Summary) -> Length:
    return Length(sentences=max(1, len(briefing.citations)))


def _texts(summary: Summary) -> list[str]:
    return [citation.text for citation in summary.citations]


def _require(engine: Engine, nuggets: NuggetSet) -> None:
    missing = sorted(nuggets.articles.keys() - engine.infos(nuggets.articles).keys())
    if missing:
        fix = f"qa evaluate {nuggets.folder} --articles FOLDER, where they are"
        raise SourceError(f"{nuggets.folder}: no article {missing[0]!r} in the index", fix)
