"""How often an evaluation asks: each question once, beside what is said here of the first and of those asked anew."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from qa.encoding.types import EncodedText
from qa.evaluation.answers import evaluate
from qa.evaluation.question_sets import QuestionSet, read_question_set
from tests.encoders import HashEncoder

HUES = {"grass": "green", "snow": "white", "coal": "black", "gold": "yellow"}


class Counting(HashEncoder):
    """Counts the questions that it is given: one that is asked twice, for the search and to mark what answers."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    def encode_question(self, text: str) -> EncodedText:
        self.asked[text] += 1
        return super().encode_question(text)


@pytest.fixture
def questions(tmp_path: Path) -> QuestionSet:
    """Four that an article each answers, the first of them with another candidate, and one that none answers."""
    folder = tmp_path / "hues"
    folder.mkdir()
    asked = [
        {"id": thing, "text": f"What hue has {thing}?", "answers": [hue], "answerable": True}
        for thing, hue in HUES.items()
    ]
    asked.append({"id": "none", "text": "Who composed zarzuelas?", "answers": [], "answerable": False})
    texts = [{"id": thing, "text": f"The hue of {thing} is {hue}. So it ends."} for thing, hue in HUES.items()]
    for name, records in (("corpus", texts), ("queries", asked)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    (folder / "qrels.tsv").write_text("".join(f"{thing}\t{thing}\t1\n" for thing in HUES), "utf-8")
    (folder / "candidates.tsv").write_text("grass\tgrass\t1\ngrass\tsnow\t0\n", "utf-8")
    return read_question_set(folder)


@pytest.mark.parametrize("gold_removed", [False, True])
def test_each_question_is_asked_once(questions: QuestionSet, tmp_path: Path, gold_removed: bool) -> None:
    """The first once before, so that its time is not that of reading the disk. Only searched for, and not marked, are
    candidates, and where that is wanted, questions without the article that answers them."""
    encoder = Counting()
    evaluate(questions, tmp_path / "indexes", encoder, gold_removed=gold_removed)
    texts = [question.text for question in questions.questions]
    asked = Counter([texts[0], *texts])
    searched = Counter([texts[0], *(texts[:-1] if gold_removed else [])])
    assert encoder.asked == asked + asked + searched


def test_of_a_sample_only_those_are_asked(questions: QuestionSet, tmp_path: Path) -> None:
    encoder = Counting()
    evaluate(questions, tmp_path / "indexes", encoder, sample=2, gold_removed=False)
    first, last = questions.questions[0].text, questions.questions[-1].text
    assert encoder.asked == {first: 2 + 2 + 1, last: 2}
