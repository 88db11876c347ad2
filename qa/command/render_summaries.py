"""Summaries and timelines as text for a terminal."""

from __future__ import annotations

import math
from collections.abc import Collection

from qa.command.render_answers import citation_text, place_text, read_as_text, versions_text
from qa.command.terminal import counted, wrapped
from qa.summary.types import Summary, Timeline, TimelineEntry
from qa.types import Citation

HEADINGS = {"what": "What happened", "why": "Why", "who": "Who says what", "next": "What came next"}
_BAR = 60  # characters for the month with the most articles; fewer articles are a character each


def summary_text(summary: Summary) -> str:
    """The key sentences, each with its place, under a line that says what they summarize."""
    if summary.about is None and len(summary.articles) == 1:
        what = summary.articles[0].title
    else:
        what = f"{summary.about or 'together'}: from {counted(len(summary.articles), 'article')}"
    read_as = read_as_text(summary.read_as or ())
    if summary.reason:
        return "\n\n".join([*read_as, f"{what}. {summary.reason}" if summary.articles else summary.reason])
    cited, above = [], set[str]()
    for n, item in enumerate(summary.citations, 1):
        cited.append(_leaning(item, above) + citation_text(n, item))
        above.add(_on_one_line(item.text))
    for section in reversed(summary.sections or ()):
        cited.insert(section.first, HEADINGS[section.heading])
    return "\n\n".join([*read_as, what, *cited, *(summary.notes or ())])


def _leaning(citation: Citation, above: Collection[str] = ()) -> str:
    """The sentence before, where one leans on it and it is none of those that stand `above`."""
    from qa.text.coherence import dangles, is_led  # whose patterns take a while: `qa --help` must not wait for them

    before = _on_one_line(citation.before)
    if not before or before in above or not (dangles(citation.text) or is_led(citation.text)):
        return ""
    return wrapped(f"[{before}]", "   ", "   ") + "\n"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def timeline_text(timeline: Timeline) -> str:
    """A date a paragraph, then how many articles were published on the topic in each month."""
    read_as = read_as_text(timeline.read_as or ())
    if timeline.reason:
        return "\n\n".join([*read_as, timeline.reason])
    most = max((month.articles for month in timeline.coverage), default=1)
    bars = {month: "#" * math.ceil(_BAR * month.articles / max(most, _BAR)) for month in timeline.coverage}
    months = [f"{month.month:%Y-%m} {month.articles:>5,} {bar}".rstrip() for month, bar in bars.items()]
    return "\n\n".join(
        [*read_as, *map(_timeline_entry, timeline.entries), "\n".join(["Articles on it by month:", *months])]
    )


def _timeline_entry(entry: TimelineEntry) -> str:
    day = f"{entry.first}" if entry.first == entry.last else _months(entry)
    by = {"text": "", "article": " (the day its article reports of)", "publication": " (date of publication)"}
    told = f"told by {counted(entry.articles, 'article')} of {counted(entry.sources, 'source')}"
    text = _leaning(entry.citation) + wrapped(_on_one_line(entry.citation.text), "   ", "   ")
    return (
        f"{day}{by[entry.dated_by]}, {told}\n{text}\n   — {place_text(entry.citation)}{versions_text(entry.citation)}"
    )


def _months(entry: TimelineEntry) -> str:
    first, last = f"{entry.first:%Y-%m}", f"{entry.last:%Y-%m}"
    return first if first == last else f"{first} to {last}"
