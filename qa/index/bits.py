"""Vectors as one bit a dimension, by FAISS: looked through in a fraction of the time, for candidates to be compared.

RaBitQ (Gao and Long, "RaBitQ: quantizing high-dimensional vectors with a theoretical error bound for approximate
nearest neighbor search", 2024, arXiv 2405.12497), centred on nothing: a code depends on its vector alone, so that those
of unchanged sentences are copied, and an updated index equals one made anew.
"""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows, Vectors
from qa.encoding.product_quantizer import faiss
from qa.errors import IndexDamaged
from qa.index.allowed import Allowed

# Searches, after which the codes are packed: of a million 3 s in a thread of its own, and 56 MB; a search then takes 15
# ms instead of 40 (one core of a busy machine; .996 of 400 candidates are the same, and recall after comparing).
_PACKED_AFTER = 3
# Bits of the question's numbers: recall as with all of them, at a 150th of the time (20,000 vectors of 384 numbers).
_QUERY_BITS = 4


class BitWriter:
    """Gathers codes, 56 bytes for 384 dimensions, and writes what a BitIndex reads; row i keeps number i."""

    def __init__(self, dimensions: int) -> None:
        self._index: Any = faiss().IndexRaBitQ(dimensions, faiss().METRIC_INNER_PRODUCT)
        self._index.train(np.zeros((1, dimensions), dtype=np.float32))  # the centre

    def add(self, vectors: NDArray[np.float16]) -> None:
        """Add unit rows (n, d)."""
        self._index.add(vectors.astype(np.float32))

    def keep(self, index: BitIndex, first: int, stop: int) -> None:
        """Add the rows [first, stop) of an index."""
        self._index.add_sa_codes(np.ascontiguousarray(index.codes[first:stop]))

    def write(self, path: Path) -> None:
        """Write the index. Raises OSError."""
        try:
            faiss().write_index(self._index, str(path))
        except RuntimeError as error:
            raise OSError(errno.EIO, "the vectors' bits cannot be written", str(path)) from error


class BitIndex:
    """A written index, opened by memory map; safe to search from several threads."""

    def __init__(self, path: Path) -> None:
        """Open. Raises IndexDamaged."""
        self._lock = threading.Lock()
        self._searches = 0
        self._packed: Any = None
        try:
            self._index: Any = faiss().read_index(str(path), faiss().IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise IndexDamaged(f"{path} cannot be opened", "qa build") from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def codes(self) -> NDArray[np.uint8]:
        """(n, size) the codes as they lie in the mapped file, valid as long as this index is."""
        size = int(self._index.code_size)
        held = faiss().rev_swig_ptr(self._index.codes.data(), len(self) * size)
        return cast("NDArray[np.uint8]", held.reshape(-1, size))

    def candidates(self, query: Vectors, limit: int, allowed: Allowed | None = None) -> Rows:
        """The rows of the `limit` highest cosines to `query` (d,), as far as bits tell, in the order of rows."""
        limit = min(limit, len(self))
        if allowed is None and self._packed is not None:
            _, rows = self._packed.search(query[None, :], limit)
            return _ascending(rows)
        parameters = _parameters()
        if allowed is not None:
            selector = faiss().IDSelectorBitmap(allowed.bits)
            parameters.sel = selector
        _, rows = self._index.search(query[None, :], limit, params=parameters)
        self._pack_if_it_pays()
        return _ascending(rows)

    def ranked(self, queries: Vectors, limit: int) -> Rows:
        """(q, limit) the rows of the highest cosines to each query (q, d), as far as bits tell, best first; at most
        all."""
        return cast(Rows, self._index.search(queries, min(limit, len(self)), params=_parameters())[1])

    def _pack_if_it_pays(self) -> None:
        """Begin to lay the codes out in memory as FAISS is quickest with, for whoever asks more than once or twice."""
        with self._lock:
            self._searches += 1
            if self._searches == _PACKED_AFTER:
                threading.Thread(target=self.pack, name="pack", daemon=True).start()

    def pack(self) -> None:
        """Lay the codes out so now; searches go on meanwhile. It can let no filter through."""
        self._packed = faiss().IndexRaBitQFastScan(self._index)


def _parameters() -> Any:
    parameters = faiss().RaBitQSearchParameters()
    parameters.qb = _QUERY_BITS
    return parameters


def _ascending(rows: NDArray[np.int64]) -> Rows:
    """Those that were found, of (1, k), which is filled up with -1."""
    return np.sort(rows[0][rows[0] >= 0])
