from __future__ import annotations

import math
import os
import random
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.index import bm25
from qa.index.allowed import Allowed
from qa.index.bm25 import BM25Index, BM25Writer
from qa.index.postings import PostingsWriter
from qa.text.words import stems

ROOT = Path(__file__).parents[2]
WRITE = """
import sys
from pathlib import Path
from qa.index.bm25 import BM25Writer
writer = BM25Writer()
for text in ("kiln fire clay", "clay glaze", "", "glaze wheel kiln", "ash"):
    writer.add(text.split())
writer.write(Path(sys.argv[1]))
"""


def texts(count: int) -> Iterator[list[str]]:
    """Some thousand different words, the first of them often; new strings each time, as a text gives them."""
    chance = random.Random(7)
    for number in range(count):
        yield [
            f"word{int(3000 * chance.random() ** 3)}" for _ in range(0 if number % 50 == 3 else chance.randint(3, 25))
        ]


def written(folder: Path, count: int) -> BM25Index:
    writer = BM25Writer()
    for terms in texts(count):
        writer.add(terms)
    assert len(writer) == count
    writer.write(folder)
    return BM25Index(folder)


def by_the_library(count: int) -> bm25s.BM25:
    whole = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    whole.index([terms or [""] for terms in texts(count)], show_progress=False)
    return whole


QUERIES = (["word0", "word1"], ["word9", "word70", "word2999"], ["word500"], ["word0", "word3", "word1500", "word2990"])


def test_scores_are_those_of_the_library_given_all_texts_at_once(tmp_path: Path) -> None:
    whole, index = by_the_library(2000), written(tmp_path, 2000)
    for query in QUERIES:
        most = np.float32(sum(index.idf(term) for term in query))
        scores = index.scores([(term,) for term in query], np.arange(2000))
        np.testing.assert_allclose(scores, whole.get_scores(query) / most, rtol=1e-5)


@pytest.mark.parametrize("count", [3, 500])  # the fourth text is the first without a word
def test_what_a_build_of_format_4_wrote_is_read_as_it_is(tmp_path: Path, count: int) -> None:
    whole, index = by_the_library(count), written(tmp_path / "now", count)
    whole.save(tmp_path / "before", show_progress=False)
    before = BM25Index(tmp_path / "before")
    for query in QUERIES:
        terms = [(term,) for term in query]
        rows = before.best(terms, 10)
        assert sorted(rows.tolist()) == sorted(index.best(terms, 10).tolist())
        np.testing.assert_allclose(before.scores(terms, rows), index.scores(terms, rows), rtol=1e-5)


WORDS = st.sampled_from(["a", "b", "c", "d", "e", "f"])


@given(
    st.lists(st.lists(WORDS, max_size=6), min_size=1, max_size=40),
    st.lists(st.lists(st.sampled_from("abcdefxy"), min_size=1, max_size=2).map(tuple), max_size=4),
    st.integers(1, 12),
    st.integers(0, 2**40),
    st.booleans(),
)
def test_the_best_are_those_of_all_scores(
    texts: list[list[str]], terms: list[tuple[str, ...]], limit: int, let_through: int, few: bool
) -> None:
    """Whatever is skipped on the way: against every text's score, computed one by one; equals may change places."""
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "_COMMON", 2)
        writer = BM25Writer()
        for text in texts:
            writer.add(text)
        writer.write(Path(place))
        index = BM25Index(Path(place))
        mask = np.array([bool(let_through >> row & 1) for row in range(len(texts))])
        allowed = Allowed(mask, int(mask.sum()), np.flatnonzero(mask) if few else None)
        for through, chosen in ((None, np.ones(len(texts), bool)), (allowed, mask), (None, np.ones(len(texts), bool))):
            expected = sorted((score for score in np.array(dense(texts, terms))[chosen] if score > 0), reverse=True)
            rows = index.best(terms, limit, through)
            assert len(set(rows.tolist())) == len(rows)
            assert chosen[rows].all()
            found = np.array(dense(texts, terms))[rows]
            assert sorted(found, reverse=True) == pytest.approx(expected[:limit], rel=1e-5)
            assert index.scores(terms, rows).tolist() == pytest.approx(share(found, texts, terms), rel=1e-5)


def dense(texts: list[list[str]], terms: list[tuple[str, ...]]) -> list[float]:
    """The score of every text, straight from the formula."""
    stems = {stem for term in terms for stem in term}
    mean = sum(max(1, len(text)) for text in texts) / len(texts)

    def weight(stem: str, text: list[str]) -> float:
        times = text.count(stem)
        return idf(stem, texts) * times / (times + 1.2 * (0.25 + 0.75 * max(1, len(text)) / mean))

    return [sum(weight(stem, text) for stem in stems) for text in texts]


def idf(stem: str, texts: list[list[str]]) -> float:
    held = sum(stem in text for text in texts)
    return math.log(1 + (len(texts) - held + 0.5) / (held + 0.5))


def share(scores: np.ndarray, texts: list[list[str]], terms: list[tuple[str, ...]]) -> list[float]:
    held = {stem for text in texts for stem in text}
    most = sum(max(idf(stem, texts) for stem in ([s for s in term if s in held] or term[:1])) for term in terms)
    return np.minimum(scores / most, 1).tolist() if most else scores.tolist()


def test_common_words_are_read_of_the_best_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word of every text can lead no other text to the front: its postings are not gone through."""
    monkeypatch.setattr(bm25, "_COMMON", 100)
    writer = BM25Writer()
    for number in range(1000):
        writer.add(["common"] * (number % 3) + (["rare"] if number % 100 == 7 else []) + ["filler"])
    writer.write(tmp_path)
    index = BM25Index(tmp_path)
    spread: list[int] = []
    index._spread, through = (lambda number, *rest: spread.append(number) or through(number, *rest)), index._spread
    rows = index.best([("rare",), ("filler",)], 5)
    assert spread == [index._number["rare"]]
    assert {row % 100 for row in rows.tolist()} == {7}


@given(st.lists(st.lists(WORDS, max_size=4), max_size=30), st.integers(0, 2**30), st.data())
def test_gone_on_from_the_build_before_equals_made_anew(
    before: list[list[str]], kept: int, data: st.DataObject
) -> None:
    """Texts left out, and others put between: the same postings to the last number."""
    first = PostingsWriter()
    for text in before:
        first.add(text)
    old = first.postings()
    anew, update = PostingsWriter(), PostingsWriter(old)
    for row, text in enumerate(before):
        for new in data.draw(st.lists(st.lists(st.sampled_from("abxyz"), max_size=3), max_size=1)):
            anew.add(new)
            update.add(new)
        if kept >> row & 1:
            anew.add(text)
            update.keep(row, row + 1)
    one, other = anew.postings(), update.postings()
    assert list(one.terms) == list(other.terms)
    for name in ("starts", "texts", "weights", "counts", "lengths"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)
        assert getattr(one, name).dtype == getattr(other, name).dtype


def test_the_same_texts_make_the_same_files_in_every_process(tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        command = [sys.executable, "-c", WRITE, str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == 6
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_text_that_waits_takes_little_room(tmp_path: Path) -> None:
    """Words as strings took 2,600 bytes a sentence."""
    writer = BM25Writer()
    sentence = "The potters of the lower valley fired their last kiln before the frost came down from the pass"
    tracemalloc.start()
    try:
        for number in range(20_000):
            writer.add(stems(f"{sentence} {number % 100}"))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 100 * len(writer)
