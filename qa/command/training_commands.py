"""`qa train-reader`: teaching the model that reads question and sentences together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qa.command.options import Command, json_option
from qa.command.output import print_result
from qa.command.progress import showing_progress
from qa.encoding.model_files import DEFAULT_MODEL


@click.command("train-reader", cls=Command)
@click.argument("sets", nargs=-1, required=True, metavar="FOLDER[:COUNT]...")
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The weights to write.")
@click.option("--questions", type=click.IntRange(1), help="How many are seen in all (default: each once).")
@click.option("--start", type=click.Path(path_type=Path, exists=True), help="Weights to go on from.")
@click.option("--held-out", type=click.Path(path_type=Path, exists=True), help="A set to measure the result on.")
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="The encoder that is taught.")
@click.option("--seed", type=int, default=7, show_default=True)
@json_option
def train_reader(
    sets: tuple[str, ...],
    output: Path,
    questions: int | None,
    start: Path | None,
    held_out: Path | None,
    model: str,
    seed: int,
    as_json_: bool,
) -> None:
    """Teach the encoder to read question and sentences together, from sets of questions (an hour for 30,000).

    A set is a folder of docs.jsonl {"id", "title", "text"} and questions.jsonl {"question", "doc_id", "answerable",
    "answers": [{"text", "start"}]}; after a colon, how many of its questions are drawn.
    """
    from qa.training.teach import teach

    shares = [_share(one) for one in sets]
    with showing_progress() as progress:
        card = teach(shares, output, questions, model, start, held_out, seed, progress)
    print_result(card, as_json_, lambda card: _text(card, output))


def _share(text: str) -> Any:
    from qa.training.teach import Share

    folder, colon, count = text.rpartition(":")
    return Share(Path(folder), int(count)) if colon and count.isdigit() else Share(Path(text))


def _text(card: Any, output: Path) -> str:
    learned = f"{output}: {card.groups:,} questions of {', '.join(card.examples)}, loss {card.loss:.3f}"
    if card.held_out is None:
        return learned
    told = "" if card.held_out.auroc is None else f", AUROC {card.held_out.auroc:.3f}"
    return f"{learned}\nheld out: first {card.held_out.first:.3f}{told} over {card.held_out.questions} questions"
