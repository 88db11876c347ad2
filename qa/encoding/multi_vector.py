"""Encoders that were trained for late interaction (ColBERT and its kin), for users who have one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.encoding.model_files import DEFAULT_MODEL
from qa.encoding.sentence_transformer import SentenceTransformerEncoder
from qa.encoding.types import EncodedText
from qa.errors import EngineUnavailable


class MultiVectorEncoder(SentenceTransformerEncoder):
    """A model whose token vectors are its output; a text's vector is their mean.

    Tokens that the model leaves out of scoring (punctuation, often) have no vectors here either, and neither have the
    [MASK] tokens that some append to a question: they stand for no word of it.
    """

    _kind = "MultiVectorEncoder"

    def __init__(self, model: str, threads: int | None = None) -> None:
        """Load by folder or by name in the local cache. Raises EngineUnavailable."""
        super().__init__(model, threads)
        words = {word for module in self._model for word in getattr(module, "skiplist_words", ())}
        self._skipped = set(self._tokenizer.convert_tokens_to_ids(sorted(words)))
        self.reach = int(getattr(self._model[0], "document_length", None) or self.reach)

    def token_spans(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """(t, 2) for each text: the characters of each of its tokens that is scored, without encoding them."""
        return [spans[~np.isin(ids, list(self._skipped))] for spans, ids in self._tokenized(texts)]

    def _encoded(
        self, encode: Callable[..., list[dict[str, Any]]], kind: str, texts: Sequence[str]
    ) -> list[EncodedText]:
        prompt = str(self._model.prompts.get(kind) or "")
        prompted = [prompt + text for text in texts]
        outputs = encode(prompted, prompt="", output_value=None, show_progress_bar=False)
        length = getattr(self._model[0], f"{kind}_length", None) or self._model.max_seq_length or self.reach
        places = self._tokenizer(prompted, truncation=True, max_length=int(length), return_offsets_mapping=True)
        return [
            _scored(output, np.asarray(ids, dtype=np.int32), np.asarray(spans).reshape(-1, 2) - len(prompt))
            for output, ids, spans in zip(outputs, places["input_ids"], places["offset_mapping"], strict=True)
        ]


def _scored(output: dict[str, Any], ids: NDArray[np.int32], spans: NDArray[np.int64]) -> EncodedText:
    """One text's vectors: of the tokens that are scored and cover characters of the text."""
    read = np.asarray(output["input_ids"])[: len(ids)]
    if not np.array_equal(read, ids):
        raise EngineUnavailable(
            "this model reads other tokens than its tokenizer gives, so no vector can be told its place in the text",
            f"qa build --model {DEFAULT_MODEL}",
        )
    counted = np.asarray(output["attention_mask"], dtype=np.bool_)[: len(ids)]
    own = counted & (spans[:, 1] > spans[:, 0]) & (spans[:, 0] >= 0)
    tokens = np.asarray(output["token_embeddings"], dtype=np.float32)[: len(ids)][own]
    mean = np.asarray(tokens.mean(axis=0) if len(tokens) else np.ones(tokens.shape[1]), dtype=np.float32)
    return EncodedText(
        vector=mean / max(float(np.linalg.norm(mean)), 1e-12), tokens=tokens, ids=ids[own], spans=spans[own]
    )
