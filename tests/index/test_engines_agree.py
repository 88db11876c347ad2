"""One index on every engine through its whole life: answers, summaries, briefings, timelines and lists are the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qa.answer.ask import ask
from qa.index.build import add_articles, build_index, plan, remove_articles
from qa.index.builds import builds_of
from qa.index.catalogue import Catalogue
from qa.index.engine import Builds, Engine
from qa.index.retention import roll_back
from qa.summary.briefing import brief
from qa.summary.summarize import summarize_articles, summarize_topic
from qa.summary.timeline import timeline
from qa.types import Calibration, Filters, as_json
from tests.conftest import write_sources
from tests.encoders import HashEncoder, WordReader

MODEL, READER = HashEncoder(), WordReader()
TOPIC = "ferry of Port Ellen"
FERRY = """Ferry stays in dock

- Harbor City Ledger - Wednesday, October 2, 2019

The ferry of Port Ellen stopped sailing on Monday for the first time in ten years.

The ferry of Port Ellen stopped because a storm had broken the wall of the dock.

"The ferry of Port Ellen is safe and dry," said Mr. Grant, who has run it for years.

The ferry of Port Ellen will sail again next week, when the wall has been mended.
"""
AGAIN = FERRY.replace("Wednesday, October 2", "Thursday, October 10").replace("stopped sailing", "sailed again")
QUESTIONS = ("Why did the ferry stay in its dock?", "When did the old bridge reopen?", "Who resigned on Friday?")
FILTERS = (Filters(), Filters(source="the example gazette"), Filters(without=frozenset({"harbor"})))

TOLD: dict[str, Callable[[Engine], Any]] = {
    "answers, not read": lambda engine: [ask(engine, MODEL, QUESTIONS[0], filters=each).answer for each in FILTERS],
    "answers, read": lambda engine: [ask(engine, MODEL, question, reader=READER).answer for question in QUESTIONS],
    "summaries": lambda engine: summarize_articles(engine, ["harbor", "ferry"]),
    "summaries --about": lambda engine: [
        summarize_topic(engine, MODEL, TOPIC, filters=filters) for filters in (Filters(), FILTERS[1])
    ],
    "briefings": lambda engine: [brief(engine, MODEL, TOPIC, reader=reader) for reader in (None, READER)],
    "timelines": lambda engine: timeline(engine, MODEL, TOPIC),
    "listing": lambda engine: [engine.listing(), engine.sources(9), engine.told_twice(), engine.info()],
    "articles": lambda engine: [(held.article, held.spans.tolist(), held.key) for held in engine.store.each()],
    "facts": lambda engine: [[facts[:6] for facts in engine.store.facts()], engine.store.undated(9)],
    "counts": lambda engine: [engine.months(), engine.language_counts(), engine.outlets()],
    "catalogue": lambda engine: [Catalogue(engine).months(), Catalogue(engine).outlets(), Catalogue(engine).examples()],
    "by word": lambda engine: Catalogue(engine).find(words="storm ferry"),
    "by source": lambda engine: Catalogue(engine).find(FILTERS[1]),
    "related": lambda engine: Catalogue(engine).related("harbor", limit=2),
    "calibration": lambda engine: engine.calibration,
}


@dataclass(frozen=True)
class Kept:
    """A folder of indexes, and the engine that keeps the builds of the one in it."""

    indexes: Path
    engine: str

    def builds(self) -> Builds:
        return builds_of(self.indexes / "default", self.engine)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_sources(tmp_path_factory.mktemp("wire") / "articles")
    (folder / "ferry.txt").write_text(FERRY, "utf-8")
    (folder / "again.txt").write_text(AGAIN, "utf-8")
    return folder


@pytest.fixture(scope="module")
def two(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Kept, Kept]:
    """The same in files and on Milvus Lite."""
    folder = tmp_path_factory.mktemp("two")
    kept = Kept(folder / "here", "files"), Kept(folder / "there", f"milvus-lite:{folder / 'milvus'}")
    for each in kept:
        build_index([articles], each.indexes, "default", MODEL, engine=each.engine)
    return kept


def both(two: tuple[Kept, Kept], do: Callable[[Kept], Any]) -> None:
    """Do it to both: what comes of it must be the same, and so must everything that they tell from then on."""
    done = [do(each) for each in two]
    builds = [each.builds() for each in two]
    kept = [each.kept() for each in builds]
    assert told(done[0], kept[0]) == told(done[1], kept[1])
    with closing(builds[0].open_current()) as files, closing(builds[1].open_current()) as milvus:
        for what, ask_of in TOLD.items():
            assert told(ask_of(files), kept[0]) == told(ask_of(milvus), kept[1]), what


def told(found: Any, kept: list[str]) -> Any:
    """What was found, but for the builds, by their age, and the time that took."""
    text = json.dumps(_plain(as_json(found)))
    for number, build in enumerate(kept):
        text = text.replace(build, f"BUILD-{number}")
    return json.loads(text)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items() if key != "took_ms"}
    if isinstance(value, float):
        return round(value, 6)  # dot products are summed in another order
    return [_plain(each) for each in value] if isinstance(value, list) else value


def test_what_is_compared_is_something(two: tuple[Kept, Kept]) -> None:
    engine = two[1].builds().open_current()
    assert [bool(answer.citations) for answer in TOLD["answers, read"](engine)] == [True, True, True]
    assert all(summary.citations for summary in TOLD["summaries --about"](engine))
    for briefing in TOLD["briefings"](engine):
        assert {section.heading for section in briefing.sections} >= {"what", "why", "who", "next"}
    assert len(TOLD["timelines"](engine).entries) > 1
    assert TOLD["by word"](engine).articles
    assert TOLD["related"](engine)


def test_the_whole_life_of_an_index(two: tuple[Kept, Kept], articles: Path) -> None:
    both(two, lambda kept: None)
    (articles / "late.txt").write_text(AGAIN.replace("October 10", "October 17").replace("dock", "quay"), "utf-8")
    (articles / "ferry.txt").write_text(FERRY.replace("next week", "next month"), "utf-8")
    both(two, lambda kept: plan(kept.indexes, "default"))
    both(two, lambda kept: add_articles([articles], kept.indexes, "default", MODEL))  # one is new, one changed
    both(two, lambda kept: remove_articles(["bridge", "again"], kept.indexes, "default", HashEncoder))
    both(two, lambda kept: kept.builds().publish_calibration(Calibration(0.5, -0.25, 60)).calibration)
    both(two, lambda kept: roll_back(kept.indexes, "default", kept.builds().kept()[-1]))  # to the first
    both(two, lambda kept: build_index([articles], kept.indexes, "default", MODEL))  # of all that there is
