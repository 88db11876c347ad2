from __future__ import annotations

from pathlib import Path

import pytest

from qa.evaluation.judgement import has_answer_string, holds_answer, judge_for, relevant_rows
from qa.evaluation.question_sets import Place, Question
from qa.index.snapshot import Snapshot, open_current


@pytest.fixture
def snapshot(indexes: Path) -> Snapshot:
    return open_current(indexes, "default")


def question(**facts: object) -> Question:
    return Question("q", "?", True, **facts)  # type: ignore[arg-type]


def texts(snapshot: Snapshot, asked: Question) -> list[str]:
    return [sentence.text for sentence in snapshot.sentences(relevant_rows(snapshot, asked))]


def test_the_sentences_that_overlap_a_place(snapshot: Snapshot) -> None:
    text = snapshot.articles(["harbor"])[0].article.text
    start = text.index("dock. Mr.")
    both = question(places=(Place("harbor", start, start + 9),))
    assert [text[:3] for text in texts(snapshot, both)] == ["The", "Mr."]
    between = question(places=(Place("harbor", start + 5, start + 6),))  # the blank between the two
    assert texts(snapshot, between) == []
    assert texts(snapshot, question(places=(Place("nobody", 0, 9),))) == []


def test_a_sentence_is_found_in_its_article(snapshot: Snapshot) -> None:
    asked = question(articles={"mayor-1": 1}, sentence="She cited her health.")
    [found] = snapshot.sentences(relevant_rows(snapshot, asked))
    assert found.article.id == "mayor-1"
    assert texts(snapshot, asked) == ["She cited her health."]
    assert texts(snapshot, question(articles={"harbor": 1}, sentence="She cited her health.")) == []
    assert texts(snapshot, question(articles={"nobody": 1}, sentence="She cited her health.")) == []


@pytest.mark.parametrize(
    ("text", "answers", "held"),
    [
        ("It cost $1.5 million.", ("1.5 million",), True),
        ("It cost $11.5 million.", ("1.5 million",), False),
        ("“Squid Game” returns", ("SQUID game",), True),
        ("Squid Gamer returns", ("Squid Game",), False),
        ("Nothing of the kind", ("one", "kind"), True),
        ("Nothing", (), False),
    ],
)
def test_an_answer_string_is_whole_words(text: str, answers: tuple[str, ...], held: bool) -> None:
    assert holds_answer(text, question(answers=answers)) is held
    assert not holds_answer(text, Question("q", "?", False, answers))


def test_yes_and_no_are_no_answer_strings() -> None:
    assert not has_answer_string(question(answers=("Yes", "no.")))
    assert has_answer_string(question(answers=("no", "Norway")))
    assert not has_answer_string(Question("q", "?", False, ("Norway",)))


def test_places_judge_where_all_have_them_then_strings_then_articles(snapshot: Snapshot) -> None:
    [mayor] = snapshot.articles(["mayor-1"])
    resigned, health = mayor.sentence(0), mayor.sentence(1)
    placed = question(articles={"mayor-1": 1}, sentence="She cited her health.", answers=("turnips",))
    stringed = question(articles={"harbor": 1}, answers=("her health",))
    known = question(articles={"mayor-1": 1}, answers=("turnips",))
    assert judge_for([placed])(snapshot, placed, health)
    assert not judge_for([placed])(snapshot, placed, resigned)
    somewhere = question(places=(Place("harbor", 0, 1),))
    by_string = judge_for([somewhere, stringed])  # one of the two has a place
    assert by_string(snapshot, stringed, health)
    assert not by_string(snapshot, placed, health)
    assert judge_for([known])(snapshot, known, health)
    assert not judge_for([known, stringed])(snapshot, stringed, health)
    assert judge_for([question(answers=("health",))])(snapshot, question(answers=("health",)), health)
