"""Fit the constants of qa/answer/confidence.py on question sets whose licences allow it.

    python tests/benchmarks/fit_confidence.py [--indexes DIR] squad2_500 multihop_facts scifact seeds

(each as a folder). Of every set its own questions; of every corpus some questions of the other sets, which it does not
answer; of seeds/ each article alone, with its own questions and some that another article answers. xquad_en is left
out: it shares paragraphs with squad2_500, and all of it can be answered.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression

from qa.answer.confidence import longness, strength
from qa.encoding.sentence_transformer import SentenceTransformerEncoder
from qa.evaluation.judgement import judge_for
from qa.evaluation.question_sets import Question, QuestionSet, read_question_set
from qa.index.build import build_index
from qa.index.snapshot import open_current
from qa.retrieval.search import search

STRANGERS = 40  # questions of each other set


@dataclass(frozen=True)
class Asked:
    features: tuple[float, float, float]  # strength, strength where the question is long, size of the archive
    right: bool
    answerable: bool


@click.command()
@click.option("--indexes", type=click.Path(path_type=Path))
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
def main(indexes: Path | None, folders: tuple[Path, ...]) -> None:
    sets = [read_question_set(folder) for folder in folders]
    encoder = SentenceTransformerEncoder()
    groups: list[tuple[float, list[Asked]]] = []  # each with its weight
    with tempfile.TemporaryDirectory() as temporary:
        place = indexes or Path(temporary)
        for asked in sets:
            groups.append((1.0, ask_all(asked.name, asked.source, asked.questions, place, encoder)))
            groups.append((0.3, ask_all(asked.name, asked.source, strangers(asked, sets), place, encoder)))
            if alone := [ask_all(path.stem, path, of_one(path, asked), place, encoder) for path in texts(asked)]:
                groups.append((1.0, [item for items in alone for item in items]))
    fit(groups)


def ask_all(
    name: str, source: Path, questions: Sequence[Question], indexes: Path, encoder: SentenceTransformerEncoder
) -> list[Asked]:
    """Build or reuse the index of a source, and ask these questions of it."""
    build_index([source], indexes, name, encoder)
    snapshot = open_current(indexes, name)
    judge = judge_for(questions)
    results = []
    for question in questions:
        if ranked := search(snapshot, encoder, question.text):
            score, words = strength(ranked[0]), len(question.text.split())
            features = (score, score * longness(words), math.log10(snapshot.manifest.sentences))
            right = question.answerable and judge(snapshot, question, ranked[0].row)
            results.append(Asked(features, right, question.answerable))
    return results


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


def fit(groups: Sequence[tuple[float, list[Asked]]]) -> None:
    """Logistic regression of "the first sentence is right", and what each threshold would answer."""
    items = [item for _, asked in groups for item in asked]
    weights = np.array([weight / len(asked) for weight, asked in groups for _ in asked])
    weights *= len(weights) / weights.sum()
    features = np.array([item.features for item in items])
    model = LogisticRegression(C=1e6).fit(features, [item.right for item in items], sample_weight=weights)
    slope, length_slope, size_slope = model.coef_[0]
    print(f"BIAS = {model.intercept_[0]:.2f}\nSLOPE = {slope:.2f}")
    print(f"SIZE_SLOPE = {size_slope:.2f}\nLENGTH_SLOPE = {length_slope:.2f}")
    confidence, kind = model.predict_proba(features)[:, 1], np.array([item.answerable for item in items])
    for threshold in np.arange(0.15, 0.55, 0.05):
        answered = (confidence >= threshold) * weights
        yes, no = answered[kind].sum() / weights[kind].sum(), answered[~kind].sum() / weights[~kind].sum()
        print(f"THRESHOLD = {threshold:.2f} answers {yes:.2f} of the answerable, {no:.2f} of the others")


if __name__ == "__main__":
    main()
