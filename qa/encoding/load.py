"""The encoder of a name or a folder, by the kind that the model's settings say it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qa.encoding.base import Encoder
from qa.encoding.bert_encoder import BertEncoder
from qa.encoding.bert_files import bert_files
from qa.encoding.model_files import DEFAULT_MODEL, model_folder
from qa.encoding.multi_vector import MultiVectorEncoder
from qa.encoding.precision import for_vectors, parted, wanted
from qa.encoding.sentence_transformer import SentenceTransformerEncoder
from qa.errors import EngineUnavailable


def load_encoder(
    model: str = DEFAULT_MODEL,
    threads: int | None = None,
    precision: str | None = None,
    at_once: bool = True,
    without_torch: bool = False,
) -> Encoder:
    """The model of this name or folder, by the kind of encoder its settings say it is. Raises EngineUnavailable.

    Unless `at_once`, its weights may be loaded no sooner than they are needed: that takes torch, a second or more.
    A question or two can be encoded `without_torch`, where the model is a plain BERT.
    """
    name, own = parted(model)
    folder = model_folder(name)
    files = bert_files(folder)
    if files:
        encoder = BertEncoder(model, files, threads, own or precision or for_vectors(wanted()), without_torch)
        if at_once and not without_torch:
            encoder.network()
        return encoder
    if own:
        raise EngineUnavailable(f"the model {name!r} runs in float32 alone", "qa build --precision float32")
    kind = MultiVectorEncoder if is_multi_vector(folder) else SentenceTransformerEncoder
    return kind(model, threads)


def is_multi_vector(folder: Path) -> bool:
    """Whether the model in `folder` was trained for late interaction, as its own settings, PyLate's, or
    those of Stanford's ColBERT say."""
    kind = _setting(folder / "config_sentence_transformers.json", "model_type")
    architectures = _setting(folder / "config.json", "architectures") or []
    return kind in ("MultiVectorEncoder", "ColBERT") or (kind is None and "HF_ColBERT" in architectures)


def _setting(path: Path, name: str) -> Any:
    try:
        return json.loads(path.read_bytes()).get(name)
    except (OSError, ValueError, AttributeError):  # what is wrong with it, loading the model will tell
        return None
