from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.answer.confidence import THRESHOLD
from qa.evaluation.answers import evaluate
from qa.evaluation.metrics import measures
from qa.evaluation.question_sets import read_question_set
from qa.evaluation.results import Evaluation
from qa.types import as_json
from tests.encoders import HashEncoder

FACTS = "grass is green|snow is white|coal is black|blood is red|the sky is blue|gold is yellow|mice are grey"


def jsonl(records: list[dict[str, object]]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven articles, each of three sentences, the second of which answers; one question that none answers."""
    folder = tmp_path / "colours"
    folder.mkdir()
    things = [fact.rsplit(" ", 1) for fact in FACTS.split("|")]
    texts = [f"Number {n} begins. It is said that {thing} {hue}. So it ends." for n, (thing, hue) in enumerate(things)]
    queries = [
        {"id": f"q{n}", "text": f"What colour, {thing}?", "answers": [hue], "answerable": True}
        for n, (thing, hue) in enumerate(things)
    ]
    queries.append({"id": "none", "text": "Who composed zarzuelas anywhere?", "answers": [], "answerable": False})
    spans = [
        {"query_id": f"q{n}", "doc_id": f"a{n}", "start": text.index("It is"), "end": text.index("So it")}
        for n, text in enumerate(texts)
    ]
    (folder / "corpus.jsonl").write_text(jsonl([{"id": f"a{n}", "text": text} for n, text in enumerate(texts)]))
    (folder / "queries.jsonl").write_text(jsonl(queries))
    (folder / "spans.jsonl").write_text(jsonl(spans))
    (folder / "qrels.tsv").write_text("".join(f"q{n}\ta{n}\t1\n" for n in range(7)))
    (folder / "candidates.tsv").write_text("q0\ta0\t1\nq0\ta1\t0\nq0\ta2\t0\nq1\ta1\t1\n")
    return folder


@pytest.fixture
def evaluation(folder: Path, tmp_path: Path, encoder: HashEncoder) -> Evaluation:
    return evaluate(read_question_set(folder), tmp_path / "indexes", encoder)


def test_every_figure_that_the_set_can_tell_is_told(evaluation: Evaluation) -> None:
    assert (evaluation.name, evaluation.questions, evaluation.answerable) == ("colours", 8, 7)
    assert (evaluation.index.articles, evaluation.threshold) == (7, THRESHOLD)
    counts = {name: figure.n for name, figure in evaluation.figures.items()}
    answered = counts.pop("precision", 0)
    assert counts == {
        **dict.fromkeys((*(f"article hit@{k}" for k in (1, 3, 5)), "article MRR", "article nDCG@10"), 7),
        **dict.fromkeys((*(f"sentence hit@{k}" for k in (1, 3, 5)), "sentence MRR"), 7),
        **dict.fromkeys(("answer hit@1", "answer hit@3"), 7),
        **dict.fromkeys(("candidates MAP", "candidates MRR"), 1),  # the other question has no bad candidate
        **dict.fromkeys(("AUROC", "coverage", "ECE"), 8),
        "citation precision": 21,  # three of each that is answered
        "citations shown": 7,
        "answerable answered": 7,
        "unanswerable answered": 1,
        "AUROC gold removed": 14,
    }
    assert answered == round(8 * evaluation.figures["coverage"].value)
    for name, figure in evaluation.figures.items():
        assert 0 <= figure.low <= figure.value <= figure.high <= (3 if name == "citations shown" else 1)


def test_questions_in_the_words_of_the_articles_are_found(evaluation: Evaluation) -> None:
    for name in ("article hit@1", "sentence hit@1", "answer hit@1", "candidates MAP", "AUROC"):
        assert evaluation.figures[name].value == 1, name
    assert evaluation.figures["AUROC gold removed"].value > 0.9
    assert evaluation.figures["unanswerable answered"].value == 0


def test_a_wrong_place_is_a_miss_but_its_article_is_none(folder: Path, tmp_path: Path, encoder: HashEncoder) -> None:
    spans = [json.loads(line) for line in (folder / "spans.jsonl").read_text().splitlines()]
    (folder / "spans.jsonl").write_text(jsonl([{**span, "start": 0, "end": 5} for span in spans]))
    figures = evaluate(read_question_set(folder), tmp_path / "indexes", encoder).figures
    assert (figures["sentence hit@1"].value, figures["article hit@1"].value) == (0, 1)
    assert figures["ECE"].value > 0.1  # sure of itself, and wrong


def test_the_curve_ends_where_all_is_answered(evaluation: Evaluation) -> None:
    coverage, risk = zip(*evaluation.risk_coverage, strict=True)
    assert coverage == tuple(n / 8 for n in range(1, 9))
    assert risk[-1] == pytest.approx(1 / 8)  # the one that none answers
    assert risk[0] == 0


def test_an_index_is_reused_and_a_sample_is_spread(folder: Path, tmp_path: Path, encoder: HashEncoder) -> None:
    questions = read_question_set(folder)
    first = evaluate(questions, tmp_path / "indexes", encoder, sample=2)
    again = evaluate(questions, tmp_path / "indexes", encoder, sample=20)
    assert first.sentences_per_second
    assert again.sentences_per_second is None
    assert again.index == first.index
    assert (first.questions, first.answerable, again.questions) == (2, 1, 8)  # the first and the last


def test_a_set_that_knows_less_tells_less(folder: Path, tmp_path: Path, encoder: HashEncoder) -> None:
    for name in ("spans.jsonl", "candidates.tsv", "qrels.tsv"):
        (folder / name).unlink()
    figures = evaluate(read_question_set(folder), tmp_path / "indexes", encoder).figures
    assert not [name for name in figures if name.startswith(("article", "sentence", "candidates"))]
    assert figures["answer hit@1"].value == 1


def test_it_can_be_read_as_json(evaluation: Evaluation) -> None:
    facts = json.loads(json.dumps(as_json(evaluation)))
    assert facts["figures"]["sentence hit@1"] == {"value": 1, "low": 1, "high": 1, "n": 7}
    assert len(facts["latency_ms"]) == 2
    assert facts["sha256"] == evaluation.sha256


def test_without_ir_measures_it_says_so_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from qa.errors import EngineUnavailable

    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(EngineUnavailable, match="ir-measures is not installed"):
        measures()
