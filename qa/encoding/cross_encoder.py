"""The encoder as a cross-encoder (Nogueira and Cho, 2019, arXiv 1901.04085): its own layers, the upper ones taught
anew, read question and sentences together, and two heads tell what they made of it.

A window is read once for all of its sentences, each of which is judged in the light of those around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding, normalizers
from torch import Tensor, nn

from qa.encoding.bert import Bert, bert
from qa.encoding.bert_files import bert_files, tokens_of
from qa.encoding.precision import BY_READER, PROBE
from qa.encoding.rates import chosen
from qa.encoding.reading import Window
from qa.errors import EngineUnavailable
from qa.text.words import AS_TYPED

LOWER = 2  # layers that stay as they are
MAX_TOKENS = 256  # of question and window
MAX_QUESTION_CHARS = 300
TOGETHER = 8  # windows that are read at once


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one window of n sentences and t tokens.

    `log_odds` (n,) that a sentence answers; `ends` (t, 2) the logits of its answer beginning and ending at a token, 0
    for those of no sentence; `sentence_of` (t,) the number of a token's sentence, -1 for none; `offsets` (t, 2) the
    characters it covers.
    """

    log_odds: Tensor
    ends: Tensor
    sentence_of: NDArray[np.int64]
    offsets: NDArray[np.int64]


class CrossEncoder:
    """A BERT whose upper layers were trained on, with a head for sentences and one for spans."""

    def __init__(self, folder: Path) -> None:
        """Begin as the model in `folder`. Raises EngineUnavailable."""
        files = bert_files(folder)
        if files is None:
            raise EngineUnavailable(f"the model in {folder} cannot be taught to read: it is no plain BERT", "qa doctor")
        self._shape = files.shape
        self._weights = files.weights()
        self._tokenizer = files.tokenizer(MAX_TOKENS)
        as_typed = [normalizers.Replace(*each) for each in AS_TYPED.items()]  # offsets stay those of the text
        own = [self._tokenizer.normalizer] if self._tokenizer.normalizer else []
        self._tokenizer.normalizer = normalizers.Sequence([*own, *as_typed])
        self._taught = [name for name in self._weights if _layer_of(name) >= LOWER]
        for name in self._taught:
            self._weights[name].requires_grad_(True)
        width = files.dimensions
        self._judge = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Linear(width, 1))
        self._span = nn.Linear(width, 2)
        self._ready: Bert | None = None

    def learned(self) -> dict[str, Tensor]:
        """What training moves, by name."""
        heads = {"judge": self._judge, "span": self._span}
        return {f"bert.{name}": self._weights[name] for name in self._taught} | {
            f"{head}.{name}": value for head, module in heads.items() for name, value in module.named_parameters()
        }

    def make_ready(self, asked: str, weights_id: str) -> None:
        """Read in the precision asked for from now on; what is learned after it is not read by."""
        probe = tokens_of(self._tokenizer, PROBE)
        with torch.inference_mode():
            precision = chosen(asked, BY_READER, weights_id, self._weights, self._shape, probe)
            self._ready = bert(self._weights, self._shape, precision, probe)

    def __call__(self, questions: Sequence[str], windows: Sequence[Window]) -> list[Reading]:
        """Read each question with its window; gradients flow to what is learned, unless this was made ready."""
        if not windows:
            return []
        texts = [(plain(question), window.text) for question, window in zip(questions, windows, strict=True)]
        network, tokens = self._ready or bert(self._weights, self._shape), self._tokenizer.encode_batch(texts)
        places = [_places(each, window) for each, window in zip(tokens, windows, strict=True)]
        readings: list[Reading] = []
        for first in range(0, len(tokens), TOGETHER):
            these = slice(first, first + TOGETHER)
            readings += self._read_together(network, tokens[these], places[these], windows[these])
        return readings

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """One question with each of its windows, nothing kept for training."""
        with torch.inference_mode():
            return self([question] * len(windows), windows)

    def _read_together(
        self, network: Bert, tokens: Sequence[Encoding], places: Sequence[_Places], windows: Sequence[Window]
    ) -> list[Reading]:
        starts = np.cumsum([0, *(len(one.ids) for one in tokens)])
        kept = [np.append(0, np.flatnonzero(place.sentence_of >= 0)) for place in places]
        rows = torch.from_numpy(np.concatenate([start + some for start, some in zip(starts, kept, strict=False)]))
        states = network([(one.ids, one.type_ids) for one in tokens], rows).split([len(some) for some in kept])
        return [self._judged(*each) for each in zip(states, kept, places, windows, strict=True)]

    def _judged(self, states: Tensor, kept: NDArray[np.int64], places: _Places, window: Window) -> Reading:
        """By the vectors of the first token, which stands for the whole, and of those that sentences have."""
        whole, own = states[0], states[1:]
        sentence_of = places.sentence_of[kept[1:]]
        read = [
            torch.cat([whole, part.mean(0), part.amax(0)]) if len(part) else whole.repeat(3)
            for part in (own[torch.from_numpy(sentence_of == n)] for n in range(len(window.spans)))
        ]
        log_odds = self._judge(torch.stack(read)).squeeze(-1)
        ends = own.new_zeros(len(places.sentence_of), 2).index_copy(0, torch.from_numpy(kept[1:]), self._span(own))
        return Reading(log_odds, ends, places.sentence_of, places.offsets)


@dataclass(frozen=True, slots=True)
class _Places:
    """Of each token, the characters it covers, and its sentence, -1 for none."""

    offsets: NDArray[np.int64]
    sentence_of: NDArray[np.int64]


def _places(tokens: Encoding, window: Window) -> _Places:
    offsets = np.asarray(tokens.offsets, dtype=np.int64).reshape(-1, 2)
    own = np.asarray(tokens.type_ids, dtype=np.bool_) & (offsets[:, 1] > offsets[:, 0])
    starts = np.array([start for start, _ in window.spans])
    return _Places(offsets, np.where(own, np.searchsorted(starts, offsets[:, 0], side="right") - 1, -1))


def plain(question: str) -> str:
    """A question as readers are taught: case and the question mark would tell the sources of training data apart."""
    return question[:MAX_QUESTION_CHARS].lower().rstrip("?!. ")


def _layer_of(name: str) -> int:
    """The number of the layer that a weight is of; -1 for what lies below them all."""
    parts = name.split(".")
    return int(parts[2]) if parts[:2] == ["encoder", "layer"] else -1
