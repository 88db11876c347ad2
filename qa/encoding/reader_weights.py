"""A reader's weights on disk: what was learned, as 8-bit differences from the encoder that it began as.

The large matrices are kept as whole numbers of one byte with a scale for each row; the rest as float16.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from qa.encoding.bert_files import Weights
from qa.errors import EngineUnavailable

BERT = "bert."  # begins the names of what is the network's, not the heads'
LOWER = 2  # layers of the network that stay as they are
HEADS = ("judge.0", "judge.2", "span")
_SCALE = ".scale"


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """A network's weights, those of its heads, and the facts that were kept beside them."""

    network: Weights
    heads: Weights
    facts: Mapping[str, str]


def save_reader(learned: Weights, start: Weights, path: Path, facts: Mapping[str, str]) -> None:
    """Write what was learned on top of the encoder whose weights are `start`; `facts` go into the file's head."""
    kept: dict[str, NDArray[Any]] = {}
    for name, value in learned.items():
        if value.ndim == 2:
            # the heads had nothing to begin with
            difference = value - start[name.removeprefix(BERT)] if name.startswith(BERT) else value
            scale = (np.abs(difference).max(axis=1) / 127).clip(min=1e-12)
            kept[name] = np.round(difference / scale[:, None]).astype(np.int8)
            kept[name + _SCALE] = scale
        else:
            kept[name] = value.astype(np.float16)
    save_file(kept, path, dict(facts))
    path.chmod(0o644)  # as any other file; safetensors writes for its owner alone


def read_reader(path: Path, start: Weights) -> ReaderWeights:
    """What `path` holds, on top of the encoder whose weights are `start`. Raises EngineUnavailable."""
    network = dict(start)
    try:
        with safe_open(path, "np") as file:
            names = set(file.keys())

            def held(name: str) -> NDArray[np.float32]:
                found: NDArray[np.float32] = file.get_tensor(name).astype(np.float32)
                return found * file.get_tensor(name + _SCALE)[:, None] if name + _SCALE in names else found

            for name in taught(start):
                found = held(BERT + name)
                network[name] = (found + start[name] if found.ndim == 2 else found).reshape(start[name].shape)
            heads = {f"{head}.{which}": held(f"{head}.{which}") for head in HEADS for which in ("weight", "bias")}
            return ReaderWeights(network, heads, dict(file.metadata() or {}))
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise EngineUnavailable(f"the reader's weights in {path} cannot be read: {error}", "make install") from error


def taught(start: Weights) -> list[str]:
    """The names of the network's weights that are taught: those of its upper layers."""
    return [name for name in start if _layer_of(name) >= LOWER]


def _layer_of(name: str) -> int:
    """The number of the layer that a weight is of; -1 for what lies below them all."""
    parts = name.split(".")
    return int(parts[2]) if parts[:2] == ["encoder", "layer"] else -1
