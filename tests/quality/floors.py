"""The figures that no change may lose, on subsets that take a minute: measured here, pinned in floors.json.

    python -m tests.quality.floors                  raise every floor to what is measured now
    python -m tests.quality.floors --allow-lower    lower them too: say why in the commit

A floor lies MARGIN below what was measured: on another processor a question or two fall otherwise. It holds for the
files it was measured on, by their hash; where those change, so must the floors.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import click

from qa.encoding.base import Encoder
from qa.encoding.sentence_transformer import SentenceTransformerEncoder
from qa.evaluation.answers import evaluate
from qa.evaluation.question_sets import QuestionSet, read_question_set
from qa.evaluation.results import SummaryEvaluation
from qa.evaluation.summaries import evaluate_summaries
from qa.evaluation.summary_sets import SummarySet, is_summary_set, read_summary_set

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("QA_EVAL_DATA", ROOT.parent / "shared" / "data"))
PINNED = Path(__file__).with_name("floors.json")
MARGIN = 0.01
CEILINGS = {"ECE", "unanswerable answered"}  # of these, less is better

Floors = dict[str, float]

# How many questions of which set, and the figures that say something of so many.
GUARDED: dict[str, tuple[int | None, tuple[str, ...]]] = {
    "seeds": (None, ("article hit@1", "sentence hit@1", "sentence hit@3", "AUROC", "unanswerable answered")),
    "trecqa_dev": (None, ("article hit@1", "article MRR", "candidates MAP")),
    "squad2_500": (150, ("sentence hit@1", "sentence MRR", "AUROC", "AUROC gold removed", "ECE")),
    "multihop_facts": (150, ("article hit@1", "article nDCG@10", "AUROC", "ECE")),
    "cnndm_summeval": (None, ("ROUGE-1", "ROUGE-1 above Lead", "ROUGE-1 above sumy LexRank")),
}
MARGINS = {"ROUGE-1": 0.004, "ROUGE-1 above Lead": 0.002, "ROUGE-1 above sumy LexRank": 0.004}


def guarded_set(name: str) -> QuestionSet | SummarySet | None:
    """The set of this name; None where its data is not on this machine."""
    folder = ROOT / "seeds" if name == "seeds" else DATA / name
    if not folder.is_dir():
        return None
    return read_summary_set(folder) if is_summary_set(folder) else read_question_set(folder)


def measured(guarded: QuestionSet | SummarySet, encoder: Encoder, indexes: Path) -> Floors:
    """The guarded figures of a set as they are now."""
    sample, names = GUARDED[guarded.name]
    if isinstance(guarded, SummarySet):
        figures = of_summaries(evaluate_summaries(guarded, indexes, encoder, sample))
    else:
        figures = {name: figure.value for name, figure in evaluate(guarded, indexes, encoder, sample).figures.items()}
    return {name: round(figures[name], 4) for name in names}


def of_summaries(evaluation: SummaryEvaluation) -> Floors:
    """The figures of our summaries, and how much they are above others."""
    values = {method: figures["ROUGE-1"].value for method, figures in evaluation.methods.items()}
    ours = values["coverage"]
    return {"ROUGE-1": ours} | {f"ROUGE-1 above {method}": ours - value for method, value in values.items()}


def floors_for(figures: Floors) -> Floors:
    """What to pin for figures measured."""
    margins = {name: MARGINS.get(name, MARGIN) * (1 if name in CEILINGS else -1) for name in figures}
    return {name: round(value + margins[name], 4) for name, value in figures.items()}


def lost(figures: Floors, floors: Floors) -> list[str]:
    """What fell below its floor, in words."""
    return [
        f"{name}: {figures[name]:.3f}, pinned {floor:.3f}"
        for name, floor in floors.items()
        if (figures[name] > floor if name in CEILINGS else figures[name] < floor)
    ]


def raised(new: Floors, old: Floors) -> Floors:
    """The stricter of each two floors."""
    return {name: (min if name in CEILINGS else max)(value, old.get(name, value)) for name, value in new.items()}


@click.command()
@click.option("--allow-lower", is_flag=True, help="Lower floors that are not reached any more.")
def main(allow_lower: bool) -> None:
    """Measure, and pin what was measured in floors.json."""
    pinned = json.loads(PINNED.read_text("utf-8")) if PINNED.exists() else {}
    encoder = SentenceTransformerEncoder()
    with tempfile.TemporaryDirectory() as indexes:
        for name in GUARDED:
            if (guarded := guarded_set(name)) is None:
                raise click.ClickException(f"no {name} in {DATA}: say where it is in QA_EVAL_DATA")
            figures = measured(guarded, encoder, Path(indexes))
            old = pinned.get(name, {}).get("floors", {})
            if not allow_lower and (below := lost(figures, {key: old[key] for key in figures if key in old})):
                raise click.ClickException(f"{name} lost {'; '.join(below)}. To accept that: --allow-lower")
            new = floors_for(figures)
            pinned[name] = {"sha256": guarded.sha256, "floors": new if allow_lower else raised(new, old)}
            click.echo(f"{name}: {figures}")
    PINNED.write_text(json.dumps(pinned, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
