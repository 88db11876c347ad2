"""Teaching a reader from start to end: sets to examples, negatives, training, weights and their card."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from qa.encoding.load import load_encoder
from qa.encoding.model_files import DEFAULT_MODEL, model_folder
from qa.encoding.reader import CrossEncoderReader
from qa.encoding.reader_weights import read_reader, save_reader
from qa.errors import SourceError
from qa.index.activity import Progress
from qa.training.groups import Group, group_of
from qa.training.held_out import HeldOut, measure
from qa.training.negatives import Place, mine
from qa.training.optimize import train
from qa.training.questions import Document, Example, read_set
from qa.training.trainable import TrainableCrossEncoder
from qa.types import as_json


@dataclass(frozen=True, slots=True)
class Share:
    """A set to learn from, and how many of its questions at most; None for all."""

    folder: Path
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What weights were learned from: examples by set, how many groups were seen, and figures of a set held out."""

    weights_id: str
    examples: dict[str, int]
    groups: int
    seed: int
    loss: float
    held_out: HeldOut | None


def teach(
    shares: Sequence[Share],
    output: Path,
    groups: int | None = None,
    model: str = DEFAULT_MODEL,
    start: Path | None = None,
    held_out: Path | None = None,
    seed: int = 7,
    progress: Progress = lambda *_: None,
) -> Card:
    """Teach the encoder `model` to read, from `start` on where it is given, and write weights and card.

    `groups` is how many questions are seen (default: each once). The same sets, seed and processor give the same
    weights. The card is written beside `output` as JSON. Raises SourceError, EngineUnavailable.
    """
    random = Random(seed)
    sets = {share.folder.name: _drawn(share, random) for share in shares}
    examples = [example for some, _ in sets.values() for example in some]
    if not any(example.right for example in examples):
        raise SourceError("no question with an answer to learn from", "qa train-reader FOLDER ... --output FILE")
    random.shuffle(examples)
    progress("mining", 0, 0, 0)
    documents = {document.id: document for _, some in sets.values() for document in some}
    encoder = load_encoder(model)
    negatives = mine(examples, list(documents.values()), encoder)
    network = TrainableCrossEncoder(model_folder(model))
    if start:
        network.go_on_from(read_reader(start, network.start))
    total = groups or len(examples)
    losses: list[float] = []

    def report(seen: int, loss: float) -> None:
        losses.append(loss)
        progress("learning", seen, total, 0)

    learned = train(network, lambda draw: _forever(examples, negatives, draw), total, seed, report)
    arrays = {name: value.numpy() for name, value in learned.items()}
    save_reader(arrays, network.start, output, {"weights_id": encoder.weights_id})
    card = Card(
        weights_id=encoder.weights_id,
        examples={name: len(some) for name, (some, _) in sets.items()},
        groups=total,
        seed=seed,
        loss=round(losses[-1], 4) if losses else 0.0,
        held_out=measure(CrossEncoderReader(encoder, output), read_set(held_out)) if held_out else None,
    )
    output.with_suffix(".json").write_text(json.dumps(as_json(card), indent=1) + "\n", "utf-8")
    return card


def _drawn(share: Share, random: Random) -> tuple[list[Example], list[Document]]:
    """Some examples of a set at random, and all of its documents, among which negatives are looked for."""
    examples = read_set(share.folder)
    documents = list({example.document.id: example.document for example in examples}.values())
    random.shuffle(examples)
    return examples[: share.most], documents


def _forever(examples: Sequence[Example], negatives: Sequence[Sequence[Place]], random: Random) -> Iterator[Group]:
    """A group of every example, then one of every example again, each time in another order."""
    order = list(range(len(examples)))
    while True:
        random.shuffle(order)
        for place in order:
            yield group_of(examples[place], negatives[place], random)
