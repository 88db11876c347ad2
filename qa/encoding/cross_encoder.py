"""The encoder as a cross-encoder (Nogueira and Cho, 2019, arXiv 1901.04085): its own layers, the upper ones taught
anew, read question and sentences together, and two heads tell what they made of it.

A window is read once for all of its sentences, each of which is judged in the light of those around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from qa.encoding.model_files import load_bert
from qa.encoding.reading import Window

LOWER = 2  # layers that stay as they are
MAX_TOKENS = 256  # of question and window
MAX_QUESTION_CHARS = 300
TOGETHER = 8  # windows that are read at once
INPUTS = ("input_ids", "token_type_ids", "attention_mask")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one window of n sentences and t tokens.

    `log_odds` (n,) that a sentence answers; `ends` (t, 2) the logits of its answer beginning and ending at a token;
    `sentence_of` (t,) the number of a token's sentence, -1 for none; `offsets` (t, 2) the characters it covers.
    """

    log_odds: Tensor
    ends: Tensor
    sentence_of: NDArray[np.int64]
    offsets: NDArray[np.int64]


class CrossEncoder(nn.Module):  # type: ignore[misc]  # torch's types are not read
    """A BERT whose upper layers were trained on, with a head for sentences and one for spans."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert, self.tokenizer = load_bert(folder)
        self.bert.requires_grad_(False)
        self.bert.encoder.layer[LOWER:].requires_grad_(True)
        width = self.bert.config.hidden_size
        self.judge = nn.Sequential(nn.Linear(3 * width, width), nn.GELU(), nn.Linear(width, 1))
        self.span = nn.Linear(width, 2)

    def learned(self) -> dict[str, nn.Parameter]:
        """What training moves, by name."""
        return {name: value for name, value in self.named_parameters() if value.requires_grad}

    def forward(self, questions: Sequence[str], windows: Sequence[Window]) -> list[Reading]:
        """Read each question with its window, those of like length together."""
        tokens = [self._tokens(plain(question), window) for question, window in zip(questions, windows, strict=True)]
        order = sorted(range(len(windows)), key=lambda place: len(tokens[place]["input_ids"]))
        found: dict[int, Reading] = {}
        for first in range(0, len(order), TOGETHER):
            places = order[first : first + TOGETHER]
            read = self._read_together([tokens[place] for place in places], [windows[place] for place in places])
            found.update(zip(places, read, strict=True))
        return [found[place] for place in range(len(windows))]

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """One question with each of its windows, nothing kept for training."""
        with torch.inference_mode():
            return self.forward([question] * len(windows), windows)

    def _tokens(self, question: str, window: Window) -> Any:
        options = {"truncation": "only_second", "max_length": MAX_TOKENS, "return_offsets_mapping": True}
        return self.tokenizer(question, window.text, **options)

    def _read_together(self, tokens: Sequence[Any], windows: Sequence[Window]) -> list[Reading]:
        inputs = self.tokenizer.pad([{name: one[name] for name in INPUTS} for one in tokens], return_tensors="pt")
        hidden = self.bert(**inputs).last_hidden_state
        return [self._judged(states, one, window) for states, one, window in zip(hidden, tokens, windows, strict=True)]

    def _judged(self, states: Tensor, tokens: Any, window: Window) -> Reading:
        offsets = np.asarray(tokens["offset_mapping"], dtype=np.int64)
        own = np.asarray(tokens["token_type_ids"], dtype=np.bool_) & (offsets[:, 1] > offsets[:, 0])
        starts = np.array([start for start, _ in window.spans])
        sentence_of = np.where(own, np.searchsorted(starts, offsets[:, 0], side="right") - 1, -1)
        read = [
            torch.cat([states[0], part.mean(0), part.amax(0)]) if len(part) else states[0].repeat(3)
            for part in (states[: len(own)][torch.from_numpy(sentence_of == n)] for n in range(len(window.spans)))
        ]
        log_odds = self.judge(torch.stack(read)).squeeze(-1)
        return Reading(log_odds, self.span(states[: len(own)]), sentence_of, offsets)


def plain(question: str) -> str:
    """A question as readers are taught: case and the question mark would tell the sources of training data apart."""
    return question[:MAX_QUESTION_CHARS].lower().rstrip("?!. ")
