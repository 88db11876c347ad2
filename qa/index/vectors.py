"""Vectors by FAISS: exact search over float16 rows, memory-mapped."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from qa.arrays import Rows, Vectors
from qa.encoding.product_quantizer import faiss
from qa.errors import IndexDamaged
from qa.index.allowed import Allowed

_NTOTAL = slice(8, 16)  # where the number of rows stands in FAISS's file


class VectorWriter:
    """Writes FAISS's file of an index in float16 row by row, which need not lie in memory; row i keeps number i.

    SQfp16, because on 200,000 rows it searched twice as fast as float32 with recall@10 of .999.
    """

    def __init__(self, path: Path, dimensions: int) -> None:
        """Begin the file. Raises OSError."""
        self._dimensions, self._rows = dimensions, 0
        self._stream = path.open("wb")
        self._stream.write(_header(dimensions, 0))

    def __enter__(self) -> VectorWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        with self._stream:
            if kind is None:
                self._stream.seek(0)
                self._stream.write(_header(self._dimensions, self._rows))

    def add(self, vectors: NDArray[np.float16]) -> None:
        """Add unit rows (n, d)."""
        self._stream.write(np.ascontiguousarray(vectors, dtype="<f2").data)
        self._rows += len(vectors)

    def keep(self, index: VectorIndex, first: int, stop: int) -> None:
        """Add the rows [first, stop) of an index."""
        self._stream.write(index.halves[first:stop].data)
        self._rows += stop - first


def _header(dimensions: int, rows: int) -> bytes:
    """What FAISS writes before the rows; that it does is what tests/index/test_vectors.py compares."""
    empty = faiss().IndexScalarQuantizer(dimensions, faiss().ScalarQuantizer.QT_fp16, faiss().METRIC_INNER_PRODUCT)
    head = bytearray(faiss().serialize_index(empty).tobytes())
    head[_NTOTAL] = rows.to_bytes(8, "little")
    head[-8:] = (rows * dimensions * 2).to_bytes(8, "little")
    return bytes(head)


class VectorIndex:
    """A written index, opened read-only; safe to search from several threads.

    FAISS's own threads are bounded by OMP_NUM_THREADS, which `qa serve` sets to 1: a server's threads answer several
    questions at once, and FAISS's setting from within holds only for the thread that makes it.
    """

    def __init__(self, path: Path) -> None:
        """Open by memory map. Raises IndexDamaged."""
        try:
            self._index: Any = faiss().read_index(str(path), faiss().IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise IndexDamaged(f"{path} cannot be opened", "qa build") from error
        self.dimensions = int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def halves(self) -> NDArray[np.float16]:
        """(n, d) the rows as they lie in the mapped file, valid as long as this index is."""
        if not len(self):
            return np.empty((0, self.dimensions), dtype=np.float16)
        held = faiss().rev_swig_ptr(self._index.codes.data(), len(self) * self.dimensions * 2)
        return cast("NDArray[np.float16]", held.view(np.float16).reshape(-1, self.dimensions))

    def search(self, query: Vectors, limit: int, allowed: Allowed | None = None) -> Rows:
        """The rows of the `limit` highest cosines to `query` (d,), best first; fewer where `allowed` leaves fewer."""
        limit = min(limit, len(self))
        if limit == 0:
            return np.empty(0, dtype=np.int64)
        if allowed is not None and allowed.few is not None:
            return self.nearest_of(allowed.few, query, limit)
        parameters = None
        if allowed is not None:
            selector = faiss().IDSelectorBitmap(allowed.bits)
            parameters = faiss().SearchParameters(sel=selector)
        _, rows = self._index.search(query[None, :], limit, params=parameters)
        return cast(Rows, rows[0][rows[0] >= 0])

    def nearest(self, queries: Vectors, limit: int) -> Rows:
        """(q, limit) the rows of the highest cosines to each query (q, d), best first; at most all."""
        return cast(Rows, self._index.search(queries, min(limit, len(self)))[1])

    def nearest_of(self, rows: Rows, query: Vectors, limit: int) -> Rows:
        """Those `limit` of `rows`, ascending, of the highest cosines to `query` (d,), best first."""
        return rows[np.argsort(-self.cosines(query, rows), kind="stable")[:limit]]

    def of(self, rows: Rows) -> Vectors:
        """(len(rows), d) the vectors of these rows."""
        return cast(Vectors, self._index.reconstruct_batch(rows))

    def cosines(self, query: Vectors, rows: Rows) -> NDArray[np.float32]:
        """(len(rows),) the cosine of `query` (d,) to each of `rows`."""
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        return cast("NDArray[np.float32]", self._index.reconstruct_batch(rows) @ query)
