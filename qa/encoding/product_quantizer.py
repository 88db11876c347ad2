"""Product quantization of token vectors, by a rotation and centroids that FAISS trained once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray


@cache
def faiss() -> Any:
    """The library, imported when it is first used: most commands do without.

    Any, because its types describe the C++ signatures, not the Python ones added to them.
    """
    import faiss as library

    return library


class ProductQuantizer:
    """A rotation and a product quantizer (Ge et al., "Optimized Product Quantization", 2013) that FAISS trained.

    The rotation has orthonormal rows, so dot products may be taken in the smaller space it leads to.
    """

    def __init__(self, path: Path) -> None:
        """Read a trained index of the kind OPQ…,PQ…; `id` names its content."""
        self.id = f"pq-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
        self._index: Any = faiss().read_index(str(path))
        transform = faiss().downcast_VectorTransform(self._index.chain.at(0))
        quantizer = faiss().downcast_index(self._index.index).pq
        self.size = int(quantizer.code_size)
        self._rotation = faiss().vector_to_array(transform.A).reshape(transform.d_out, transform.d_in)
        centroids = faiss().vector_to_array(quantizer.centroids)
        self._centroids = centroids.reshape(quantizer.M * quantizer.ksub, quantizer.dsub)
        self._firsts = np.arange(quantizer.M) * quantizer.ksub  # where each part's centroids begin

    def encode(self, vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
        """(t, size) codes of the vectors (t, d)."""
        return cast("NDArray[np.uint8]", self._index.sa_encode(np.ascontiguousarray(vectors, dtype=np.float32)))

    def expand(self, codes: NDArray[np.uint8]) -> NDArray[np.float32]:
        """(t, r) the rotated vectors that the codes stand for."""
        parts = self._centroids.take(codes + self._firsts, axis=0)  # five times as fast as indexing by two arrays
        return cast("NDArray[np.float32]", parts.reshape(len(codes), parts.shape[1] * parts.shape[2]))

    def project(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """(q, r) the rotated vectors of a question (q, d)."""
        return cast("NDArray[np.float32]", question @ self._rotation.T)
