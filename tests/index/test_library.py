from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qa.encoding.base import encoding_id
from qa.encoding.late_chunking import encode_article
from qa.errors import IndexBusy, IndexDamaged, IndexUnusable, NotFound, SourceError
from qa.index.library import Library
from qa.index.library_reading import read_model, read_refusals
from qa.index.salvage import salvage
from qa.index.schema import MIGRATIONS
from qa.ingest.identity import content_hash
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


def test_the_content_hash_is_of_what_is_encoded() -> None:
    assert content_hash(ONE) == content_hash(Article("other", ONE.text, ONE.body, ONE.title))
    changed = [Article("a", ONE.text + " ", ONE.body, ONE.title), Article("a", ONE.text, ((0, 9),), ONE.title)]
    assert len({content_hash(article) for article in [ONE, *changed, Article("a", ONE.text, ONE.body)]}) == 4


def test_putting_counts_what_is_new_and_what_changed(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        assert library.put([ONE, TWO]) == (2, 0)
        assert library.put([ONE, replace(TWO, text="Other words", body=((0, 11),))]) == (0, 1)
        assert library.put([replace(ONE, source="Another")]) == (0, 1)
        assert library.article("a").source == "Another"


def test_the_history_tells_each_content_and_when_it_went(tmp_path: Path) -> None:
    changed = replace(ONE, text="One text. Three sentences", body=((0, 24),))
    with Library(tmp_path / "library.db") as library:
        for article in (ONE, ONE, replace(ONE, source="Another"), changed, ONE):
            library.put([article])
        library.put([TWO])
        library.remove(["a"])
        contents = [content for _, content in library.history("a")]
        assert contents == [content_hash(ONE), content_hash(changed), content_hash(ONE), None]
        assert all(at[:4].isdigit() for at, _ in library.history("a"))
        assert library.removed() == {"a"}
        library.put([ONE])
        assert library.removed() == frozenset()


def test_removing_is_all_or_nothing(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.put([ONE, TWO])
        with pytest.raises(NotFound, match="no article 'x', 'y' in"):
            library.remove(["a", "x", "y"])
        with pytest.raises(SourceError, match="without an article"):
            library.remove(["a", "b"])
        assert library.count() == 2


def test_a_refusal_counts_its_tries(tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        library.note_refusals([Refusal("/x/a.png", "no article"), Refusal("/y/b.png", "no article")])
        since = library.refusals()[0].since
        library.note_refusals([Refusal("/x/a.png", "still none")], [Path("/x")])
        first, second = library.refusals()
        assert (first.reason, first.attempts, first.since) == ("still none", 2, since)
        assert (second.origin, second.attempts) == ("/y/b.png", 1)
        library.note_refusals([], [Path("/x")])
        assert library.refusals() == [Refusal("/y/b.png", "no article")]


def test_encodings_that_nothing_needs_are_pruned(tmp_path: Path, encoder: HashEncoder) -> None:
    kept = encode_article(ONE, encoder)
    with Library(tmp_path / "library.db") as library:
        library.put([ONE])
        library.put_encoded("new", [(ONE, kept), (TWO, kept)])
        library.put_encoded("old", [(ONE, kept)])
        assert library.prune(["new"]) == 2
        assert library.check() == 1
        assert library.pending("new") == []


def altered(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles SET text = replace(text, 'Two', 'Ten')",
        "UPDATE articles SET published = '2019-01-01'",
        "UPDATE articles SET body = '[['",
        "UPDATE articles SET language = 'da'",
        "UPDATE articles SET id_given = 1",
        "UPDATE encodings SET sentence_vectors = zeroblob(length(sentence_vectors))",
        "UPDATE key_sentences SET numbers = '[0]'",
    ],
)
def test_a_row_that_is_not_as_it_was_written_is_an_error(tmp_path: Path, encoder: HashEncoder, statement: str) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.put([ONE])
        library.put_encoded("any", [(ONE, encode_article(ONE, encoder))])
        library.put_key_sentences("any", [(ONE, (1,))])
        assert library.check() == 1
    altered(path, statement)
    with Library(path) as library:
        with pytest.raises(IndexDamaged, match="is damaged") as caught:
            list(library.encoded_articles("any"))
        assert caught.value.fix.startswith("qa restore")
        with pytest.raises(IndexDamaged):
            library.check()


def test_no_bit_of_a_table_definition_ends_in_anything_but_a_clear_error(tmp_path: Path) -> None:
    """The highest bit too, which makes a letter something that is not UTF-8, also in SQLite's own messages."""
    whole = tmp_path / "library.db"
    with Library(whole) as library:
        library.put([ONE])
    data = whole.read_bytes()
    begin = data.index(b"CREATE TABLE removed")
    for place in range(begin, begin + len("CREATE TABLE removed (article_id TEXT PRIMARY KEY) STRICT")):
        for bit in (1, 4, 128):
            path = tmp_path / "altered.db"
            path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
            with pytest.raises(IndexDamaged) as caught, Library(path) as library:
                library.check()
            assert caught.value.fix.startswith("qa restore")
            assert read_model(path) is None
            with Library(tmp_path / "restored.db") as restored:
                salvage(path, restored)
                restored.check()


@pytest.mark.parametrize(("table", "old", "new"), [("removed", "article_id", "arthcle_id"), ("articles", "url", "urk")])
def test_a_table_that_is_not_as_it_was_made_is_an_error(tmp_path: Path, table: str, old: str, new: str) -> None:
    """A bit in the name of a column: SQLite finds the file in order, and the column gone."""
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.put([ONE, TWO])
        library.remove(["b"])
        assert library.check() == 0
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table))
        connection.commit()
    with Library(path) as library, pytest.raises(IndexDamaged, match="tables of") as caught:
        library.check()
    assert caught.value.fix.startswith("qa restore")
    with Library(tmp_path / "restored.db") as restored:
        assert salvage(path, restored) == 1
        assert (restored.article("a"), restored.removed()) == (ONE, {"b"})
        assert restored.check() == 0


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path: Path, encoder: HashEncoder) -> None:
    """As the first version wrote it: nothing is lost, and nothing has to be encoded again."""
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(MIGRATIONS[0] + "PRAGMA user_version=1;")
        for article in (ONE, TWO):
            row = (article.id, content_hash(article), article.title, article.source, None, article.url, article.origin)
            body = json.dumps(article.body)
            old.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, body, article.text))
        encoded = encode_article(ONE, encoder)
        fields = [getattr(encoded, name).tobytes() for name in type(encoded).__slots__]
        columns = (content_hash(ONE), "any", 64, *fields, 64)
        old.execute("INSERT INTO encodings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)
        old.execute("INSERT INTO refusals VALUES ('c.png', 'no article')")
        old.commit()
    with Library(path) as library:
        assert list(library.articles()) == [ONE, TWO]
        assert library.check() == 1
        assert library.pending("any") == ["b"]
        assert [content for _, content in library.history("a")] == [content_hash(ONE)]
        assert library.refusals() == [Refusal("c.png", "no article")]
        assert library.put([ONE]) == (0, 0)


def test_where_a_library_must_be_an_empty_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    for make in (lambda: None, path.touch):
        make()
        with pytest.raises(IndexDamaged, match="is missing or empty"):
            Library(path, create=False)
    Library(path).__exit__(None, None, None)


def test_reading_alone_leaves_no_file_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.put([ONE])
        library.note_model("hash")
    before = path.read_bytes()
    with Library(path, readonly=True) as library:
        assert list(library.articles()) == [ONE]
        assert read_model(path) == "hash"
        with pytest.raises(IndexUnusable):
            library.put([TWO])
        assert list(tmp_path.iterdir()) == [path]
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])
    with pytest.raises(IndexDamaged, match="is missing"):
        Library(tmp_path / "nothing.db", readonly=True)


def test_what_a_writer_has_not_closed_yet_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(path) as writer:
        writer.put([ONE])
        with Library(path, readonly=True) as reader:
            assert list(reader.articles()) == [ONE]
            writer.put([TWO])
            assert list(reader.articles()) == [ONE, TWO]


def test_a_library_that_is_written_while_it_is_read_without_locks(tmp_path: Path) -> None:
    """What was read may be half of it: neither an answer nor a damage."""
    path = tmp_path / "library.db"
    with Library(path) as library:
        library.put([ONE])
    reader = Library(path, readonly=True)
    assert reader.count() == 1
    with Library(path) as writer:
        writer.put([TWO])
    with pytest.raises(IndexBusy, match="was written while it was read"):
        reader.__exit__(None, None, None)


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


def test_a_language_and_a_given_id_are_kept(tmp_path: Path) -> None:
    told = replace(ONE, language="sv", id_given=True)
    with Library(tmp_path / "library.db") as library:
        assert library.put([ONE, TWO]) == (2, 0)
        assert library.put([told, TWO]) == (0, 1)
        assert list(library.articles()) == [told, TWO]
        assert [facts[-1] for facts in library.facts()] == ["sv", ""]
        assert [content for _, content in library.history("a")] == [content_hash(ONE)]


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
