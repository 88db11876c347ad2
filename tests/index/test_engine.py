"""What every engine must do: written against the Protocol, run over each that there is (`ENGINES`)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from qa.encoding.base import encoding_id
from qa.errors import IndexMismatch, NotFound
from qa.index.build import build_index
from qa.index.builds import open_index
from qa.index.candidates import Candidates, Query
from qa.index.engine import Engine
from qa.text.words import question_terms
from qa.types import EVERYTHING, SHIPPED, Filters
from tests.conftest import write_sources
from tests.encoders import HashEncoder

IDS = ["bridge", "harbor", "mayor-1", "records-2"]  # newest first, the undated last


@pytest.fixture(scope="module")
def engine(place: tuple[Path, str]) -> Iterator[Engine]:
    folder, address = place
    write_sources(folder / "articles")
    build_index([folder / "articles"], folder, "default", HashEncoder(), engine=address)
    opened = open_index(folder, "default")
    yield opened
    opened.close()


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


def test_words_of_the_texts_near_misspelt_ones(engine: Engine) -> None:
    asked = ["harbro", "fery", "Ferry", "Elen", "repaires", "zanzibar"]
    assert engine.nearest_words(asked) == {"harbro": "harbor", "fery": "ferry", "Elen": "Ellen"}
    assert engine.nearest_words(["ferry", "closing"]) == engine.nearest_words([]) == {}


def test_an_article_whose_story_no_other_tells(engine: Engine) -> None:
    assert engine.same_story(["harbor", "nobody"]) == {}
