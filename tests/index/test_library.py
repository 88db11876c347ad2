from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa.encoding.late_chunking import encode_article
from qa.errors import IndexDamaged, NotFound, SourceError
from qa.index.library import MOST_TRIES, Library
from qa.index.library_reading import read_again, read_model, read_refusals
from qa.index.salvage import salvage
from qa.index.schema import MIGRATIONS
from qa.ingest.identity import content_hash
from qa.types import Article, Details, Refusal
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
        path = tmp_path / "altered.db"
        path.write_bytes(data[:place] + bytes([data[place] ^ (1, 128)[place % 2]]) + data[place + 1 :])
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


def test_refusals_without_a_library(tmp_path: Path) -> None:
    assert read_refusals(tmp_path / "library.db") == []


def test_a_language_details_and_a_given_id_are_kept(tmp_path: Path) -> None:
    """Its language tells how a text is cut into sentences, and so its encoding depends on it."""
    details = Details("Ada Lind", date(2020, 2, 29), "Kilns", ("An earlier version was cold.",), (("byline", "field"),))
    told = replace(ONE, language="sv", id_given=True, details=details)
    with Library(tmp_path / "library.db") as library:
        assert library.put([ONE, TWO]) == (2, 0)
        assert library.put([told, TWO]) == (0, 1)
        assert list(library.articles()) == [told, TWO]
        assert [facts[5] for facts in library.facts()] == ["sv", ""]
        assert [content for _, content in library.history("a")] == [content_hash(ONE), content_hash(told)]


def test_an_address_is_tried_again_a_few_times_and_no_more(tmp_path: Path) -> None:
    path, busy = tmp_path / "library.db", "https://example.org/busy"
    with Library(path, create=True) as library:
        for tries in range(1, MOST_TRIES + 1):
            library.note_fetched([Refusal(busy, "503")], [], {busy})
            assert read_again(path) == ([busy] if tries < MOST_TRIES else [])
        assert [refusal.attempts for refusal in library.refusals()] == [MOST_TRIES]
        library.note_fetched([], [busy], set())
        assert library.refusals() == read_again(path) == []
        library.note_fetched([Refusal(busy, "503")], [], {busy})
        library.note_refusals([], [tmp_path])  # a build without sources, which asks nobody
        assert read_again(path) == [busy]
        library.note_refusals([], None)  # a build of named sources
        assert library.refusals() == read_again(path) == []
