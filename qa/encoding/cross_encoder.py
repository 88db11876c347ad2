"""The encoder as a cross-encoder (Nogueira and Cho, 2019, arXiv 1901.04085): its own layers, the upper ones taught
anew, read question and sentences together, and two heads tell what they made of it.

A window is read once for all of its sentences, each of which is judged in the light of those around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer, normalizers

from qa.arrays import Rows
from qa.encoding.bert_files import BertFiles, Network, Tokens, Weights
from qa.encoding.bert_numpy import gelu, linear
from qa.encoding.reading import Window
from qa.text.words import AS_TYPED

MAX_TOKENS = 256  # of question and window
MAX_QUESTION_CHARS = 300
TOGETHER = 8  # windows that are read at once


@dataclass(frozen=True, slots=True)
class Layout:
    """A question and a window of t tokens, as a network takes them.

    `offsets` (t, 2) are the characters of the window that each covers; `sentence_of` (t,) is the number of its
    sentence, -1 for none; `kept` are the first token, which stands for the whole, and those that sentences have.
    """

    tokens: Tokens
    offsets: NDArray[np.int64]
    sentence_of: NDArray[np.int64]
    kept: Rows


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of one window of n sentences and t tokens.

    `log_odds` (n,) that a sentence answers; `ends` (t, 2) the logits of its answer beginning and ending at a token, 0
    for those of no sentence.
    """

    log_odds: NDArray[np.float32]
    ends: NDArray[np.float32]
    layout: Layout


class CrossEncoder:
    """A network that was taught to read, with its heads: one for sentences and one for spans."""

    def __init__(self, tokenizer: Tokenizer, network: Network, heads: Weights) -> None:
        """`tokenizer` as `tokenizer_of` gives it; `heads` by the names that they are kept under."""
        self._tokenizer, self._network = tokenizer, network
        self._weigh, self._judge, self._span = (linear(heads, name) for name in ("judge.0", "judge.2", "span"))

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """One question with each of its windows."""
        layouts = laid_out(self._tokenizer, [question] * len(windows), windows)
        readings: list[Reading] = []
        for first in range(0, len(layouts), TOGETHER):
            some = layouts[first : first + TOGETHER]
            states = self._network.vectors([layout.tokens for layout in some], rows_of(some))
            bounds = pairwise(np.cumsum([0, *(len(layout.kept) for layout in some)]))
            for layout, window, (begin, end) in zip(some, windows[first:], bounds, strict=False):
                readings.append(self._judged(states[begin], states[begin + 1 : end], layout, len(window.spans)))
        return readings

    def _judged(self, whole: NDArray[np.float32], own: NDArray[np.float32], layout: Layout, sentences: int) -> Reading:
        """By the vectors of the first token, and of those that sentences have."""
        sentence_of = layout.sentence_of[layout.kept[1:]]
        read = np.tile(whole, (sentences, 3))
        for number in range(sentences):
            if len(part := own[sentence_of == number]):
                read[number, len(whole) :] = np.concatenate([part.mean(axis=0), part.max(axis=0)])
        ends = np.zeros((len(layout.sentence_of), 2), np.float32)
        ends[layout.kept[1:]] = self._span(own)
        return Reading(self._judge(gelu(self._weigh(read)))[:, 0], ends, layout)


def tokenizer_of(files: BertFiles) -> Tokenizer:
    """The model's own, by which letters with marks are read as they are typed; offsets stay those of the text."""
    found = files.tokenizer(MAX_TOKENS)
    as_typed = [normalizers.Replace(*each) for each in AS_TYPED.items()]
    found.normalizer = normalizers.Sequence([*([found.normalizer] if found.normalizer else []), *as_typed])
    return found


def laid_out(tokenizer: Tokenizer, questions: Sequence[str], windows: Sequence[Window]) -> list[Layout]:
    """Each question with its window."""
    texts = [(plain(question), window.text) for question, window in zip(questions, windows, strict=True)]
    return [_layout(*each) for each in zip(tokenizer.encode_batch(texts), windows, strict=True)]


def _layout(tokens: Encoding, window: Window) -> Layout:
    offsets = np.asarray(tokens.offsets, dtype=np.int64).reshape(-1, 2)
    own = np.asarray(tokens.type_ids, dtype=np.bool_) & (offsets[:, 1] > offsets[:, 0])
    starts = np.array([start for start, _ in window.spans])
    sentence_of = np.where(own, np.searchsorted(starts, offsets[:, 0], side="right") - 1, -1)
    kept = np.append(0, np.flatnonzero(sentence_of >= 0))
    return Layout((tokens.ids, tokens.type_ids), offsets, sentence_of, kept)


def rows_of(layouts: Sequence[Layout]) -> Rows:
    """Where the tokens that are `kept` of each stand among those of all."""
    starts = np.cumsum([0, *(len(layout.sentence_of) for layout in layouts)])
    return np.concatenate([start + layout.kept for start, layout in zip(starts, layouts, strict=False)])


def plain(question: str) -> str:
    """A question as readers are taught: case and the question mark would tell the sources of training data apart."""
    return question[:MAX_QUESTION_CHARS].lower().rstrip("?!. ")
