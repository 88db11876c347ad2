from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np

from qa.encoding.base import encoding_id
from qa.encoding.late_chunking import encode_article
from qa.index.library import Library
from qa.ingest.identity import content_hash
from qa.types import Article
from tests.encoders import HashEncoder

ONE = Article("a", "One text. Two sentences.", ((0, 24),), "Title", "Source", None, "https://example.org", "a.txt")


TWO = Article("b", "Other text.", ((0, 11),), origin="b.txt")


def test_encodings_are_kept_by_content_and_encoder(tmp_path: Path, encoder: HashEncoder) -> None:
    with Library(tmp_path / "library.db") as library:
        library.put([ONE, TWO])
        assert library.pending(encoding_id(encoder)) == ["a", "b"]
        kept = encode_article(ONE, encoder)
        library.put_encoded(encoding_id(encoder), [(ONE, kept)])
        assert library.pending(encoding_id(encoder)) == ["b"]
        assert library.pending("another") == ["a", "b"]
        [(article, found, _)] = library.encoded_articles(encoding_id(encoder))
        assert article == ONE
        for field in type(kept).__slots__:
            np.testing.assert_array_equal(getattr(found, field), getattr(kept, field), field)


def test_an_article_without_a_single_token_is_kept_too(tmp_path: Path, encoder: HashEncoder) -> None:
    """Zero-width characters are text to a reader of files, and nothing to a tokenizer."""
    none = {"token_counts": np.zeros(1, np.int32), "token_ids": np.zeros(0, np.int32)}
    blank = Article("blank", "\u200b", ((0, 1),))
    kept = replace(encode_article(blank, encoder), token_codes=np.zeros((0, 64), np.uint8), **none)
    with Library(tmp_path / "library.db") as library:
        library.put([blank])
        library.put_encoded("any", [(blank, kept)])
        [(_, found, _)] = library.encoded_articles("any")
        assert found.token_codes.shape == (0, 64)


def test_same_content_is_encoded_once(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.put([ONE, Article("z", ONE.text, ONE.body, ONE.title)])
        assert library.pending("any") == ["a"]


def test_encodings_that_nothing_needs_are_pruned(tmp_path: Path, encoder: HashEncoder) -> None:
    kept = encode_article(ONE, encoder)
    with Library(tmp_path / "library.db") as library:
        library.put([ONE])
        library.put_encoded("new", [(ONE, kept), (TWO, kept)])
        library.put_encoded("old", [(ONE, kept)])
        assert library.prune(["new"]) == 2
        assert library.check() == 1
        assert library.pending("new") == []


def test_key_sentences_are_kept_by_content_and_encoding(tmp_path: Path, encoder: HashEncoder) -> None:
    kept = encode_article(ONE, encoder)
    with Library(tmp_path / "library.db") as library:
        library.put([ONE, replace(ONE, id="z"), TWO])
        library.put_encoded("any", [(ONE, kept)])
        assert library.without_key_sentences("any") == ["a"]
        assert library.without_key_sentences("another") == []
        article, offsets = library.with_offsets("any", "a")
        assert (article, offsets.tolist()) == (ONE, [[0, 9], [10, 24]])
        library.put_key_sentences("any", [(ONE, (1,))])
        assert library.without_key_sentences("any") == []
        assert [(held.id, key) for held, _, key in library.encoded_articles("any")] == [("a", (1,)), ("z", (1,))]
        library.put_encoded("another", [(ONE, kept)])
        assert library.without_key_sentences("another") == ["a"]
        assert [key for _, _, key in library.encoded_articles("another")] == [(), ()]


def test_key_sentences_that_nothing_needs_are_pruned(tmp_path: Path, encoder: HashEncoder) -> None:
    kept = encode_article(ONE, encoder)
    with Library(tmp_path / "library.db") as library:
        library.put([ONE])
        for name in ("new", "old"):
            library.put_encoded(name, [(ONE, kept), (TWO, kept)])
            library.put_key_sentences(name, [(ONE, (0,)), (TWO, (0,))])
        assert library.prune(["new"]) == 3
        assert [key for _, _, key in library.encoded_articles("new")] == [(0,)]
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        assert connection.execute("SELECT content_hash FROM key_sentences").fetchall() == [(content_hash(ONE),)]
