"""Nearest vectors, on vectors whose cosines are known."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from qa.errors import IndexDamaged
from qa.index.allowed import Allowed, allowed_of
from qa.index.vectors import VectorIndex, VectorWriter


def build_vectors(vectors: np.ndarray, path: Path) -> None:
    with VectorWriter(path, vectors.shape[1]) as writer:
        writer.add(vectors[:3])  # in two steps, as an archive of many articles is written
        writer.add(vectors[3:])


def test_the_file_is_what_faiss_writes(path, index, tmp_path):
    kind, metric = faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    whole = faiss.IndexScalarQuantizer(4, kind, metric)
    for rows in (ROWS[:0], ROWS):
        whole.add(rows.astype(np.float32))
        with VectorWriter(tmp_path / "again.faiss", 4) as writer:
            writer.keep(index, 0, len(rows))
        assert (tmp_path / "again.faiss").read_bytes() == bytes(faiss.serialize_index(whole))


ROWS = np.array([[1, 0, 0, 0], [0.6, 0.8, 0, 0], [0, 1, 0, 0], [-1, 0, 0, 0]], dtype=np.float16)
EAST = np.array([1, 0, 0, 0], dtype=np.float32)  # cosines 1, 0.6, 0, -1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    build_vectors(ROWS, tmp_path / "v.faiss")
    return tmp_path / "v.faiss"


@pytest.fixture
def index(path: Path) -> VectorIndex:
    return VectorIndex(path)


def test_size(index):
    assert (len(index), index.dimensions) == (4, 4)


@pytest.mark.parametrize(("k", "rows"), [(0, []), (1, [0]), (3, [0, 1, 2]), (4, [0, 1, 2, 3]), (99, [0, 1, 2, 3])])
def test_best_first(index, k, rows):
    found = index.search(EAST, k)
    assert found.tolist() == rows
    assert found.dtype == np.int64


@pytest.mark.parametrize(
    ("mask", "rows"),
    [([1, 1, 1, 1], [0, 1, 2, 3]), ([0, 1, 0, 1], [1, 3]), ([0, 0, 0, 1], [3]), ([0, 0, 0, 0], [])],
)
def test_mask(index, mask, rows):
    assert index.search(EAST, 4, allowed_of(np.array(mask, dtype=np.bool_))).tolist() == rows


@pytest.mark.parametrize("few", [True, False])
def test_a_mask_of_more_than_eight_rows(tmp_path, few):
    angles = np.arange(20) / 20
    build_vectors(np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float16), tmp_path / "v.faiss")
    mask = np.zeros(20, dtype=np.bool_)
    mask[[3, 9, 17]] = True
    allowed = Allowed(mask, 3, np.array([3, 9, 17]) if few else None)
    assert VectorIndex(tmp_path / "v.faiss").search(EAST[:2], 10, allowed).tolist() == [3, 9, 17]


def test_cosines(index):
    assert index.cosines(EAST, np.array([3, 1, 0])).tolist() == pytest.approx([-1, 0.6, 1], abs=1e-3)
    assert index.cosines(EAST, np.empty(0, dtype=np.int64)).tolist() == []


def test_the_file_is_mapped_and_can_be_opened_twice(path, index):
    again = VectorIndex(path)
    path.unlink()  # the snapshot may be pruned while it is still being read
    assert again.search(EAST, 2).tolist() == index.search(EAST, 2).tolist() == [0, 1]


def test_no_vectors(tmp_path):
    build_vectors(np.empty((0, 4), dtype=np.float16), tmp_path / "v.faiss")
    index = VectorIndex(tmp_path / "v.faiss")
    assert len(index) == 0
    assert index.search(EAST, 3).tolist() == []


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage", "no header", "cut"])
def test_a_damaged_file(path, damage):
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "garbage": b"x" * 500, "no header": data[4:], "cut": data[:-9]}[damage])
    with pytest.raises(IndexDamaged, match=f"^{path} cannot be opened\n  try: qa build$"):
        VectorIndex(path)
