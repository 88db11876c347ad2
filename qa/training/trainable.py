"""The cross-encoder while it is taught: by torch, so that gradients flow to its upper layers and its heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from qa.encoding.bert import bert
from qa.encoding.bert_files import Weights, bert_files
from qa.encoding.cross_encoder import Layout, laid_out, rows_of, tokenizer_of
from qa.encoding.reader_weights import BERT, ReaderWeights, taught
from qa.encoding.reading import Window
from qa.errors import EngineUnavailable


@dataclass(frozen=True, slots=True)
class Scores:
    """As `Reading`, of which gradients know: `log_odds` (n,), `ends` (t, 2)."""

    log_odds: Tensor
    ends: Tensor
    layout: Layout


class TrainableCrossEncoder:
    """A BERT whose upper layers are trained on, with a head for sentences and one for spans."""

    def __init__(self, folder: Path) -> None:
        """Begin as the model in `folder`. Raises EngineUnavailable."""
        files = bert_files(folder)
        if files is None:
            raise EngineUnavailable(f"the model in {folder} cannot be taught to read: it is no plain BERT", "qa doctor")
        self.start: Weights = files.weights()
        self._shape, self._tokenizer = files.shape, tokenizer_of(files)
        self._weights = {name: torch.from_numpy(value.copy()) for name, value in self.start.items()}
        self._taught = taught(self.start)
        for name in self._taught:
            self._weights[name].requires_grad_(True)
        width = files.dimensions
        self._judge = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Linear(width, 1))
        self._span = nn.Linear(width, 2)

    def learned(self) -> dict[str, Tensor]:
        """What training moves, by name."""
        heads = {"judge": self._judge, "span": self._span}
        return {BERT + name: self._weights[name] for name in self._taught} | {
            f"{head}.{name}": value for head, module in heads.items() for name, value in module.named_parameters()
        }

    def go_on_from(self, held: ReaderWeights) -> None:
        """Begin as these weights instead."""
        with torch.no_grad():
            for name, value in self.learned().items():
                found = held.network[name.removeprefix(BERT)] if name.startswith(BERT) else held.heads[name]
                value.copy_(torch.from_numpy(found))

    def __call__(self, questions: Sequence[str], windows: Sequence[Window]) -> list[Scores]:
        """Read each question with its window."""
        layouts = laid_out(self._tokenizer, questions, windows)
        network, rows = bert(self._weights, self._shape), torch.from_numpy(rows_of(layouts))
        states = network([layout.tokens for layout in layouts], rows).split([len(layout.kept) for layout in layouts])
        lengths = (len(window.spans) for window in windows)
        return [self._judged(*each) for each in zip(states, layouts, lengths, strict=True)]

    def _judged(self, states: Tensor, layout: Layout, sentences: int) -> Scores:
        whole, own = states[0], states[1:]
        sentence_of = torch.from_numpy(layout.sentence_of[layout.kept[1:]])
        parts = (own[sentence_of == number] for number in range(sentences))
        read = [torch.cat([whole, part.mean(0), part.amax(0)]) if len(part) else whole.repeat(3) for part in parts]
        log_odds = self._judge(torch.stack(read)).squeeze(-1)
        places = torch.from_numpy(layout.kept[1:])
        ends = own.new_zeros(len(layout.sentence_of), 2).index_copy(0, places, self._span(own))
        return Scores(log_odds, ends, layout)
