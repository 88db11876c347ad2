from datetime import date

import pytest

from qa.errors import BadQuestion
from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.retrieval.topic import MAX_ARTICLES, NOTHING, find_on_topic
from qa.types import Filters
from tests.encoders import HashEncoder

ENCODER = HashEncoder()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory):
    place = tmp_path_factory.mktemp("topic")
    for number in range(MAX_ARTICLES + 20):
        text = f"- The Example Gazette - Friday, March {number % 28 + 1}, 2019\n\n"
        text += (
            f"The ferry of Port Ellen sailed with {number} passengers. Turnips were dear on day {number} of the year.\n"
        )
        (place / f"{number:03}.txt").write_text(text, "utf-8")
    build_index([place], place / "indexes", "default", ENCODER)
    return open_current(place / "indexes", "default")


def test_rows_ascend_and_the_nearest_has_a_relevance_of_one(snapshot):
    found = find_on_topic(snapshot, ENCODER, "the ferry of Port Ellen", Filters())
    texts = [sentence.text for sentence in snapshot.sentences(found.rows)]
    assert "ferry" in texts[int(found.relevance.argmax())]
    assert found.rows.tolist() == sorted(found.rows.tolist())
    assert found.relevance.max() == 1
    assert (found.relevance > 0).all()
    assert found.reason is None
    assert {article.article.id for article in found.articles} == {s.article.id for s in snapshot.sentences(found.rows)}
    assert [article.first_row for article in found.articles] == sorted(a.first_row for a in found.articles)


def test_of_many_articles_the_nearest(snapshot):
    found = find_on_topic(snapshot, ENCODER, "the ferry of Port Ellen", Filters())
    assert len({sentence.article.id for sentence in snapshot.sentences(found.rows)}) == MAX_ARTICLES


def test_a_filter(snapshot):
    found = find_on_topic(snapshot, ENCODER, "the ferry of Port Ellen", Filters(until=date(2019, 3, 1)))
    assert len({sentence.article.id for sentence in snapshot.sentences(found.rows)}) == 5  # one in 28 is of March 1
    nobody = find_on_topic(snapshot, ENCODER, "the ferry of Port Ellen", Filters(source="Nobody"))
    assert (len(nobody.rows), nobody.reason) == (0, NOTHING)


def test_nothing_on_the_topic(snapshot):
    found = find_on_topic(snapshot, ENCODER, "elections in Peru", Filters())
    assert (len(found.rows), len(found.relevance), found.reason) == (0, 0, NOTHING)


@pytest.mark.parametrize("topic", ["", "  ", "?!", "x" * 2000])
def test_no_topic(snapshot, topic):
    with pytest.raises(BadQuestion):
        find_on_topic(snapshot, ENCODER, topic, Filters())


def test_since_later_than_until(snapshot):
    with pytest.raises(BadQuestion, match="later than until"):
        find_on_topic(snapshot, ENCODER, "ferry", Filters(since=date(2019, 3, 2), until=date(2019, 3, 1)))


@pytest.mark.parametrize(
    ("topic", "articles"),
    [("the moon landing", {"apollo"}), ("Moon", {"visit"}), ("Moon landing in Norland", {"visit"})],
)
def test_a_name_is_no_common_noun_where_the_archive_has_all_of_the_topic_as_such(
    tmp_path, topic: str, articles: set[str]
) -> None:
    texts = {
        "apollo": "The landing on the moon was watched by all. Nobody slept.",
        "visit": "President Moon spoke on landing in Norland. Mr. Moon thanked the crew of Moon One.",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    build_index([tmp_path / f"{name}.txt" for name in texts], tmp_path / "ix", "default", HashEncoder())
    found = find_on_topic(open_current(tmp_path / "ix", "default"), HashEncoder(), topic, Filters())
    assert {held.article.id for held in found.articles} >= articles
    assert ("visit" in {held.article.id for held in found.articles}) is ("visit" in articles)
