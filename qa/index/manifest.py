"""What a snapshot was derived from and which files it has, sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qa.errors import IndexDamaged
from qa.types import SHIPPED, Calibration, IndexInfo

# 2: sealed, with content hashes; 3: languages and key sentences in articles.db, encoding id for encoder id; 4: details
FORMAT = 4


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot was derived from. `files` maps each file's name to its size and SHA-256.

    On disk a seal is added, the SHA-256 of all the rest: with it every bit of a snapshot is covered.
    """

    format: int
    build: str
    created: str
    encoder: str  # the model's name
    weights_id: str  # the encoder's id, which names its weights
    encoding_id: str  # weights, splitter, packing and token codes: what the vectors depend on
    dimensions: int
    articles: int
    sentences: int
    passages: int
    first: str | None
    last: str | None
    corpus_sha256: str
    files: dict[str, tuple[int, str]]
    calibration: Calibration = SHIPPED

    def info(self, name: str) -> IndexInfo:
        """What an answer says of the snapshot of the index `name`."""
        return IndexInfo(
            name=name,
            build=self.build,
            articles=self.articles,
            sentences=self.sentences,
            first=date.fromisoformat(self.first) if self.first else None,
            last=date.fromisoformat(self.last) if self.last else None,
        )


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the snapshot in `folder`. Raises IndexDamaged."""
    path = folder / "manifest.json"
    try:
        fields = json.loads(path.read_bytes())
        if fields["format"] != FORMAT:
            newer = isinstance(fields["format"], int) and fields["format"] > FORMAT
            fix = "pip install --upgrade cuttings" if newer else "qa build"
            raise IndexDamaged(f"{folder} is of format {fields['format']}; this program reads {FORMAT}", fix)
        if fields.pop("seal") != _seal(fields):
            raise IndexDamaged(f"{path} was altered", "qa build")
        fields["files"] = {name: (size, digest) for name, (size, digest) in fields["files"].items()}
        fields["calibration"] = Calibration(**fields["calibration"])
        return Manifest(**fields)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamaged(f"{path} is missing or damaged", "qa build") from error


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write manifest.json, sealed."""
    fields = asdict(manifest)
    (folder / "manifest.json").write_text(json.dumps(fields | {"seal": _seal(fields)}, indent=1), "utf-8")


def _seal(fields: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def check_files(folder: Path, manifest: Manifest, hashed: Collection[str] | None = None) -> None:
    """Raise IndexDamaged unless every file has its size, and those `hashed` (None: all) their SHA-256."""
    for name, (size, digest) in manifest.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise IndexDamaged(f"{path} is missing or truncated", "qa build")
        if (hashed is None or name in hashed) and fingerprint(path) != (size, digest):
            raise IndexDamaged(f"{path} was altered", "qa build")


def fingerprint(path: Path) -> tuple[int, str]:
    """The size and the SHA-256 of a file."""
    with path.open("rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()
