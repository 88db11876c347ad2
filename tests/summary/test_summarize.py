from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Archive, Filters, Length, as_json
from qa.errors import BadQuestion, NotFound
from qa.extraction.options import METHODS
from qa.index.build import build_index
from tests.encoders import HashEncoder

STORM = """Storm closes the harbor

- The Example Gazette - Tuesday, October 1, 2019

A storm closed the harbor of Port Ellen on Monday and kept every ferry in its dock.

The harbor of Port Ellen after the storm

Mr. Grant, who runs the ferry, blamed the wind for the closing of the harbor. "I have seen many a storm, \
but none like this one," he said.

But he did not say who would pay for the repairs, which will cost $1.5 million.

Who will pay for the harbor of Port Ellen now that the storm has passed?

The bakery in the main street of Port Ellen sold twice as much bread as on other days.
"""
WIRE = {
    "wire-1.txt": "Ferry sails again\n\n- Meridian Wire - Friday, October 4, 2019\n\n"
    "The ferry of Port Ellen sailed again on Friday after the storm had closed the harbor for four days. "
    "Repairs to the dock will take until spring, according to the company.\n",
    "wire-2.txt": "Harbor open\n\n- Harbor City Ledger - Saturday, October 5, 2019\n\n"
    "The ferry of Port Ellen sailed again on Friday after the storm had closed the harbor for four days. "
    "Insurers put the damage to the harbor at two million dollars.\n",
    "turnips.txt": "Turnips\n\n- Harbor City Ledger - Monday, July 1, 2019\n\nTurnips grow well in wet years.\n",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("summaries")
    (place / "articles").mkdir()
    for name, text in {"storm.txt": STORM, **WIRE}.items():
        (place / "articles" / name).write_text(text, "utf-8")
    build_index([place / "articles"], place / "indexes", "default", HashEncoder())
    return place / "indexes"


@pytest.fixture(scope="module")
def archive(place: Path) -> Archive:
    return Archive(place, load=lambda model: HashEncoder())


def texts(summary):
    return [citation.text for citation in summary.citations]


def test_key_sentences_are_copied_cited_and_in_the_order_of_the_text(archive):
    summary = archive.summarize(["storm"], Length(sentences=2))
    assert texts(summary)[0].startswith("A storm closed the harbor")
    article = archive.article("storm").article
    for citation in summary.citations:
        assert article.text[citation.start : citation.end] == citation.text
        assert citation.link.startswith("/articles/storm?b=")
    assert [citation.start for citation in summary.citations] == sorted(c.start for c in summary.citations)
    assert (summary.about, summary.reason, [item.id for item in summary.articles]) == (None, None, ["storm"])


def test_captions_and_questions_are_left_out_and_nothing_dangles(archive):
    for sentences in (1, 2, 3, 4, 5):
        found = texts(archive.summarize(["storm"], Length(sentences=sentences)))
        assert len(found) == sentences
        assert "The harbor of Port Ellen after the storm" not in found
        assert not any(text.startswith("Who will pay") for text in found)
        assert not found[0].startswith("But he")
        for text in found:
            if text.startswith(("But he", '"I have')):
                assert any(other.startswith("Mr. Grant") for other in found)


def test_all_sentences_where_as_many_are_asked_for(archive):
    assert len(archive.summarize(["storm"], Length(sentences=100)).citations) == len(archive.article("storm").sentences)


@pytest.mark.parametrize("method", METHODS)
@given(words=st.integers(1, 120), sentences=st.integers(1, 9))
def test_a_length_is_kept_by_every_method(archive, method, words, sentences):
    assert sum(len(text.split()) for text in texts(archive.summarize(["storm"], Length(words=words), method))) <= words
    assert len(archive.summarize(["storm"], Length(sentences=sentences), method).citations) == min(sentences, 7)


def test_a_ratio_is_of_the_words(archive):
    total = sum(len(text.split()) for text in texts(archive.summarize(["storm"], Length(ratio=1))))
    half = sum(len(text.split()) for text in texts(archive.summarize(["storm"], Length(ratio=0.5))))
    assert 0 < half <= total / 2


def test_too_few_words_for_any_sentence(archive):
    summary = archive.summarize(["storm"], Length(words=3))
    assert (summary.citations, summary.reason) == ((), "No sentence fits into 3 words.")


@pytest.mark.parametrize("length", [Length(sentences=3), Length(words=3), Length(ratio=0.5)])
def test_where_there_is_nothing_to_choose_from_no_length_is_to_blame(archive, monkeypatch, length):
    monkeypatch.setattr("qa.summary.summarize.MAX_READ", 0)
    summary = archive.summarize(["storm"], length)
    assert (summary.citations, summary.reason) == ((), "There is no sentence to choose from.")


@pytest.mark.parametrize("length", [Length(sentences=3), Length(words=3), Length(ratio=0.5)])
def test_where_no_sentence_is_near_enough_none_is_on_the_topic(archive, monkeypatch, length):
    monkeypatch.setattr("qa.retrieval.topic.MIN_SHARE", 1.1)
    summary = archive.summarize_topic("the ferry of Port Ellen", length)
    assert (summary.citations, summary.reason) == ((), "No sentence of the archive is on this topic.")


def test_several_articles_say_the_same_thing_once(archive):
    summary = archive.summarize(["wire-2", "wire-1"], Length(sentences=3))
    again = [citation for citation in summary.citations if "sailed again" in citation.text]
    assert [(citation.article.id, citation.also_in) for citation in again] in (
        [("wire-1", ("wire-2",))],
        [("wire-2", ("wire-1",))],
    )
    assert [item.id for item in summary.articles] == ["wire-2", "wire-1"]


@pytest.mark.parametrize("length", [Length(sentences=5), Length(sentences=100), Length(ratio=1)])
def test_a_sentence_of_two_articles_fills_no_length(archive, length):
    """Three facts that differ, in four sentences."""
    found = texts(archive.summarize(["wire-1", "wire-2"], length))
    assert len(found) == len(set(found)) == 3


def test_a_topic_that_one_sentence_tells_in_two_articles(archive):
    found = texts(archive.summarize_topic("ferry sailed again Friday", Length(sentences=6)))
    assert sum("sailed again" in text for text in found) == 1


def test_a_topic_is_told_from_several_articles_by_date(archive):
    summary = archive.summarize_topic("storm harbor Port Ellen ferry", Length(sentences=3))
    assert summary.about == "storm harbor Port Ellen ferry"
    days = [citation.article.published for citation in summary.citations]
    assert days == sorted(days)
    assert len({citation.article.source for citation in summary.citations}) > 1
    assert "turnips" not in {item.id for item in summary.articles}
    assert any(citation.highlights for citation in summary.citations)


def test_a_filter_narrows_a_topic(archive):
    summary = archive.summarize_topic("storm harbor Port Ellen", filters=Filters(until=date(2019, 10, 2)))
    assert {citation.article.id for citation in summary.citations} == {"storm"}


def test_nothing_on_a_topic(archive):
    summary = archive.summarize_topic("parliament budget vote")
    assert summary.citations == ()
    assert summary.reason == "No sentence of the archive is on this topic."


def test_as_json_has_places_and_links(archive):
    found = as_json(archive.summarize(["storm"]))
    assert list(found) == ["about", "citations", "reason", "articles", "index", "took_ms"]
    assert {"text", "start", "end", "link", "article"} <= found["citations"][0].keys()


@pytest.mark.parametrize(
    "length",
    [
        Length(sentences=0),
        Length(sentences=101),
        Length(words=0),
        Length(ratio=0),
        Length(ratio=1.5),
        Length(sentences=2, words=50),
    ],
)
def test_a_length_that_cannot_be(archive, length):
    with pytest.raises(BadQuestion):
        archive.summarize(["storm"], length)


def test_a_ratio_of_a_long_text(tmp_path):
    sentences = (" ".join([f"Ship{n}"] * 80) for n in range(130))  # none like another
    (tmp_path / "long.txt").write_text(". ".join(sentences) + ".", "utf-8")
    build_index([tmp_path / "long.txt"], tmp_path / "indexes", "default", HashEncoder())
    archive = Archive(tmp_path / "indexes", load=lambda model: HashEncoder())
    with pytest.raises(BadQuestion, match="makes 10,400 words here; 10,000 at most"):
        archive.summarize(["long"], Length(ratio=1))
    assert len(archive.summarize(["long"], Length(sentences=100)).citations) == 100


def test_articles_that_are_not_there(archive):
    with pytest.raises(NotFound, match="nowhere"):
        archive.summarize(["storm", "nowhere"])
    with pytest.raises(BadQuestion, match="1 to 100 articles"):
        archive.summarize([])


def test_an_article_has_the_key_sentences_that_a_summary_of_it_has(archive):
    page = archive.article("storm")
    shown = [page.article.text[slice(*page.sentences[number])] for number in page.key]
    assert len(shown) == 3
    assert shown == texts(archive.summarize(["storm"]))


def test_of_a_very_long_article_the_head_is_read(archive, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qa.summary.summarize.MAX_READ", 2)
    page = archive.article("storm")
    first_two = [page.article.text[slice(*span)] for span in page.sentences[:2]]
    assert texts(archive.summarize(["storm"], Length(sentences=5))) == first_two


def test_an_article_of_one_sentence(archive):
    assert texts(archive.summarize(["turnips"])) == ["Turnips grow well in wet years."]


def test_nothing_is_encoded_for_articles(place: Path):
    def refuse(model):
        raise AssertionError("no encoder is needed")

    assert Archive(place, load=refuse).summarize(["storm"]).citations


@pytest.mark.parametrize("heads", [("Q: ", "A: "), ("**Gazette:** ", "**Ada Lind:** "), ("### ", "")])
def test_an_answer_of_an_interview_comes_with_its_question(tmp_path: Path, heads: tuple[str, str]) -> None:
    asks, answers = heads
    talk = (
        (
            "Why does the iron bridge have to go?",
            "Four of its six piers are cracked, and a new bridge would be cheaper.",
        ),
        ("Who pays for the new bridge?", "The state pays half of it, and the town borrows the rest for thirty years."),
        ("When does the bridge open?", "The bridge opens in two years, if the steel arrives from the mill in time."),
    )
    (tmp_path / "in").mkdir()
    text = "\n\n".join(f"{asks}{question}\n\n{answers}{answer}" for question, answer in talk)
    (tmp_path / "in" / "talk.md").write_text(f"# The mayor on her bridge\n\nMay 3, 2019\n\n{text}\n", "utf-8")
    build_index([tmp_path / "in"], tmp_path / "ix", "default", HashEncoder())
    archive = Archive(tmp_path / "ix", load=lambda model: HashEncoder())
    for sentences in (2, 3, 4):
        cited = [citation.text for citation in archive.summarize(["talk"], Length(sentences)).citations]
        assert len(cited) == sentences // 2 * 2
        assert all(one.endswith("?") != other.endswith("?") for one, other in pairwise(cited))
        assert cited[0].endswith("?")
    [one] = archive.summarize(["talk"], Length(sentences=1)).citations
    assert one.text.endswith("?")
