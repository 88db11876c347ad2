"""The nearest by bits, and then exactly: what is found, what is measured, and what is written of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa import Archive
from qa.command.render_index import status_text
from qa.errors import IndexDamaged
from qa.index import index_type, writing
from qa.index.allowed import Allowed, allowed_of
from qa.index.bits import BitIndex, BitWriter
from qa.index.build import build_index
from qa.index.index_type import EXACTLY, Nearest, NearestBy, measured
from qa.index.snapshot import open_current
from qa.index.vectors import VectorIndex, VectorWriter
from tests.encoders import HashEncoder
from tests.waiting import wait

D, N = 64, 1500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,500 unit vectors in clusters of thirty, as float16 and as bits."""
    place, chance = tmp_path_factory.mktemp("bits"), np.random.default_rng(5)
    rows = np.repeat(chance.standard_normal((50, D)), 30, axis=0) + 0.7 * chance.standard_normal((N, D))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    bits = BitWriter(D)
    with VectorWriter(place / "v.faiss", D) as vectors:
        for start in range(0, N, 400):
            vectors.add(rows[start : start + 400])
            bits.add(rows[start : start + 400])
    bits.write(place / "b.faiss")
    return place


@pytest.fixture
def vectors(folder: Path) -> VectorIndex:
    return VectorIndex(folder / "v.faiss")


@pytest.fixture
def bits(folder: Path) -> BitIndex:
    return BitIndex(folder / "b.faiss")


def exact(vectors: VectorIndex, query: np.ndarray, rows: np.ndarray, limit: int) -> list[int]:
    cosines = vectors.of(rows) @ query
    return rows[np.argsort(-cosines, kind="stable")[:limit]].tolist()


def test_with_enough_candidates_the_nearest_are_those_of_all(vectors: VectorIndex, bits: BitIndex) -> None:
    nearest = Nearest(vectors, bits, NearestBy(times=20))
    for row in (0, 77, 1499):
        query = vectors.of(np.array([row]))[0]
        assert nearest.search(query, 25).tolist() == exact(vectors, query, np.arange(N), 25)
        assert nearest.search(query, 2 * N).tolist() == exact(vectors, query, np.arange(N), N)


@pytest.mark.parametrize("step", [3, 400])
def test_only_what_is_allowed_is_found(vectors: VectorIndex, bits: BitIndex, step: int) -> None:
    """Many rows by a selector within FAISS; few compared one by one."""
    mask = np.arange(N) % step == 1
    query, rows = vectors.of(np.array([31]))[0], np.flatnonzero(mask)
    for allowed in (Allowed(mask, len(rows), None), allowed_of(mask)):
        found = Nearest(vectors, bits, NearestBy(times=40)).search(query, 10, allowed)
        assert found.tolist() == exact(vectors, query, rows, 10)


def test_the_fewest_candidates_that_do_are_taken(
    vectors: VectorIndex, bits: BitIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = measured(vectors, bits)
    assert by.recall >= index_type.RECALL
    monkeypatch.setattr(index_type, "_TIMES", tuple(times for times in index_type._TIMES if times < by.times))
    assert measured(vectors, bits) == EXACTLY, "with fewer candidates some are missed"
    monkeypatch.setattr(index_type, "_TIMES", (N,))
    assert measured(vectors, bits) == NearestBy(N, 1.0)


def test_what_is_measured_against_is_the_nearest_of_all(vectors: VectorIndex) -> None:
    questions = index_type._like_questions(vectors)
    assert len(questions) == 32
    for question, rows in zip(questions, vectors.nearest(questions, 50), strict=True):
        assert rows.tolist() == exact(vectors, question, np.arange(N), 50)
    assert vectors.nearest(questions, 2 * N).shape == (32, N)


def test_fewer_candidates_are_the_first_of_more(vectors: VectorIndex, bits: BitIndex) -> None:
    questions = index_type._like_questions(vectors)
    ranked = bits.ranked(questions, 400)
    for limit in (50, 200):
        found = [sorted(rows[:limit].tolist()) for rows in ranked]
        assert found == [bits.candidates(question, limit).tolist() for question in questions[:1]] + found[1:]
        assert found[1:] == [sorted(rows.tolist()) for rows in bits.ranked(questions[1:], limit)]
    assert bits.ranked(questions, 2 * N).shape == (32, N)


def test_measuring_packs_nothing(vectors: VectorIndex, bits: BitIndex) -> None:
    """For by what is packed nearly the same is found, at a moment that no one knows."""
    measured(vectors, bits)
    assert bits._searches == 0


def test_codes_that_are_kept_are_those_made_anew(vectors: VectorIndex, bits: BitIndex, folder: Path) -> None:
    again = BitWriter(D)
    again.keep(bits, 0, 1000)
    again.add(vectors.halves[1000:1300])
    again.keep(bits, 1300, N)
    again.write(folder / "again.faiss")
    assert (folder / "again.faiss").read_bytes() == (folder / "b.faiss").read_bytes()


def test_whoever_searches_often_searches_what_is_packed(vectors: VectorIndex, bits: BitIndex) -> None:
    """And finds the same, as far as it matters: what is compared exactly afterwards."""
    query = vectors.of(np.array([500]))[0]
    before = bits.candidates(query, 300)
    assert bits._packed is None
    bits.candidates(query, 300)
    bits.candidates(query, 300)
    wait(lambda: bits._packed is not None)
    packed = bits.candidates(query, 300)
    assert len(packed) == 300
    assert len(np.intersect1d(before, packed)) > 280
    assert np.isin(exact(vectors, query, np.arange(N), 50), packed).all()
    mask = np.arange(N) % 3 == 1
    assert mask[bits.candidates(query, 300, Allowed(mask, int(mask.sum()), None))].all()
    assert len(bits.candidates(query, 2 * N)) == N


def test_a_damaged_file(tmp_path: Path) -> None:
    (tmp_path / "b.faiss").write_bytes(b"IxRQ")
    with pytest.raises(IndexDamaged, match=r"b\.faiss cannot be opened\n  try: qa build$"):
        BitIndex(tmp_path / "b.faiss")


def test_a_large_archive_is_updated_as_it_is_made(
    sources: Path, tmp_path: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beginning with one that is small, and back again: the same files as made anew each time."""
    monkeypatch.setattr(writing, "ANEW_UP_TO", 0)
    wire = tmp_path / "wire"
    for name in ("harbor.txt", "bridge.md", "records.jsonl", None):
        monkeypatch.setattr(writing, "EXACT_UP_TO", 6 if name else 99)
        wire.mkdir(exist_ok=True)
        (wire / (name or "more.txt")).write_text((sources / (name or "bridge.md")).read_text("utf-8"), "utf-8")
        build_index([wire], tmp_path / "ix", "default", encoder)
        build_index([wire], tmp_path / f"fresh-{name}", "default", encoder)
        one, other = (open_current(indexes, "default") for indexes in (tmp_path / "ix", tmp_path / f"fresh-{name}"))
        assert one.manifest.files == other.manifest.files
        assert one.manifest.nearest_by == other.manifest.nearest_by
        assert (one.bits is not None) == ("sentences.bits.faiss" in one.manifest.files)
        assert (one.bits is not None) == (one.manifest.sentences > 6 and bool(name))
    assert "nearest    all vectors compared exactly" in status_text(Archive(tmp_path / "ix").status())
