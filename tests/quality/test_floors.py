"""No change may cost answers: figures on small question sets, with the real model, against pinned floors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import ClickException

from qa.encoding.base import Encoder
from qa.evaluation.question_sets import QuestionSet, read_question_set, read_questions
from qa.evaluation.results import Figure
from tests.encoders import HashEncoder
from tests.quality.floors import (
    DATA,
    GUARDED,
    PINNED,
    SEEDS,
    Guards,
    floors_for,
    guarded_set,
    lost,
    measured,
    part_of,
    pin,
    raised,
)

FLOORS = json.loads(PINNED.read_text("utf-8"))


@pytest.fixture(scope="module")
def gate_indexes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of all sets: four are asked of one index of seeds/."""
    return tmp_path_factory.mktemp("gate")


@pytest.mark.gate
@pytest.mark.parametrize("name", sorted(GUARDED))
def test_no_figure_falls_below_its_floor(name: str, model: Encoder, gate_indexes: Path) -> None:
    guarded = guarded_set(name)
    if guarded is None:
        pytest.skip(f"no {name} in {DATA}: say where the question sets are in QA_EVAL_DATA")
    assert guarded.sha256 == FLOORS[name]["sha256"], f"{name} has changed: measure it anew, tests/quality/floors.py"
    assert lost(measured(guarded, model, gate_indexes), FLOORS[name]["floors"]) == []


@pytest.mark.parametrize("name", ["questions", "held_back", "held_back_2"])
def test_the_reporters_questions_are_what_they_say(name: str) -> None:
    asked = read_questions(PINNED.with_name("reporter") / f"{name}.jsonl")
    answerable = [question for question in asked if question.answerable]
    assert (len(answerable) >= 80, len(asked) - len(answerable) >= 40) == (True, True)
    for question in answerable:
        [article] = question.articles
        assert (SEEDS / f"{article}.txt").read_text("utf-8").count(question.sentence) == 1, question.id
    assert not {q.text for q in asked} & {q.text for q in read_questions(SEEDS / "questions.jsonl")}


def test_every_guarded_figure_has_a_floor() -> None:
    assert {name: set(facts["floors"]) for name, facts in FLOORS.items()} == {
        name: set(figures) for name, (_, figures) in GUARDED.items()
    }


def test_a_part_of_a_set_has_what_answers_its_questions(tmp_path: Path, tiny: QuestionSet) -> None:
    part = part_of(tiny, 1, 0, tmp_path)
    assert [question.id for question in part.questions] == ["grass"]
    assert [json.loads(line)["id"] for line in part.source.read_text("utf-8").splitlines()] == ["grass"]
    assert len(part_of(tiny, 1, 1, tmp_path).source.read_text("utf-8").splitlines()) == 2


def figures(n: int, **values: float) -> dict[str, Figure]:
    return {name.replace("_", " "): Figure(value, value, value, n) for name, value in values.items()}


def test_a_floor_can_be_lost() -> None:
    pinned = floors_for(figures(1000, AUROC=0.9, ECE=0.05))
    assert pinned == {"AUROC": 0.89, "ECE": 0.06}
    assert lost(figures(1000, AUROC=0.89, ECE=0.06), pinned) == []
    assert lost(figures(1000, AUROC=0.88, ECE=0.07), pinned) == [
        "AUROC: 0.880, pinned 0.890",
        "ECE: 0.070, pinned 0.060",
    ]


def test_a_question_may_fall_otherwise_and_a_second_is_lost() -> None:
    pinned = floors_for(figures(44, **{"sentence hit@1": 30 / 44}) | figures(16, unanswerable_answered=6 / 16))
    for questions, names in ((1, []), (2, ["sentence hit@1", "unanswerable answered"])):
        now = figures(44, **{"sentence hit@1": (30 - questions) / 44})
        now |= figures(16, unanswerable_answered=(6 + questions) / 16)
        assert [line.partition(":")[0] for line in lost(now, pinned)] == names


def test_of_two_floors_the_stricter_stays() -> None:
    assert raised({"AUROC": 0.8, "ECE": 0.1, "new": 0.5}, {"AUROC": 0.9, "ECE": 0.2}) == {
        "AUROC": 0.9,
        "ECE": 0.1,
        "new": 0.5,
    }


@pytest.fixture
def tiny(tmp_path: Path) -> QuestionSet:
    """Two articles and a question on each, both of which find it."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    texts = {"grass": "All of the grass is green.", "snow": "Whatever snow there is looks white."}
    records = [{"id": name, "text": text} for name, text in texts.items()]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    asked = [{**record, "answers": ["is"]} for record in records]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), "utf-8")
    (folder / "qrels.tsv").write_text("".join(f"{name}\t{name}\t1\n" for name in texts), "utf-8")
    return read_question_set(folder)


def test_lowering_takes_the_flag(tmp_path: Path, tiny: QuestionSet) -> None:
    """With a set of which every figure is 1, its floor pinned above what can be reached."""
    guards: Guards = {"tiny": (None, ("article hit@1",))}
    pinned = tmp_path / "floors.json"
    pinned.write_text(json.dumps({"tiny": {"sha256": "", "floors": {"article hit@1": 1.01}}}), "utf-8")
    with pytest.raises(ClickException, match=r"tiny lost article hit@1: 1\.000, pinned 1\.010.*--allow-lower"):
        pin([tiny], guards, HashEncoder(), pinned, allow_lower=False)
    assert json.loads(pinned.read_text("utf-8"))["tiny"]["floors"] == {"article hit@1": 1.01}
    pin([tiny], guards, HashEncoder(), pinned, allow_lower=True)
    assert json.loads(pinned.read_text("utf-8"))["tiny"] == {
        "sha256": tiny.sha256,
        "floors": floors_for(figures(2, **{"article hit@1": 1})),
    }
