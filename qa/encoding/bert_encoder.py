"""Text to vectors by a BERT whose folder holds nothing unusual, as the default model's and most others' do."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from qa.encoding.bert_files import BertFiles, Network, tokens_of
from qa.encoding.bert_numpy import NumpyBert
from qa.encoding.model_files import identified, unloadable
from qa.encoding.precision import AUTO, BY_ENCODER, PROBE, parted
from qa.encoding.types import EncodedText

if TYPE_CHECKING:
    from qa.encoding.bert import Bert

QUESTIONS_KEPT = 32  # encoded: finding, marking and asking again encode a question once
# Tokens that go through the network at once. From 256 on a processor is at its best, and of more than some thousands
# what lies between two layers no longer fits its cache: 4,096 were 12% slower than 1,024. Of 512, which take as long as
# these, two threads hold 40 MB less.
_AT_ONCE = 512

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads do not survive a fork


class BertEncoder:
    """A BERT on the CPU, safe to use from several threads. The network is loaded when it is first needed."""

    def __init__(
        self,
        model: str,
        files: BertFiles,
        threads: int | None = None,
        precision: str = AUTO,
        without_torch: bool = False,
    ) -> None:
        """`threads` bounds torch (default: all cores); `without_torch` questions are encoded by numpy, in float32,
        until documents are. Raises EngineUnavailable."""
        name, own = parted(model)
        self.name, self.weights_id = identified(name, files.folder)
        self.variant = f"/{own}" if own else ""
        self.name += f"@{own}" if own else ""
        self.dimensions, self.reach = files.dimensions, files.reach
        self._files = files
        self._most, self._precision = threads, precision
        self._without_torch = without_torch and precision in (AUTO, "float32")
        self._by_numpy: NumpyBert | None = None
        self._whole, self._cut = files.tokenizer(), files.tokenizer(files.reach)
        self._lock = threading.Lock()
        self._loaded: Bert | None = None
        self._encode_question = lru_cache(QUESTIONS_KEPT)(lambda text: self._encoded([text], "query")[0])

    @property
    def threads(self) -> int:
        """How many encode best side by side."""
        import torch

        self.network()
        return int(torch.get_num_threads())

    def network(self) -> Bert:
        """What encodes, loaded once. Raises EngineUnavailable."""
        with self._lock:
            if self._loaded is None:
                with unloadable(self._files.folder):
                    self._loaded = self._load()
            return self._loaded

    def _load(self) -> Bert:
        import torch

        from qa.encoding.rates import ready

        if self._most is not None:
            torch.set_num_threads(self._most)
        probe = tokens_of(self._cut, *PROBE)
        return ready(self._precision, BY_ENCODER, self.weights_id, self._files.weights(), self._files.shape, probe)

    def _for(self, kind: str) -> Network:
        """What encodes texts of this kind."""
        if kind == "document" or not self._without_torch or self._loaded:
            return self.network()
        with self._lock:
            if self._by_numpy is None:
                with unloadable(self._files.folder):
                    self._by_numpy = NumpyBert(self._files.weights(), self._files.shape)
            return self._by_numpy

    def use_threads(self, count: int) -> None:
        """From now on, encoding that is asked for in this thread may take so many cores."""
        import torch

        torch.set_num_threads(count)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        return [len(encoding.ids) for encoding in self._tokenized(texts)]

    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        """One pass over each text; what lies beyond the model's reach gets no tokens."""
        return self._encoded(texts, "document")

    def encode_question(self, text: str) -> EncodedText:
        """The same for a question, for which a model may have a prompt of its own."""
        return self._encode_question(text)

    def token_spans(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """(t, 2) for each text: the characters of each of its tokens, without encoding them."""
        return [_spans(encoding) for encoding in self._tokenized(texts)]

    def _tokenized(self, texts: Sequence[str]) -> list[Encoding]:
        return self._whole.encode_batch(list(texts), add_special_tokens=False)

    def _encoded(self, texts: Sequence[str], kind: str) -> list[EncodedText]:
        prompt, network = self._files.prompts.get(kind, ""), self._for(kind)
        encodings = self._cut.encode_batch([prompt + text for text in texts])
        return [
            self._text(encoding, states, len(prompt))
            for some in _batches(encodings)
            for encoding, states in zip(some, _states(network, some), strict=True)
        ]

    def _text(self, encoding: Encoding, states: NDArray[np.float32], prompted: int) -> EncodedText:
        """One text's vectors. Special tokens cover no characters, and those of a prompt lie before the text."""
        spans = _spans(encoding) - prompted
        own = (spans[:, 1] > spans[:, 0]) & (spans[:, 0] >= 0)
        vector = states.mean(axis=0) if self._files.pooling == "mean" else states[0]
        return EncodedText(
            vector=vector / max(float(np.linalg.norm(vector)), 1e-12),
            tokens=states[own],
            ids=np.asarray(encoding.ids, dtype=np.int32)[own],
            spans=spans[own],
        )


def _states(network: Network, encodings: Sequence[Encoding]) -> Iterator[NDArray[np.float32]]:
    """(t, d) of each."""
    states = network.vectors([(encoding.ids, encoding.type_ids) for encoding in encodings])
    begin = 0
    for encoding in encodings:
        yield states[begin : begin + len(encoding.ids)]
        begin += len(encoding.ids)


def _spans(encoding: Encoding) -> NDArray[np.int64]:
    return np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)


def _batches(encodings: Sequence[Encoding]) -> Iterator[list[Encoding]]:
    """Consecutive ones, of not many more tokens than go through the network at once."""
    some: list[Encoding] = []
    for encoding in encodings:
        some.append(encoding)
        if sum(len(each.ids) for each in some) >= _AT_ONCE:
            yield some
            some = []
    if some:
        yield some
