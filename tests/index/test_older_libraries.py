"""Libraries as earlier versions of the program left them: a build brings each up to date, and nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa import Archive
from qa.encoding.base import encoding_id
from qa.encoding.late_chunking import encode_article
from qa.errors import IndexDamaged, IndexUnusable
from qa.index.build import build_index, plan
from qa.index.encodings import key_sentences_by
from qa.index.library import Library
from qa.index.library_reading import read_model
from qa.index.restore import restore_library
from qa.index.rows import article_row, encoding_columns
from qa.index.schema import SCHEMA_VERSION, row_digest
from qa.index.verify import verify_index
from qa.ingest.identity import content_hash
from qa.types import NO_DETAILS, Article, Details, Refusal
from tests.encoders import HashEncoder

VERSIONS = range(1, SCHEMA_VERSION)
# What each version added to the tables of the one before, as these programs had it; the first is that of 0.1.0.
ADDED = {
    1: """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, content_hash TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL,
    published TEXT, url TEXT, origin TEXT NOT NULL, body TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_content ON articles (content_hash);
CREATE TABLE encodings (
    content_hash TEXT NOT NULL, encoder_id TEXT NOT NULL, dimensions INTEGER NOT NULL,
    offsets BLOB NOT NULL, passage_of BLOB NOT NULL,
    sentence_vectors BLOB NOT NULL, passage_vectors BLOB NOT NULL,
    token_counts BLOB NOT NULL, token_ids BLOB NOT NULL, token_codes BLOB NOT NULL, code_size INTEGER NOT NULL,
    PRIMARY KEY (content_hash, encoder_id)
) STRICT;
CREATE TABLE refusals (origin TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;
""",
    2: """
ALTER TABLE articles ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
ALTER TABLE encodings ADD COLUMN checksum TEXT NOT NULL DEFAULT '';
    CREATE TABLE history (  -- what content an article had since when; NULL: it was removed
        number INTEGER PRIMARY KEY, article_id TEXT NOT NULL, content_hash TEXT, at TEXT NOT NULL
    ) STRICT;
CREATE INDEX history_by_article ON history (article_id);
ALTER TABLE refusals ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
ALTER TABLE refusals ADD COLUMN since TEXT;
CREATE TABLE removed (article_id TEXT PRIMARY KEY) STRICT;
CREATE TABLE sources (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
""",
    3: """
ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN id_given INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE key_sentences (  -- numbers: a JSON array, of the sentences of an article
        content_hash TEXT NOT NULL, made_by TEXT NOT NULL, numbers TEXT NOT NULL, checksum TEXT NOT NULL,
        PRIMARY KEY (content_hash, made_by)
    ) STRICT;
""",
    4: "ALTER TABLE articles ADD COLUMN details TEXT NOT NULL DEFAULT '';",
    5: """
    CREATE TABLE encoding_parts (  -- of a long article, all parts before the last, which stands in encodings
        content_hash TEXT NOT NULL, encoder_id TEXT NOT NULL, number INTEGER NOT NULL, dimensions INTEGER NOT NULL,
        offsets BLOB NOT NULL, passage_of BLOB NOT NULL,
        sentence_vectors BLOB NOT NULL, passage_vectors BLOB NOT NULL,
        token_counts BLOB NOT NULL, token_ids BLOB NOT NULL, token_codes BLOB NOT NULL, code_size INTEGER NOT NULL,
        checksum TEXT NOT NULL, PRIMARY KEY (content_hash, encoder_id, number)
    ) STRICT;
""",
}
KILN = Article(
    *("kiln", "Kiln 1 was lit. It burned.", ((0, 26),), "The kiln", "The Kiln Post", date(2019, 5, 1)),
    *("https://example.org/kiln", "/wire/kiln.txt", "en", False, Details(byline="Ada Lind")),
)
OVEN = Article("7", "An oven fell. Nobody ran.", ((0, 25),), origin="/wire/all.jsonl:7", id_given=True)
CLAY = Article("clay", "Clay was dear.\n\nIt rained.", ((0, 14), (16, 26)), "Clay", "Mud", origin="/wire/clay.txt")
ARTICLES = (OVEN, CLAY, KILN)  # in the order of ids
# Of KILN as these versions wrote it, by their own program: what is in a library cannot be hashed otherwise any more.
CHECKSUMS = {
    1: "",
    2: "0adfdafd60c3e490a9c5cf2ded1dfbaffbb53845fd43961b89f2d6b6a673e9e7",
    3: "50ebda8d492af7cbdc33d786f7b95d457979345f49886c9a2def004bd804d5bc",
    4: "a40ae750a4b9211e7ed7a77fd2be23ec86d53f66b7568502fb43bf1f75e1496a",
    5: "a40ae750a4b9211e7ed7a77fd2be23ec86d53f66b7568502fb43bf1f75e1496a",
}


def kept_by(version: int, article: Article) -> Article:
    """What a library of this version holds of an article."""
    article = article if version >= 4 else replace(article, details=NO_DETAILS)
    return article if version >= 3 else replace(article, language="", id_given=False)


def write_old(path: Path, version: int, encoder: HashEncoder) -> None:
    """A library as a program of this version left it, of a source that is gone."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as old, old:
        for number in range(1, version + 1):
            old.executescript(ADDED[number])
        old.execute(f"PRAGMA user_version={version}")
        for article in ARTICLES:
            put_article(old, version, article)
            columns = encoding_columns(encode_article(article, encoder))
            encoding = (content_hash(article), encoding_id(encoder), *columns)
            insert(old, "encodings", *encoding, *([row_digest(*encoding)] if version >= 2 else []))
        insert(old, "refusals", "/wire/a.pdf", "no text", *([3, "2026-11-24"] if version >= 2 else []))
        if version >= 2:
            insert(old, "history", 1, "kiln", content_hash(KILN), "2026-11-24T09:00:00+00:00")
            insert(old, "removed", "mud")
            insert(old, "sources", 1, "/wire")
            insert(old, "settings", "model", "hash")
        if version >= 3:
            key = (content_hash(CLAY), key_sentences_by(encoding_id(encoder)), "[1]")
            insert(old, "key_sentences", *key, row_digest(*key))


def put_article(old: sqlite3.Connection, version: int, article: Article) -> None:
    facts, later = article_row(article)[:9], article_row(article)[9:12][: {1: 0, 2: 0, 3: 2}.get(version, 3)]
    checksum = CHECKSUMS[version] if article is KILN else row_digest(*facts, *later)
    insert(old, "articles", *facts, *([checksum] if version >= 2 else []), *later)


def insert(old: sqlite3.Connection, table: str, *row: object) -> None:
    old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index, whose library older ones take the place of."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "fog.txt").write_text("Fog closed the harbor.", "utf-8")
    build_index([folder / "fog.txt"], folder / "indexes", "default", HashEncoder())
    return folder / "indexes"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Where the library of an index without a snapshot is."""
    (tmp_path / "default").mkdir()
    return tmp_path / "default" / "library.db"


def test_every_earlier_version_is_here() -> None:
    assert [*ADDED] == [*VERSIONS]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_build_keeps_articles_ids_origins_and_encodings(library: Path, version: int) -> None:
    encoder = HashEncoder()
    write_old(library, version, encoder)
    encoder.encoded = 0
    report = build_index([], library.parents[1], "default", encoder)
    assert (report.index.articles, report.new, report.changed, report.removed) == (3, 0, 0, 0)
    assert (report.encoded, encoder.encoded) == (0, 0)
    archive = Archive(library.parents[1], load=lambda model: encoder)
    assert [archive.article(each.id).article.text for each in ARTICLES] == [each.text for each in ARTICLES]
    assert archive.ask("What burned?").citations[0].article.id == "kiln"
    assert all(finding.ok for finding in verify_index(library.parents[1], "default", lambda model: encoder))


@pytest.mark.parametrize("version", VERSIONS)
def test_bringing_it_up_to_date_keeps_what_else_it_held(library: Path, version: int, encoder: HashEncoder) -> None:
    write_old(library, version, encoder)
    with Library(library) as held:
        assert tuple(held.articles()) == tuple(kept_by(version, each) for each in ARTICLES)
        assert held.check() == 3
        attempts = (3, "2026-11-24") if version >= 2 else (1, None)
        assert held.refusals() == [Refusal("/wire/a.pdf", "no text", *attempts)]
        assert [content for _, content in held.history("kiln")] == [content_hash(KILN)]
        assert held.sources() == ([Path("/wire")] if version >= 2 else [])
        assert held.removed() == ({"mud"} if version >= 2 else frozenset())
        unchosen = held.without_key_sentences(encoding_id(encoder))
    assert unchosen == (["7", "kiln"] if version >= 3 else ["7", "clay", "kiln"])
    assert read_model(library) == ("hash" if version >= 2 else None)


@pytest.mark.parametrize("version", VERSIONS)
def test_looking_at_it_names_the_command_and_writes_nothing(built: Path, version: int, encoder: HashEncoder) -> None:
    indexes, library = built, built / "default" / "library.db"
    write_old(library, version, encoder)
    files = [path for path in indexes.rglob("*") if path.is_file()]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in files]
    findings = {item.what: item for item in verify_index(indexes, "default", lambda model: encoder) if not item.ok}
    assert {finding.fix for finding in findings.values()} == {"qa build"}
    assert findings["library"].found == f"{library} is of version {version}; qa build brings it up to date"
    assert Archive(indexes, load=lambda model: encoder).status().index.articles == 1  # the snapshot's
    with pytest.raises(IndexUnusable, match=f"of version {version}; qa build brings"):
        plan(indexes, "default")
    assert [path for path in indexes.rglob("*") if path.is_file()] == files
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in files] == before


@pytest.mark.parametrize("version", VERSIONS)
def test_of_a_damaged_one_the_sound_rows_are_restored(library: Path, version: int, encoder: HashEncoder) -> None:
    """Of version 1, whose rows have no checksum, those whose text is what its hash is of."""
    write_old(library, version, encoder)
    with closing(sqlite3.connect(library)) as old, old:
        old.execute("UPDATE articles SET text = replace(text, 'fell', 'rose') WHERE id = '7'")
    restored = restore_library(library.parents[1], "default")
    assert (restored.from_library, restored.from_snapshot) == (2, 0)
    with Library(library) as held:
        assert [held.article(each.id) for each in (CLAY, KILN)] == [kept_by(version, each) for each in (CLAY, KILN)]


def test_one_that_no_build_brings_up_to_date_is_restored(library: Path, encoder: HashEncoder) -> None:
    """As it was before version 0.1.0: an encoding without tokens."""
    write_old(library, 1, encoder)
    with closing(sqlite3.connect(library)) as old, old:
        for column in ("token_counts", "token_ids", "token_codes", "code_size"):
            old.execute(f"ALTER TABLE encodings DROP COLUMN {column}")
    with pytest.raises(IndexDamaged, match="cannot be read: no such column") as caught:
        build_index([], library.parents[1], "default", encoder)
    assert caught.value.fix.startswith("qa restore")
    restore_library(library.parents[1], "default")
    report = build_index([], library.parents[1], "default", encoder)
    assert (report.index.articles, report.encoded) == (3, 3)
