"""What the encoder gives for a very long article is kept part by part: memory does not grow with it."""

from __future__ import annotations

import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from qa.encoding import late_chunking
from qa.encoding.late_chunking import encode_article, encode_parts
from qa.errors import IndexDamaged
from qa.extraction import key_sentences
from qa.index import encode
from qa.index.build import build_index
from qa.index.library import Library
from qa.index.salvage import salvage
from qa.index.verify import verify_index
from qa.types import Article
from tests.encoders import HashEncoder

TEXT = " ".join(f"Kiln {number} of the lower valley was lit at dawn." for number in range(150))
LONG = Article("long", TEXT, ((0, len(TEXT)),), "Kilns", "The Kiln Post", origin="long.txt")
LONG_SENTENCE = "The great kiln of the lower valley was lit at dawn. "
PASSAGES = 9  # of 11 tokens a sentence, 200 at most


@pytest.fixture
def path(tmp_path: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with its encoding in three parts."""
    monkeypatch.setattr(late_chunking, "_PART", 3)
    with Library(tmp_path / "library.db") as library:
        library.put([LONG])
        last, sentences = library.put_beginning("any", LONG, encode_parts(LONG, encoder))
        assert sentences == 150
        assert library.pending("any") == ["long"], "it counts when its last part is kept"
        library.put_encoded("any", [(LONG, last)])
    return tmp_path / "library.db"


def altered(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_its_parts_are_the_whole(path: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_chunking, "_PART", 512)
    whole = encode_article(LONG, encoder)
    with Library(path) as library:
        assert library.pending("any") == []
        [(_, parts, _)] = library.encoded_parts("any")
        assert [len(part.passage_vectors) for part in parts] == [3, 3, 3]
        [(_, found, _)] = library.encoded_articles("any")
        for name in type(whole).__slots__:
            np.testing.assert_array_equal(getattr(found, name), getattr(whole, name), name)
        np.testing.assert_array_equal(library.with_offsets("any", "long")[1], whole.offsets)
        totals = library.totals("any")
        assert (totals.articles, totals.sentences, totals.passages) == (1, 150, PASSAGES)
        assert totals.tokens == len(whole.token_ids)
        assert list(library.sentences_by("any").values()) == [150]
        assert library.check() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM encoding_parts WHERE number = 0",
        "DELETE FROM encoding_parts WHERE number = 1",
        "UPDATE encoding_parts SET token_ids = zeroblob(length(token_ids)) WHERE number = 1",
    ],
)
def test_a_part_that_is_lost_or_damaged(path: Path, statement: str) -> None:
    """It is told; and a library that is restored has the whole encoded again."""
    altered(path, statement)
    with Library(path) as library, pytest.raises(IndexDamaged, match="'long'"):
        list(library.encoded_articles("any"))
    with Library(path.with_name("restored.db")) as restored:
        assert salvage(path, restored) == 1
        assert restored.pending("any") == ["long"]


def test_what_is_whole_is_saved_and_what_nothing_needs_is_pruned(path: Path) -> None:
    with Library(path.with_name("restored.db")) as restored:
        assert salvage(path, restored) == 1
        assert restored.pending("any") == []
        assert restored.totals("any").sentences == 150
        assert restored.prune(["another"]) == 1
    with closing(sqlite3.connect(path.with_name("restored.db"))) as connection:
        assert connection.execute("SELECT count(*) FROM encoding_parts").fetchone() == (0,)


def test_an_index_of_parts_is_sound(tmp_path: Path, encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_chunking, "_PART", 3)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text(f"{TEXT}\n", "utf-8")
    (tmp_path / "in" / "short.txt").write_text("Fog closed the port. It lifted at noon.\n", "utf-8")
    report = build_index([tmp_path / "in"], tmp_path / "indexes", "default", encoder)
    assert report.index.sentences == 152
    checks = verify_index(tmp_path / "indexes", "default", lambda model: encoder)
    assert all(finding.ok for finding in checks), checks


def test_memory_does_not_grow_with_what_the_encoder_gives(tmp_path: Path) -> None:
    """Of 384 numbers a sentence, as the usual encoder gives them; its text alone may be held."""
    encoder = HashEncoder(dimensions=384)

    def most(times: int) -> int:
        text = " ".join([TEXT] * times)
        article = Article("a", text, ((0, len(text)),))
        with Library(tmp_path / f"{times}.db") as library:
            library.put([article])
            tracemalloc.start()
            try:
                library.put_beginning("any", article, encode_parts(article, encoder))
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(late_chunking, "_PART", 4)
        patch.setattr(late_chunking, "_BATCH", 4)
        most(1)
        grown = most(7) - most(2)
    assert grown < 1000 * 150 * 5  # bytes a sentence: 290; held as a whole 5,100


def test_memory_does_not_grow_with_sentences_that_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long article key sentences are chosen among the first; its sentences are places in a text that is held."""
    for module in (encode, key_sentences):
        monkeypatch.setattr(module, "MAX_READ", 100)

    def most(sentences: int) -> int:
        text = LONG_SENTENCE * sentences
        starts = np.arange(0, len(text), len(LONG_SENTENCE), dtype=np.int32)
        offsets = np.stack([starts, starts + len(LONG_SENTENCE) - 1], axis=1)
        tracemalloc.start()
        try:
            encode._key_sentences(Article("a", text, ((0, len(text)),)), offsets)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most(200)
    assert most(4_000) - most(2_000) < 20 * 2_000  # bytes a sentence: as objects each takes 250
