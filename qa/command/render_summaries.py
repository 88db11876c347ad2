"""Summaries and timelines as text for a terminal."""

from __future__ import annotations

import math

from qa.command.render_answers import citation_text, place_text
from qa.command.terminal import counted, wrapped
from qa.summary.types import Summary, Timeline, TimelineEntry

_BAR = 60  # characters for the month with the most articles; fewer articles are a character each


def summary_text(summary: Summary) -> str:
    """The key sentences, each with its place, under a line that says what they summarize."""
    if summary.about is None and len(summary.articles) == 1:
        what = summary.articles[0].title
    else:
        what = f"{summary.about or 'together'}: from {counted(len(summary.articles), 'article')}"
    if summary.reason:
        return f"{what}. {summary.reason}" if summary.articles else summary.reason
    return "\n\n".join([what, *(citation_text(n, item) for n, item in enumerate(summary.citations, 1))])


def timeline_text(timeline: Timeline) -> str:
    """A date a paragraph, then how many articles were published on the topic in each month."""
    if timeline.reason:
        return timeline.reason
    most = max((month.articles for month in timeline.coverage), default=1)
    bars = {month: "#" * math.ceil(_BAR * month.articles / max(most, _BAR)) for month in timeline.coverage}
    months = [f"{month.month:%Y-%m} {month.articles:>5,} {bar}".rstrip() for month, bar in bars.items()]
    return "\n\n".join([*map(_timeline_entry, timeline.entries), "\n".join(["Articles on it by month:", *months])])


def _timeline_entry(entry: TimelineEntry) -> str:
    day = f"{entry.first}" if entry.first == entry.last else f"{entry.first:%Y-%m}"
    by = {"text": "", "article": " (the day its article reports of)", "publication": " (date of publication)"}
    told = f"told by {counted(entry.articles, 'article')} of {counted(entry.sources, 'source')}"
    text = wrapped(" ".join(entry.citation.text.split()), "   ", "   ")
    return f"{day}{by[entry.dated_by]}, {told}\n{text}\n   — {place_text(entry.citation)}"
