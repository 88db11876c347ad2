"""What it was measured on."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

from qa import __version__
from tests.benchmarks.peers.environments import requirements_of
from tests.benchmarks.peers.processes import PEERS

_FLAGS = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16")


def facts() -> str:
    """The processor, what it could do at most, and the versions, in lines."""
    own = f"cuttings {__version__}, torch {version('torch')}, sentence-transformers {version('sentence-transformers')}"
    others = [f"{peer.name}: {', '.join(_pinned(peer.name))}" for peer in PEERS if requirements_of(peer.name).is_file()]
    limits = f"float32 products {matrix_rate() / 1e9:,.0f} GFLOPS, memory read at {read_rate() / 1e9:.1f} GB/s"
    return "\n".join([f"{os.cpu_count()} cores of {_processor()}", limits, own, *others])


def matrix_rate() -> float:
    """Operations a second of products as the model has them: 512 tokens, 384 and 1536 wide."""
    tokens, weights = np.ones((512, 384), np.float32), np.ones((384, 1536), np.float32)
    return 2 * 512 * 384 * 1536 / _best(lambda: tokens @ weights)


def read_rate() -> float:
    """Bytes a second that a search could read, of vectors that no cache holds."""
    vectors, question = np.ones((200_000, 384), np.float32), np.ones(384, np.float32)
    return vectors.nbytes / _best(lambda: vectors @ question)


def _best(action: Callable[[], object], times: int = 20) -> float:
    """The seconds of the quickest of so many."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        took.append(time.perf_counter() - began)
    return min(took)


def _pinned(peer: str) -> list[str]:
    lines = requirements_of(peer).read_text("utf-8").split()
    return [line.replace("==", " ") for line in lines if not line.startswith(("torch==", "gt-all"))]


def _processor() -> str:
    try:
        told = dict(
            (part.strip() for part in line.split(":", 1))
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if ":" in line
        )
    except OSError:
        return platform.processor()
    has = [flag for flag in _FLAGS if flag in told.get("flags", "").split()]
    return f"{told.get('model name', platform.machine())} ({', '.join(has)})"
