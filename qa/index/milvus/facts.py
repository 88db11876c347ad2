"""What a server holds of a build: its manifest, and some thirty bytes an article. Written last, read at its opening."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows
from qa.errors import IndexDamaged
from qa.index import stories
from qa.index.facets import Facets
from qa.index.manifest import Manifest, manifest_of, text_of
from qa.index.milvus.client import Milvus
from qa.index.milvus.schema import FACTS, FIELDS, packed, unpacked

_PIECES = 40  # in one row, 2.4 MB; Milvus takes 64 MB in one message
_ROWS = 8  # read at once


@dataclass(frozen=True)
class Facts:
    """`table` (m, 3) as in Facets; `counts` (m,) sentences of each article; `frequencies` (2, k) as tokens have them;
    `named` has the names of sources and languages, by whose rules words are stemmed, and how vectors are indexed;
    `told` is stories.npz."""

    manifest: Manifest
    table: NDArray[np.int32]
    counts: NDArray[np.int32]
    frequencies: NDArray[np.int64]
    named: Mapping[str, list[str]]
    told: bytes

    @cached_property
    def facets(self) -> Facets:
        """The day, the source and the language of each article."""
        return Facets(self.table, dict(enumerate(self.named["sources"])), dict(enumerate(self.named["languages"])))

    @cached_property
    def starts(self) -> Rows:
        """(m + 1,) the first row of each article."""
        return np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])

    @cached_property
    def stories(self) -> stories.StoryIndex:
        """Which articles tell one story."""
        with TemporaryDirectory() as folder:
            (Path(folder) / stories.FILE).write_bytes(self.told)
            return stories.StoryIndex(Path(folder))

    @cached_property
    def newest(self) -> NDArray[np.int32]:
        """(m,) the numbers of all articles, newest first, the undated last; numbers are in the order of ids."""
        return np.argsort(-self.facets.days, kind="stable").astype(np.int32)


def write_facts(milvus: Milvus, collection: str, facts: Facts) -> None:
    """Write them as a collection."""
    parts = {
        "manifest": text_of(facts.manifest).encode(),
        "named": json.dumps(dict(facts.named)).encode(),
        "told": facts.told,
        "table": _saved(facts.table),
        "counts": _saved(facts.counts),
        "frequencies": _saved(facts.frequencies),
    }
    milvus.create(collection, FIELDS[FACTS], 2)
    for number, (name, pieces) in enumerate(_rows(parts)):
        milvus.insert(collection, [{"number": number, "name": name, "value": pieces, "flat": [0.0, 0.0]}])
    milvus.finish(collection, FIELDS[FACTS])


def read_facts(milvus: Milvus, collection: str) -> Facts:
    """Read them. Raises IndexDamaged."""
    held = _read(milvus, collection, range(milvus.count(collection)))
    manifest = _manifest(held, collection)
    try:
        named = json.loads(held["named"])
        table, counts, frequencies = (_loaded(held[name]) for name in ("table", "counts", "frequencies"))
        return Facts(manifest, table, counts, frequencies, named, held["told"])
    except (KeyError, ValueError) as error:
        raise IndexDamaged(f"the facts in {collection} are damaged", "qa rollback, or qa build") from error


def read_manifest(milvus: Milvus, collection: str) -> Manifest:
    """The manifest alone. Raises IndexDamaged."""
    return _manifest(_read(milvus, collection, [0]), collection)


def _manifest(held: Mapping[str, bytes], collection: str) -> Manifest:
    return manifest_of(held.get("manifest", b""), collection)


def _rows(parts: Mapping[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    for name, data in parts.items():
        pieces = packed(data)
        yield from ((name, pieces[start : start + _PIECES]) for start in range(0, len(pieces), _PIECES))


def _read(milvus: Milvus, collection: str, numbers: range | list[int]) -> dict[str, bytes]:
    pieces: dict[str, list[str]] = {}
    milvus.load(collection)
    for start in range(0, len(numbers), _ROWS):
        wanted = numbers[start : start + _ROWS]
        rows = milvus.rows(collection, "number", wanted, ["number", "name", "value"], strong=True)
        for row in sorted(rows, key=lambda row: int(row["number"])):
            pieces.setdefault(row["name"], []).extend(row["value"])
    try:
        return {name: unpacked(texts) for name, texts in pieces.items()}
    except (ValueError, zlib.error) as error:
        raise IndexDamaged(f"the facts in {collection} are damaged", "qa rollback, or qa build") from error


def _saved(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def _loaded(data: bytes) -> NDArray[Any]:
    array: NDArray[Any] = np.load(io.BytesIO(data), allow_pickle=False)
    return array
