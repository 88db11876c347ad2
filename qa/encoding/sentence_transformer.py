"""Text to vectors by a sentence-transformers model, read from the disk and never from a network."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.encoding.model_files import DEFAULT_MODEL, identified, load_model, model_folder
from qa.encoding.types import EncodedText
from qa.errors import EngineUnavailable

QUESTIONS_KEPT = 32  # encoded: finding, marking and asking again encode a question once


class SentenceTransformerEncoder:
    """A model of sentence-transformers on the CPU."""

    _kind = "SentenceTransformer"
    variant = ""
    threads = 1  # torch takes all cores by itself, and the tokenizer's state is not to be shared

    def __init__(self, model: str = DEFAULT_MODEL, threads: int | None = None) -> None:
        """Load `model`: the default by its name, any other by folder or by its name in the local cache.

        `threads` bounds torch (default: all cores). Raises EngineUnavailable.
        """
        folder = model_folder(model)
        self.name, self.weights_id = identified(model, folder)
        self._model = load_model(folder, self._kind, threads)
        self._tokenizer = copy.deepcopy(self._model.tokenizer)  # encoding sets its truncation: not to be shared
        self._encode_question = lru_cache(QUESTIONS_KEPT)(
            lambda text: self._encoded(self._model.encode_query, "query", [text])[0]
        )
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self.reach = int(self._model.max_seq_length or 512)

    def use_threads(self, count: int) -> None:
        """Nothing: there is one alone."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        if not texts:
            return []
        return [len(spans) for spans, _ in self._tokenized(texts)]

    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        """One pass over each text; what lies beyond the model's reach gets no tokens."""
        return self._encoded(self._model.encode_document, "document", texts) if texts else []

    def encode_question(self, text: str) -> EncodedText:
        """The same for a question, for which a model may have a prompt of its own."""
        return self._encode_question(text)

    def token_spans(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """(t, 2) for each text: the characters of each of its tokens, without encoding them."""
        return [spans for spans, _ in self._tokenized(texts)]

    def _tokenized(self, texts: Sequence[str]) -> list[tuple[NDArray[np.int64], list[int]]]:
        """Places (t, 2) and ids of each text's tokens, special tokens left out."""
        if not texts:
            return []
        options = {"add_special_tokens": False, "truncation": False, "verbose": False}
        found = self._tokenizer(list(texts), return_offsets_mapping=True, **options)
        places = [np.asarray(spans, dtype=np.int64).reshape(-1, 2) for spans in found["offset_mapping"]]
        return list(zip(places, found["input_ids"], strict=True))

    def _encoded(
        self, encode: Callable[..., list[dict[str, Any]]], kind: str, texts: Sequence[str]
    ) -> list[EncodedText]:
        prompt = str(self._model.prompts.get(kind) or "")
        prompted = [prompt + text for text in texts]
        outputs = encode(prompted, prompt="", output_value=None, convert_to_numpy=False, show_progress_bar=False)
        places = self._model.tokenizer(prompted, truncation=True, max_length=self.reach, return_offsets_mapping=True)
        return [
            _encoded(output, ids, np.asarray(spans, dtype=np.int64).reshape(-1, 2) - len(prompt))
            for output, ids, spans in zip(outputs, places["input_ids"], places["offset_mapping"], strict=True)
        ]


def _encoded(output: dict[str, Any], ids: list[int], spans: NDArray[np.int64]) -> EncodedText:
    """One text's vectors. Special tokens cover no characters, and those of a prompt lie before the text."""
    vector = np.asarray(output["sentence_embedding"], dtype=np.float32)
    tokens = np.asarray(output["token_embeddings"], dtype=np.float32)[np.asarray(output["attention_mask"], bool)]
    if tokens.shape != (len(ids), len(vector)):
        raise EngineUnavailable(
            "this model's token vectors and text vectors differ in size, so neither can be pooled from the other",
            f"qa build --model {DEFAULT_MODEL}",
        )
    own = (spans[:, 1] > spans[:, 0]) & (spans[:, 0] >= 0)
    return EncodedText(
        vector=vector / max(float(np.linalg.norm(vector)), 1e-12),
        tokens=tokens[own],
        ids=np.asarray(ids, dtype=np.int32)[own],
        spans=spans[own],
    )
