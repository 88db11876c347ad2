"""What every engine must do: written against the Protocol, run over each that there is (`ENGINES`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from qa import Archive, QaError
from qa.encoding.base import encoding_id
from qa.errors import IndexMismatch, NotFound
from qa.index.build import add_articles, build_index, plan, remove_articles
from qa.index.builds import builds_of, open_index
from qa.index.candidates import Candidates, Query
from qa.index.engine import Engine
from qa.index.retention import prune, roll_back
from qa.index.verify import verify_index
from qa.text.words import question_terms
from qa.types import EVERYTHING, SHIPPED, Calibration, Filters
from tests.conftest import write_sources
from tests.encoders import HashEncoder

ENGINES: dict[str, Callable[[Path], str]] = {
    "FAISS and SQLite": lambda folder: "files",
    "Milvus Lite": lambda folder: f"milvus-lite:{folder / 'milvus.db'}",
}
IDS = ["bridge", "harbor", "mayor-1", "records-2"]  # newest first, the undated last


@pytest.fixture(scope="module", params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder for indexes, and where their builds are kept."""
    folder = tmp_path_factory.mktemp("engine")
    return folder, ENGINES[request.param](folder)


@pytest.fixture(scope="module")
def engine(place: tuple[Path, str]) -> Iterator[Engine]:
    folder, address = place
    write_sources(folder / "articles")
    build_index([folder / "articles"], folder, "default", HashEncoder(), engine=address)
    opened = open_index(folder, "default")
    yield opened
    opened.close()


@pytest.fixture
def live(place: tuple[Path, str], tmp_path: Path) -> tuple[Path, str, Path]:
    """An index to change: the folder of indexes, its name and its articles."""
    articles, name = write_sources(tmp_path / "articles"), tmp_path.name
    build_index([articles], place[0], name, HashEncoder(), engine=place[1])
    return place[0], name, articles


def found(engine: Engine, question: str, filters: Filters = EVERYTHING, limit: int = 50) -> Candidates:
    encoded = HashEncoder().encode_question(question)
    return engine.candidates(Query(encoded.vector, encoded.ids, question_terms(question)), filters, limit)


def test_what_it_holds(engine: Engine) -> None:
    info = engine.info()
    assert (info.name, info.articles, info.sentences) == ("default", 4, 11)
    assert (info.first, info.last) == (date(2018, 3, 2), date(2019, 11, 5))
    assert engine.languages() == ("en",)
    engine.require(encoding_id(HashEncoder()))
    with pytest.raises(IndexMismatch, match="not by other"):
        engine.require("other")


def test_articles_by_id_in_the_order_asked_for(engine: Engine) -> None:
    mayor, harbor = engine.articles(["mayor-1", "harbor", "mayor-1"])
    assert (mayor.article.id, harbor.article.id) == ("mayor-1", "harbor")
    assert (harbor.article.source, harbor.article.published) == ("The Example Gazette", date(2019, 10, 1))
    assert harbor.texts() == [
        "A storm closed the harbor of Port Ellen on Monday.",
        "The ferry stayed in its dock.",
        "Mr. Grant, who runs the ferry, blamed the wind.",
        "Repairs will cost $1.5 million.",
        "He did not say who would pay.",
    ]
    assert harbor.paragraphs() == [0, 0, 0, 1, 1]
    assert len(set(harbor.key)) == 3
    assert engine.articles([]) == []
    with pytest.raises(NotFound, match="no article 'nobody'"):
        engine.articles(["harbor", "nobody"])


def test_a_sentence_with_its_neighbours(engine: Engine) -> None:
    (harbor,) = engine.articles(["harbor"])
    rows = harbor.rows[[4, 0, 1]]
    last, first, second = engine.sentences(rows)
    assert [sentence.row for sentence in (last, first, second)] == rows.tolist()
    assert (first.number, first.before, first.after) == (0, "", "The ferry stayed in its dock.")
    assert (second.before, second.after) == (first.text, "Mr. Grant, who runs the ferry, blamed the wind.")
    assert (last.number, last.before, last.after) == (4, "Repairs will cost $1.5 million.", "")
    assert harbor.article.text[last.start : last.end] == last.text == "He did not say who would pay."
    assert first.article == harbor.article.info
    assert [harbor.sentence(number) for number in (4, 0, 1)] == [last, first, second]


def test_ids_that_are_in_no_index(engine: Engine) -> None:
    """Half a surrogate pair, which an address can carry; a quote; more ids than a query takes."""
    assert list(engine.infos(["harbor", "nobody", "\ud800"])) == ["harbor"]
    assert engine.infos(["harbor"])["harbor"].title == "Storm closes the harbor"
    for name in ("\udc80", "it's", ""):
        with pytest.raises(NotFound):
            engine.articles([name])
    many = frozenset(f"nobody-{number}" for number in range(33_000)) | {"harbor", "\ud800"}
    assert {sentence.article.id for sentence in found(engine, "ferry", Filters(articles=many)).sentences} == {"harbor"}


def test_nothing_asked_for_is_nothing_given(engine: Engine) -> None:
    none = np.empty(0, dtype=np.int64)
    assert engine.sentences(none) == []
    assert engine.token_codes(none) == []
    assert engine.vectors(none).shape == (0, HashEncoder().dimensions)
    assert engine.infos([]) == {}
    assert engine.calibration == SHIPPED


def test_several_threads_at_once(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda _: found(engine, "ferry dock").rows.tolist(), range(16)))
    assert rows == [rows[0]] * 16


def test_a_listing_by_page(engine: Engine) -> None:
    assert [info.id for info in engine.listing()] == IDS
    assert [info.id for info in engine.listing(1, 2)] == IDS[1:3]
    assert engine.listing(4, 2) == []
    assert engine.listing(3)[0].title == "Undated words about turnips. They grow well."  # always one
    assert engine.sources(9) == ["Harbor City Ledger", "The Example Gazette"]
    assert engine.sources(1) == ["Harbor City Ledger"]


def test_candidates_with_all_that_is_shown_and_weighed(engine: Engine) -> None:
    some = found(engine, "ferry dock")
    (place,) = (n for n, sentence in enumerate(some.sentences) if sentence.text == "The ferry stayed in its dock.")
    assert some.rows.tolist() == sorted({sentence.row for sentence in some.sentences})
    assert len(some.rows) == len(some.dense) == len(some.passage) == len(some.lexical) == len(some.sentences) == 11
    assert int(some.dense.argmax()) == int(some.lexical.argmax()) == place
    assert some.lexical[place] == pytest.approx(
        0.478, abs=0.01
    )  # of the most that a short text full of both could score
    encoded = HashEncoder().encode_question("ferry dock").vector
    np.testing.assert_allclose(some.dense, engine.vectors(some.rows) @ encoded, atol=1e-5)
    assert some.idf[0] > 0
    assert len(some.idf) == 2


def test_the_tokens_around_each_candidate(engine: Engine) -> None:
    some = found(engine, "ferry dock", limit=1)
    codes = [engine.token_codes([sentence.row])[0] for sentence in some.sentences]
    for place, own in enumerate(codes):
        assert np.array_equal(some.codes_of(place), own)
    (harbor,) = engine.articles(["harbor"])
    passage = np.concatenate(engine.token_codes(harbor.rows))  # the whole article is one passage
    first, stop = some.tokens.passages[some.tokens.passage_of[0]]
    assert np.array_equal(some.tokens.codes[some.tokens.starts[first] : some.tokens.starts[stop]], passage)
    before = some.tokens.before[0]
    read = some.tokens.codes[some.tokens.starts[before] : some.tokens.starts[before + 1]]
    assert np.array_equal(read, engine.token_codes([some.rows[0] - 1])[0])


def test_each_retriever_gives_no_more_than_its_limit(engine: Engine) -> None:
    assert 1 <= len(found(engine, "ferry", limit=1).rows) <= 2


def test_nothing_known_is_found_by_words(engine: Engine) -> None:
    assert not found(engine, "zanzibar").lexical.any()


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(since=date(2019, 10, 1)), {"bridge", "harbor"}),
        (Filters(until=date(2019, 10, 1)), {"harbor", "mayor-1"}),  # the undated is in no period
        (Filters(since=date(2018, 3, 3), until=date(2019, 11, 4)), {"harbor"}),
        (Filters(source="the example gazette"), {"harbor", "mayor-1"}),
        (Filters(source="nobody"), set()),
        (Filters(language="en"), set()),  # none says so
        (Filters(articles=frozenset({"bridge", "nobody"})), {"bridge"}),
        (Filters(articles=frozenset()), set()),
        (Filters(without=frozenset({"bridge", "records-2"})), {"harbor", "mayor-1"}),
        (Filters(since=date(2019, 10, 1), without=frozenset({"bridge", "nobody"})), {"harbor"}),
        (Filters(without=frozenset({"nobody"}), source="the example gazette"), {"harbor", "mayor-1"}),
        (Filters(articles=frozenset({"bridge", "harbor"}), without=frozenset({"harbor"})), {"bridge"}),
        (Filters(articles=frozenset({"bridge", "harbor"}), until=date(2019, 10, 1)), {"harbor"}),
        (Filters(without=frozenset(IDS)), set()),
    ],
)
def test_a_filter_lets_through_the_sentences_of_some_articles(engine: Engine, filters: Filters, ids: set[str]) -> None:
    some = found(engine, "the storm, the bridge, the mayor, turnips", filters)
    assert {sentence.article.id for sentence in some.sentences} == ids
    assert len(some.rows) == sum(len(held.spans) for held in engine.articles(ids))


def test_how_many_sentences_were_searched(engine: Engine) -> None:
    assert found(engine, "ferry").searched == engine.info().sentences == 11
    assert found(engine, "ferry", Filters(articles=frozenset({"harbor"}))).searched == 5
    assert found(engine, "ferry", Filters(source="nobody")).searched == 0


def test_known_terms_near_misspelt_ones(engine: Engine) -> None:
    assert engine.nearest_terms(["harbro", "ferry", "zanzibar"]) == {"harbro": "harbor"}
    assert engine.nearest_terms([]) == {}


def test_an_article_whose_story_no_other_tells(engine: Engine) -> None:
    assert engine.same_story(["harbor", "nobody"]) == {}


def ids(folder: Path, name: str) -> list[str]:
    """The articles of the build in use, those that its first sentences belong to too."""
    engine = open_index(folder, name)
    listed = [info.id for info in engine.listing()]
    firsts = [held.rows[0] for held in engine.articles(listed)]
    assert [sentence.article.id for sentence in engine.sentences(firsts)] == listed
    engine.close()
    return listed


def test_updates_removals_and_going_back(live: tuple[Path, str, Path]) -> None:
    folder, name, articles = live
    first = open_index(folder, name).info().build
    (articles / "late.txt").write_text("Ferry sails again\n\nThe ferry left its quay on Sunday.\n", "utf-8")
    (articles / "bridge.md").write_text("---\ntitle: Bridge\ndate: 2019-11-05\n---\nThe bridge is green.\n", "utf-8")
    wanted = plan(folder, name)
    assert (wanted.new, wanted.changed, wanted.removed, wanted.to_encode) == (1, 1, 0, 2)
    report = add_articles([articles], folder, name, HashEncoder())
    assert (report.new, report.changed, report.encoded) == (1, 1, 2)
    assert ids(folder, name) == ["bridge", "harbor", "mayor-1", "late", "records-2"]
    assert open_index(folder, name).articles(["bridge"])[0].texts() == ["The bridge is green."]

    archive = Archive(folder, name, lambda model: HashEncoder(), reads=False)
    assert archive.ask("Which ferry left its quay?").citations[0].text == "The ferry left its quay on Sunday."
    remove_articles(["harbor"], folder, name, HashEncoder)
    assert ids(folder, name) == ["bridge", "mayor-1", "late", "records-2"]
    assert [archive.info().articles, archive.status().builds[-1]] == [4, first]  # it goes over by itself
    assert roll_back(folder, name, first).articles == 4
    assert ids(folder, name) == IDS
    assert archive.articles(limit=1)[0].title == "Bridge reopens after repairs"
    assert [info.id for info in archive.at(builds_of(folder / name).kept()[0]).articles()] == [
        *("bridge", "mayor-1", "late", "records-2")
    ]
    with pytest.raises(QaError, match="no build 'nothing'"):
        roll_back(folder, name, "nothing")


def test_a_calibration_is_a_build_that_can_be_gone_back_from(live: tuple[Path, str, Path]) -> None:
    folder, name, articles = live
    builds, bent = builds_of(folder / name), Calibration(0.5, 0.1, 60)
    builds.publish_calibration(bent)
    assert open_index(folder, name).calibration == bent
    assert ids(folder, name) == IDS
    (articles / "bridge.md").unlink()
    assert build_index([articles], folder, name, HashEncoder()).removed == 1
    assert open_index(folder, name).calibration == bent, "what the same encoder makes next has it too"
    assert (len(builds.kept()), roll_back(folder, name, builds.kept()[-1]).articles) == (3, 4)
    assert open_index(folder, name).calibration == SHIPPED


def test_what_was_changed_is_sound_and_the_oldest_can_go(live: tuple[Path, str, Path]) -> None:
    folder, name, _ = live
    remove_articles(["bridge"], folder, name, HashEncoder)
    findings = verify_index(folder, name, lambda model: HashEncoder())
    assert [finding.found for finding in findings if not finding.ok] == []
    assert len(findings) == 6
    first = builds_of(folder / name).kept()[1]
    assert prune(folder, name, keep=1).builds == (first,)
    assert ids(folder, name) == IDS[1:]
    with pytest.raises(QaError, match="no build earlier than"):
        roll_back(folder, name)
