"""Summaries and the timeline of seeds/, with the real model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa import Archive, Length
from qa.encoding.base import Encoder
from qa.text.coherence import dangles


@pytest.fixture(scope="module")
def seeds(seeds_indexes: Path, model: Encoder) -> Archive:
    return Archive(seeds_indexes, "seeds", load=lambda name: model)


def test_the_timeline_of_the_talks_has_the_four_meetings_under_their_days_and_in_order(seeds: Archive) -> None:
    found = seeds.timeline("US-North Korea talks")
    meetings = {
        date(2018, 6, 12): "Singapore",
        date(2019, 2, 28): "Hanoi",
        date(2019, 6, 30): "Panmunjom",
        date(2019, 10, 5): "Stockholm",
    }
    told = {entry.first: entry for entry in found.entries}
    for day, place in meetings.items():
        assert told[day].last == day
        assert told[day].dated_by == "text"
        assert place.lower() in told[day].citation.text.lower()
    assert [entry.first for entry in found.entries] == sorted(entry.first for entry in found.entries)
    assert meetings.keys() <= {entry.first for entry in seeds.timeline("US-North Korea talks", limit=6).entries}
    assert sum(month.articles for month in found.coverage) == 12


def test_every_article_has_a_summary_that_stands_alone(seeds: Archive) -> None:
    for info in seeds.articles():
        article = seeds.article(info.id).article
        summary = seeds.summarize([info.id])
        assert len(summary.citations) == 3
        assert not dangles(summary.citations[0].text) or summary.citations[0].before == ""
        for citation in summary.citations:
            assert article.text[citation.start : citation.end] == citation.text


def test_a_topic_draws_on_several_articles_sources_and_days(seeds: Archive) -> None:
    summary = seeds.summarize_topic("US-North Korea talks", Length(sentences=6))
    assert len({citation.article.id for citation in summary.citations}) >= 3
    assert len({citation.article.source for citation in summary.citations}) >= 3
    assert any("Singapore" in citation.text or "SINGAPORE" in citation.text for citation in summary.citations)


def test_topics_that_the_archive_does_not_hold(seeds: Archive) -> None:
    for topic in ("World Cup final", "volcano eruption in Iceland"):
        assert seeds.summarize_topic(topic).citations == ()
        assert seeds.timeline(topic).entries == ()
