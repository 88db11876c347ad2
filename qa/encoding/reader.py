"""The reader that ships for an encoder, loaded for use: a cross-encoder that began as that encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa.encoding.base import Encoder
from qa.encoding.model_files import model_folder
from qa.encoding.precision import parted, wanted
from qa.encoding.reading import ROUNDS, Reader, Verdict, Window
from qa.types import Reads

if TYPE_CHECKING:
    from qa.encoding.cross_encoder import Reading

ANSWER_TOKENS = 30  # the longest answer that is marked within a sentence
_DATA = Path(__file__).parents[1] / "data"


def reader_of(encoder: Encoder, precision: str | None = None, reads: Reads = "full") -> Reader | None:
    """The reader that was taught on this encoder; None where none was, or none is wanted. Raises EngineUnavailable."""
    weights = _DATA / f"{encoder.weights_id}.reader.safetensors"
    if reads == "none" or not weights.is_file():
        return None
    return CrossEncoderReader(encoder, weights, precision, ROUNDS[reads])


class CrossEncoderReader:
    """A cross-encoder on the CPU."""

    def __init__(
        self,
        encoder: Encoder,
        weights: Path,
        precision: str | None = None,
        rounds: tuple[int, ...] = ROUNDS["full"],
    ) -> None:
        """Load what was taught on this encoder. Raises EngineUnavailable."""
        from qa.encoding.cross_encoder import CrossEncoder
        from qa.encoding.reader_weights import load_reader_into

        self.name, self.rounds = weights.stem, rounds
        self._model = CrossEncoder(model_folder(parted(encoder.name)[0]))
        load_reader_into(self._model, weights)
        self._model.make_ready(precision or wanted(), encoder.weights_id)

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Verdict]]:
        """For each window a verdict on each of its sentences."""
        found = self._model.read(question, windows)
        return [list(_verdicts(reading, window)) for reading, window in zip(found, windows, strict=True)]


def _verdicts(reading: Reading, window: Window) -> Iterator[Verdict]:
    begins, ends = reading.ends.numpy().T
    log_odds = reading.log_odds.tolist()
    for number, (first, last) in enumerate(window.spans):
        tokens = np.flatnonzero(reading.sentence_of == number)
        if not len(tokens):  # beyond what is read
            yield Verdict(log_odds[number], (0, last - first))
            continue
        both = begins[tokens][:, None] + ends[tokens][None, :]
        length = np.arange(len(tokens))[None, :] - np.arange(len(tokens))[:, None]
        allowed = np.where((length >= 0) & (length < ANSWER_TOKENS), both, -np.inf)
        start, end = np.unravel_index(np.argmax(allowed), both.shape)
        offsets = reading.offsets[tokens]
        yield Verdict(log_odds[number], (int(offsets[start, 0]) - first, int(offsets[end, 1]) - first))
