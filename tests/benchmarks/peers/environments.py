"""A virtual environment for each peer, outside the project: what it needs, in the versions of its requirements file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("BENCH_VENVS") or Path.home() / ".cache" / "cuttings-bench")
MOST_SECONDS = 1800  # for one installation; torch alone is 200 MB


class NotInstalled(Exception):
    """Why a peer cannot be measured."""


def requirements_of(peer: str) -> Path:
    return HERE / f"requirements-{peer}.txt"


def environment(peer: str, folder: Path = FOLDER) -> Path:
    """The interpreter of the peer's environment, which is made where it is missing or of other versions.

    Raises NotInstalled.
    """
    wanted = hashlib.sha256(requirements_of(peer).read_bytes()).hexdigest()
    place = folder / peer
    stamp, python = place / "installed", place / "bin" / "python"
    if not stamp.is_file() or stamp.read_text("ascii") != wanted:
        print(f"installing {peer} into {place}", file=sys.stderr, flush=True)
        try:
            venv.create(place, clear=True, with_pip=True)
            _install(python, requirements_of(peer))
        except (OSError, subprocess.SubprocessError) as error:
            raise NotInstalled(_reason(error)) from error
        stamp.write_text(wanted, "ascii")
    return python


def _install(python: Path, requirements: Path) -> None:
    """torch first, alone and without CUDA where the index allows; then the rest, which must leave it as it is."""
    torch = [line for line in requirements.read_text("utf-8").splitlines() if line.startswith("torch==")]
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if torch:
        _run([*pip, "--no-deps", *_torch_index(), *torch])
    _run([*pip, "--constraint", str(requirements), "--requirement", str(requirements)])


def _torch_index() -> Sequence[str]:
    found = subprocess.run(
        [sys.executable, str(HERE.parents[2] / ".ci" / "torch_index.py")], capture_output=True, text=True, timeout=60
    ).stdout.strip()
    return ("--index-url", found) if found else ()


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=MOST_SECONDS)


def _reason(error: Exception) -> str:
    told = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error)
    lines = [line for line in told.strip().splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
