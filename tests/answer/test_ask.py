from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa import Archive, as_json
from qa.answer.ask import ask
from qa.answer.confidence import confidence_of
from qa.answer.reader import W_EVIDENCE, W_PASSAGE_READ, merit
from qa.errors import BadQuestion
from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.retrieval.query import MAX_QUESTION_CHARS
from qa.retrieval.ranking import W_TYPE
from qa.types import Calibration, Evidence, Filters
from tests.encoders import HashEncoder


def test_an_answer_as_json_is_the_documented_object(archive: Archive) -> None:
    answer = as_json(archive.ask("  What closed the\nharbor of Port Ellen?  ", limit=1))
    fields = "question read_as answered confidence reason citations related notes index took_ms"
    assert list(answer) == fields.split()
    assert answer["question"] == "What closed the harbor of Port Ellen?"
    build = answer["index"]["build"]
    assert answer["index"] == {
        "name": "default",
        "build": build,
        "articles": 4,
        "sentences": 11,
        "first": "2018-03-02",
        "last": "2019-11-05",
    }
    [citation] = answer["citations"]
    assert citation == {
        "text": "A storm closed the harbor of Port Ellen on Monday.",
        "start": 75,
        "end": 125,
        "score": citation["score"],
        "article": {
            "id": "harbor",
            "title": "Storm closes the harbor",
            "source": "The Example Gazette",
            "published": "2019-10-01",
            "url": None,
        },
        "before": "",
        "after": "The ferry stayed in its dock.",
        "highlights": [[8, 14], [19, 25], [29, 33], [34, 39]],
        "link": f"/articles/harbor?b={build}&s=0-c31f684e#s0",
        "also_in": [],
        "probability": answer["confidence"],
        "part": "text",
    }


def test_evidence_is_shown_when_asked_for_and_adds_up(archive: Archive) -> None:
    answer = archive.ask("How much will repairs cost?", explain=True)
    best = answer.citations[0].evidence
    assert answer.citations[0].text == "Repairs will cost $1.5 million."
    assert best is not None
    assert best.answer_type == pytest.approx(W_TYPE)  # it asks how much, and there is a number
    assert best.score == pytest.approx(sum(best.parts.values()), abs=1e-5)
    assert archive.ask("How much will repairs cost?").citations[0].evidence is None


def test_citations_come_in_the_order_of_evidence_and_no_more_than_asked(archive: Archive) -> None:
    scores = [citation.score for citation in archive.ask("What closed the harbor?", limit=5).citations]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert len(archive.ask("What closed the harbor?", limit=1000).citations) == 11  # all there are


def test_the_same_sentence_elsewhere_is_named_not_repeated(
    archive: Archive, sources: Path, indexes: Path, encoder: HashEncoder
) -> None:
    (sources / "copy.txt").write_text("A STORM closed the harbor of Port Ellen\non Monday. It was bad.", "utf-8")
    build_index([sources], indexes, "default", encoder)
    answer = archive.ask("What closed the harbor of Port Ellen on Monday?")
    texts = [" ".join(citation.text.lower().split()) for citation in answer.citations]
    assert texts.count("a storm closed the harbor of port ellen on monday.") == 1
    assert sorted([answer.citations[0].article.id, *answer.citations[0].also_in]) == ["copy", "harbor"]


def test_of_copies_the_first_that_was_printed_is_shown(
    archive: Archive, sources: Path, indexes: Path, encoder: HashEncoder
) -> None:
    text = (sources / "harbor.txt").read_text("utf-8")
    for name, day in (("wire", "Monday, September 30, 2019"), ("late", "Monday, October 7, 2019")):
        (sources / f"{name}.txt").write_text(text.replace("Tuesday, October 1, 2019", day), "utf-8")
    build_index([sources], indexes, "default", encoder)
    (first, *_) = archive.ask("What closed the harbor of Port Ellen on Monday?").citations
    assert [first.article.id, *first.also_in] == ["wire", "harbor", "late"]


def test_filters_reach_into_the_search(archive: Archive) -> None:
    question = "What closed the harbor of Port Ellen?"
    late = archive.ask(question, limit=20, filters=Filters(since=date(2019, 11, 1)))
    assert {citation.article.id for citation in late.citations} == {"bridge"}
    none = archive.ask(question, filters=Filters(source="nobody"))
    assert (none.answered, none.confidence, none.citations) == (False, 0.0, ())
    assert none.reason == "The archive holds no sentence within the source given."
    both = archive.ask(question, filters=Filters(until=date(1990, 1, 1), language="en"))
    assert both.reason == "The archive holds no sentence within the dates and language given."


def test_a_period_that_ends_before_it_begins(archive: Archive) -> None:
    with pytest.raises(BadQuestion, match="is later than until"):
        archive.ask("What closed the harbor?", filters=Filters(since=date(2020, 1, 1), until=date(2019, 1, 1)))


@pytest.mark.parametrize("question", ["", "   ", "?!", "…", "\n\t"])
def test_an_empty_question(archive: Archive, question: str) -> None:
    with pytest.raises(BadQuestion, match="the question is empty"):
        archive.ask(question)


def test_a_huge_question(archive: Archive) -> None:
    archive.ask("x" * MAX_QUESTION_CHARS)
    for characters, told in ((MAX_QUESTION_CHARS + 1, "1,001"), (100_000, "100,000")):
        with pytest.raises(BadQuestion, match=f"has {told} characters; 1,000 are read"):
            archive.ask("x" * characters)


@pytest.mark.parametrize(
    "question", ["the of and", "日本の首都はどこですか", "🙂🙂 a", "\u202e drow", "a" * 900, "'; DROP TABLE"]
)
def test_odd_questions_get_an_answer_object(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert 0 <= answer.confidence <= 1
    assert answer.answered == (answer.reason is None)


def test_what_no_tokenizer_reads_does_not_hide_the_words(archive: Archive) -> None:
    """Half of a surrogate pair, and NUL: alone, in a question, and in the filters."""
    question = "What closed the harbor of Port Ellen?"
    plain = archive.ask(question)
    for odd in ("\ud800", "\udfff\ud800", "\0", "\0\ud800\0"):
        asked = archive.ask(f"{odd} {question} {odd}")
        assert asked.answered == plain.answered
        assert asked.citations[0].text == plain.citations[0].text
        json.dumps(as_json(asked), ensure_ascii=False).encode()
        everywhere = Filters(source=odd, language=odd, articles=frozenset({odd}), without=frozenset({odd}))
        assert archive.ask(question, filters=everywhere).citations == ()
        with pytest.raises(BadQuestion, match="the question is empty"):
            archive.ask(odd)


def test_confidence_grows_with_evidence_and_is_a_probability() -> None:
    weak, strong = (Evidence(0, *[x] * 10) for x in (0.2, 2.8))
    assert 0 < confidence_of([weak], 10, 1000) < 0.05
    assert 0.9 < confidence_of([strong], 10, 1000) < 1
    assert confidence_of([], 10, 1000) == 0


def test_the_more_sentences_were_searched_the_more_evidence_it_takes() -> None:
    ranked = [Evidence(0, *[1.8] * 10)]
    assert confidence_of(ranked, 10, 10) > confidence_of(ranked, 10, 1000) > confidence_of(ranked, 10, 100_000)


def test_of_a_long_question_the_same_score_says_more_up_to_a_point() -> None:
    ranked = [Evidence(0, *[1.8] * 10)]
    of = {words: confidence_of(ranked, words, 1000) for words in (1, 28, 30, 35, 200)}
    assert of[1] == of[28] < of[30] < of[35] == of[200]


def test_beside_a_reader_the_words_of_a_long_question_say_more() -> None:
    near, far = (replace(Evidence(0, *[x] * 10), reader=0.0, in_passage=1.0) for x in (1.4, 1.0))
    gained = [confidence_of([near], words, 1000) - confidence_of([far], words, 1000) for words in (2, 8, 16)]
    assert gained[0] == gained[1] < gained[2]
    right, alike = replace(far, reader=1.0), near
    assert merit(right, 2) == merit(right, 8) > merit(alike, 8)
    assert merit(right, 16) < merit(alike, 16)


def test_of_what_was_read_its_passage_counts_for_more() -> None:
    alone, on_topic = (Evidence(0, *[1.0] * 10), replace(Evidence(0, *[1.0] * 10), in_passage=1.1))
    assert merit(alone, 8) == merit(on_topic, 8)
    read, within = (replace(each, reader=0.0) for each in (alone, on_topic))
    assert merit(within, 8) == pytest.approx(merit(read, 8) + W_EVIDENCE * W_PASSAGE_READ * 0.1)


def test_a_calibration_bends_the_confidence() -> None:
    ranked = [Evidence(0, *[1.8] * 10)]
    shipped = confidence_of(ranked, 10, 1000)
    assert confidence_of(ranked, 10, 1000, Calibration()) == shipped
    assert confidence_of(ranked, 10, 1000, Calibration(bias=1.0)) > shipped
    assert confidence_of(ranked, 10, 1000, Calibration(slope=0.0)) == 0.5


def test_the_full_name_of_a_short_form_that_was_searched_for_is_marked(tmp_path: Path, encoder: HashEncoder) -> None:
    text = "The Torm Transit Council (TTC) met. The Torm Transit Council closed a line."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    build_index([tmp_path / "a.txt"], tmp_path / "ix", "default", encoder)
    answer = ask(open_current(tmp_path / "ix", "default"), encoder, "Which line did the TTC close?").answer
    marked = [[each.text[slice(*span)] for span in each.highlights] for each in answer.citations if "line" in each.text]
    assert {"Torm", "Transit", "Council", "closed", "line"} <= {*marked[0]}
