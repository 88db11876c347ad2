"""Fit the constants of qa/answer/confidence.py and qa/answer/reader.py where a reader has read.

    python tests/benchmarks/fit_confidence.py [--indexes DIR] [--dump FILE] squad2_dev_rest clapnq_dev seeds

(each as a folder: a question set, or a set as `qa train-reader` takes it, of which SAMPLE questions with and without an
answer are asked). Of every set its own questions; of every corpus some questions of the other sets, and some of its own
without the articles that answer them; of seeds/ each article alone, with its own questions and some that another
answers. Sets that figures are reported of stay out.
"""

from __future__ import annotations

import json
import math
import random
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression

from qa.answer.confidence import ENOUGH, SMALL, strength
from qa.answer.find import find
from qa.answer.reader import W_EVIDENCE, evidence_weight, merit
from qa.encoding.load import load_encoder
from qa.encoding.reader import reader_of
from qa.evaluation.judgement import judge_for
from qa.evaluation.question_sets import Question, QuestionSet, read_question_set
from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.training.questions import DOCUMENTS, QUESTIONS
from qa.types import Evidence, Filters

SAMPLE = 300  # with an answer, and as many without
STRANGERS = 40  # questions of each other set
ASIDE = 0.3  # the weight of questions that an archive was not made for
READ = 20  # candidates at most that are kept of each question


@dataclass(frozen=True)
class Asked:
    """One question of `words`: the evidence of the candidates that were read, in their order, and which are right."""

    set: str
    words: int
    answerable: bool
    sentences: int
    evidence: list[Evidence]
    right: list[bool]


class Asker:
    """Asks question sets of their own articles and of others'."""

    def __init__(self, indexes: Path) -> None:
        self.indexes = indexes
        self.encoder = load_encoder()
        self.reader = reader_of(self.encoder)
        self.asked: list[Asked] = []

    def ask(self, kind: str, name: str, source: Path, questions: Sequence[Question], removed: bool = False) -> None:
        """Build or reuse the index of a source, and ask it these questions; `removed`, without what answers them."""
        build_index([source], self.indexes, name, self.encoder)
        snapshot = open_current(self.indexes, name)
        judge = judge_for(questions)
        for question in questions:
            filters = Filters(without=frozenset(question.articles)) if removed else Filters()
            ranking = find(snapshot, self.encoder, self.reader, question.text, filters).ranking
            read = [n for n in range(min(READ, len(ranking))) if ranking.evidence[n].reader is not None]
            if read:
                right = [question.answerable and judge(snapshot, question, ranking.sentences[n]) for n in read]
                evidence = [ranking.evidence[n] for n in read]
                words, searched = len(question.text.split()), ranking.candidates.searched
                self.asked.append(Asked(kind, words, question.answerable, searched, evidence, right))


@click.command()
@click.option("--indexes", type=click.Path(path_type=Path))
@click.option("--dump", type=click.Path(path_type=Path), help="Keep what was asked, to look at.")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
def main(indexes: Path | None, dump: Path | None, folders: tuple[Path, ...]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        sets = [as_question_set(folder, Path(temporary)) for folder in folders]
        asker = Asker(indexes or Path(temporary))
        for one in sets:
            asker.ask(one.name, one.name, one.source, one.questions)
            asker.ask(f"{one.name}, strangers", one.name, one.source, strangers(one, sets))
            known = [replace(q, answerable=False) for q in one.questions if q.answerable and q.articles]
            asker.ask(f"{one.name}, removed", one.name, one.source, known[::3], removed=True)
            for path in texts(one):
                asker.ask(f"{one.name}, each alone", path.stem, path, of_one(path, one))
            click.echo(f"{one.name}: {len(asker.asked)} asked", err=True)
    if dump:
        dump.write_text(json.dumps([asdict(item) for item in asker.asked]), "utf-8")
    fit_order(asker.asked)
    fit_confidence(asker.asked)


def as_question_set(folder: Path, temporary: Path) -> QuestionSet:
    """A question set as it is; a set for training in the files of one."""
    if not (folder / DOCUMENTS).is_file():
        return read_question_set(folder)
    place = temporary / folder.name
    place.mkdir()
    documents = [json.loads(line) for line in (folder / DOCUMENTS).read_text("utf-8").splitlines()]
    records = [json.loads(line) for line in (folder / QUESTIONS).read_text("utf-8").splitlines()]
    records = [record for record in records if record.get("n_occ", 1) == 1]
    random.Random(7).shuffle(records)
    yes, no = ([record for record in records if record["answerable"] == kind][:SAMPLE] for kind in (True, False))
    write(
        place / "corpus.jsonl", [{name: document[name] for name in ("id", "title", "text")} for document in documents]
    )
    asked = [{"id": r["id"], "text": r["question"], "answerable": r["answerable"]} for r in [*yes, *no]]
    write(place / "queries.jsonl", asked)
    write(
        place / "spans.jsonl",
        [
            {"query_id": r["id"], "doc_id": r["doc_id"], "start": a["start"], "end": a["start"] + len(a["text"])}
            for r in yes
            for a in r["answers"]
        ],
    )
    (place / "qrels.tsv").write_text("".join(f"{r['id']}\t{r['doc_id']}\t1\n" for r in yes), "utf-8")
    return read_question_set(place)


def write(path: Path, records: Sequence[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")


def strangers(asked: QuestionSet, sets: Sequence[QuestionSet]) -> list[Question]:
    others = [each.questions[:: max(1, len(each.questions) // STRANGERS)] for each in sets if each is not asked]
    return [replace(question, answerable=False) for questions in others for question in questions]


def texts(asked: QuestionSet) -> list[Path]:
    return sorted(asked.source.glob("*.txt")) if asked.source.is_dir() else []


def of_one(article: Path, asked: QuestionSet) -> list[Question]:
    """The questions that one article answers, and every eleventh of those that another does."""
    answerable = [question for question in asked.questions if question.answerable]
    own = [question for question in answerable if article.stem in question.articles]
    return own + [replace(question, answerable=False) for question in answerable if question not in own][::11]


def fit_order(asked: Sequence[Asked]) -> None:
    """How often the first is right, by what retrieval's score weighs beside the reader's log-odds."""
    for added in (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0):
        by_set: dict[str, list[bool]] = {}
        for item in asked:
            if any(item.right):
                weight = max(0.0, evidence_weight(item.words) + added)
                best = max(item.evidence, key=lambda one: (one.reader or 0.0) + weight * one.score + one.preference)
                by_set.setdefault(item.set, []).append(item.right[item.evidence.index(best)])
        told = ", ".join(f"{name} {np.mean(right):.3f}" for name, right in by_set.items())
        click.echo(f"W_EVIDENCE = {W_EVIDENCE + added}: {told}")


def fit_confidence(asked: Sequence[Asked]) -> None:
    """Logistic regression of "the first sentence is right", each set of as much weight, and what thresholds answer."""
    first = [
        max(range(len(item.evidence)), key=lambda n, item=item: merit(item.evidence[n], item.words)) for item in asked
    ]
    best = [item.evidence[n] for item, n in zip(asked, first, strict=True)]
    features = np.array(
        [
            [
                (one.reader or 0.0) + one.preference,
                evidence_weight(item.words) * (strength(one) - ENOUGH),
                math.log10(max(SMALL, item.sentences)),
            ]
            for item, one in zip(asked, best, strict=True)
        ]
    )
    right = np.array([item.right[n] for item, n in zip(asked, first, strict=True)])
    names = [item.set for item in asked]
    weights = np.array(
        [(ASIDE if name.endswith(("strangers", "removed")) else 1) / names.count(name) for name in names]
    )
    weights *= len(names) / weights.sum()
    model = LogisticRegression(C=1e6).fit(features, right, sample_weight=weights)
    reader, score, size = model.coef_[0]
    click.echo(f"READ_BIAS = {model.intercept_[0]:.2f}\nREAD_SLOPE = {reader:.2f}")
    click.echo(f"READ_STRENGTH_SLOPE = {score:.2f}\nREAD_SIZE_SLOPE = {size:.2f}")
    confidence, kind = model.predict_proba(features)[:, 1], np.array([item.answerable for item in asked])
    for threshold in np.arange(0.2, 0.65, 0.05):
        answered = (confidence >= threshold) * weights
        yes, no = answered[kind].sum() / weights[kind].sum(), answered[~kind].sum() / weights[~kind].sum()
        wrong = (answered * ~right).sum() / answered.sum()
        click.echo(
            f"READ_THRESHOLD = {threshold:.2f}: answers {yes:.2f} of the answerable, {no:.2f} of the others,"
            f" {wrong:.2f} of the answers wrong"
        )


if __name__ == "__main__":
    main()
