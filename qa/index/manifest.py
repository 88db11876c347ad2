"""What a snapshot was derived from and which files it has, sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qa.errors import IndexDamaged
from qa.index.index_type import EXACTLY
from qa.index.types import NearestBy
from qa.types import SHIPPED, Calibration, IndexInfo

# 2: sealed, with content hashes; 3: languages and key sentences in articles.db, encoding id for encoder id; 4: details;
# 5: postings for BM25 scores, and what the files were made by; 6: token codes in parts
FORMAT = 6
_READ = (4, 5, FORMAT)


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
    nearest_by: NearestBy = EXACTLY
    made_by: str = ""  # what else the files depend on; nothing is kept of a snapshot that was made by something else

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
        return manifest_of(path.read_bytes(), str(path))
    except OSError as error:
        raise IndexDamaged(f"{path} is missing or damaged", "qa build") from error


def manifest_of(text: str | bytes, place: str) -> Manifest:
    """The manifest that is written so; `place` says where. Raises IndexDamaged."""
    try:
        fields = json.loads(text)
        if fields["format"] not in _READ:
            newer = isinstance(fields["format"], int) and fields["format"] > FORMAT
            fix = "install the release of this program that wrote it, or a later one" if newer else "qa build"
            known = f"{', '.join(map(str, _READ[:-1]))} and {_READ[-1]}"
            raise IndexDamaged(f"{place} is of format {fields['format']}; this program reads {known}", fix)
        if fields.pop("seal") != _seal(fields):
            raise IndexDamaged(f"{place} was altered", "qa build")
        fields["files"] = {name: (size, digest) for name, (size, digest) in fields["files"].items()}
        fields["calibration"] = Calibration(**fields["calibration"])
        fields["nearest_by"] = NearestBy(**fields.get("nearest_by", {}))
        return Manifest(**fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamaged(f"{place} is missing or damaged", "qa build") from error


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write manifest.json, sealed."""
    (folder / "manifest.json").write_text(text_of(manifest), "utf-8")


def text_of(manifest: Manifest) -> str:
    """The manifest as JSON, sealed."""
    fields = asdict(manifest)
    return json.dumps(fields | {"seal": _seal(fields)}, indent=1)


def _seal(fields: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def check_files(folder: Path, manifest: Manifest, hashed: Collection[str] | None = None) -> None:
    """Raise IndexDamaged unless every file has its size, and those `hashed` (None: all) their SHA-256."""
    for name, (size, _) in manifest.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise IndexDamaged(f"{path} is missing or truncated", "qa build")
    chosen = [name for name in manifest.files if hashed is None or name in hashed]
    for name, found in fingerprints(folder, chosen).items():
        if found != manifest.files[name]:
            raise IndexDamaged(f"{folder / name} was altered", "qa build")


def fingerprints(folder: Path, names: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The fingerprint of each of these files; two are read at a time."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(lambda name: fingerprint(folder / name), names), strict=True))


def fingerprint(path: Path) -> tuple[int, str]:
    """The size and the SHA-256 of a file."""
    with path.open("rb") as stream:
        return path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()
