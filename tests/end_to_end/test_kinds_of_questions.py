"""Kinds of questions that were answered wrongly or not at all, asked of invented articles with the real model."""

from __future__ import annotations

import json

import pytest

from qa import Archive
from qa.encoding.base import Encoder
from qa.index.build import build_index

ARTICLES = {
    "The dam at Vessel is finished": "The dam at Vessel was finished on Thursday. It is 84 metres high.",
    "Work at Orle ends": "The dam at Orle was handed over in June. It is 61 metres high. Farmers had waited for it.",
    "Glass under one roof": "The glass museum of Lerum was founded by a baker's widow. It opened in May 1987.",
    "A house for clocks": "The clock museum of Hovden lost its roof in a storm. It opened in October 1993.",
    "Dahl leaves Hovden": "Ane Dahl of FC Hovden will play for Lerum. She is 31. She scored 17 goals last season.",
    "Holm stays": "Tove Holm will stay with FC Hovden. She is 24. She scored 9 goals last season.",
    "Rates and farms": "The World Trade Organization spoke up for the farmers. The International Monetary Fund left its"
    " fees alone.",
    "Lerum closes its school": "The council of Lerum will close the old school in August. Parents in the valley"
    " protest. The teachers get new posts.",
    "No dogs on the beach": "Hovden has barred dogs from its beach since Sunday. Walkers from the old quarter grumble."
    " Offenders pay 200 crowns.",
}


@pytest.fixture(scope="module")
def archive(model: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("kinds")
    records = [{"id": title, "title": title, "text": text, "date": "2021-05-01"} for title, text in ARTICLES.items()]
    (folder / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    build_index([folder / "a.jsonl"], folder / "ix", "kinds", model)
    return Archive(folder / "ix", "kinds", load=lambda name: model)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Which dam is higher, Vessel or Orle?", "84 metres", "61 metres"),
        ("Which museum opened first, Lerum or Hovden?", "May 1987", "October 1993"),
        ("Who is older, Ane Dahl or Tove Holm?", "She is 31", "She is 24"),
    ],
)
def test_a_comparison_is_answered_by_the_measure_of_each_side(
    archive: Archive, question: str, one: str, other: str
) -> None:
    answer = archive.ask(question)
    assert answer.answered
    first, second = sorted((citation.text for citation in answer.citations), key=lambda text: one not in text)
    assert (one in first, other in second) == (True, True)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Who opposes the closing of the school in Lerum?", "Parents in the valley protest."),
        ("Who objects to the ban on dogs?", "Walkers from the old quarter grumble."),
    ],
)
def test_what_answers_in_other_words_than_the_sentence_before_it(archive: Archive, question: str, right: str) -> None:
    answer = archive.ask(question)
    assert (answer.answered, answer.citations[0].text) == (True, right)


@pytest.mark.parametrize(
    "question",
    ["Which dam is wider, Vessel or Orle?", "Who opposes the dam at Vessel?", "What did the ECB do with its fees?"],
)
def test_what_is_not_told_stays_unanswered(archive: Archive, question: str) -> None:
    assert not archive.ask(question).answered
