from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa import feedback as kept
from qa.command.cli import main
from qa.errors import NoIndex, SourceError
from qa.evaluation.judgement import judge_for
from qa.evaluation.question_sets import read_question_set, read_questions
from qa.feedback import Feedback, Verdict, add_feedback, counts_of, questions_of, read_feedback

FERRY = "The ferry stayed in its dock."


def said(verdict: Verdict, article: str = "harbor", sentence: str = FERRY, question: str = "Where was it?") -> Feedback:
    return Feedback(question, verdict, article, sentence)


def test_what_was_said_is_kept_with_the_day_alone(indexes: Path) -> None:
    add_feedback(indexes, "default", replace(said("useful"), build="b1", day="2026-01-02"))
    add_feedback(indexes, "default", said("wrong-article"))
    first, second = read_feedback(indexes, "default")
    assert first == Feedback("Where was it?", "useful", "harbor", FERRY, "b1", "2026-01-02")
    assert len(second.day) == len("2026-01-02")
    assert counts_of([first, second]) == {"useful": 1, "wrong-article": 1}


def test_it_is_kept_of_an_index_alone_and_no_more_than_there_is_room(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoIndex):
        add_feedback(indexes, "nothing", said("useful"))
    monkeypatch.setattr(kept, "MOST", 2)
    for _ in range(4):
        add_feedback(indexes, "default", said("useful"))
    assert len(read_feedback(indexes, "default")) == 2
    (indexes / "default" / "feedback.db").write_bytes(b"no database at all, but long enough to be read as one")
    with pytest.raises(SourceError, match=r"feedback\.db cannot be used"):
        read_feedback(indexes, "default")


@pytest.mark.parametrize(
    ("verdicts", "record"),
    [
        ([said("useful")], {"answerable": True, "article": "harbor", "sentence": FERRY}),
        ([said("wrong-sentence")], None),  # of sets that judge by sentence none can be told by its article alone
        ([said("wrong-sentence"), said("rightly-unanswered", "", "")], None),
        ([said("wrong-article")], None),
        ([said("rightly-unanswered", "", "")], {"answerable": False}),
        ([said("wrong-sentence"), said("useful", "bridge", "It did.")],
         {"answerable": True, "article": "bridge", "sentence": "It did."}),
        ([said("useful"), said("useful", "bridge"), said("useful", "bridge")],
         {"answerable": True, "article": "bridge", "sentence": FERRY}),
        ([said("rightly-unanswered", "", ""), said("useful")],
         {"answerable": True, "article": "harbor", "sentence": FERRY}),
    ],
)  # fmt: skip
def test_a_question_is_made_of_what_was_said(verdicts: list[Feedback], record: dict[str, object] | None) -> None:
    assert questions_of(verdicts) == ([] if record is None else [{"text": "Where was it?"} | record])


def test_a_question_is_the_same_whatever_its_capitals_and_blanks() -> None:
    again = said("useful", question="where  WAS it?")
    assert len(questions_of([said("wrong-sentence"), again])) == 1
    assert len(questions_of([said("useful"), again])) == 1


def test_the_question_set_is_what_evaluate_and_calibrate_read(indexes: Path, tmp_path: Path) -> None:
    for each in (said("useful"), said("rightly-unanswered", "", "", "Who won?")):
        add_feedback(indexes, "default", each)
    run = CliRunner().invoke(main, ["feedback", str(tmp_path / "set"), "--indexes", str(indexes)])
    assert (run.exit_code, "2 questions of 2 verdicts" in run.output) == (0, True)
    questions = read_questions(tmp_path / "set" / "questions.jsonl")
    assert [(one.text, one.answerable, one.sentence) for one in questions] == [
        ("Where was it?", True, FERRY),
        ("Who won?", False, ""),
    ]
    read = read_question_set(tmp_path / "set")
    assert judge_for(read.questions)
    corpus = [json.loads(line) for line in read.source.read_text("utf-8").splitlines()]
    assert FERRY in next(each["text"] for each in corpus if each["id"] == "harbor")
    shown = CliRunner().invoke(main, ["feedback", "--indexes", str(indexes)])
    assert shown.output.split() == ["useful", "1", "rightly-unanswered", "1"]
