"""How well a reader does on questions it has not seen, each asked of its own document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from qa.encoding.reading import Reader, window_of
from qa.evaluation.metrics import auroc
from qa.training.questions import Example

QUESTIONS = 600  # at most: some minutes
_TOGETHER = 3  # sentences in a window


@dataclass(frozen=True, slots=True)
class HeldOut:
    """`first` is the share of the answerable whose best sentence is right; `auroc` that of its log-odds, answerable
    against not, None where all are of one kind."""

    questions: int
    first: float
    auroc: float | None


def measure(reader: Reader, examples: Sequence[Example]) -> HeldOut:
    """Ask the first QUESTIONS examples, evenly of those with and without an answer."""
    right: list[bool] = []
    best: dict[bool, list[float]] = {True: [], False: []}
    kinds = ([example for example in examples if bool(example.right) == kind] for kind in (True, False))
    for example in (example for some in kinds for example in islice(some, QUESTIONS // 2)):
        scores = _scores(reader, example)
        first = max(range(len(scores)), key=scores.__getitem__)
        best[bool(example.right)].append(scores[first])
        if example.right:
            right.append(first in example.right)
    told = round(auroc(best[True], best[False]).value, 4) if best[True] and best[False] else None
    return HeldOut(sum(map(len, best.values())), round(sum(right) / max(1, len(right)), 4), told)


def _scores(reader: Reader, example: Example) -> list[float]:
    """The log-odds of each sentence of the example's document."""
    texts = [sentence.text for sentence in example.document.sentences]
    starts = range(0, len(texts), _TOGETHER)
    windows = [window_of(example.document.title, texts[start : start + _TOGETHER]) for start in starts]
    return [verdict.log_odds for verdicts in reader.read(example.question, windows) for verdict in verdicts]
