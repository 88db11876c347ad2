"""The benchmark beside other programs (tests/benchmarks/peers): what it chooses, how it judges, and what it tells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.evaluation.question_sets import read_question_set
from tests.benchmarks.peers import environments, report
from tests.benchmarks.peers.__main__ import _compared, _joined
from tests.benchmarks.peers.measure import STEPS, Measured, run
from tests.benchmarks.peers.processes import OWN, PEERS, PLAIN, UNREAD
from tests.benchmarks.peers.scoring import figures
from tests.benchmarks.peers.selection import Selection, select

TEXTS = {
    "harbor": "A storm closed the harbor of Port Ellen on Monday. The ferry stayed in its dock.",
    "bridge": "The old bridge over the Lowe reopened on Tuesday. Repairs took nine months.",
    "mayor": "Mayor Ada Lind resigned on Friday. She cited her health.",
    "turnips": "Words about turnips were said at length. They grow well in the cold.",
}
QUESTIONS = [
    {"id": "1", "text": "Who resigned on Friday?", "answers": ["Ada Lind"], "article": "mayor"},
    {"id": "2", "text": "How long did repairs take?", "answers": ["nine months"], "article": "bridge"},
    {"id": "3", "text": "Who won the regatta?", "answerable": False},
]
PEER = """
from child import Found

class Toy:
    def load(self): print("a library that talks")
    def build(self, sentences, source): self.held = list(sentences); (self.folder / "held").write_text("12345")
    def open(self, sentences): self.held = list(sentences)
    def ask(self, question, k):
        return [Found(s.article, s.start, s.text, 1.0) for s in self.held if s.title in question][:k]
    def add(self, sentences, source): self.held += sentences
    def remove(self, article, sentences): pass

def make(folder):
    toy = Toy()
    toy.folder = folder
    return toy
"""


@pytest.fixture
def selection(tmp_path: Path) -> Iterator[Selection]:
    folder = tmp_path / "set"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"{name.capitalize()} today\n\n{text}\n", "utf-8")
    sentences = {"1": "Mayor Ada Lind resigned on Friday.", "2": "Repairs took nine months."}
    lines = [json.dumps(each | {"sentence": sentences.get(str(each["id"]), "")}) for each in QUESTIONS]
    (folder / "questions.jsonl").write_text("\n".join(lines), "utf-8")
    found = select(read_question_set(folder), 3, 3, tmp_path / "chosen")
    yield found
    found.engine.close()


def test_what_is_chosen(selection: Selection) -> None:
    assert (selection.articles, selection.count, len(selection.questions)) == (3, 6, 3)
    told = json.loads(selection.sentences.read_text("utf-8"))
    chosen = {article for article, *_ in told}
    assert chosen > {"mayor", "bridge"}
    [one] = {article for article, *_ in json.loads(selection.one.read_text("utf-8"))}
    assert {one} == {"harbor", "turnips"} - chosen
    assert {file.stem for file in selection.source.iterdir()} == chosen
    assert ["mayor", "Mayor today", "She cited her health."] in [[a, title, text] for a, _, title, text in told]


def test_answers_are_judged(selection: Selection) -> None:
    start = {text: start for _, start, _, text in json.loads(selection.sentences.read_text("utf-8"))}
    right = ("mayor", start["Mayor Ada Lind resigned on Friday."], "Mayor Ada Lind resigned on Friday.", 0.9)
    beside = ("bridge", start["The old bridge over the Lowe reopened on Tuesday."], "It reopened.", 0.8)
    late = ("bridge", start["Repairs took nine months."], "Repairs took nine months.", 0.7)
    found = figures(Measured(found=[[right], [beside, right, late], [("bridge", -1, "Bridge today", 0.85)]]), selection)
    assert {name: figure.value for name, figure in found.items()} == {
        "article hit@1": 1.0,
        "article hit@5": 1.0,
        "sentence hit@1": 0.5,
        "sentence hit@5": 1.0,
        "answer@1": 0.5,
        "answer@3": 1.0,
        "AUROC": 0.5,
    }
    assert figures(Measured(found=[[right]]), selection) == {}


def test_a_peer_in_its_process(selection: Selection, tmp_path: Path) -> None:
    (tmp_path / "toy.py").write_text(PEER)
    (tmp_path / "place").mkdir()
    given = {"sentences": str(selection.sentences)}
    change = {"sentences": str(selection.one), "question": selection.one_title, "k": 5}
    orders = [
        {"do": "build", "source": str(selection.source), **given},
        {"do": "ask", "question": "Mayor today", "k": 1},
        {"do": "many", "questions": ["Mayor today"], "k": 1, "clients": 2, "seconds": 0.01},
        {"do": "add", "source": str(selection.one_source), **change},
        {"do": "remove", **change},
        {"do": "ask", "question": "Mayor today"},
    ]
    done = subprocess.run(
        [sys.executable, str(environments.HERE / "child.py"), "toy", str(tmp_path / "place")],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        input="\n".join(map(json.dumps, orders)),
        capture_output=True,
        text=True,
        check=True,
    )
    built, asked, many, added, removed, wrong = map(json.loads, done.stdout.splitlines())
    assert built["bytes"] == 5
    assert built["peak_mb"] > 1
    assert asked["found"] == [["mayor", asked["found"][0][1], "Mayor Ada Lind resigned on Friday.", 1.0]]
    assert many["per_second"] > 0
    assert added["done"]
    assert not removed["done"]
    assert wrong["error"].startswith("TypeError: ")
    assert done.stderr == "a library that talks\n"


def test_a_peer_that_cannot_be_installed_is_told(
    selection: Selection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.benchmarks.peers.measure.PEERS", (PLAIN,))
    (tmp_path / "no-folder").touch()
    monkeypatch.setattr(environments.environment, "__defaults__", (tmp_path / "no-folder",))
    results = run(selection, tmp_path / "runs", STEPS, 1, 0.01, lambda _: None)
    assert "no-folder" in results[PLAIN.key].problem
    every = {peer.key: results.get(peer.key, Measured()) for peer in PEERS}
    told = report.tables(every, {peer.key: {} for peer in PEERS}, selection.count)
    assert f"| {PLAIN.label} | – |" in told
    assert told.endswith(f"{PLAIN.label}: {results[PLAIN.key].problem}")


def measured(seconds: float, ms: list[float]) -> Measured:
    build = {"seconds": seconds, "bytes": 2e6, "peak_mb": 500.0}
    return Measured(builds=[build], ms=ms, added=[seconds], per_second={"4": [1 / seconds]})


def test_the_tables_and_what_it_costs(tmp_path: Path) -> None:
    results = {peer.key: Measured() for peer in PEERS}
    results |= {OWN.key: measured(20, [30, 90]), UNREAD.key: Measured(ms=[10, 20]), PLAIN.key: measured(10, [5, 10])}
    told = report.tables(results, {peer.key: {} for peer in PEERS}, 600)
    assert f"| {OWN.label} | 30 | 1.00 | 500 | 2.0 | 20.00 | – |" in told
    assert f"| {PLAIN.label} | 60 | 0.50 | 500 | 2.0 | 10.00 | – |" in told
    assert f"| {PLAIN.label} | 7.5 | 9.8 | 0.50 (0.50–0.50) | – | 0.1 | – |" in told
    now = report.costs(results)
    assert now == {
        "build, time": 2.0,
        "build, peak memory": 1.0,
        "build, disk": 1.0,
        "add an article": 2.0,
        "question": 7.5,
        "question without the reader": 2.0,
        "question, 4 clients": 2.0,
    }
    assert report.dearer(now, {"question": 6.9, "build, time": 1.8, "start": 1.0}) == [
        "build, time: 2.00 times plain sentence-transformers, 1.80 at the last release (+11 %)"
    ]


def test_stored_costs_are_of_the_same_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for function in (report.stored_for, report.store):
        monkeypatch.setattr(function, "__defaults__", (tmp_path / "stored.json",))
    assert "nothing to compare with" in _compared("a", {"question": 2.0}, store=False)
    _compared("a", {"question": 2.0}, store=True)
    _compared("b", {"question": 1.0}, store=True)
    assert _compared("a", {"question": 2.1}, store=False) == "Nothing is dearer than it was."
    assert _compared("b", {"question": 2.1}, store=False).startswith("Dearer than at the last release:\nquestion: 2.10")


def test_runs_are_added_up() -> None:
    joined = _joined(measured(20, [1]), measured(10, [2]))
    assert ([each["seconds"] for each in joined.builds], joined.ms) == ([20, 10], [1, 2])
    assert (joined.added, joined.per_second) == ([20, 10], {"4": [0.05, 0.1]})
