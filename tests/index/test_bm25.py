from __future__ import annotations

import os
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import bm25s
import numpy as np
import pytest

from qa.index.bm25 import BM25Index, BM25Writer
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


def test_scores_are_those_of_the_library_given_all_texts_at_once(tmp_path: Path) -> None:
    whole = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    whole.index([terms or [""] for terms in texts(2000)], show_progress=False)
    index = written(tmp_path, 2000)
    for query in (["word0", "word1"], ["word9", "word70", "word2999"], ["word500"]):
        most = np.float32(sum(index.idf(term) for term in query))
        np.testing.assert_array_equal(index.scores([(term,) for term in query]), whole.get_scores(query) / most)


def test_the_same_texts_make_the_same_files_in_every_process(tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        command = [sys.executable, "-c", WRITE, str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == 5
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


@pytest.mark.parametrize(
    ("term", "known"),
    [
        ("hannoi", "hanoi"),  # a letter doubled
        ("viena", "vienna"),
        ("fial", "fail"),  # two exchanged
        ("sumnit", "summit"),  # one wrong of six
        ("photographd", "photograph"),
        ("hanoi", None),  # known itself
        ("iran", None),  # another word than "iraq"
        ("fall", None),
        ("zanzibar", None),
        ("anoi", None),  # the first letter is seldom wrong
        ("fai", None),
    ],
)
def test_the_known_term_that_a_misspelt_one_is(tmp_path: Path, term: str, known: str | None) -> None:
    writer = BM25Writer()
    for terms in ("hanoi", "vienna", "fail", "summit", "summit", "summits", "photograph", "iraq", "fa"):
        writer.add([terms])
    writer.write(tmp_path)
    assert BM25Index(tmp_path).nearest(term) == known
