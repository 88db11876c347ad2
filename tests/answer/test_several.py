"""Answers of more than one sentence."""

from __future__ import annotations

import json

import pytest

from qa.answer.ask import ask
from qa.answer.confidence import CITED
from qa.encoding.reading import ROUNDS, Verdict, Window
from qa.index.build import build_index
from qa.index.snapshot import Snapshot, open_current
from qa.types import Answer
from tests.encoders import HashEncoder

ARTICLES = {
    "torm": ("A bridge opens", "The bridge at Torm opened on Saturday. It is 2,310 metres long. It was dear."),
    "kask": ("A bridge is done", "The bridge at Kask was completed in June. It is 1,870 metres long. It was cheap."),
    "both": ("Two bridges", "People like the bridges at Torm and Kask, which is longer and which is not."),
    "norland": ("A ban", "Norland grounded the Teal 9 on Monday. It was the first."),
    "estavia": ("Another ban", "Estavia grounded the Teal 9 as well. Few people fly there."),
    "again": ("The ban holds", "The Teal 9 stays grounded in Norland this week. Passengers wait."),
    "zandia": ("No ban", "Zandia keeps the Teal 9 in the air. Its airline owns 20."),
}


class Judge:
    """A reader that knows which words answer, and how surely."""

    name = "judge"
    rounds = ROUNDS["full"]

    def __init__(self, **log_odds: float) -> None:
        self.log_odds = log_odds
        self.questions: list[str] = []

    def read(self, question: str, windows: list[Window]) -> list[list[Verdict]]:
        self.questions.append(question)
        return [[self._verdict(window.text[start:end]) for start, end in window.spans] for window in windows]

    def _verdict(self, text: str) -> Verdict:
        for word, log_odds in self.log_odds.items():
            if word in text:
                return Verdict(log_odds, (text.index(word), text.index(word) + len(word)))
        return Verdict(-9.0, (0, len(text)))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("several")
    records = [{"id": name, "title": title, "text": text} for name, (title, text) in ARTICLES.items()]
    (folder / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    build_index([folder / "a.jsonl"], folder / "ix", "default", HashEncoder())
    return open_current(folder / "ix", "default")


def asked(snapshot: Snapshot, question: str, judge: Judge) -> Answer:
    return ask(snapshot, HashEncoder(), question, reader=judge).answer


def test_a_comparison_shows_a_sentence_for_each_side(snapshot: Snapshot) -> None:
    judge = Judge(metres=4.0, bridges=7.0)
    answer = asked(snapshot, "Which bridge is longer, Torm or Kask?", judge)
    assert {citation.article.id for citation in answer.citations[:2]} == {"torm", "kask"}
    assert all("metres" in citation.text for citation in answer.citations[:2])
    assert judge.questions == ["How long is the bridge Torm?", "How long is the bridge Kask?"]


def test_a_sentence_that_tells_both_sides_is_the_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("votes")
    (folder / "a.txt").write_text(
        "The vote\n\nMarta Aster won. Aster got 5,310 votes, and Bodin 4,870. Bodin will appeal.\n",
        "utf-8",
    )
    build_index([folder / "a.txt"], folder / "ix", "default", HashEncoder())
    votes = open_current(folder / "ix", "default")
    answer = asked(votes, "Who got more votes, Aster or Bodin?", Judge(**{"5,310": 4.0, "won": 1.0, "appeal": 1.0}))
    assert [citation.text for citation in answer.citations] == ["Aster got 5,310 votes, and Bodin 4,870."]


def test_the_other_side_is_shown_though_it_answers_less_surely(snapshot: Snapshot) -> None:
    answer = asked(snapshot, "Which bridge is longer, Torm or Kask?", Judge(**{"2,310": 5.0, "1,870": -0.5}))
    assert [citation.article.id for citation in answer.citations] == ["torm", "kask"]
    assert (answer.citations[1].probability or 1.0) < CITED


def test_where_a_side_is_missing_the_question_is_read_as_it_stands(snapshot: Snapshot) -> None:
    judge = Judge(**{"2,310": 6.0, "dear": -0.5})
    answer = asked(snapshot, "Which bridge is longer, Torm or Brenna?", judge)
    assert [citation.text for citation in answer.citations] == ["It is 2,310 metres long."]
    assert "which bridge is longer, torm or brenna?" in [question.lower() for question in judge.questions]


def test_verbs_that_an_or_joins_are_no_sides(snapshot: Snapshot) -> None:
    answer = asked(snapshot, "Did Norland ground or fly the Teal 9?", Judge(**{"on Monday": 5.0}))
    assert answer.citations[0].text == "Norland grounded the Teal 9 on Monday."
    assert answer.answered


def test_a_list_shows_each_item_once(snapshot: Snapshot) -> None:
    answer = asked(snapshot, "Which countries grounded the Teal 9?", Judge(Norland=5.0, Estavia=5.0, Zandia=-6.0))
    assert {citation.text[slice(*citation.answer)] for citation in answer.citations if citation.answer} == {
        "Norland",
        "Estavia",
    }
    assert len(answer.citations) == 2
    assert [citation.article.id for citation in answer.related] != []
