"""Model folders that hold a BERT and a pooling and nothing else, so that neither transformers nor sentence-transformers
need be imported to run them: those take seconds, this a tenth of one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from tokenizers import Tokenizer

from qa.arrays import Rows
from qa.encoding.model_files import unloadable

Tokens = tuple[Sequence[int], Sequence[int]]  # of one text: their numbers; 0 in its first part, 1 in its second
Weights = Mapping[str, NDArray[np.float32]]  # by the names that BERTs are kept under

_MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
_NETWORK = {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "absolute", "is_decoder": False}
_READING = {  # of sentence_bert_config.json: what it may say, besides how far the model reads
    "do_lower_case": False,
    "transformer_task": "feature-extraction",
    "module_output_name": "token_embeddings",
    "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
}
_POOLINGS = ("mean", "cls")
_FLOATS = ("F16", "F32", "F64")
WEIGHTS = "model.safetensors"


class Network(Protocol):
    """A BERT ready to run; safe to use from several threads."""

    def vectors(self, texts: Sequence[Tokens], rows: Rows | None = None) -> NDArray[np.float32]:
        """(t, d) the last layer's vectors of the tokens of all texts, at least one, one after the other; where only
        some of them are wanted, `rows` names them."""
        ...


@dataclass(frozen=True, slots=True)
class Shape:
    """What a BERT's settings say of its network besides the weights."""

    layers: int
    heads: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class BertFiles:
    """What the settings of such a folder say; `prompts` go before a text, by its kind."""

    folder: Path
    shape: Shape
    dimensions: int
    reach: int
    pooling: str
    prompts: Mapping[str, str]

    def weights(self) -> Weights:
        """In float32. Raises EngineUnavailable."""
        with unloadable(self.folder), safe_open(self.folder / WEIGHTS, "np") as file:
            kinds = {name: file.get_slice(name).get_dtype() for name in file.keys()}  # noqa: SIM118  # it is no mapping
            if "BF16" in kinds.values():  # which numpy has not
                return _by_torch(self.folder / WEIGHTS)
            floats = [name for name, kind in kinds.items() if kind in _FLOATS]
            return {name.removeprefix("bert."): file.get_tensor(name).astype(np.float32, copy=False) for name in floats}

    def tokenizer(self, reach: int | None = None) -> Tokenizer:
        """One that cuts at `reach` tokens, special tokens included, or nowhere. Raises EngineUnavailable."""
        with unloadable(self.folder):
            found = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        found.no_padding()
        if reach is None:
            found.no_truncation()
        else:
            found.enable_truncation(reach)
        return found


def tokens_of(tokenizer: Tokenizer, *texts: str | tuple[str, str]) -> list[Tokens]:
    """Of each text, or pair of texts, as a network takes them."""
    return [(encoding.ids, encoding.type_ids) for encoding in tokenizer.encode_batch(list(texts))]


def bert_files(folder: Path) -> BertFiles | None:
    """What `folder` holds, where that is all there is to it; None for any other model."""
    try:
        network, prompts = _read(folder / "config.json"), _read(folder / "config_sentence_transformers.json")
        modules, reading = _read(folder / "modules.json"), _read(folder / "sentence_bert_config.json")
        pooling = _pooling(_read(folder / str(modules[1]["path"]) / "config.json"))
        is_plain = (
            [_kind(module) for module in modules] in _MODULES
            and modules[0]["path"] == ""
            and all(network.get(name, usual) == usual for name, usual in _NETWORK.items())
            and "model_type" in network
            and all(reading.get(name, usual) == usual for name, usual in _READING.items())
            and reading.keys() <= {"max_seq_length", *_READING}
            and prompts.get("model_type", "SentenceTransformer") == "SentenceTransformer"
            and pooling in _POOLINGS
            and (folder / "tokenizer.json").is_file()
            and f"encoder.layer.{network['num_hidden_layers'] - 1}.output.LayerNorm.weight" in _names(folder)
        )
        return _files(folder, network, reading, pooling, prompts) if is_plain else None
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None  # the library may know it, and else says what is wrong


def _files(folder: Path, network: Any, reading: Any, pooling: str, prompts: Any) -> BertFiles:
    reach = reading.get("max_seq_length") or _read(folder / "tokenizer_config.json")["model_max_length"]
    return BertFiles(
        folder=folder,
        shape=Shape(
            layers=int(network["num_hidden_layers"]),
            heads=int(network["num_attention_heads"]),
            epsilon=float(network.get("layer_norm_eps", 1e-12)),
        ),
        dimensions=int(network["hidden_size"]),
        reach=min(int(reach), int(network["max_position_embeddings"])),
        pooling=pooling,
        prompts={kind: str(text or "") for kind, text in (prompts.get("prompts") or {}).items()},
    )


def _pooling(settings: Any) -> str:
    """The one way in which token vectors become the text's; "" where there are several or the prompt is left out."""
    if not settings.get("include_prompt", True):
        return ""
    modes = {"mean": "mean_tokens", "cls": "cls_token"}
    of_old = {name for name, chosen in settings.items() if name.startswith("pooling_mode_") and chosen}
    old = next((mode for mode, name in modes.items() if of_old == {f"pooling_mode_{name}"}), "")
    return str(settings.get("pooling_mode", old))


def _by_torch(path: Path) -> Weights:
    from safetensors.torch import load_file

    held = load_file(path)
    floats = {name: value.float().numpy() for name, value in held.items() if value.is_floating_point()}
    return {name.removeprefix("bert."): value for name, value in floats.items()}


def _names(folder: Path) -> set[str]:
    """Of the weights."""
    with safe_open(folder / WEIGHTS, "np") as file:
        return {name.removeprefix("bert.") for name in file.keys()}  # noqa: SIM118  # it is no mapping


def _kind(module: Any) -> str:
    return str(module["type"]).rpartition(".")[2]


def _read(path: Path) -> Any:
    return json.loads(path.read_bytes())
