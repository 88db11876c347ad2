"""The reader that ships for an encoder, loaded for use: a cross-encoder that began as that encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from qa.encoding.base import Encoder
from qa.encoding.bert_files import Network, bert_files, tokens_of
from qa.encoding.bert_numpy import NumpyBert
from qa.encoding.cross_encoder import CrossEncoder, Reading, tokenizer_of
from qa.encoding.model_files import model_folder
from qa.encoding.precision import AUTO, BY_READER, PROBE, parted, wanted
from qa.encoding.reader_weights import read_reader
from qa.encoding.reading import ROUNDS, Reader, Verdict, Window
from qa.errors import EngineUnavailable
from qa.types import Reads

ANSWER_TOKENS = 30  # the longest answer that is marked within a sentence
_DATA = Path(__file__).parents[1] / "data"


def reader_of(
    encoder: Encoder, precision: str | None = None, reads: Reads = "full", without_torch: bool = False
) -> Reader | None:
    """The reader that was taught on this encoder; None where none was, or none is wanted. Raises EngineUnavailable."""
    weights = _DATA / f"{encoder.weights_id}.reader.safetensors"
    if reads == "none" or not weights.is_file():
        return None
    return CrossEncoderReader(encoder, weights, precision, ROUNDS[reads], without_torch)


class CrossEncoderReader:
    """A cross-encoder on the CPU."""

    def __init__(
        self,
        encoder: Encoder,
        weights: Path,
        precision: str | None = None,
        rounds: tuple[int, ...] = ROUNDS["full"],
        without_torch: bool = False,
    ) -> None:
        """Load what was taught on this encoder; `without_torch` it reads by numpy, in float32. Raises
        EngineUnavailable."""
        self.name, self.rounds = weights.stem, rounds
        folder = model_folder(parted(encoder.name)[0])
        files = bert_files(folder)
        if files is None:
            raise EngineUnavailable(f"the model in {folder} is not one that a reader is taught on", "qa doctor")
        held, tokenizer = read_reader(weights, files.weights()), tokenizer_of(files)
        asked = precision or wanted()
        network: Network
        if without_torch and asked in (AUTO, "float32"):
            network = NumpyBert(held.network, files.shape)
        else:
            from qa.encoding.rates import ready

            probe = tokens_of(tokenizer, PROBE)
            network = ready(asked, BY_READER, encoder.weights_id, held.network, files.shape, probe)
        self._model = CrossEncoder(tokenizer, network, held.heads)

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Verdict]]:
        """For each window a verdict on each of its sentences."""
        found = self._model.read(question, windows)
        return [list(_verdicts(reading, window)) for reading, window in zip(found, windows, strict=True)]


def _verdicts(reading: Reading, window: Window) -> Iterator[Verdict]:
    begins, ends = reading.ends.T
    log_odds, layout = reading.log_odds.tolist(), reading.layout
    for number, (first, last) in enumerate(window.spans):
        tokens = np.flatnonzero(layout.sentence_of == number)
        if not len(tokens):  # beyond what is read
            yield Verdict(log_odds[number], (0, last - first))
            continue
        both = begins[tokens][:, None] + ends[tokens][None, :]
        length = np.arange(len(tokens))[None, :] - np.arange(len(tokens))[:, None]
        allowed = np.where((length >= 0) & (length < ANSWER_TOKENS), both, -np.inf)
        start, end = np.unravel_index(np.argmax(allowed), both.shape)
        offsets = layout.offsets[tokens]
        yield Verdict(log_odds[number], (int(offsets[start, 0]) - first, int(offsets[end, 1]) - first))
