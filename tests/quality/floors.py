"""The figures that no change may lose, on subsets that take a minute: measured here, pinned in floors.json.

    python -m tests.quality.floors                  raise every floor to what is measured now
    python -m tests.quality.floors --allow-lower    lower them too: say why in the commit

A floor lies below what was measured by what another processor may change. Between AVX2 and the plainest kernels
(tests/other_cpu.py) the scores of seeds/ differ by 4e-6 in the mean and by 8e-4 at most, where a token gets another
code; of 60 questions none is answered otherwise, and the first two sentences of one lie so near. So one question may
fall otherwise, however few there are: QUESTIONS. What depends on all confidences at once hardly moves: MARGIN. A floor
holds for the files it was measured on, by their hash; where those change, so must the floors.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from qa.encoding.base import Encoder
from qa.encoding.load import load_encoder
from qa.encoding.model_files import sha256_of
from qa.encoding.reader import reader_of
from qa.evaluation.answers import evaluate, spread
from qa.evaluation.nugget_sets import NuggetSet, read_nugget_set
from qa.evaluation.nuggets import evaluate_nuggets
from qa.evaluation.question_sets import QuestionSet, read_question_set, read_questions
from qa.evaluation.results import Figure, SummaryEvaluation
from qa.evaluation.summaries import evaluate_summaries
from qa.evaluation.summary_sets import SummarySet, is_summary_set, read_summary_set

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
DATA = Path(os.environ.get("QA_EVAL_DATA", ROOT.parent / "shared" / "data"))
NUGGETS = Path(__file__).with_name("nuggets")
PINNED = Path(__file__).with_name("floors.json")
MARGIN = 0.01
QUESTIONS = 1.5  # one, and room for what rounding takes
CEILINGS = {"ECE", "unanswerable answered", "topics filler", "timelines off topic"}  # of these, less is better

Figures = Mapping[str, Figure]
Floors = dict[str, float]
Guarded = QuestionSet | SummarySet | NuggetSet

Guards = dict[str, tuple[int | None, tuple[str, ...]]]

OF_NUGGETS = (
    *("articles recall", "topics recall", "topics filler", "briefings recall", "briefings why"),
    *("timelines must", "timelines off topic"),
)

OF_CITATIONS = ("citation precision", "answer span F1")

# How many questions of which set, and the figures that say something of so many.
GUARDED: Guards = {
    "seeds": (
        None,
        ("article hit@1", "sentence hit@1", "sentence hit@3", "AUROC", "unanswerable answered", *OF_CITATIONS),
    ),
    "reporter": (
        120,
        ("sentence hit@1", "sentence hit@3", "AUROC", "citation precision", "unanswerable answered", "ECE"),
    ),
    "trecqa_dev": (40, ("article hit@1", "article MRR", "candidates MAP")),
    "squad2_500": (60, ("sentence hit@1", "sentence MRR", "AUROC", *OF_CITATIONS, "ECE")),
    "multihop_facts": (40, ("article hit@1", "article nDCG@10", "AUROC", "ECE")),
    "realtimeqa_dev": (30, ("answer hit@1", "answer hit@3", "AUROC", "unanswerable answered", "citation precision")),
    "cnndm_summeval": (50, ("ROUGE-1", "ROUGE-1 above Lead", "ROUGE-1 above sumy LexRank")),
    "open": (None, OF_NUGGETS),
    "held_back": (None, OF_NUGGETS),
}
# Beside those that answer, were judged, or a near miss was made from: encoding whole sets takes longer than asking.
OTHER_ARTICLES = {"trecqa_dev": 0, "squad2_500": 60, "realtimeqa_dev": 20}
COMPARED = {"coverage", "Lead", "sumy LexRank"}  # methods of summaries
OF_ALL = {"AUROC", "ECE"}  # of all confidences at once
MARGINS = {"ROUGE-1": 0.004, "ROUGE-1 above Lead": 0.002, "ROUGE-1 above sumy LexRank": 0.004}
# One sentence of some thirty, one event of some twenty, one entry of some forty, one "why" of five.
MARGINS |= {"articles recall": 0.03, "topics recall": 0.03, "briefings recall": 0.03, "topics filler": 0.05}
MARGINS |= {"timelines must": 0.07, "timelines off topic": 0.04, "briefings why": 0.21}


def guarded_set(name: str) -> Guarded | None:
    """The set of this name; None where its data is not on this machine."""
    if (own := NUGGETS / name).is_dir():
        return replace(
            read_nugget_set(own), sha256=sha256_of([*sorted(own.glob("*.json")), *sorted(SEEDS.glob("*.txt"))])
        )
    if name == "reporter":
        asked = Path(__file__).with_name("reporter") / "questions.jsonl"
        return QuestionSet(name, SEEDS, read_questions(asked), sha256_of([asked, *sorted(SEEDS.glob("*.txt"))]))
    folder = SEEDS if name == "seeds" else DATA / name
    if not folder.is_dir():
        return None
    return read_summary_set(folder) if is_summary_set(folder) else read_question_set(folder)


def measured(guarded: Guarded, encoder: Encoder, indexes: Path, guards: Guards | None = None) -> Figures:
    """The guarded figures of a set as they are now."""
    sample, names = (guards or GUARDED)[guarded.name]
    if isinstance(guarded, NuggetSet):
        kinds = evaluate_nuggets(guarded, SEEDS, indexes, encoder, reader=reader_of(encoder)).figures
        figures: Figures = {f"{kind} {name}": kinds[kind][name] for kind in kinds for name in kinds[kind]}
    elif isinstance(guarded, SummarySet):
        figures = of_summaries(
            evaluate_summaries(summaries_of(guarded, sample, indexes), indexes, encoder, only=COMPARED)
        )
    else:
        if sample and guarded.name in OTHER_ARTICLES:
            guarded = part_of(guarded, sample, OTHER_ARTICLES[guarded.name], indexes)
        if guarded.source == SEEDS:
            guarded = replace(guarded, name=SEEDS.name)  # one index for all that is asked of seeds/
        figures = evaluate(guarded, indexes, encoder, sample, reader=reader_of(encoder), gold_removed=False).figures
    return {name: figures[name] for name in names}


def part_of(whole: QuestionSet, questions: int, articles: int, folder: Path) -> QuestionSet:
    """Some of its questions, with the articles they are about or that were judged and some others, evenly spread."""
    asked = spread(whole.questions, questions)
    lines = (whole.source.parent / "queries.jsonl").read_text("utf-8").splitlines()
    about = {record["id"]: record.get("about_doc") for record in map(json.loads, lines)}
    wanted = {name for question in asked for name in (*question.articles, *question.candidates)}
    wanted |= {place.article for question in asked for place in question.places}
    wanted |= {name for question in asked if (name := about[question.id])}
    return replace(whole, source=excerpt(whole, wanted, articles, folder), questions=asked)


def summaries_of(whole: SummarySet, sample: int | None, folder: Path) -> SummarySet:
    """Some of its articles, evenly spread: the others need no index."""
    documents = spread(whole.documents, sample)
    return replace(whole, source=excerpt(whole, {one.id for one in documents}, 0, folder), documents=documents)


def excerpt(whole: QuestionSet | SummarySet, wanted: set[str], others: int, folder: Path) -> Path:
    """A new file with the wanted articles of a set's and so many others, evenly spread."""
    lines = {json.loads(line)["id"]: line for line in whole.source.read_text("utf-8").splitlines()}
    beside = spread(tuple(name for name in lines if name not in wanted), others)
    path = folder / f"{whole.name}.part.jsonl"
    path.write_text("\n".join(lines[name] for name in [*sorted(wanted), *beside]) + "\n", "utf-8")
    return path


def of_summaries(evaluation: SummaryEvaluation) -> Figures:
    """The figures of our summaries, and how much they are above others."""
    values = {method: figures["ROUGE-1"].value for method, figures in evaluation.methods.items()}
    ours = values["coverage"]
    found = {"ROUGE-1": ours} | {f"ROUGE-1 above {method}": ours - value for method, value in values.items()}
    return {name: Figure(value, value, value, evaluation.documents) for name, value in found.items()}


def floors_for(figures: Figures) -> Floors:
    """What to pin for figures measured."""
    signs = {name: 1 if name in CEILINGS else -1 for name in figures}
    return {name: round(figure.value + signs[name] * margin(name, figure.n), 4) for name, figure in figures.items()}


def margin(name: str, n: int) -> float:
    """What another processor may change of a figure over `n` questions."""
    return MARGINS.get(name, MARGIN if name in OF_ALL else max(MARGIN, QUESTIONS / n))


def lost(figures: Figures, floors: Floors) -> list[str]:
    """What fell below its floor, in words."""
    return [
        f"{name}: {figures[name].value:.3f}, pinned {floor:.3f}"
        for name, floor in floors.items()
        if (figures[name].value > floor if name in CEILINGS else figures[name].value < floor)
    ]


def raised(new: Floors, old: Floors) -> Floors:
    """The stricter of each two floors."""
    return {name: (min if name in CEILINGS else max)(value, old.get(name, value)) for name, value in new.items()}


def pin(guarded: Iterable[Guarded], guards: Guards, encoder: Encoder, path: Path, allow_lower: bool) -> None:
    """Measure these sets, and pin in `path` what was measured. Raises ClickException where a floor is not reached."""
    pinned = json.loads(path.read_text("utf-8")) if path.exists() else {}
    with tempfile.TemporaryDirectory() as indexes:
        for one in guarded:
            figures = measured(one, encoder, Path(indexes), guards)
            old = pinned.get(one.name, {}).get("floors", {})
            if not allow_lower and (below := lost(figures, {key: old[key] for key in figures if key in old})):
                raise click.ClickException(f"{one.name} lost {'; '.join(below)}. To accept that: --allow-lower")
            new = floors_for(figures)
            pinned[one.name] = {"sha256": one.sha256, "floors": new if allow_lower else raised(new, old)}
            click.echo(f"{one.name}: { ({key: round(figure.value, 4) for key, figure in figures.items()}) }")
    path.write_text(json.dumps(pinned, indent=1) + "\n", "utf-8")


@click.command()
@click.option("--allow-lower", is_flag=True, help="Lower floors that are not reached any more.")
def main(allow_lower: bool) -> None:
    """Measure, and pin what was measured in floors.json."""
    found = {name: guarded_set(name) for name in GUARDED}
    if missing := [name for name, one in found.items() if one is None]:
        raise click.ClickException(f"no {', '.join(missing)} in {DATA}: say where they are in QA_EVAL_DATA")
    pin([one for one in found.values() if one], GUARDED, load_encoder(), PINNED, allow_lower)


if __name__ == "__main__":
    main()
