"""Measure ranking and abstention on question sets, with the index and the search that users have.

    python tests/benchmarks/ranking.py [--fit] [--indexes DIR] SET_FOLDER ... [seeds]

Prints, for each set: sentence hit@1 and hit@3 over the answerable questions (of realtimeqa: a sentence that holds the
answer string), AUROC of the confidence (answerable against not), its expected calibration error as the probability
that the first citation is right, and how many questions were answered and how many of those rightly.

`--fit` fits the constants of qa/confidence.py on the sets given, which must be sets whose licences allow it:
squad2_500, multihop_facts, scifact, seeds. (xquad_en shares paragraphs with squad2_500, and all of it can be answered.)
"""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from qa.build import build_index
from qa.confidence import THRESHOLD, confidence_of, longness
from qa.encoder import Encoder, SentenceTransformerEncoder
from qa.search import search
from qa.snapshot import Snapshot, open_current
from qa.types import Evidence

BINS = 10


@dataclass(frozen=True)
class Asked:
    """One question and what came of it: is each of the first three sentences right?"""

    answerable: bool
    words: int  # of the question
    ranked: list[Evidence]
    right: list[bool]
    sentences: int  # searched


@click.command()
@click.option("--fit", is_flag=True)
@click.option("--indexes", type=click.Path(path_type=Path))
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
def main(fit: bool, indexes: Path | None, folders: tuple[Path, ...]) -> None:
    encoder = SentenceTransformerEncoder()
    sets: dict[str, list[Asked]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for folder in folders:
            sets[folder.name] = ask_all(folder, indexes or Path(temporary), encoder)
            print(f"{folder.name:16} {report(sets[folder.name])}", flush=True)
        if fit:
            place = indexes or Path(temporary)
            groups = [(1.0, [items]) for items in sets.values()]
            groups += [(0.5, [stranger(place, encoder, a, b) for a in folders if a != b]) for b in folders]
            groups += [(0.5, articles_alone(f, place, encoder)) for f in folders if list(f.glob("*.txt"))]
            fit_constants(groups)


def ask_all(folder: Path, indexes: Path, encoder: Encoder) -> list[Asked]:
    """Build or reuse the index of a set's corpus, and ask all of its questions."""
    source = folder / "corpus.jsonl" if (folder / "corpus.jsonl").exists() else folder
    build_index([source], indexes, folder.name, encoder)
    snapshot = open_current(indexes, folder.name)
    return [_ask(question, _judge(folder, snapshot, question), snapshot, encoder) for question in questions(folder)]


def stranger(indexes: Path, encoder: Encoder, asked: Path, corpus: Path) -> list[Asked]:
    """Questions of one set asked of the corpus of another, which does not answer them."""
    snapshot = open_current(indexes, corpus.name)
    sample = questions(asked)[:: max(1, len(questions(asked)) // 40)]
    unanswered = [{**question, "answerable": False} for question in sample]
    return [_ask(question, lambda row: False, snapshot, encoder) for question in unanswered]


def articles_alone(folder: Path, indexes: Path, encoder: Encoder) -> list[list[Asked]]:
    """Each article as an archive of its own, asked its own questions and as many that another article answers."""
    results = []
    for path in sorted(folder.glob("*.txt")):
        build_index([path], indexes, path.stem, encoder)
        snapshot = open_current(indexes, path.stem)
        asked = [question for question in questions(folder) if question["answerable"]]
        own = [question for question in asked if question["article"] == path.stem]
        others = [{**question, "answerable": False} for question in asked if question not in own][:: 44 // 4]
        results.append([_ask(item, _judge(folder, snapshot, item), snapshot, encoder) for item in own + others])
    return results


def questions(folder: Path) -> list[dict]:
    path = next(path for path in (folder / "queries.jsonl", folder / "questions.jsonl") if path.exists())
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _ask(question: dict, judge, snapshot: Snapshot, encoder: Encoder) -> Asked:
    ranked = search(snapshot, encoder, question["text"])
    right = [judge(item.row) for item in ranked[:3]]
    return Asked(question["answerable"], len(question["text"].split()), ranked, right, snapshot.manifest.sentences)


def _judge(folder: Path, snapshot: Snapshot, question: dict):
    """A function that says whether the sentence in a row answers the question."""
    text = lambda row: snapshot.sentence_texts([row])[0]  # noqa: E731
    if not question["answerable"]:
        return lambda row: False
    if "sentence" in question:
        return lambda row: text(row) == question["sentence"]
    if folder.name.startswith("realtimeqa"):
        wanted = [f" {_plain(answer)} " for answer in question["answers"]]
        return lambda row: any(answer in f" {_plain(text(row))} " for answer in wanted)
    places = _places(folder)[question["id"]]

    def judge(row: int) -> bool:
        number, start, end, _ = snapshot.sentences[row]
        article = snapshot.article_at(int(number)).id
        return any(article == name and start < stop and end > begin for name, begin, stop in places)

    return judge


def _places(folder: Path, cache: dict = {}) -> dict[str, list[tuple[str, float, float]]]:  # noqa: B006
    if folder not in cache:
        places = cache[folder] = defaultdict(list)
        if (folder / "spans.jsonl").exists():
            for line in (folder / "spans.jsonl").read_text("utf-8").splitlines():
                span = json.loads(line)
                places[span["query_id"]].append((span["doc_id"], span["start"], span["end"]))
        else:
            for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
                query, document, relevance = line.split("\t")[:3]
                if relevance.strip() not in ("0", "relevance"):
                    places[query].append((document, 0, float("inf")))
    return cache[folder]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def report(asked: list[Asked]) -> str:
    answerable = [item for item in asked if item.answerable]
    hit1 = np.mean([item.right[:1] == [True] for item in answerable])
    hit3 = np.mean([any(item.right) for item in answerable])
    confidence = np.array([confidence_of(item.ranked, item.words, item.sentences) for item in asked])
    right = np.array([item.right[:1] == [True] for item in asked])
    labels = [item.answerable for item in asked]
    auroc = roc_auc_score(labels, confidence) if len(set(labels)) == 2 else float("nan")
    answered = confidence >= THRESHOLD
    return (
        f"{len(asked):5} questions  hit@1 {hit1:.3f}  hit@3 {hit3:.3f}  AUROC {auroc:.3f}  "
        f"ECE {ece(confidence, right):.3f}  answered {answered.mean():.2f}, of these right {right[answered].mean():.2f}"
    )


def ece(confidence: NDArray, right: NDArray) -> float:
    """Expected calibration error: the mean gap between confidence and truth over ten equal bins."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))


def fit_constants(groups: list[tuple[float, list[list[Asked]]]]) -> None:
    """Logistic regression of "the first sentence is right"; each group has the weight it comes with."""
    rows, right, weights, answerable = [], [], [], []
    for weight, group in groups:
        items = [item for asked in group for item in asked if item.ranked]
        rows += [_features(item) for item in items]
        right += [item.right[0] for item in items]
        answerable += [item.answerable for item in items]
        weights += [weight / len(items)] * len(items)
    scale = len(rows) / sum(weights)
    model = LogisticRegression(C=1e6).fit(np.array(rows), right, sample_weight=np.array(weights) * scale)
    slope, length_slope, size_slope = model.coef_[0]
    print(f"BIAS = {model.intercept_[0]:.2f}\nSLOPE = {slope:.2f}")
    print(f"SIZE_SLOPE = {size_slope:.2f}\nLENGTH_SLOPE = {length_slope:.2f}")
    confidence = model.predict_proba(np.array(rows))[:, 1]
    shares, kind = np.array(weights), np.array(answerable)
    for threshold in np.arange(0.15, 0.55, 0.05):
        answered = (confidence >= threshold) * shares
        yes, no = answered[kind].sum() / shares[kind].sum(), answered[~kind].sum() / shares[~kind].sum()
        print(f"THRESHOLD = {threshold:.2f} answers {yes:.2f} of the answerable, {no:.2f} of the others")


def _features(item: Asked) -> tuple[float, float, float]:
    score = item.ranked[0].score
    return score, score * longness(item.words), math.log10(item.sentences)


if __name__ == "__main__":
    main()
