from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qa.errors import IndexDamaged
from qa.library import Library, content_hash, read_refusals
from qa.pooling import encode_article, encoder_id
from qa.types import Article, Refusal
from tests.encoders import HashEncoder

ONE = Article("a", "One text. Two sentences.", ((0, 24),), "Title", "Source", None, "https://example.org", "a.txt")
TWO = Article("b", "Other text.", ((0, 11),), origin="b.txt")


def test_articles_come_back_as_they_went_in_and_in_order(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.put([TWO, ONE])
        assert list(library.articles()) == [ONE, TWO]
        assert library.article("b") == TWO
    with Library(tmp_path / "library.db") as library:
        assert library.count() == 2


def test_encodings_are_kept_by_content_and_encoder(tmp_path: Path, encoder: HashEncoder) -> None:
    with Library(tmp_path / "library.db") as library:
        library.put([ONE, TWO])
        assert library.pending(encoder_id(encoder)) == ["a", "b"]
        kept = encode_article(ONE, encoder)
        library.put_encoded(encoder_id(encoder), [(ONE, kept)])
        assert library.pending(encoder_id(encoder)) == ["b"]
        assert library.pending("another") == ["a", "b"]
        found = library.encoded(ONE, encoder_id(encoder))
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
        assert library.encoded(blank, "any").token_codes.shape == (0, 64)


def test_same_content_is_encoded_once(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.put([ONE, Article("z", ONE.text, ONE.body, ONE.title)])
        assert library.pending("any") == ["a"]


def test_the_content_hash_is_of_what_is_encoded() -> None:
    assert content_hash(ONE) == content_hash(Article("other", ONE.text, ONE.body, ONE.title))
    changed = [Article("a", ONE.text + " ", ONE.body, ONE.title), Article("a", ONE.text, ((0, 9),), ONE.title)]
    assert len({content_hash(article) for article in [ONE, *changed, Article("a", ONE.text, ONE.body)]}) == 4


def test_keep_only_spares_what_could_not_be_read_again(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.put([ONE, TWO])
        library.keep_only(["c"], [Refusal("b.txt", "binary data, not text")])
        assert [article.id for article in library.articles()] == ["b"]
    assert read_refusals(tmp_path / "library.db") == [Refusal("b.txt", "binary data, not text")]


def test_a_file_of_records_refused_as_a_whole_is_spared_and_a_record_is_not(tmp_path: Path) -> None:
    records = [Article(f"r-{line}", "Text.", ((0, 5),), origin=f"r.jsonl:{line}") for line in (1, 2)]
    with Library(tmp_path / "library.db") as library:
        library.put(records)
        library.keep_only(["r-1"], [Refusal("r.jsonl:2", "not JSON")])
        assert [article.id for article in library.articles()] == ["r-1"]
        library.keep_only(["other"], [Refusal("r.jsonl", "Input/output error")])
        assert [article.id for article in library.articles()] == ["r-1"]


def test_refusals_without_a_library(tmp_path: Path) -> None:
    assert read_refusals(tmp_path / "library.db") == []


def test_a_file_that_is_no_library_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"not a database, whatever its name says" * 200)
    with pytest.raises(IndexDamaged, match="cannot be read"):
        Library(path)


def test_a_library_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(IndexDamaged, match="of version 99"):
        Library(path)
