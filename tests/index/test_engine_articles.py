"""What every engine must tell of its articles: by time, source, language and word, by story, and what is near one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from qa import NotFound
from qa.index.build import build_index
from qa.index.builds import open_index
from qa.index.engine import Engine
from qa.index.types import Outlet
from qa.ingest.identity import content_hash
from qa.text.words import Term, question_terms
from qa.types import EVERYTHING, Filters
from tests.encoders import HashEncoder
from tests.text.stories import MONEY, STORY

LAMPS = " ".join(
    f"The keeper Ada Finch lit lamp {n} of Cape Farrow and noted the {n + 3} ships that passed." for n in range(9)
)
RECORDS = [  # id, source, date, language, title, text
    ("copy", "Newton Herald", "2019-05-04", "en", "The old mill", f"TARNMERE (AP) — {STORY}"),
    ("dutch", "", None, "nl", "Fietsen", "Een jongen van negen won de wedstrijd in het dorp."),
    ("first", "Mill Gazette", "2019-05-03", "en", "The old mill", STORY),
    ("goat", "Mill Gazette", None, "", "A race", "A goat won the race. It ran past two mills in Tarnwick."),
    ("lamp", "Courier", "2019-05-03", "en", "Lamps", LAMPS),
    ("lamp-2", "Courier", "2018-12-31", "en", "Lamps", LAMPS),
    ("late", "MILL GAZETTE", "2019-06-09", "en", "The old mill", STORY),
    ("quarry", "Courier", "2019-05-31", "", "Quarry for sale", f"{MONEY} Nobody has bid for it."),
]
BY_ROW = [record[0] for record in RECORDS]
NEWEST = ["late", "quarry", "copy", "first", "lamp", "lamp-2", "dutch", "goat"]  # of one day by id; the undated last
MILL = ("first", "copy", "late")  # the story of a mill, as it was printed
DAY = {name: date.fromisoformat(day) if day else None for name, _, day, *_ in RECORDS}


@pytest.fixture(scope="module")
def engine(place: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    names = ("id", "source", "date", "language", "title", "text")
    path.write_text("".join(json.dumps(dict(zip(names, record, strict=True))) + "\n" for record in RECORDS), "utf-8")
    build_index([path], place[0], "told", HashEncoder(), engine=place[1])
    opened = open_index(place[0], "told")
    yield opened
    opened.close()


def terms(engine: Engine, words: str) -> tuple[Term, ...]:
    return question_terms(words, engine.languages())


def test_all_one_by_one_and_some_in_their_order(engine: Engine) -> None:
    held = [*engine.store.each()]
    assert [each.article.id for each in held] == BY_ROW
    assert [row for each in held for row in each.rows.tolist()] == [*range(engine.manifest.sentences)]
    assert [each.article.id for each in engine.store.each(["late", "copy", "late"])] == ["late", "copy"]
    assert next(engine.store.each(["goat"])).texts() == ["A goat won the race.", "It ran past two mills in Tarnwick."]
    assert [*engine.store.each([])] == []
    with pytest.raises(NotFound, match="no article 'nobody'"):
        list(engine.store.each(["goat", "nobody"]))


def test_what_each_was_made_of(engine: Engine) -> None:
    hashes = {each.article.id: content_hash(each.article) for each in engine.store.each()}
    assert [tuple(facts[:6]) for facts in engine.store.facts()] == [
        (name, source, day, None, hashes[name], language) for name, source, day, language, *_ in RECORDS
    ]


def test_those_without_a_date(engine: Engine) -> None:
    assert engine.store.undated(9) == (2, ["dutch", "goat"])
    assert engine.store.undated(1) == (2, ["dutch"])
    assert engine.store.undated(0) == (2, [])


@pytest.mark.parametrize(
    ("filters", "words", "found"),
    [
        (EVERYTHING, "", NEWEST),
        (Filters(since=date(2019, 5, 4)), "", ["late", "quarry", "copy"]),
        (Filters(until=date(2019, 5, 3)), "", ["first", "lamp", "lamp-2"]),
        (Filters(since=date(2019, 5, 3), until=date(2019, 5, 4)), "", ["copy", "first", "lamp"]),
        (Filters(source="mill gazette"), "", ["late", "first", "goat"]),  # in whatever case either is written
        (Filters(source="nobody"), "", []),
        (Filters(language="EN"), "", ["late", *NEWEST[2:6]]),
        (Filters(articles=frozenset({"goat", "late", "nobody"})), "", ["late", "goat"]),
        (Filters(articles=frozenset()), "", []),
        (Filters(without=frozenset({"late", "dutch", "nobody"})), "", [*NEWEST[1:6], "goat"]),
        (EVERYTHING, "mill", ["late", "copy", "first", "goat"]),  # in whatever form
        (EVERYTHING, "sale", ["late", "quarry", "copy", "first"]),  # in the title too
        (EVERYTHING, "goats mill", ["goat"]),  # each of them
        (EVERYTHING, "goat lamp", []),
        (EVERYTHING, "zeppelin", []),
        (Filters(source="mill GAZETTE", since=date(2019, 1, 1)), "mill", ["late", "first"]),
        (Filters(without=frozenset(MILL)), "mill", ["goat"]),
        (Filters(articles=frozenset({"copy", "goat", "lamp"}), language="en"), "mill", ["copy"]),
    ],
)
def test_articles_by_filter_and_word(engine: Engine, filters: Filters, words: str, found: list[str]) -> None:
    asked = terms(engine, words)
    whole = engine.find(filters, asked)
    assert (whole.total, [info.id for info in whole.articles]) == (len(found), found)
    assert list(whole.articles) == [engine.infos([name])[name] for name in found]
    page = engine.find(filters, asked, 1, 2)
    assert (page.total, [info.id for info in page.articles]) == (len(found), found[1:3])
    assert engine.find(filters, asked, 0, 0).articles == engine.find(filters, asked, 99).articles == ()
    dated = Counter(day.replace(day=1) for name in found if (day := DAY[name]))
    undated = sum(DAY[name] is None for name in found)
    assert [*engine.months(filters, asked).items()] == sorted(dated.items()) + [(None, undated)] * bool(undated)


def test_articles_by_month(engine: Engine) -> None:
    assert [*engine.months().items()] == [
        *((date(2018, 12, 1), 1), (date(2019, 5, 1), 4), (date(2019, 6, 1), 1)),
        (None, 2),
    ]


def test_sources_and_languages_the_most_frequent_first(engine: Engine) -> None:
    may, courier, *others = (date(2019, 5, 3), *engine.outlets())
    assert courier == Outlet("Courier", 3, date(2018, 12, 31), date(2019, 5, 31))
    assert others[:2] == [Outlet("Mill Gazette", 2, may, may), Outlet("", 1, None, None)]
    assert [outlet.name for outlet in others[2:]] == ["MILL GAZETTE", "Newton Herald"]
    assert [*engine.language_counts().items()] == [("en", 5), ("", 2), ("nl", 1)]
    assert engine.sources(2) == ["Courier", "Mill Gazette"]


def test_the_stories_that_several_tell(engine: Engine) -> None:
    stories = [tuple(info.id for info in story.articles) for story in engine.told_twice()]
    assert stories == [MILL, ("lamp-2", "lamp")]
    assert engine.told_twice(1) == engine.told_twice()[:1]
    assert engine.told_twice(0) == []
    assert engine.told_twice()[0].articles[1] == engine.infos(["copy"])["copy"]
    assert engine.same_story(["late", "goat", "nobody", "lamp", "first"]) == {
        "late": MILL,
        "first": MILL,
        "lamp": ("lamp-2", "lamp"),
    }


def test_what_stands_near_an_article(engine: Engine) -> None:
    lamp, quarry, first = engine.articles(["lamp", "quarry", "first"])
    assert set(engine.articles_near(lamp, 60, 0.99)) == {"lamp", "lamp-2"}
    assert engine.articles_near(quarry, 60, 0.99) == ["quarry"]
    near = engine.articles_near(first, 60, -1)
    assert sorted(near) == BY_ROW  # each once
    assert set(near[:3]) == set(MILL)
    assert near[3] == "quarry"  # which has a sentence of theirs
    assert len(engine.articles_near(first, 2, -1)) == 2
    assert engine.articles_near(first, 60, 1.5) == []
