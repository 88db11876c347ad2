"""A reader's weights on disk: what was learned, as 8-bit differences from the encoder that it began as.

The large matrices are kept as whole numbers of one byte with a scale for each row; the rest as float16.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from qa.encoding.cross_encoder import CrossEncoder
from qa.errors import EngineUnavailable

_SCALE = ".scale"


def save_reader(learned: Mapping[str, Tensor], folder: Path, path: Path, facts: Mapping[str, str]) -> None:
    """Write what was learned on top of the model in `folder`; `facts` go into the file's head."""
    start = CrossEncoder(folder).learned()
    kept: dict[str, Tensor] = {}
    for name, value in learned.items():
        if value.ndim == 2:
            difference = value.detach() - _start(start, name)
            scale = (difference.abs().amax(1) / 127).clamp(min=1e-12)
            kept[name] = torch.round(difference / scale[:, None]).to(torch.int8)
            kept[name + _SCALE] = scale
        else:
            kept[name] = value.detach().to(torch.float16)
    save_file(kept, path, dict(facts))
    path.chmod(0o644)  # as any other file; safetensors writes for its owner alone


def load_reader_into(model: CrossEncoder, path: Path) -> dict[str, str]:
    """Put what `path` holds into `model`, as it was loaded; gives the facts. Raises EngineUnavailable."""
    start = model.learned()
    try:
        with safe_open(path, "pt") as file, torch.no_grad():
            names = set(file.keys())
            for name, value in start.items():
                found = file.get_tensor(name).float()
                if name + _SCALE in names:
                    found = found * file.get_tensor(name + _SCALE)[:, None] + _start(start, name)
                value.copy_(found)
            return dict(file.metadata() or {})
    except (OSError, SafetensorError, RuntimeError) as error:
        raise EngineUnavailable(f"the reader's weights in {path} cannot be read: {error}", "make install") from error


def _start(start: Mapping[str, Tensor], name: str) -> Tensor:
    """What a difference is counted from: the encoder's own layers; the heads had nothing to begin with."""
    return start[name].detach() if name.startswith("bert.") else torch.zeros(())
